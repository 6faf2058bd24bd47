"""An IDTA template file works in place of a reference model: what comes out conforms and means what it says."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest

from aas_converters.letters.script import Metamodel
from aas_converters.mapping.fitted import fitted, written_path
from aas_converters.mapping.mapping import Assignment, Cell, Mapping
from aas_converters.templates.paths import chains
from aas_converters.templates.write import write_template
from aas_reference_models.library import UnknownModelError, load_model
from aas_reference_models.model import Model, walk
from aas_toolkit import convert, validate
from aas_toolkit.templates import choose_model
from tests.cli.running import run

SMT = Path(__file__).parent / "smt"
CARD = SMT / "machine_card.json"
TWO = SMT / "two.json"
MACHINES = SMT / "machines.csv"
TARGETS = [(metamodel, ending) for metamodel in get_args(Metamodel) for ending in ("json", "xml", "aasx")]
IDS = "https://example.com/ids/"


def card() -> Model:
    return choose_model(CARD)


def paths(path: str, *parts: str) -> list[str]:
    """What a path may mean in the template, as whole paths."""
    return list(dict.fromkeys(written_path(chain) for chain in chains(card().elements, path, parts or ("value",))))


def submodels(folder: Path, source: Path | str = MACHINES, **more: Any) -> list[Any]:
    """The submodels of a conversion, as plain JSON."""
    result = convert(source, model=more.pop("model", CARD), to=folder / "out.json", **more)
    assert result.path is not None, [str(finding) for finding in result.report]
    found: list[Any] = json.loads(result.path.read_text(encoding="utf-8"))["submodels"]
    return found


def below(holder: Any, *steps: str | int) -> Any:
    """The element along steps: names, and positions in lists."""
    for step in steps:
        held = holder.get("submodelElements") or holder.get("value") or holder.get("statements")
        holder = held[step] if isinstance(step, int) else next(one for one in held if one.get("idShort") == step)
    return holder


def test_every_kind_is_written_as_the_template_wants_it(tmp_path: Path) -> None:
    first, second = submodels(tmp_path)
    expected = json.loads((SMT / "expected.json").read_text(encoding="utf-8"))
    for submodel in (first, second):
        submodel.pop("id")  # made from the digest of the table, which line endings change
    assert [first, second] == expected


@pytest.mark.parametrize(("metamodel", "ending"), TARGETS)
def test_what_comes_out_conforms(tmp_path: Path, metamodel: Metamodel, ending: str) -> None:
    target = tmp_path / f"out.{ending}"
    result = convert(MACHINES, model=CARD, to=target, metamodel=metamodel)
    assert (result.written, result.left_out) == (2, 0)
    report = validate(target, template=CARD)
    assert [str(finding) for finding in report if finding.severity == "error"] == []
    assert "TPL007" not in {finding.rule.code for finding in report}  # no element but those of the template


def test_a_semantic_id_keeps_its_type_and_its_company(tmp_path: Path) -> None:
    first, _ = submodels(tmp_path)
    assert first["semanticId"] == {
        "type": "ModelReference",
        "keys": [{"type": "ConceptDescription", "value": f"{IDS}MachineCard"}],
    }
    assert [one["keys"][0]["value"] for one in first["supplementalSemanticIds"]] == [
        f"{IDS}Card",
        "0112/2///00001#AAA001#001",
    ]
    assert first["administration"] == {
        "version": "2",
        "revision": "1",
        "templateId": "https://example.com/smt-0001-2-1",
    }
    length = below(first, "Length")
    assert length["semanticId"]["type"] == "ModelReference"
    assert length["supplementalSemanticIds"][0]["keys"][0]["value"] == "0173-1#02-AAA001#001"
    assert below(first, "SerialNumber")["semanticId"]["keys"][0]["value"] == f"{IDS}SerialNumber"


def test_units_of_the_plant_become_those_of_the_template(tmp_path: Path) -> None:
    first, second = submodels(tmp_path)
    assert [below(one, "Length")["value"] for one in (first, second)] == ["1205", "990"]


def test_only_concepts_that_the_template_describes_are_described(tmp_path: Path) -> None:
    result = convert(MACHINES, model=CARD, to=tmp_path / "out.json")
    assert result.path is not None
    concepts = json.loads(result.path.read_text(encoding="utf-8"))["conceptDescriptions"]
    assert [one["id"] for one in concepts] == [f"{IDS}Length"]


def test_a_unit_that_is_not_known_is_kept(tmp_path: Path) -> None:
    template = tmp_path / "card.json"
    template.write_text(CARD.read_text("utf-8").replace('"unit": "mm"', '"unit": "furlong"'), encoding="utf-8")
    result = convert(MACHINES, model=template, to=tmp_path / "out.json")
    assert result.path is not None
    content = json.loads(result.path.read_text("utf-8"))
    described = content["conceptDescriptions"][0]["embeddedDataSpecifications"][0]["dataSpecificationContent"]
    assert described["unit"] == "furlong"
    assert below(content["submodels"][0], "Length")["value"] == "120.5"
    assert any("Length" in line and "furlong" in line for line in run("models", "show", template).out.splitlines())


def test_a_row_without_a_second_certificate_has_no_empty_one(tmp_path: Path) -> None:
    source = tmp_path / "m.csv"
    source.write_text(
        "SerialNumber,Length,MakerName@en,Address.Street,Drive00.Power,Certificates[0].Name,Certificates[1].Name\n"
        "1,1,Hanbit,A,1,CE,KC\n2,1,Hanbit,A,1,CE,\n",
        encoding="utf-8",
    )
    first, second = submodels(tmp_path, source)
    assert [len(below(one, "Certificates")["value"]) for one in (first, second)] == [2, 1]


def test_a_demanded_collection_stands_there_even_when_empty(tmp_path: Path) -> None:
    source = tmp_path / "m.csv"
    source.write_text("SerialNumber,Length,MakerName@en,Drive00.Power\n1,1,Hanbit,1\n", encoding="utf-8")
    (only,) = submodels(tmp_path, source)
    address = below(only, "Address")
    assert (address["modelType"], address.get("value")) == ("SubmodelElementCollection", None)
    assert validate(tmp_path / "out.json", template=CARD).ok


def test_rows_become_the_items_of_a_list(tmp_path: Path) -> None:
    source = tmp_path / "m.csv"
    source.write_text(
        "SerialNumber,Length,MakerName@en,Drive00.Power,Certificates[].Name,Certificates[].Pages[0]\n"
        "1,1,Hanbit,1,CE,https://example.com/1.pdf\n1,1,Hanbit,1,KC,\n",
        encoding="utf-8",
    )
    (only,) = submodels(tmp_path, source)
    assert [below(item, "Name")["value"] for item in below(only, "Certificates")["value"]] == ["CE", "KC"]
    assert validate(tmp_path / "out.json", template=CARD).ok


def test_a_mapping_may_say_it_all(tmp_path: Path) -> None:
    source = tmp_path / "m.csv"
    source.write_text("No;Maker;kW;kW2\n1;Hanbit;3;4\n", encoding="utf-8")
    (tmp_path / "card.json").write_bytes(CARD.read_bytes())
    mapping = tmp_path / "map.yaml"
    mapping.write_text(
        "mapping: 1\nmodel: card.json\nids: {base: 'https://plant.example/'}\nelements:\n"
        "  SerialNumber: No\n  Length: {constant: 5}\n  MakerName: {en: Maker}\n"
        "  Drive00.Power: kW\n  Drive01.Power: kW2\n",
        encoding="utf-8",
    )
    result = convert(source, mapping=mapping, to=tmp_path / "out.json")
    assert [str(finding.rule.code) for finding in result.report] == ["MAP040"]
    (only,) = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["submodels"]
    assert [below(only, name, "Power")["value"] for name in ("Drive00", "Drive01")] == ["3", "4"]
    assert only["id"].startswith("https://plant.example/submodel/MachineCard/")


def test_what_is_missing_is_said_by_its_path(tmp_path: Path) -> None:
    source = tmp_path / "m.csv"
    source.write_text("SerialNumber,Certificates[1].IssueDate\n1,2026-01-01\n", encoding="utf-8")
    result = convert(source, model=CARD, to=tmp_path / "out.json")
    missing = [str(finding.values["path"]) for finding in result.report if finding.rule.code == "MAP016"]
    assert missing == ["Length", "MakerName", "Drive{00}.Power", "Certificates[1].Name"]


def test_one_language_is_enough_for_a_text_that_must_be_there(tmp_path: Path) -> None:
    assert [len(below(one, "MakerName")["value"]) for one in submodels(tmp_path)] == [2, 1]


def test_elements_that_hold_no_data_are_named(tmp_path: Path) -> None:
    result = convert(MACHINES, model=CARD, to=tmp_path / "out.json")
    (left,) = (finding for finding in result.report if finding.rule.code == "MAP040")
    assert "Restart (Operation)" in str(left)


def test_columns_that_fill_nothing_are_named(tmp_path: Path) -> None:
    source = tmp_path / "m.csv"
    source.write_text(
        "SerialNumber,Length,MakerName@en,Drive00.Power,Drive00.Torque,Rest\n1,1,Hanbit,1,5,x\n", encoding="utf-8"
    )
    result = convert(source, model=CARD, to=tmp_path / "out.json")
    (unused,) = (finding for finding in result.report if finding.rule.code == "MAP041")
    assert (unused.values["count"], unused.values["columns"]) == (2, "Drive00.Torque, Rest")


@pytest.mark.parametrize(
    ("path", "parts", "meant"),
    [
        ("Drive00.Power", (), ["Drive00.Power"]),
        ("Drive7.Power", (), ["Drive7.Power"]),
        ("Power", (), ["Drive00.Power"]),
        ("Certificates[2].Name", (), ["Certificates[2].Name"]),
        ("Certificates[].Pages[1]", (), ["Certificates[].Pages[1]"]),
        ("Colours[3]", (), ["Colours[3]"]),
        ("Extras.Weight", (), ["Extras.Weight"]),
        ("Extras.Weight", ("min",), []),
        ("Address.Street", ("de",), ["Address.Street"]),
        ("Drive00.Torque", (), []),
        ("Length.Unit", (), []),
        ("Certificates.Name", (), []),
        ("", (), []),
        ("Certificates[x].Name", (), []),
    ],
)
def test_paths_of_a_template(path: str, parts: tuple[str, ...], meant: list[str]) -> None:
    assert paths(path, *parts) == meant


def test_a_path_that_leads_nowhere_stays_to_be_reported() -> None:
    mapping = Mapping(assignments=(Assignment("Drive00.Torque", (("value", Cell(columns=("x",))),)),))
    assert fitted(card(), mapping)[1].assignments == mapping.assignments


def test_a_model_of_ours_needs_no_fitting() -> None:
    plating, mapping = load_model("plating"), Mapping()
    assert fitted(plating, mapping) == (plating, mapping)


def test_one_of_several_templates_is_chosen_by_name() -> None:
    assert choose_model(f"{TWO}#Other").id_short == "Other"
    with pytest.raises(UnknownModelError, match="holds 2 templates") as error:
        choose_model(TWO)
    assert f"{TWO}#MachineCard" in str(error.value)
    with pytest.raises(UnknownModelError, match="has no template Nothing"):
        choose_model(f"{TWO}#Nothing")


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_the_command_takes_a_template(tmp_path: Path, lang: str) -> None:
    target = tmp_path / "out.aasx"
    answer = run("convert", MACHINES, "--model", f"{TWO}#MachineCard", "-o", target, "--lang", lang)
    assert (answer.code, target.exists()) == (0, True)
    assert "MachineCard 2.1" in answer.out
    assert run("validate", target, "--template", f"{TWO}#MachineCard").code == 0
    several = run("convert", MACHINES, "--model", TWO, "-o", target, "--lang", lang)
    assert several.code == 2
    assert ("holds 2 templates" if lang == "en" else "템플릿이 2개") in several.err


def test_a_template_is_shown_like_a_model() -> None:
    lines = run("models", "show", CARD).out.splitlines()
    assert lines[0] == "MachineCard 2.1"
    assert any("Drive{00}" in line and "1..*" in line for line in lines)
    assert any(line.lstrip().startswith("Pages") and "list of File" in line for line in lines)
    shown = json.loads(run("models", "show", CARD, "--json").out)
    assert {"Certificates[].Name", "Drive{00}.Power"} <= {one["path"] for one in shown["elements"]}


def test_templates_are_ranked_with_the_models() -> None:
    answer = json.loads(run("models", "list", "--for", MACHINES, "--template", CARD, "--json").out)
    assert answer[0]["name"] == "MachineCard"
    listed = run("models", "list", "--template", TWO).out
    assert {"MachineCard", "Other", "plating"} <= {line.split()[0] for line in listed.splitlines() if line.strip()}


def test_a_template_is_exported_like_a_model(tmp_path: Path) -> None:
    target = tmp_path / "out.xml"
    assert run("models", "export", f"{TWO}#Other", "-o", target).code == 0
    assert choose_model(target).id_short == "Other"


@pytest.mark.parametrize(("lang", "table"), [("en", "TABLE"), ("ko", "표파일")])
def test_a_template_has_no_demo(lang: str, table: str) -> None:
    answer = run("demo", CARD, "--lang", lang)
    assert answer.code == 2
    assert f"aas convert {table} --model" in answer.err


def test_the_mapping_that_is_printed_can_be_used(tmp_path: Path) -> None:
    answer = run("convert", MACHINES, "--model", CARD, "-o", tmp_path / "a.json")
    lines = answer.out.splitlines()
    text = "\n".join(line[4:] for line in lines if line.startswith("    ") and not line.startswith("    hint"))
    mapping = tmp_path / "map.yaml"
    mapping.write_text(text, encoding="utf-8")
    assert run("convert", MACHINES, "--map", mapping, "-o", tmp_path / "b.json").code == 0
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


@pytest.mark.parametrize("ending", ["json", "xml", "aasx"])
def test_a_template_can_be_written_again_as_it_was(tmp_path: Path, ending: str) -> None:
    target = tmp_path / f"card.{ending}"
    write_template(card(), target)
    again = choose_model(target)
    assert replace(again, source="", elements=()) == replace(card(), source="", elements=())
    for (path, element), (_, same) in zip(walk(again.elements), walk(card().elements), strict=True):
        assert replace(element, elements=()) == replace(same, elements=()), path

"""The Korean programme's profile: a plant that keeps it, and for every rule what breaks it."""

from __future__ import annotations

import json
import pkgutil
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import aas_validators.kosmo
from aas_validators.diagnostics import Diagnostic, Rule, Severity
from aas_validators.document.source import Source
from aas_validators.kosmo.check import Reading, check_file, findings_of
from tests.cli.running import run
from tests.kosmo_plant import OWN, aas_id, collection, concept, part, plant, prop, reference, shell, submodel
from tests.rooms.validators.test_kosmo_folder import FAIL as FAIL_IN_FOLDER
from tests.shared_files import shared

Json = dict[str, Any]
Change = Callable[[Json], None]


def named(environment: Json, path: str) -> Json:
    """The element at `Submodel/Collection/Property`."""
    first, *steps = path.split("/")
    here: Json = next(one for one in environment["submodels"] if one["idShort"] == first)
    for step in steps:
        inside = here.get("submodelElements") or here.get("value") or []
        here = next(one for one in inside if one.get("idShort") == step)
    return here


def setting(path: str, **values: Any) -> Change:
    """Set attributes of an element; None removes."""

    def change(environment: Json) -> None:
        element = named(environment, path)
        for key, value in values.items():
            element.pop(key, None)
            element.update({key: value} if value is not None else {})

    return change


def into(path: str, *elements: Json) -> Change:
    """Put elements into a submodel or collection."""

    def change(environment: Json) -> None:
        holder = named(environment, path)
        key = "submodelElements" if holder["modelType"] == "Submodel" else "value"
        holder.setdefault(key, []).extend(elements)

    return change


def out_of(path: str) -> Change:
    """Take an element out."""

    def change(environment: Json) -> None:
        holder, _, name = path.rpartition("/")
        for key in ("submodelElements", "value"):
            found = named(environment, holder)
            if isinstance(found.get(key), list):
                found[key] = [one for one in found[key] if one.get("idShort") != name]

    return change


def of_shell(name: str, **values: Any) -> Change:
    """Set attributes of a shell; None removes."""

    def change(environment: Json) -> None:
        found = next(one for one in environment["assetAdministrationShells"] if one["idShort"] == name)
        for key, value in values.items():
            found.pop(key)
            found.update({key: value} if value is not None else {})

    return change


def all_of(*changes: Change) -> Change:
    def change(environment: Json) -> None:
        for one in changes:
            one(environment)

    return change


def without_submodel(name: str) -> Change:
    def change(environment: Json) -> None:
        ids = {one["id"] for one in environment["submodels"] if one["idShort"] == name}
        environment["submodels"] = [one for one in environment["submodels"] if one["id"] not in ids]
        for each in environment["assetAdministrationShells"]:
            each["submodels"] = [one for one in each["submodels"] if one["keys"][0]["value"] not in ids]

    return change


def described(path: str, **values: Any) -> Change:
    """Set attributes of the content of an element's concept."""

    def change(environment: Json) -> None:
        id_ = named(environment, path)["semanticId"]["keys"][0]["value"]
        found = next(one for one in environment["conceptDescriptions"] if one["id"] == id_)
        content = found["embeddedDataSpecifications"][0]["dataSpecificationContent"]
        for key, value in values.items():
            content.pop(key, None)
            content.update({key: value} if value is not None else {})

    return change


def meaning(value: str) -> Json:
    return reference("GlobalReference", value)


def no_shell(environment: Json) -> None:
    del environment["assetAdministrationShells"][0]


def chain(length: int, *, reverse: bool = False) -> Change:
    """Shells one below the other, below the press."""

    def change(environment: Json) -> None:
        made: list[Json] = []
        above = "Press_1"
        for number in range(length):
            name = f"Part_{number}"
            holder = submodel(above, f"Component_{number}", part("Part", name))
            environment["submodels"].append(holder)
            owner = next(one for one in [*environment["assetAdministrationShells"], *made] if one["idShort"] == above)
            owner["submodels"].append(reference("Submodel", holder["id"], "ModelReference"))
            made.append(shell(name, []))
            above = name
        environment["assetAdministrationShells"] += reversed(made) if reverse else made

    return change


def second_parent(environment: Json) -> None:
    into("Facilities", part("Press", "Press_1"))(environment)


def shared_submodel(environment: Json) -> None:
    one, two = environment["assetAdministrationShells"][1:3]
    two["submodels"].append(one["submodels"][0])


def concept_twice(environment: Json) -> None:
    environment["conceptDescriptions"].append(concept(OWN.format("Position"), "Position", "STRING", None))


def nameless(environment: Json) -> None:
    del named(environment, "OperationalData/Slide")["idShort"]


def nameless_link(environment: Json) -> None:
    del named(environment, "Facilities/Line")["idShort"]


def asset(name: str, **values: Any) -> Change:
    info = {"assetKind": "Instance", "globalAssetId": f"https://plant.example/ids/asset/1/0/{name}", **values}
    return of_shell(name, assetInformation={key: value for key, value in info.items() if value})


def same_tag(environment: Json) -> None:
    into("OperationalData", prop("Running", "true", "xs:boolean"))(environment)


def no_submodels(environment: Json) -> None:
    del environment["submodels"]


def doubled_texts(environment: Json) -> None:
    text = named(environment, "TechnicalData/GeneralInformation/ManufacturerProductDesignation")
    text["value"] = text["value"][:1]


GATEWAY = "EdgeGWSolution/GW_1"
CONFIGURATION = f"{GATEWAY}/PLC_1/BasicConfiguration"
RUNNING = "OperationalData/Running"
POSITION = "OperationalData/Slide/Position"
FRAME = "TechnicalData/GeneralInformation"

FAIL: dict[str, Change] = {
    "KSM001": asset("Press_1", globalAssetId=None),
    "KSM002": without_submodel("Identification"),
    "KSM003": without_submodel("OperationalData"),
    "KSM004": asset("Press_1", assetKind="Type"),
    "KSM005": setting("OperationalData", idShort="OpreationData"),
    "KSM006": out_of(f"{FRAME}/ManufacturerOrderCode"),
    "KSM007": into(FRAME, prop("ManufacturerArticleNumber", "x")),
    "KSM008": doubled_texts,
    "KSM020": setting(RUNNING, semanticId=None),
    "KSM021": setting(RUNNING, semanticId=meaning("no_data")),
    "KSM022": setting(RUNNING, semanticId=meaning("https://plant.example/Running/1/0")),
    "KSM023": setting(RUNNING, semanticId=meaning("0173-1#02-ABI501#001/0173-1#01-AHF580#001*00")),
    "KSM024": setting(RUNNING, semanticId=meaning(OWN.format("SerialNumber"))),
    "KSM025": described(POSITION, unit=None),
    "KSM026": described(f"{CONFIGURATION}/SamplingInterval", dataType="INTEGER_COUNT"),
    "KSM027": setting(RUNNING, semanticId=meaning(OWN.format("Nowhere"))),
    "KSM028": concept_twice,
    "KSM029": setting("OperationalData/Slide", semanticId=None),
    "KSM040": asset("Press_1", globalAssetId=aas_id("Press_1")),
    "KSM041": asset("Press_1", globalAssetId="Press 1"),
    "KSM042": asset("Press_1", globalAssetId="3F2504E0-4F89-11D3-9A0C-0305E82C3301"),
    "KSM043": asset("Press_1", globalAssetId="https://plant.example/press"),
    "KSM044": asset("Press_1", globalAssetId="https://example.com/ids/asset/1"),
    "KSM045": of_shell("Press_1", submodels=[reference("Submodel", "https://plant.example/no", "ModelReference")]),
    "KSM060": no_shell,
    "KSM061": of_shell("CloudDataSolution", id="http://www.AASnest.io/ids/aas/CloudDataSolution"),
    "KSM062": without_submodel("EdgeGWSolution"),
    "KSM063": setting("CloudSolution/BasicConfiguration/InternetAddress", idShort="NetworkConnection"),
    "KSM064": out_of(GATEWAY),
    "KSM065": all_of(out_of(f"{GATEWAY}/PLC_1"), out_of(f"{GATEWAY}/PLC_2")),
    "KSM066": out_of(f"{CONFIGURATION}/SamplingInterval"),
    "KSM067": setting(f"{CONFIGURATION}/SamplingInterval", value="50.0"),
    "KSM068": setting(f"{CONFIGURATION}/NetworkConnection", value="192.0.2.31:4840"),
    "KSM069": into(GATEWAY, prop("Note", "text")),
    "KSM070": setting(f"{CONFIGURATION}/NetworkConnection", value=""),
    "KSM071": setting(f"{CONFIGURATION}/NetworkConnection", value='opc.tcp://a/"b"'),
    "KSM072": setting(f"{CONFIGURATION}/SamplingInterval", valueType="xs:int", value="100"),
    "KSM080": setting(RUNNING, value=None),
    "KSM081": setting(RUNNING, value=""),
    "KSM083": setting(POSITION, valueType="xs:string"),
    "KSM084": setting(POSITION, valueType="xs:long", value="1"),
    "KSM085": setting(POSITION, valueType="xs:decimal", value="3.75"),
    "KSM086": setting(POSITION, valueType="double"),
    "KSM087": setting(RUNNING, value="0"),
    "KSM088": setting(POSITION, valueType="xs:duration", value=""),
    "KSM089": setting(POSITION, valueType="xs:unsignedInt", value="1"),
    "KSM090": setting("Facilities/Line", value=part("x", "Line_2")["value"]),
    "KSM091": nameless_link,
    "KSM092": second_parent,
    "KSM093": into("OperationalData", part("Up", "Factory")),
    "KSM094": chain(3, reverse=True),
    "KSM095": into("OperationalData", prop("P" * 200, "x")),
    "KSM096": chain(2),
    "KSM100": same_tag,
    "KSM101": setting(POSITION, idShort="Run,State"),
    "KSM110": into("OperationalData", {"modelType": "Range", "idShort": "R", "valueType": "xs:int"}),
    "KSM111": of_shell("Press_1", idShort=None),
    "KSM112": shared_submodel,
    "KSM113": nameless,
    "KSM114": no_submodels,
}
"""What makes the plant break a rule."""

PASS: dict[str, Change] = {
    "KSM043": asset("Press_1", globalAssetId="https://plant.example/ids/2/1/press"),
    "KSM087": setting(RUNNING, value="1"),
    "KSM110": out_of(f"{FRAME}/ManufacturerProductDesignation"),
}
"""What keeps a rule that the plant itself speaks of, in passing."""


def checked(change: Change | None = None) -> list[Diagnostic]:
    environment = plant()
    if change:
        change(environment)
    return findings_of([Reading(environment, Source("plant.json"))])


def codes(change: Change | None = None) -> set[str]:
    return {finding.rule.code for finding in checked(change)}


def profile_rules() -> set[str]:
    modules = pkgutil.walk_packages(aas_validators.kosmo.__path__, "aas_validators.kosmo.")
    found = (vars(import_module(module.name)).values() for module in modules)
    return {value.code for values in found for value in values if isinstance(value, Rule)}


def test_the_plant_keeps_the_profile_and_the_standard(tmp_path: Path) -> None:
    assert [str(finding) for finding in checked() if finding.severity > Severity.INFO] == []
    path = tmp_path / "plant.json"
    path.write_text(json.dumps(plant()), encoding="utf-8")
    answer = run("validate", path, "--profile", "kosmo", "--fail-on", "warning")
    assert answer.code == 0, answer.said


def test_a_project_asks_for_the_profile_in_its_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    environment = plant()
    FAIL["KSM020"](environment)
    (tmp_path / "plant.json").write_text(json.dumps(environment), encoding="utf-8")
    (tmp_path / "aas-toolkit.toml").write_text('[validate]\nprofile = "kosmo"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert "KSM020" in run("validate", "plant.json").out
    assert "KSM020" not in run("validate", "plant.json", "--no-config").out


@pytest.mark.parametrize("code", FAIL)
def test_what_breaks_a_rule_is_found_in_both_languages(code: str) -> None:
    assert code not in codes(PASS.get(code))
    found = [finding for finding in checked(FAIL[code]) if finding.rule.code == code]
    assert found
    for finding in found:
        assert finding.where.file == "plant.json"
        assert finding.rule.spec
        for language in ("en", "ko"):
            assert "{" not in finding.text(language) + finding.advice(language)


def test_every_rule_of_the_profile_has_an_example() -> None:
    assert profile_rules() == {*FAIL, *FAIL_IN_FOLDER}


def test_aliases_and_later_names_are_accepted() -> None:
    assert "KSM006" not in codes(setting(f"{FRAME}/ManufacturerPartNumber", idShort="ManufacturerArticleNumber"))
    assert "KSM002" not in codes(setting("OperationalData", idShort="Operation_Data"))
    assert "KSM003" not in codes(setting("Documentation", idShort="HandoverDocumentation"))


@pytest.mark.parametrize(("value", "severity"), [("50.0", "warning"), ("often", "error"), ("NaN", "warning")])
def test_a_short_interval_is_a_warning_and_a_word_an_error(value: str, severity: str) -> None:
    found = checked(setting(f"{CONFIGURATION}/SamplingInterval", value=value))
    assert [str(one.severity) for one in found if one.rule.code == "KSM067"] == [severity]


def test_a_reference_that_nearly_fits_says_so() -> None:
    (found,) = [
        one
        for one in checked(setting("Facilities/Line", value=part("x", "Line_1 ")["value"]))
        if one.rule.code == "KSM090"
    ]
    assert aas_id("Line_1") + "'?" in found.text("ko")


def test_parts_of_a_package_are_one_plant_and_findings_stay_in_their_part() -> None:
    environment = plant()
    setting(RUNNING, value=None)(environment)
    whole = findings_of([Reading(environment, Source("p.aasx"))])
    first, second = (
        {**environment, "submodels": environment["submodels"][:3]},
        {"submodels": environment["submodels"][3:]},
    )
    del first["conceptDescriptions"]
    second["conceptDescriptions"] = environment["conceptDescriptions"]
    split = findings_of([Reading(first, Source("p.aasx", "/a")), Reading(second, Source("p.aasx", "/b"))])
    assert sorted((one.rule.code, one.where.path) for one in split) == sorted(
        (one.rule.code, one.where.path) for one in whole
    )
    assert [one.where.part for one in split if one.rule.code == "KSM080"] == ["/b"]


def test_a_submodel_by_itself_is_checked_at_its_lines(tmp_path: Path) -> None:
    path = tmp_path / "one.json"
    bare = {**prop("Run", "1"), "semanticId": None}
    del bare["semanticId"]
    path.write_text(json.dumps(submodel("X", "OperationalData", bare), indent=1), encoding="utf-8")
    (found,) = [one for one in check_file(path) if one.rule.code == "KSM020"]
    assert found.where.line is not None
    assert found.where.line > 10
    assert found.where.path == "OperationalData/Run"


@pytest.mark.parametrize("text", ["", "{", "[]", '{"submodels": 3}', '{"submodels": [1, null, {"id": 2}]}', "a,b"])
def test_what_is_no_aas_file_raises_nothing(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(text, encoding="utf-8")
    assert run("validate", path, "--profile", "kosmo").code == 1


def test_collections_and_group_ids_may_be_published_ones() -> None:
    frame = collection("Extra") | {"semanticId": meaning("https://admin-shell.io/ZVEI/TechnicalData/Other/1/1")}
    assert not {"KSM022", "KSM024"} & codes(into("TechnicalData", frame))


def test_published_templates_break_what_the_fact_sheet_says() -> None:
    folder = shared("kosmo/mos-templates")
    for name in ("000.aasx", "112.aasx"):
        found = {finding.rule.code for finding in check_file(folder / name)}
        assert {"KSM060", "KSM080", "KSM101"} <= found

"""Every command, in both languages and for scripts."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import aas_toolkit
from aas_reference_models.library import load_model, models
from aas_toolkit.cli import COMMANDS
from aas_toolkit.rule_list import rules
from tests.cli.running import mapping, plant, program, run

HANGUL = re.compile("[가-힣]")


@pytest.fixture
def package(tmp_path: Path) -> Path:
    answer = run("convert", plant(tmp_path), "--map", mapping(tmp_path), "-o", tmp_path / "o.aasx")
    assert answer.code == 0, answer.said
    return tmp_path / "o.aasx"


def test_help_and_version_import_nothing_heavy() -> None:
    """The budget is the imports, not a clock: a busy machine must not fail it."""
    code = """
import sys
from aas_toolkit.cli import main
sys.argv = ["aas", sys.argv[1]]
try:
    main()
except SystemExit as end:
    heavy = {"polars", "lxml", "basyx", "pint", "rich", "aas_core3", "aas_core3_1", "jsonschema", "msgspec", "yaml"}
    print("loaded:", sorted(heavy & set(sys.modules)), len(sys.modules), end.code)
"""
    for option in ("--help", "--version"):
        answer = program(option, code=code)
        loaded, count, exit_code = re.search(r"loaded: (\[.*\]) (\d+) (\d+)", answer.out).groups()  # type: ignore[union-attr]
        assert (loaded, exit_code) == ("[]", "0")
        assert int(count) < 300


def test_help_lists_every_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AAS_LANG", "en")
    english = run("--help").out
    monkeypatch.setenv("AAS_LANG", "ko")
    korean = run("--help").out
    for name in COMMANDS:
        assert re.search(rf"^  {name} ", english, re.MULTILINE)
        assert re.search(rf"^  {name} +.*[가-힣]", korean, re.MULTILINE)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_each_command_has_help(name: str) -> None:
    answer = run(name, "--help")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith("Usage: aas " + name)
    assert re.search(r"^  [A-Z].{20,}", answer.out, re.MULTILINE)


def test_version() -> None:
    assert aas_toolkit.__version__ in run("--version").out


def test_an_unknown_command_gets_the_closest_name() -> None:
    answer = run("convrt")
    assert answer.code == 2
    assert "convert" in answer.err


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_convert_speaks_both_languages(tmp_path: Path, lang: str) -> None:
    bad = plant(tmp_path, "Time,Machine,Lot,Temp,Current\n2024-03-01 00:00:00,L1,A,warm,3\n")
    answer = run("convert", bad, "-m", "plating", "-o", tmp_path / "o.aasx", "--lang", lang)
    assert answer.code == 1
    assert "VAL001" in answer.out
    assert "plant.csv:2[Temp]" in answer.out
    assert bool(HANGUL.search(answer.out.replace("도금", ""))) == (lang == "ko")


def test_convert_prints_the_mapping_it_used_and_it_can_be_used(tmp_path: Path) -> None:
    source = plant(tmp_path, "Time,도금라인,Lot,Temp(℃),Current,pH\n2024-03-01 00:00:00,L1,A,25.5,3.1,4.2\n")
    answer = run("convert", source, "-m", "plating", "-o", tmp_path / "o.json", "--lang", "en")
    assert answer.code == 0, answer.said
    assert "Asia/Seoul" in answer.out
    printed = "".join(line[4:] + "\n" for line in answer.out.splitlines() if line.startswith("    "))
    printed = printed[printed.index("mapping: 1") :]
    elements = re.match(r"mapping: 1\n(?:[a-z]+:.*\n)*(?:  .*\n)*", printed)
    assert elements
    again = run("convert", source, "--map", mapping(tmp_path, elements[0]), "-o", tmp_path / "again.json")
    assert again.code == 0, again.said
    assert (tmp_path / "again.json").read_bytes() == (tmp_path / "o.json").read_bytes()


def test_convert_for_scripts(tmp_path: Path) -> None:
    answer = run("convert", plant(tmp_path), "--map", mapping(tmp_path), "-o", tmp_path / "o.aasx", "--json")
    assert (answer.code, answer.err) == (0, "")
    content = json.loads(answer.out)
    assert (content["ok"], content["rows"], content["submodels"], content["left_out"]) == (True, 2, 2, 0)
    assert content["file"] == str(tmp_path / "o.aasx")
    bad = plant(tmp_path, "Time,Machine,Lot,Temp,Current,pH\n2024-03-01 00:00:00,L1,A,warm,3,4\n")
    answer = run("convert", bad, "--map", mapping(tmp_path), "-o", tmp_path / "o.aasx", "--json", "--lang", "ko")
    content = json.loads(answer.out)
    assert (answer.code, content["ok"], content["file"]) == (1, False, None)
    (finding,) = [f for f in content["findings"] if f["severity"] == "error"]
    assert (finding["rule"], finding["where"]["row"], finding["where"]["line"]) == ("VAL001", 1, 2)
    assert HANGUL.search(finding["message"])


def test_convert_of_what_is_not_there_for_scripts(tmp_path: Path) -> None:
    answer = run("convert", tmp_path / "no.csv", "-m", "plating", "--json", "-o", tmp_path / "o.aasx")
    assert answer.code == 2
    content = json.loads(answer.out)
    assert content["ok"] is False
    assert content["findings"][0]["rule"] == "SRC001"


def test_default_output_stands_in_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "out").mkdir()
    source = plant(tmp_path / "in", name="도금 데이터.csv")
    monkeypatch.chdir(tmp_path / "out")
    assert run("convert", source, "--map", mapping(tmp_path)).code == 0
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["도금 데이터.aasx"]
    monkeypatch.chdir(tmp_path / "in")
    assert run("convert", tmp_path / "in" / "*.csv", "--map", mapping(tmp_path)).code == 0
    assert [path.suffix for path in sorted((tmp_path / "in").iterdir())].count(".aasx") == 1


@pytest.mark.parametrize("metamodel", ["3.0", "3.1"])
@pytest.mark.parametrize("part", ["json", "xml"])
def test_validate_says_what_it_is(tmp_path: Path, metamodel: str, part: str) -> None:
    target = tmp_path / "o.aasx"
    options = ("--metamodel", metamodel, "--part", part, "-o", target)
    assert run("convert", plant(tmp_path), "--map", mapping(tmp_path), *options).code == 0
    answer = run("validate", target, "--lang", "en")
    assert answer.code == 0
    assert "valid" in answer.out
    if part == "xml":
        assert f"metamodel {metamodel}" in answer.out
    content = json.loads(run("validate", target, "--format", "json").out)
    assert (content["ok"], content["errors"], len(content["files"])) == (True, 0, 1)


def test_validate_of_something_wrong(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_text('{"submodels": [{"modelType": "Submodel", "id": ""}]}', encoding="utf-8")
    english, korean = (run("validate", wrong, "--lang", lang) for lang in ("en", "ko"))
    assert english.code == korean.code == 1
    assert "wrong.json:1:" in english.out
    assert HANGUL.search(korean.out)
    assert not HANGUL.search(english.out)
    answer = run("validate", wrong, "--format", "json")
    assert answer.code == 1
    assert json.loads(answer.out)["files"][0]["findings"][0]["where"]["line"] == 1


def test_validate_several_files_and_a_missing_one(package: Path, tmp_path: Path) -> None:
    assert run("validate", package, package).code == 0
    assert run("validate", package, tmp_path / "no.json").code == 2
    assert run("validate").code == 2


def test_fail_on_warning(tmp_path: Path) -> None:
    source = plant(tmp_path)
    without_base = mapping(tmp_path, "mapping: 1\nmodel: plating\nelements: {Header.Time: Time, LotNumber: Lot}\n")
    assert run("convert", source, "--map", without_base, "-o", tmp_path / "o.json").code == 0
    options = ("--map", without_base, "-o", tmp_path / "o.json", "--fail-on", "warning")
    assert run("convert", source, *options).code == 1
    strict = run("convert", source, "--map", without_base, "-o", tmp_path / "strict.json", "--strict")
    assert strict.code == 1
    assert not (tmp_path / "strict.json").exists()


def test_inspect_shows_values_and_units(package: Path) -> None:
    answer = run("inspect", package, "--lang", "ko")
    assert answer.code == 0
    assert re.search(r"BathTemperature 25\.5 °C", answer.out)
    shallow = run("inspect", package, "--depth", "0", "--count", "1").out
    assert "BathTemperature" not in shallow
    assert json.loads(run("inspect", package, "--json").out)[0]["submodels"]


@pytest.mark.parametrize(
    "content", [b"", b"{", b"PK\x03\x04broken", b"<a/>", b"[]", b"null", b"\xff\xfe\x00", b"\x00" * 50]
)
@pytest.mark.parametrize("suffix", [".aasx", ".json", ".xml", ".txt"])
def test_nothing_readable_never_ends_in_a_traceback(tmp_path: Path, content: bytes, suffix: str) -> None:
    broken = tmp_path / f"broken{suffix}"
    broken.write_bytes(content)
    for command in ("inspect", "validate"):
        answer = run(command, broken)
        assert answer.code == 1, (command, answer)
        assert answer.said.strip()


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_models(lang: str) -> None:
    listed = run("models", "list", "--lang", lang)
    assert listed.code == 0
    for name in models():
        assert name in listed.out
        shown = run("models", "show", name, "--lang", lang)
        assert shown.code == 0
        assert all(element.id_short in shown.out for element in load_model(name).elements)
    assert HANGUL.search(run("models", "list", "--lang", "ko").out)
    assert {row["name"] for row in json.loads(run("models", "list", "--json").out)} == set(models())
    assert json.loads(run("models", "show", "plating", "--json").out)["name"] == "plating"


def test_an_unknown_model_gets_the_closest_name() -> None:
    answer = run("models", "show", "platting")
    assert answer.code == 2
    assert "plating" in answer.err.replace("platting", "")


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_rule_explains_every_rule(lang: str) -> None:
    for code in rules():
        answer = run("rule", code, "--lang", lang)
        assert answer.code == 0
        assert answer.out.startswith(code)
        if lang == "ko":
            assert HANGUL.search(answer.out), code
    assert run("rule", "val001").out == run("rule", "VAL001").out
    assert run("rule", "VAL00").code == 2
    assert len(json.loads(run("rule", "--json").out)) == len(rules())
    assert len(run("rule").out.splitlines()) >= len(rules())


@pytest.mark.parametrize(("model", "lang"), [("injection_moulding", "en"), ("plating", "ko")])
def test_demo(tmp_path: Path, model: str, lang: str) -> None:
    answer = run("demo", model, "-o", tmp_path / "데모 폴더", "--lang", lang)
    assert answer.code == 0, answer.said
    package = Path(answer.out.rstrip().splitlines()[-1])
    assert package == tmp_path / "데모 폴더" / model / f"{model}.aasx"
    assert run("validate", package).code == 0
    again = package.read_bytes()
    assert run("demo", model, "-o", tmp_path / "데모 폴더").code == 0
    assert package.read_bytes() == again


def test_demo_of_an_unknown_model(tmp_path: Path) -> None:
    answer = run("demo", "platin", "-o", tmp_path)
    assert answer.code == 2
    assert "plating" in answer.err

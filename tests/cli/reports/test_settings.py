"""Settings of a project, options that change what counts, and baselines."""

from __future__ import annotations

import io
import json
import re
import shutil
import sys
from dataclasses import fields
from importlib.resources import files
from pathlib import Path

import pytest

from aas_toolkit.cli.reports.areas import AREAS, area_of
from aas_toolkit.configuration import Configuration
from aas_validators.layers import Layer
from aas_validators.rules import all_rules
from tests.cli.reports.workshop import CASES, PACKAGE, RIGHT, STRANGER, TRUNCATED, WRONG, furnish, many
from tests.cli.running import run

HANGUL = re.compile("[가-힣]")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(furnish(tmp_path / "plant"))
    monkeypatch.setenv("AAS_LANG", "en")
    return tmp_path / "plant"


def settings(text: str, file: str = "aas-toolkit.toml") -> None:
    Path(file).write_text(text, encoding="utf-8")


def codes(*words: object) -> set[str]:
    """The rules that a run reports."""
    content = json.loads(run("validate", *words, "--format", "json").out)
    return {finding["rule"] for one in content["files"] for finding in one["findings"]}


def test_a_rule_can_be_switched_off_by_code_name_or_family() -> None:
    assert codes(".") == {"AAS117", "PKG060", "SCH011"}
    assert codes(".", "--ignore", "AAS117", "--ignore", "file-not-in-package") == {"SCH011"}
    assert codes(".", "--ignore", "AASd-117") == {"PKG060", "SCH011"}
    assert codes(".", "--ignore", "AAS1", "--ignore", "SCH") == {"PKG060"}
    assert codes(".", "--ignore", "id-short-needed") == {"PKG060", "SCH011"}, "the number may be left out of a name"
    answer = run("validate", WRONG, "--ignore", "AAS117")
    assert answer.code == 0
    assert "0 errors, 0 warnings, 1 ignored" in answer.out


def test_severity_can_be_set() -> None:
    assert run("validate", WRONG, "--severity", "AAS117=warning").code == 0
    assert run("validate", PACKAGE, "--severity", "PKG060=error").code == 1
    assert run("validate", WRONG, "--severity", "AAS117=off").code == 0
    assert run("validate", WRONG, "--severity", "AAS=info", "--severity", "AAS117=error").code == 1
    assert run("validate", WRONG, "--severity", "AAS117=error", "--severity", "AAS=info").code == 1


def test_fail_on_decides_the_exit_code() -> None:
    assert [run("validate", PACKAGE, "--fail-on", level).code for level in ("error", "warning", "never")] == [0, 1, 0]
    assert [run("validate", WRONG, "--fail-on", level).code for level in ("error", "warning", "never")] == [1, 1, 0]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--ignore", "AAS11"], None),
        (["--ignore", "AAS999"], "there is no rule AAS999"),
        (["--ignore", "file-not-in-pakage"], "did you mean file-not-in-package"),
        (["--ignore", "AAS1117"], "did you mean AAS117"),
        (["--ignore", "AASd-171"], "there is no rule AASd-171"),
        (["--severity", "AAS117"], "CODE=LEVEL"),
        (["--severity", "AAS117=wrning"], "did you mean warning"),
        (["--severity", "NO117=warning"], "there is no rule NO117"),
        (["--template", "no-such.json"], "there is no template file no-such.json"),
        (["--baseline", "no-such.json"], "--write-baseline"),
        (["--config", "no-such.toml"], "no-such.toml"),
        (["--report", "x.pdf"], ".sarif"),
        (["--fail-on", "info"], "never"),
        (["--root", "Submodell"], "Submodell"),
    ],
)
def test_a_wrong_call_ends_with_2_and_a_sentence(words: list[str], says: str | None) -> None:
    answer = run("validate", "right.json", *words)
    assert answer.code == (2 if says else 0), answer
    assert (says or "valid") in answer.said
    assert "Traceback" not in answer.said


@pytest.mark.parametrize("place", ["no-such.json", "no-such-folder", "*.nothing"])
def test_a_place_that_is_not_there_is_a_wrong_call(place: str) -> None:
    answer = run("validate", "right.json", place)
    assert answer.code == 2
    assert place in answer.err
    assert "파일이나 폴더가 없고" in run("validate", place, "--lang", "ko").err


def test_a_folder_stands_for_the_aas_files_in_it(here: Path) -> None:
    for folder in (".git", "node_modules/x", "라인 2/3월"):
        (here / folder).mkdir(parents=True)
        (here / folder / "x.json").write_bytes((here / WRONG).read_bytes())
    (here / "notes.txt").write_text("nothing", encoding="utf-8")
    content = json.loads(run("validate", here, "--format", "json").out)
    names = [Path(one["file"]).relative_to(here).as_posix() for one in content["files"] if "skipped" not in one]
    assert names == [TRUNCATED, "right.json", PACKAGE, WRONG, "라인 2/3월/x.json"]


def test_a_link_that_leads_back_up_is_not_followed(here: Path) -> None:
    before = run("validate", ".").out
    try:
        (here / "라인 1" / "back").symlink_to(here, target_is_directory=True)
    except OSError:
        pytest.skip("this account may not make links")
    assert run("validate", ".").out == before


@pytest.mark.parametrize(
    ("name", "text", "skipped"),
    [
        ("package.json", '{"name": "x", "version": "1"}', True),
        ("list.json", "[1, 2, 3]", True),
        ("with-comments.json", '{\n  // a comment\n  "strict": true,\n}', True),
        ("feed.xml", '<feed xmlns="http://www.w3.org/2005/Atom"/>', True),
        ("page.xml", "<!DOCTYPE html><html><br></html>", True),
        ("report.json", '{"version": 1, "files": [{"root": "Submodel"}]}', True),
        ("cut.json", '{"submodels": [{"modelType": "Submodel", "id": "urn:x', False),
        ("class.json", '{"modelType": "Submodell", "id": "urn:x"}', False),
        ("other.xml", '<environment xmlns="http://admin-shell.io/aas/3/0"/>', False),
        ("empty.json", "", False),
        ("zip.aasx", "no zip at all", False),
        ("shop.ttl", "@prefix ex: <http://example.org/> .\nex:a ex:b ex:c .\n", True),
        ("aas.ttl", "@prefix aas: <https://admin-shell.io/aas/3/1/> .\n<urn:x> a aas:Submodl .\n", False),
        ("utf16.xml", "\ufeff<feed/>", True),
        ("junit.xml", "<testsuites><testsuite name='submodel.json: idShort'/></testsuites>", True),
        ("no-namespace.xml", "<environment/>", False),
    ],
)
def test_what_has_nothing_to_do_with_aas_is_skipped_in_a_folder_only(
    name: str, text: str, skipped: bool, tmp_path: Path
) -> None:
    folder = tmp_path / "others"
    folder.mkdir()
    shutil.copy(RIGHT, folder)
    (folder / name).write_text(text, encoding="utf-16" if "16" in name else "utf-8")
    answer = run("validate", folder)
    assert answer.code == (0 if skipped else 1), answer
    assert ("skipped" in answer.out) == skipped
    assert run("validate", folder / name).code == 1
    assert run("validate", folder / name, "--force-exclude").code == answer.code
    assert run("validate", str(folder / "*")).code == 1, "a pattern names what a shell would have named"


def test_exclude_leaves_out_in_folders_and_with_force_everywhere() -> None:
    assert codes(".", "--exclude", "broken.xml") == {"AAS117", "PKG060"}
    assert codes(".", "--exclude", "라인 1") == {"SCH011"}
    assert codes(".", "--exclude", "라인 1/*.json") == {"PKG060", "SCH011"}
    assert codes(".", "--exclude", "*.json", "--exclude", "**/*.aasx") == {"SCH011"}
    assert codes(TRUNCATED, "--exclude", TRUNCATED) == {"SCH011"}
    assert codes(TRUNCATED, "right.json", "--exclude", TRUNCATED, "--force-exclude") == set()


def test_nothing_to_check_is_a_wrong_call_except_for_hooks(here: Path) -> None:
    (here / "empty").mkdir()
    answer = run("validate", "empty")
    assert (answer.code, "there is no file to check" in answer.err) == (2, True)
    assert run("validate", ".", "--exclude", "*").code == 2
    assert run("validate", WRONG, "--exclude", "*", "--force-exclude").code == 0


def test_a_folder_without_any_aas_file_is_a_wrong_call_except_for_hooks(here: Path) -> None:
    (here / "web").mkdir()
    shutil.copy(STRANGER, here / "web")
    answer = run("validate", "web")
    assert (answer.code, "1 file looked at, none of AAS" in answer.err) == (2, True)
    assert run("validate", "web", "--force-exclude").code == 0
    assert run("validate", "web", RIGHT).code == 0


def test_a_file_may_come_by_the_standard_input(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, place in ((WRONG, "-:12:13: error AAS117"), (PACKAGE, "-!/aasx/data.json:1:")):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO((here / name).read_bytes())))
        assert run("validate", "-").out.startswith(place)


def test_a_closed_standard_input_is_an_empty_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    answer = run("validate", "-", "--lang", "en")
    assert (answer.code, answer.out.splitlines()[0]) == (1, "-: error SCH001 the file is empty")


def test_a_file_named_twice_is_checked_once() -> None:
    content = json.loads(run("validate", WRONG, ".", "라인 1/*.json", "--format", "json").out)
    assert [one["file"] for one in content["files"]].count(WRONG) == 1


SETTINGS = """
[validate]
ignore = ["AAS117"]
exclude = ["broken.xml"]
fail-on = "warning"
lang = "ko"

[validate.severity]
PKG060 = "info"
"""


@pytest.mark.parametrize("file", ["aas-toolkit.toml", "pyproject.toml"])
def test_settings_are_found_from_the_working_folder_upwards(
    file: str, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = SETTINGS if file == "aas-toolkit.toml" else SETTINGS.replace("[validate", "[tool.aas-toolkit.validate")
    settings(text, file)
    assert codes(".") == {"PKG060"}
    monkeypatch.chdir(here / "라인 1")
    assert codes(".") == {"PKG060"}
    assert run("validate", "..").code == 0
    monkeypatch.delenv("AAS_LANG")
    assert HANGUL.search(run("validate", ".").out)
    assert "warning PKG060" in run("validate", ".", "--no-config", "--lang", "en").out


def test_a_project_without_our_table_does_not_end_the_search(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings(SETTINGS)
    settings('[project]\nname = "x"\n', "라인 1/pyproject.toml")
    monkeypatch.chdir(here / "라인 1")
    assert codes(".") == {"PKG060"}


def test_the_command_line_adds_to_lists_and_replaces_single_values() -> None:
    settings(SETTINGS)
    assert codes(".", "--ignore", "PKG060") == set()
    assert run("validate", ".", "--severity", "PKG060=warning").code == 1
    assert run("validate", ".", "--severity", "PKG060=warning", "--fail-on", "error").code == 0
    assert codes(WRONG, "--severity", "AAS117=warning") == {"AAS117"}, "what is said last counts"


def test_rules_can_be_switched_off_for_some_files() -> None:
    settings('[validate.per-file-ignores]\n"라인 1" = ["AAS117", "file-not-in-package"]\n"*.xml" = ["PKG"]\n')
    assert codes(".") == {"SCH011"}


def test_paths_in_settings_count_from_their_file(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    template = CASES / "TPL013"
    (here / "templates").mkdir()
    (here / "templates" / "t.json").write_bytes((template / "template.json").read_bytes())
    (here / "라인 1" / "x.json").write_bytes((template / "fail-1.json").read_bytes())
    monkeypatch.chdir(here / "라인 1")
    for key in ('template = ["templates/t.json"]', 'templates = ["templates"]'):
        settings(f"[validate]\n{key}\n", "../aas-toolkit.toml")
        assert "TPL013" in codes("x.json")
    assert "TPL013" not in codes("x.json", "--skip", "template")
    (here / "plating").mkdir()  # a folder of data, named like the model
    settings('[validate]\ntemplate = ["plating"]\n', "../aas-toolkit.toml")
    assert "TPL018" in codes("x.json")


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ('[validate]\nignore = [\n  "AAS117",\n  "AAS999",\n]\n', "4:4", "there is no rule AAS999"),
        ('[validate]\nignore = ["AAS1117"]\n', "2:12", "did you mean AAS117"),
        ('[validate]\nignored = ["AAS117"]\n', "2:1", "did you mean ignore"),
        ('[validat]\nignore = ["AAS117"]\n', "1:2", "did you mean validate"),
        ('[validate]\n\nfail-on = "eror"\n', "3:1", "did you mean error"),
        ('[validate]\nignore = "AAS117"\n', "2:1", "must be a list"),
        ('[validate.severity]\n# why\nAAS117 = "warn"\n', "3:1", "did you mean warning"),
        ('[validate]\nseverity = {AAS117 = "off", AAS998 = "off"}\n', "2:29", "there is no rule AAS998"),
        ('[validate]\ntemplates = ["nowhere"]\n', "2:15", "there is no folder nowhere"),
        ('[validate]\ntemplate = ["nowhere.json"]\n', "2:14", "there is no template file nowhere.json"),
        ("[validate]\nignore = [\n", "3:1", "this is not TOML"),
        ("[validate\n", "1:10", "this is not TOML"),
        ("[validate]\njobs = 0\n", "2:1", "jobs"),
        ('validate.ignore = ["AAS999"]\n', "1:21", "there is no rule AAS999"),
        ('[validate]\nseverity.AAS998 = "off"\n', "2:1", "there is no rule AAS998"),
        ('["validate"]\n"fail-on" = "eror"\n', "2:1", "did you mean error"),
        ('[validate.per-file-ignores]\n"a.json" = ["AAS117"]\n"b.json" = ["AAS996"]\n', "3:14", "AAS996"),
        ("[validate]\nlang = 'ko'\nlang = 'en'\n", "3:", "this is not TOML"),
    ],
)
def test_a_mistake_in_settings_is_told_with_its_line(text: str, place: str, says: str) -> None:
    settings(text)
    answer = run("validate", "right.json")
    assert answer.code == 2
    assert f"aas-toolkit.toml:{place}" in answer.err
    assert says in answer.err
    assert "hint: " in answer.err or "must be" in answer.err
    korean = run("validate", "right.json", "--lang", "ko")
    assert HANGUL.search(korean.err)
    assert run("validate", "right.json", "--no-config").code == 0


def test_settings_that_are_no_utf_8() -> None:
    Path("aas-toolkit.toml").write_bytes("[validate]\nignore = []\n# 한글\n".encode("cp949"))
    answer = run("validate", "right.json")
    assert answer.code == 2
    assert "aas-toolkit.toml:3:" in answer.err


def test_a_baseline_hides_what_is_known_and_nothing_else(here: Path) -> None:
    written = run("validate", ".", "--write-baseline", "known.json")
    assert (written.code, "wrote known.json: 3 findings" in written.err) == (0, True)
    assert run("validate", ".", "--baseline", "known.json").code == 0
    assert "3 in the baseline" in run("validate", ".", "--baseline", "known.json").out
    text = (here / WRONG).read_text(encoding="utf-8")
    (here / WRONG).write_text("\n\n" + text, encoding="utf-8")
    assert run("validate", ".", "--baseline", "known.json").code == 0, "a finding that moved is still known"
    (here / WRONG).write_text(text.replace('"C"', '"D"'), encoding="utf-8")
    assert codes(".", "--baseline", "known.json") == {"AAS117"}, "one at another element is new"


def test_what_passes_is_not_called_valid(here: Path) -> None:
    run("validate", ".", "--write-baseline", "known.json")
    for words in (["--baseline", "known.json"], ["--ignore", "AAS", "--ignore", "SCH"], ["--severity", "AAS=info"]):
        out = run("validate", WRONG, TRUNCATED, RIGHT, *words).out
        assert f"{WRONG}: passes, 1 error known or switched off\n" in out
        assert f"{WRONG}: valid" not in out
    out = run("validate", ".", "--ignore", "AAS", "--ignore", "SCH").out
    assert "4 files, 2 valid, 2 with known errors only, 2 skipped" in out


def test_a_file_that_is_renamed_keeps_what_is_known_of_it(here: Path) -> None:
    run("validate", ".", "--write-baseline", "known.json")
    shutil.copy(here / WRONG, here / "copy.json")
    assert run("validate", ".", "--baseline", "known.json").code == 1, "a copy is new as long as the first is there"
    (here / WRONG).unlink()
    (here / "copy.json").rename(here / "라인 1" / "새 이름.json")
    assert run("validate", ".", "--baseline", "known.json").code == 0
    text = (here / "라인 1" / "새 이름.json").read_text(encoding="utf-8")
    (here / "라인 1" / "새 이름.json").write_text(text.replace('"C"', '"D"'), encoding="utf-8")
    assert codes(".", "--baseline", "known.json") == {"AAS117"}, "only the same finding is known"


def test_a_baseline_counts_equal_findings(here: Path) -> None:
    many(here / "many.json", 3)
    run("validate", "many.json", "--write-baseline", "known.json")
    many(here / "many.json", 4)
    content = json.loads(run("validate", "many.json", "--baseline", "known.json", "--format", "json").out)
    assert (content["errors"], content["files"][0]["in_baseline"]) == (1, 3)


def test_a_baseline_holds_wherever_the_command_is_run_from(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings('[validate]\nbaseline = "known.json"\n')
    assert run("validate", ".", "--write-baseline", "known.json").code == 0
    first = Path("known.json").read_bytes()
    monkeypatch.chdir(here / "라인 1")
    assert run("validate", "..").code == 0
    assert run("validate", here).code == 0
    run("validate", here, "--write-baseline", here / "again.json")
    assert (here / "again.json").read_bytes() == first, "the same findings give the same bytes"
    for entry in json.loads(first)["findings"]:
        assert not Path(entry["file"]).is_absolute()
        assert "\\" not in entry["file"]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"version": 9, "findings": []}', '{"version": 1, "findings": [1]}'])
def test_a_file_that_is_no_baseline_is_a_wrong_call(text: str) -> None:
    Path("known.json").write_text(text, encoding="utf-8")
    answer = run("validate", ".", "--baseline", "known.json")
    assert answer.code == 2
    assert "baseline" in answer.err
    assert "Traceback" not in answer.said


def test_settings_can_be_named(here: Path) -> None:
    settings(SETTINGS, "other.toml")
    assert codes(".", "--config", "other.toml") == {"PKG060"}


def test_sarif_links_rules_to_pages_that_the_project_hosts() -> None:
    settings('[validate]\nrules-url = "https://docs.plant.example/reference/rules"\n')
    (log,) = json.loads(run("validate", WRONG, "--format", "sarif").out)["runs"]
    (rule,) = log["tool"]["driver"]["rules"]
    assert rule["helpUri"] == "https://docs.plant.example/reference/rules/aas.html#aas117"


def test_the_schema_of_settings_knows_every_layer_and_format() -> None:
    schema = json.loads(files("aas_toolkit").joinpath("configuration.schema.json").read_text(encoding="utf-8"))
    assert schema["$defs"]["layers"]["items"]["enum"] == [layer.value for layer in Layer]
    settings_ = {name.replace("-", "_") for name in schema["$defs"]["validate"]["properties"]}
    assert settings_ == {field.name for field in fields(Configuration)} - {"file"}


def test_every_layer_that_can_be_asked_for_has_a_place_in_reports() -> None:
    assert {*AREAS, Layer.ATTRIBUTES} == set(Layer)
    assert {area_of(rule) for rule in all_rules()} <= set(AREAS) - {Layer.OWN}

"""Every form of a report says the same, in the form its readers expect."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from jsonschema import Draft202012Validator

from aas_validators.diagnostics import Diagnostic
from aas_validators.recognise import NOT_AAS
from tests.cli.reports.workshop import PACKAGE, STRANGER, TRUNCATED, WRONG, furnish, many
from tests.cli.running import program, run

FORMS = ("text", "json", "sarif", "junit", "github", "html")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(furnish(tmp_path / "plant"))
    monkeypatch.setenv("AAS_LANG", "en")
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    return tmp_path / "plant"


def said(form: str, *words: object) -> str:
    answer = run("validate", ".", "--format", form, *words)
    assert (answer.code, answer.err) == (1, "")
    return answer.out


def sarif(*words: object) -> dict[str, Any]:
    (only,) = json.loads(said("sarif", *words))["runs"]
    return dict(only)


def test_json_fits_its_published_schema() -> None:
    schema = json.loads(files("aas_toolkit.cli.reports").joinpath("report.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    judge = Draft202012Validator(closed(schema))
    many(Path("many.json"), 30)
    for words in ([], ["--lang", "ko"], ["--ignore", "AAS117"]):
        assert list(judge.iter_errors(json.loads(said("json", *words)))) == []
    assert list(judge.iter_errors({"version": 2})) != []


def closed(schema: Any) -> Any:
    """The schema without room for fields that it does not name: a new field has to be described."""
    if isinstance(schema, list):
        return [closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {key: closed(value) for key, value in schema.items()}
    return {**inner, "additionalProperties": False} if isinstance(schema.get("properties"), dict) else inner


def test_json_counts_what_was_skipped_and_names_it() -> None:
    content = json.loads(said("json"))
    by_file = {one["file"]: one for one in content["files"]}
    assert by_file[STRANGER]["skipped"] == "no AAS file"
    assert [name for name, one in by_file.items() if one["errors"]] == [TRUNCATED, WRONG]
    assert (content["errors"], content["warnings"], content["ok"]) == (2, 1, False)


def test_sarif_has_what_the_standard_demands() -> None:
    log = json.loads(said("sarif"))
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-2.1.0.json")
    (only,) = log["runs"]
    driver = only["tool"]["driver"]
    assert driver["name"] == "aas-toolkit"
    assert re.fullmatch(r"\d+\.\d+\.\d+", driver["semanticVersion"])
    assert only["columnKind"] == "unicodeCodePoints"
    for rule in driver["rules"]:
        assert set(rule) >= {"id", "name", "shortDescription", "fullDescription", "help", "defaultConfiguration"}
        assert rule["help"]["text"]
        assert rule["id"] in rule["help"]["markdown"]
        assert "{" not in json.dumps([rule["shortDescription"], rule["fullDescription"], rule["help"]]).replace(
            '{"text', ""
        ).replace('{"markdown', ""), "a blank of the sentence is left"
    for result in only["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        assert result["message"]["text"]
        assert all(result["partialFingerprints"].values())
        for location in result["locations"] + result.get("relatedLocations", []):
            place = location["physicalLocation"]["artifactLocation"]
            artifact = only["artifacts"][place["index"]]
            assert artifact["location"]["uri"] == place["uri"]
            assert re.fullmatch(r"[!-~]+", place["uri"]), "a URI is ASCII without blanks"
            assert "\\" not in place["uri"]
            region = location["physicalLocation"].get("region", {"startLine": 1})
            assert region["startLine"] >= 1
    names = {place["location"]["uri"] for place in only["artifacts"] if "parentIndex" not in place}
    assert {unquote(name) for name in names} == {TRUNCATED, "right.json", WRONG, PACKAGE}


def test_sarif_places_a_finding_by_line_and_by_element() -> None:
    (finding,) = [one for one in sarif()["results"] if one["ruleId"] == "AAS117"]
    (location,) = finding["locations"]
    assert location["physicalLocation"]["region"] == {"startLine": 12, "startColumn": 13}
    assert location["physicalLocation"]["artifactLocation"]["uriBaseId"] == "SRCROOT"
    assert location["logicalLocations"][0]["fullyQualifiedName"] == "PlatingRun/C.value[0]"
    assert finding["level"] == "error"


def test_sarif_places_a_finding_in_a_package_on_the_package_and_names_the_part() -> None:
    only = sarif()
    (finding,) = [one for one in only["results"] if one["ruleId"] == "PKG060"]
    (location,), (related,) = finding["locations"], finding["relatedLocations"]
    place = location["physicalLocation"]["artifactLocation"]
    assert unquote(place["uri"]) == PACKAGE
    assert "region" not in location["physicalLocation"], "a line of a part is no line of the package"
    assert "primaryLocationLineHash" in finding["partialFingerprints"], "where a code host finds no line to hash"
    part = related["physicalLocation"]["artifactLocation"]
    assert only["artifacts"][part["index"]]["parentIndex"] == place["index"]
    assert part["uri"] == "aasx/data.json"
    assert related["physicalLocation"]["region"]["startLine"] == 1


def test_fingerprints_of_sarif_stay_when_lines_move(here: Path) -> None:
    before = {one["ruleId"]: one["partialFingerprints"] for one in sarif()["results"]}
    lines = [one["locations"][0]["physicalLocation"].get("region") for one in sarif()["results"]]
    (here / WRONG).write_text("\n\n\n" + (here / WRONG).read_text(encoding="utf-8"), encoding="utf-8")
    after = sarif()["results"]
    assert {one["ruleId"]: one["partialFingerprints"] for one in after} == before
    assert [one["locations"][0]["physicalLocation"].get("region") for one in after] != lines


def test_fingerprints_of_sarif_are_all_different() -> None:
    many(Path("many.json"), 30)
    marks = [json.dumps(one["partialFingerprints"]) for one in sarif()["results"]]
    assert len(marks) == len(set(marks)) == 33


def test_sarif_makes_no_link_of_a_value() -> None:
    from aas_toolkit.cli.reports.sarif import spoken

    for value, said in (("a[1]", "a[1]"), ("[x](file:///y)", r"\[x\](file:///y)")):
        finding = Diagnostic(NOT_AAS, values={"problem": value})
        assert spoken(finding, "en") == f"this is no AAS file: {said}"


def test_junit_has_a_test_for_each_part_of_the_check() -> None:
    root = ElementTree.fromstring(said("junit"))
    suites = {suite.get("name"): suite for suite in root}
    assert set(suites) == {TRUNCATED, "right.json", STRANGER, WRONG, PACKAGE}
    for counter, tag in (("tests", "testcase"), ("failures", "failure"), ("skipped", "skipped")):
        assert root.get(counter) == str(len(list(root.iter(tag))))
    failed = {case.get("name"): case.find("failure") for case in root.iter("testcase")}
    assert {name for name, failure in failed.items() if failure is not None} == {
        f"{TRUNCATED}: syntax",
        f"{WRONG}: constraints",
    }
    failure = failed[f"{WRONG}: constraints"]
    assert failure is not None
    assert failure.get("type") == "AAS117"
    assert "no idShort" in str(failure.get("message"))
    assert f"{WRONG}:12:13: error AAS117" in str(failure.text)
    assert "hint: " in str(failure.text)


def test_junit_skips_what_was_not_reached_so_that_the_number_of_tests_stays() -> None:
    before = {suite.get("name"): suite.get("tests") for suite in ElementTree.fromstring(said("junit"))}
    cases = {case.get("name"): case for case in ElementTree.fromstring(said("junit")).iter("testcase")}
    assert cases[f"{TRUNCATED}: schema"].find("skipped") is not None
    assert before[TRUNCATED] == before["right.json"]
    layers = ElementTree.fromstring(said("junit", "--skip", "references"))
    assert f"{WRONG}: references" not in {case.get("name") for case in layers.iter("testcase")}


def test_a_warning_fails_a_junit_test_only_where_it_fails_the_run() -> None:
    name = f"{PACKAGE}: references"
    for words, fails in (([], False), (["--fail-on", "warning"], True)):
        cases = {case.get("name"): case for case in ElementTree.fromstring(said("junit", *words)).iter("testcase")}
        assert (cases[name].find("failure") is not None) == fails
        assert (cases[name].find("system-out") is not None) != fails


def test_github_annotations_are_workflow_commands() -> None:
    lines = said("github").splitlines()
    commands = [re.fullmatch(r"::(error|warning|notice) ([^:]*)::([^\r\n]+)", line) for line in lines]
    assert all(commands)
    kinds = [command[1] for command in commands if command]
    assert kinds == ["error", "error", "warning"]
    fields = [dict(part.split("=", 1) for part in command[2].split(",")) for command in commands if command]
    assert fields[1]["file"] == WRONG
    assert (fields[1]["line"], fields[1]["col"], fields[1]["title"]) == ("12", "13", "AAS117 aasd-117-id-short-needed")
    assert "line" not in fields[2], "a line of a part is no line of the package"
    assert "/aasx/data.json:1:206" in lines[2]


def test_github_escapes_what_would_end_a_command() -> None:
    from aas_toolkit.cli.reports.github import escaped, escaped_field

    assert escaped("100 %\r\nnext: a,b") == "100 %25%0D%0Anext: a,b"
    assert escaped_field("a,b:c%\n") == "a%2Cb%3Ac%25%0A"


def test_github_counts_paths_from_the_checkout(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_WORKSPACE", str(here.parent))
    assert f"file=plant/{WRONG}," in said("github")
    assert "plant/broken.xml" in said("sarif")


class Seen(HTMLParser):
    """Texts of a page, and every address in it."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.open: list[str] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta", "input", "wbr", "br"):
            self.open.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href", "action", "data", "srcset")]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in ("style", "script"):
            self.texts.append(data)


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_the_page_is_whole_and_needs_nothing_else(lang: str) -> None:
    many(Path("<i>&.json"), 30)
    page = said("html", "--lang", lang)
    seen = Seen()
    seen.feed(page)
    seen.close()
    assert seen.open == []
    assert all(address.startswith("#") for address in seen.addresses)
    assert not re.search(r"https?://|@import|url\(|fetch\(|XMLHttpRequest", page)
    text = "".join(seen.texts)
    assert WRONG in text
    assert "<i>&.json" in text
    assert "PlatingRun/C.value[0]" in text
    assert ("the Property has no idShort" if lang == "en" else "Property에 idShort가 없습니다") in text
    assert "× 30" in text
    assert f'<html lang="{lang}">' in page


def test_a_rule_with_many_findings_does_not_hide_the_next(here: Path) -> None:
    text = many(here / "many.json", 30).read_text(encoding="utf-8")
    for number in range(30):
        text = text.replace('"warm"', f'"warm {number}"', 1)
    (here / "many.json").write_text(text.replace('"urn:x:29"', '""'), encoding="utf-8")
    page = run("validate", "many.json", "--format", "html").out
    before, _, rest = page.partition('<details class="rest">')
    assert "<summary>10 more of AAS501</summary>" in rest
    assert before.count('<code class="rule">AAS501') == 20
    assert "AAS501" not in rest.partition("</details>\n</details>")[2], "all others follow"


def test_a_page_without_findings_says_so() -> None:
    page = run("validate", "right.json", "--format", "html").out
    assert "No errors" in page
    assert '<form id="filter"' not in page


def test_equal_findings_are_told_once_in_text() -> None:
    many(Path("many.json"), 30)
    answer = run("validate", "many.json").out
    assert answer.count("error AAS501") == 3
    assert "… and 27 more (line 9, 11, 13, 15, 17 …)" in answer
    assert answer.count("hint: ") == 1
    assert "30 errors, 0 warnings" in answer


def test_several_reports_come_from_one_run(tmp_path: Path) -> None:
    out = tmp_path / "새 폴더"
    words = [word for name in ("a.sarif", "b.html", "c.xml", "d.json") for word in ("--report", out / name)]
    answer = run("validate", ".", *words, "--report", f"github:{out / 'e.log'}")
    assert answer.code == 1
    assert "error AAS117" in answer.out
    written = {path.name: path.read_text(encoding="utf-8") for path in out.iterdir()}
    assert set(written) == {"a.sarif", "b.html", "c.xml", "d.json", "e.log"}
    assert json.loads(written["a.sarif"])["version"] == "2.1.0"
    assert written["b.html"].startswith("<!DOCTYPE html>")
    assert ElementTree.fromstring(written["c.xml"]).tag == "testsuites"
    assert json.loads(written["d.json"])["errors"] == 2
    assert written["e.log"].startswith("::error ")


def test_the_ending_of_the_output_tells_its_form(tmp_path: Path) -> None:
    answer = run("validate", ".", "-o", tmp_path / "x.html")
    assert (answer.code, answer.out) == (1, "")
    assert (tmp_path / "x.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    run("validate", ".", "--format", "text", "-o", tmp_path / "x.html")
    assert (tmp_path / "x.html").read_text(encoding="utf-8").startswith("broken.xml:")


def test_a_report_never_takes_the_place_of_a_file_it_is_about(here: Path) -> None:
    before = (here / WRONG).read_bytes()
    for words in (["-o", WRONG], ["--report", WRONG], ["--write-baseline", WRONG]):
        assert run("validate", WRONG, *words).code == 2
    for words in (["-o", WRONG], ["--report", WRONG], ["--write-baseline", WRONG]):
        assert run("validate", ".", *words).code == 2, "nor of one that a folder stands for"
    assert (here / WRONG).read_bytes() == before


def test_reports_of_an_earlier_run_are_no_aas_files() -> None:
    words = [word for name in ("a.xml", "b.json", "c.sarif.json") for word in ("--report", name)]
    first, second = run("validate", ".", *words), run("validate", ".", *words)
    assert second.out.count("skipped (no AAS file)") == first.out.count("skipped (no AAS file)") + 3
    assert re.findall("error .*", second.out) == re.findall("error .*", first.out)


def test_no_name_begins_a_line_of_its_own(here: Path) -> None:
    text = (here / WRONG).read_text(encoding="utf-8").replace('"C"', r'"C\n::error::x"')
    (here / WRONG).write_text(text, encoding="utf-8")
    assert r"C\u000a::error::x" in run("validate", WRONG).out
    assert not any(line.startswith("::error") for line in run("validate", WRONG).out.splitlines())


@pytest.mark.parametrize("form", FORMS)
def test_order_never_depends_on_jobs(form: str) -> None:
    many(Path("many.json"), 400)
    assert said(form, "--jobs", "2") == said(form)


@pytest.mark.parametrize("form", FORMS)
def test_every_form_survives_a_korean_console(form: str, here: Path) -> None:
    (here / WRONG).rename(here / "🔥 라인.json")
    answer = program(
        "validate", ".", "--format", form, cwd=here, encoding="cp949", PYTHONIOENCODING="cp949", AAS_LANG="ko"
    )
    assert answer.code == 1
    if form in ("json", "sarif"):
        assert "🔥 라인.json" in json.dumps(json.loads(answer.out), ensure_ascii=False).replace(
            "%F0%9F%94%A5%20%EB%9D%BC%EC%9D%B8", "🔥 라인"
        )
    if form == "junit":
        assert any(suite.get("name") == "🔥 라인.json" for suite in ElementTree.fromstring(answer.out))

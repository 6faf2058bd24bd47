"""Thousands of findings stay readable, and none of them is lost from the numbers."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from aas_toolkit.policy import reported
from aas_validators.diagnostics import Diagnostic, Location, Severity
from aas_validators.syntax.text_encoding import EMPTY_FILE, NOT_UTF8
from tests.cli.running import run


def test_the_last_kept_finding_of_a_kind_stands_for_the_rest() -> None:
    findings = [Diagnostic(EMPTY_FILE, Location(file="a", path=path)) for path in "xxyx" * 25]
    findings += [Diagnostic(NOT_UTF8, Location(file="a", path="x"), count=3)]
    report = reported(findings)
    kept = Counter((finding.rule.code, finding.where.path) for finding in report)
    counts: Counter[tuple[str, str | None]] = Counter()
    for finding in report:
        counts[finding.rule.code, finding.where.path] += finding.count
    assert set(kept.values()) == {20, 1}
    assert counts == {("SCH001", "x"): 75, ("SCH001", "y"): 25, ("SCH002", "x"): 3}
    assert report.severities == {Severity.ERROR: 103}


def test_every_form_tells_the_whole_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    texts = [{"language": "de", "text": f"x{number}"} for number in range(50)]
    submodel = {"modelType": "Submodel", "id": "urn:x", "idShort": "Run", "description": texts}
    (tmp_path / "x.json").write_text(json.dumps(submodel), encoding="utf-8")
    content = json.loads(run("validate", "x.json", "--format", "json").out)
    assert sum(finding["count"] for finding in content["files"][0]["findings"]) == content["errors"]
    (log,) = json.loads(run("validate", "x.json", "--format", "sarif").out)["runs"]
    assert sum(one.get("occurrenceCount", 1) for one in log["results"]) == content["errors"]


def test_many_errors_at_one_element_are_one_paragraph(tmp_path: Path) -> None:
    extensions = [{"name": f"t{number}", "valueType": "xs:int", "value": "warm"} for number in range(50)]
    submodel = {"modelType": "Submodel", "id": "urn:x", "idShort": "Run", "extensions": extensions}
    (tmp_path / "x.json").write_text(json.dumps(submodel, indent=1), encoding="utf-8")
    answer = run("validate", tmp_path / "x.json", "--lang", "en").out
    assert "and 47 more" in answer
    assert "50 errors" in answer
    assert answer.count("\n") < 10

"""SARIF 2.1.0, which code hosts and editors read: rules with their help, places, fingerprints that survive moves."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any, Final

from aas_toolkit import __version__
from aas_toolkit.baseline import fingerprint
from aas_toolkit.cli.reports.areas import AREAS, area_of
from aas_toolkit.cli.reports.run import Run, uri
from aas_toolkit.file_names import relative
from aas_validators.diagnostics import Diagnostic, Rule, Severity

SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
HOME: Final = "SRCROOT"
BLANK: Final = re.compile(r"\{\w+\}")

Json = dict[str, Any]


def sarif(run: Run) -> str:
    """Return a run as one SARIF log with one run.

    A finding inside a package is placed on the package, because that is the file a code host knows; the part with
    its line stands beside it as a related location, and the part is a nested artifact."""
    rules = {finding.rule.code: finding.rule for finding in run.findings}
    numbers = {code: number for number, code in enumerate(sorted(rules))}
    artifacts = Artifacts(run)
    seen: Counter[str] = Counter()
    results = [result(finding, run, numbers, artifacts, seen) for finding in run.findings]
    log = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "aas-toolkit",
                        "version": __version__,
                        "semanticVersion": __version__,
                        "rules": [described(rules[code], run) for code in numbers],
                    }
                },
                "language": run.lang,
                "columnKind": "unicodeCodePoints",
                "originalUriBaseIds": {HOME: {"description": {"text": "The folder in which the check was run."}}},
                "artifacts": artifacts.found,
                "results": results,
                "invocations": [{"executionSuccessful": True}],
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def described(rule: Rule, run: Run) -> Json:
    """Return a rule with its help as text and Markdown."""
    said = (sentence.inside(run.lang) for sentence in (rule.message, rule.hint, rule.why))
    message, hint, why = (BLANK.sub("…", text) for text in said)
    source = f"\n\n*{rule.spec}*" if rule.spec else ""
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": message},
        "fullDescription": {"text": why},
        "help": {
            "text": "\n".join(part for part in (why, hint, rule.spec) if part),
            "markdown": f"**{rule.code}** {message}\n\n{why}\n\n{hint}{source}",
        },
        **({"helpUri": f"{run.rules_url}{rule.code[:3].lower()}.html#{rule.code.lower()}"} if run.rules_url else {}),
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"tags": [rule.code[:3], AREAS[area_of(rule)].en], **({"spec": rule.spec} if rule.spec else {})},
    }


def result(finding: Diagnostic, run: Run, numbers: dict[str, int], artifacts: Artifacts, seen: Counter[str]) -> Json:
    """Return a finding."""
    where = finding.where
    mark = fingerprint(finding, run.home)
    seen[mark] += 1
    file = artifacts.file(where.file or "-")
    physical: Json = {"artifactLocation": file}
    region = region_of(finding)
    related: list[Json] = []
    if where.part:
        inside: Json = {"artifactLocation": artifacts.part(where.file or "-", where.part)}
        related = [
            {
                "id": 1,
                "physicalLocation": {**inside, **({"region": region} if region else {})},
                "message": {"text": where.part},
            }
        ]
    elif region:
        physical["region"] = region
    marks = {"aasFinding/v1": f"{mark}:{seen[mark]}"}
    if "region" not in physical:
        # GitHub goes by this one alone; it makes it from a line of the file, but not where there is no line
        marks["primaryLocationLineHash"] = marks["aasFinding/v1"]
    location: Json = {"physicalLocation": physical}
    if where.path or where.pointer:
        logical = {"kind": "element", **({"decoratedName": where.pointer} if where.pointer else {})}
        location["logicalLocations"] = [{"fullyQualifiedName": where.path or where.pointer, **logical}]
    return {
        "ruleId": finding.rule.code,
        "ruleIndex": numbers[finding.rule.code],
        "level": LEVELS[finding.severity],
        "message": {"text": spoken(finding, run.lang)},
        "locations": [location],
        **({"relatedLocations": related} if related else {}),
        "partialFingerprints": marks,
        **({"occurrenceCount": finding.count} if finding.count > 1 else {}),
        "properties": {"hint": finding.advice(run.lang)},
    }


def spoken(finding: Diagnostic, lang: str) -> str:
    """Return the sentence with the element it is about; what looks like a link of SARIF is escaped."""
    text = finding.text(lang)
    path = finding.where.path
    said = f"{path}: {text}" if path and path not in text else text
    return re.sub(r"([\[\]\\])", r"\\\1", said) if "](" in said else said


def region_of(finding: Diagnostic) -> Json:
    """Return line and column, as far as they are known."""
    where = finding.where
    if where.line is None:
        return {}
    return {"startLine": where.line, **({"startColumn": where.column} if where.column is not None else {})}


class Artifacts:
    """The files of a run and the parts inside them, each listed once; locations refer to them by number."""

    def __init__(self, run: Run) -> None:
        self.home = run.home
        self.found: list[Json] = []
        self.numbers: dict[tuple[str, str | None], int] = {}
        for one in run.checked:
            if one.skipped is None:
                self.file(one.file)

    def file(self, name: str) -> Json:
        """Return the location of a file."""
        path = relative(name, self.home)
        base = {} if path.startswith("/") or path[1:2] == ":" else {"uriBaseId": HOME}
        location = {"uri": uri(path), **base}
        number = self.number(path, None, {"location": location})
        return {**location, "index": number}

    def part(self, name: str, part: str) -> Json:
        """Return the location of a part of a package: a nested artifact, its URI is relative to the package."""
        parent: int = self.file(name)["index"]
        location = {"uri": uri(part.lstrip("/"))}
        number = self.number(relative(name, self.home), part, {"location": location, "parentIndex": parent})
        return {**location, "index": number}

    def number(self, path: str, part: str | None, artifact: Json) -> int:
        """Return the number of a file or part, which is listed when it first comes up."""
        if (path, part) not in self.numbers:
            self.numbers[path, part] = len(self.found)
            self.found.append(artifact)
        return self.numbers[path, part]

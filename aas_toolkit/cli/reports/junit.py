"""JUnit XML, which CI servers show: a suite for each file, a test for each part of the check, so that numbers of tests
stay the same from run to run."""

from __future__ import annotations

import re
from typing import Final
from xml.etree import ElementTree

from aas_toolkit.cli.reports.areas import AREAS, by_area
from aas_toolkit.cli.reports.run import Checked, Run, grouped
from aas_toolkit.cli.reports.text import plain_lines
from aas_toolkit.cli.words import counted
from aas_toolkit.file_names import relative
from aas_validators.diagnostics import Diagnostic, Sentence, Severity
from aas_validators.layers import Layer

NO_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

FIRST: Final = (Layer.PACKAGE, Layer.SYNTAX)
NOT_REACHED: Final = Sentence("not reached: the text cannot be read", "파일을 읽을 수 없어 검사하지 못함")


def junit(run: Run) -> str:
    """Return a run as JUnit XML.

    What is not bad enough to fail the run passes here too, with its findings as output of the test."""
    root = ElementTree.Element("testsuites", name="aas validate")
    for one in run.checked:
        root.append(suite(one, run))
    for counter in ("tests", "failures", "errors", "skipped"):
        root.set(counter, str(sum(int(child.get(counter, "0")) for child in root)))
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def suite(one: Checked, run: Run) -> ElementTree.Element:
    """Return the tests of a file."""
    file = clean(relative(one.file, run.home))
    found = ElementTree.Element("testsuite", name=file)
    if one.skipped:
        case = ElementTree.SubElement(found, "testcase", classname=file, name=file, file=file)
        ElementTree.SubElement(case, "skipped", message=one.skipped.inside(run.lang))
    else:
        for area, findings in by_area(list(one.findings)).items():
            if findings or asked(area, one, run):
                found.append(case_of(area, findings, file, run, reached=one.root is not None or area in FIRST))
    for counter, tag in (("tests", "testcase"), ("failures", "failure"), ("skipped", "skipped")):
        found.set(counter, str(sum(1 for _ in found.iter(tag))))
    found.set("errors", "0")
    return found


def asked(area: Layer, one: Checked, run: Run) -> bool:
    """Return whether a part of the check was done on a file; own rules have a test only where they find something."""
    if area is Layer.OWN:
        return False
    return area in (*run.layers, Layer.SYNTAX) and (area is not Layer.PACKAGE or one.kind == "aasx")


def case_of(area: Layer, findings: list[Diagnostic], file: str, run: Run, *, reached: bool) -> ElementTree.Element:
    """Return the test of one part of the check; a part that was not reached is skipped."""
    name = AREAS[area].inside(run.lang)
    case = ElementTree.Element("testcase", classname=file, name=f"{file}: {name}", file=file)
    if not findings:
        if not reached:
            ElementTree.SubElement(case, "skipped", message=NOT_REACHED.inside(run.lang))
        return case
    text = clean("\n".join(line for group in grouped(findings) for line in plain_lines(group, run.lang)))
    bad = [finding for finding in findings if run.fail_on is not None and finding.severity >= run.fail_on]
    if not bad:
        ElementTree.SubElement(case, "system-out").text = text
        return case
    number = sum(finding.count for finding in bad)
    thing = "error" if any(finding.severity is Severity.ERROR for finding in bad) else "warning"
    first = f"{bad[0].rule.code} {bad[0].text(run.lang)}"
    message = first if number == 1 else f"{counted(number, thing, run.lang)}: {first} …"
    ElementTree.SubElement(case, "failure", message=clean(message), type=bad[0].rule.code).text = text
    return case


def clean(text: str) -> str:
    """Return a text without the characters that XML cannot hold; they show as escapes."""
    return NO_XML.sub(lambda match: f"\\u{ord(match.group()):04x}", text)

"""Formulas without a value: a program that writes workbooks does not calculate, so their cells look empty."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Final

from aas_validators.diagnostics import Diagnostic, Location, Rule, Sentence, Severity

NOT_CALCULATED: Final = Rule(
    code="SRC123",
    name="formulas-not-calculated",
    severity=Severity.WARNING,
    message=Sentence(
        en="{count} formulas of the workbook were saved without their values and read as empty cells",
        ko="통합 문서의 수식 {count}개가 값 없이 저장되어 빈 셀로 읽힙니다",
    ),
    hint=Sentence(
        en="open the workbook in Excel or LibreOffice and save it once",
        ko="엑셀이나 LibreOffice에서 열어 한 번 저장하십시오",
    ),
    why=Sentence(
        en="a file written by a program holds formulas but not their results",
        ko="프로그램이 만든 파일에는 수식만 있고 계산 결과가 없습니다",
    ),
)

FORMULA: Final = re.compile(rb"<f\b[^>]*(?:/>|>[^<]*</f>)(\s*<v>[^<]+</v>)?")
BLOCK: Final = 4 << 20
LONGEST: Final = 1 << 16
"""Bytes kept of a block, so that a formula on the edge is seen whole; Excel allows one of 8,192 characters."""


def check_formulas(path: Path) -> list[Diagnostic]:
    """Return a finding if formulas of an .xlsx have no value; the other formats always keep one."""
    if not zipfile.is_zipfile(path):
        return []
    with zipfile.ZipFile(path) as package:
        # only a look: what is damaged, the reader of the cells says
        sheets = [name for name in package.namelist() if name.startswith("xl/worksheets/") and name.endswith(".xml")]
        count = sum(bare_formulas(package, name) for name in sheets)
    return [Diagnostic(NOT_CALCULATED, Location(file=str(path)), {"count": count})] if count else []


def bare_formulas(package: zipfile.ZipFile, sheet: str) -> int:
    """Count the formulas of a sheet without a value."""
    count, rest = 0, b""
    with package.open(sheet) as file:
        while block := file.read(BLOCK):
            text = rest + block
            end = max(text.rfind(b"</c>") + 4, len(text) - LONGEST) if len(block) == BLOCK else len(text)
            count += sum(found[1] is None for found in FORMULA.finditer(text, 0, end))
            rest = text[end:]
    return count

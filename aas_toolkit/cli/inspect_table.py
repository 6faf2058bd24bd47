"""`aas inspect` of a plant's own file: what was understood of it, and what its columns hold."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from aas_toolkit.cli.output import print_json, show_findings
from aas_toolkit.cli.source_failures import source_failure
from aas_toolkit.cli.tables import print_table
from aas_toolkit.cli.words import counted, fact, say
from aas_validators.diagnostics import Sentence

if TYPE_CHECKING:
    from aas_converters.datasets.contents import ColumnContents, Contents
    from aas_converters.sources import Table

HEADS: Final = {
    "en": ("column", "unit", "holds", "from", "to", "different", "missing", "for example"),
    "ko": ("열", "단위", "내용", "최소", "최대", "종류 수", "결측", "예"),
}
KINDS: Final = {
    "en": {"number": "numbers", "time": "times", "text": "text", "empty": "nothing"},
    "ko": {"number": "숫자", "time": "시각", "text": "문자", "empty": "값 없음"},
}
WHOLE: Final = Sentence("{file}: a table, {columns}, {rows}", "{file}: 표, {columns}, {rows}")
PART: Final = Sentence(
    "{file}: a table, {columns}; looked at its beginning, {rows}", "{file}: 표, {columns}. 앞부분 {rows}만 보았습니다"
)
MORE: Final = Sentence("and {files} more", "그 밖에 {files} 더 있습니다")
QUIET: Final = frozenset(("rows", "quote", "header line", "header rows", "first line of data"))
DIGITS: Final = 6
NEXT: Final = Sentence(
    "this is plant data, no AAS file yet; next: aas map suggest {file}",
    "아직 AAS 파일이 아니라 공장 데이터입니다. 다음 단계: aas map suggest {file}",
)
MACHINES: Final = (b"mtconnect.org", b"UANodeSet")
AAS_MARKS: Final = (b'"modelType"', b'"assetAdministrationShell', b'"submodels"', b'"conceptDescriptions"')
LOOKED_AT: Final = 5
"""Batches that are read: enough to know a file of any size in a second."""


def is_plant_table(path: Path) -> bool:
    """Say whether a path is data of a plant by its name or its beginning: no package, no environment, no RDF.

    A folder is: of tables, or of labels."""
    from aas_converters.sources.opening import BY_SUFFIX, is_environment
    from aas_converters.sources.sniff import module_of_content

    if path.is_dir():
        return True
    suffix = path.suffix.lower()
    if suffix in (".json", ".xml"):
        return not is_environment(path) and speaks_of_machines(path, suffix)
    return suffix in BY_SUFFIX or (suffix in ("", ".txt", ".log") and module_of_content(path) is not None)


def speaks_of_machines(path: Path, suffix: str) -> bool:
    """Say whether a JSON file holds records and no part of an AAS, or an XML file is MTConnect or a NodeSet."""
    with path.open("rb") as file:
        head = file.read(4096)
    return any(mark in head for mark in MACHINES) if suffix == ".xml" else not any(mark in head for mark in AAS_MARKS)


def inspect_table(path: Path, *, as_json: bool, lang: str) -> int:
    """Print what a plant's table holds; return the exit code."""
    from aas_converters.datasets.contents import contents_of
    from aas_converters.sources import SourceError, open_tables

    try:
        table, *others = open_tables([path])
        contents = contents_of(table, LOOKED_AT)
    except SourceError as error:
        return source_failure(error, as_json=as_json, lang=lang)
    if as_json:
        print_json(as_data(table, contents))
        return 0
    columns, rows = counted(len(contents.columns), "column", lang), counted(contents.rows, "row", lang)
    click.echo((WHOLE if contents.whole else PART).fill(lang, {"file": table.name, "columns": columns, "rows": rows}))
    facts = ((name, value) for name, value in table.about.items() if name not in QUIET and value not in ("0", "no"))
    said = ", ".join(f"{fact(name, lang)} {fact(value, lang)}" for name, value in facts)
    click.echo(f"{say('source', lang)}: {said}")
    language = "ko" if lang == "ko" else "en"
    print_table(HEADS[language], [row(one, contents.rows, language) for one in contents.columns])
    if others:
        click.echo(MORE.fill(lang, {"files": counted(len(others), "file", lang)}))
    click.echo(NEXT.fill(lang, {"file": path}))
    show_findings((*table.findings, *contents.findings), lang, err=True)
    return 0


def row(one: ColumnContents, rows: int, lang: str) -> tuple[str, ...]:
    """Return the line of a column."""
    from aas_converters.datasets.contents import MANY

    missing = 1 - one.filled / rows if rows else 0.0
    return (
        one.column.header,
        one.column.unit or "",
        KINDS[lang][one.kind],
        short(one.low),
        short(one.high),
        f"{MANY:,}+" if one.distinct >= MANY else str(one.distinct),
        f"{missing:.1%}" if missing else "",
        " | ".join(one.examples if one.kind == "text" else map(short, one.examples)),
    )


def short(text: str | None) -> str:
    """Return the end of a column for a person: a moment with a blank, a number with few digits."""
    try:
        return f"{float(text or ''):.{DIGITS}g}" if len((text or "").replace(".", "")) > DIGITS else text or ""
    except ValueError:
        return (text or "").replace("T", " ")


def as_data(table: Table, contents: Contents) -> dict[str, object]:
    """Return what a table holds as plain data."""
    return {
        "source": table.name,
        "about": dict(table.about),
        "rows": contents.rows,
        "whole": contents.whole,
        "columns": [
            {
                "name": one.column.name,
                "header": one.column.header,
                "unit": one.column.unit,
                "holds": one.kind,
                "low": one.low,
                "high": one.high,
                "filled": one.filled,
                "distinct": one.distinct,
                "examples": list(one.examples),
            }
            for one in contents.columns
        ],
    }

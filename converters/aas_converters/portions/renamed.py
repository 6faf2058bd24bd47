"""Know a file again that has another name now: its rows were converted under the old one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from aas_converters.portions.growth import Mark
from aas_converters.portions.text import by_bytes, measured
from aas_converters.sources.delimited import DelimitedTable
from aas_converters.sources.table import Table
from aas_validators.diagnostics import Diagnostic, Location, Rule, Sentence, Severity

RENAMED: Final = Rule(
    code="SRC288",
    name="renamed",
    severity=Severity.INFO,
    message=Sentence(
        en="this was {before} and has another name now; its {rows} rows were converted before",
        ko="{before}의 이름이 바뀐 파일입니다. {rows}개 행은 이미 변환했습니다",
    ),
    hint=Sentence(
        en="nothing to do; remove it from the state file if it is to be converted again",
        ko="따로 할 일은 없습니다. 다시 변환하려면 상태 파일에서 이 파일을 지우십시오",
    ),
    why=Sentence(
        en="a log that is full is often put aside under another name, and its rows would come twice",
        ko="가득 찬 로그는 이름을 바꿔 두는 일이 많아, 같은 행을 두 번 변환하게 됩니다",
    ),
)


def same_beginning(table: Table, marks: Mapping[str, Mark]) -> list[str]:
    """Return the sources whose converted rows are the first of this text file, those with most rows first.

    Other files are not compared: they have no bytes that stay when rows come behind them.
    """
    if not isinstance(table, DelimitedTable) or not by_bytes(table):
        return []
    known = {key: mark for key, mark in marks.items() if mark.kind == "bytes" and 0 < mark.byte <= table.seen.size}
    places = sorted({mark.byte for mark in known.values()})
    digests = {place: one.digest for place, one in zip(places, measured(table, places), strict=True)}
    same = [key for key, mark in known.items() if mark.rows and digests[mark.byte] == mark.digest]
    return sorted(same, key=lambda key: -known[key].byte)


def renamed(table: Table, before: str, mark: Mark) -> Diagnostic:
    """Return the finding for a file that is known again."""
    return Diagnostic(RENAMED, Location(file=table.name), {"before": before, "rows": f"{mark.rows:,}"})

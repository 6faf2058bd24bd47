"""engineering.csv as engineers leave it: six columns without a header, saved by an editor or by Korean Excel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from aas_validators.diagnostics import Diagnostic, Location, Severity
from aas_validators.document.finding import shown
from aas_validators.kosmo.rule import profile_rule
from aas_validators.kosmo.tree import tag_shown

INTERVAL: Final = "100"
NO_ARRAY: Final = "-1"
COLUMNS: Final = 6
SOURCE: Final = "G2 5.3.4"

UNREADABLE_ROW = profile_rule(
    161,
    "engineering-row",
    ("the row {row} is no row of engineering.csv", "{row}은(는) engineering.csv의 행이 아닙니다"),
    (
        "a row has six columns: tag, gateway, device, node id, interval, array index",
        "행은 태그, 게이트웨이, 장비, 노드 ID, 수집주기, 배열 인덱스의 여섯 열로 쓰십시오",
    ),
    ("What is in it cannot be kept.", "이 행의 내용은 유지할 수 없습니다."),
    SOURCE,
    Severity.WARNING,
)
SAME_TAG_TWICE = profile_rule(
    162,
    "engineering-tag-twice",
    ("the tag {tag} has two rows; the first counts", "태그 {tag}의 행이 둘입니다. 첫 행을 씁니다"),
    ("delete one of the rows", "한 행을 지우십시오"),
    (
        "Nobody can tell which of the two mappings was meant.",
        "두 매핑 가운데 어느 것이 맞는지 알 수 없습니다.",
    ),
    SOURCE,
    Severity.WARNING,
)


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the tag's node id and what an engineer types: gateway, device, node id, interval in ms, array index."""

    identifier: str
    gateway: str = ""
    device: str = ""
    node: str = ""
    interval: str = INTERVAL
    index: str = NO_ARRAY

    @property
    def typed(self) -> bool:
        """Whether anybody typed anything."""
        return self != Row(self.identifier)

    def __str__(self) -> str:
        if not self.typed:
            return f"{self.identifier}, , , , {INTERVAL}, {NO_ARRAY}"
        blank = (one or " " for one in (self.gateway, self.device, self.node))
        return ",".join([self.identifier, *blank, self.interval, f" {self.index}"])


def read_rows(data: bytes, file: str) -> tuple[dict[int, Row], list[Diagnostic]]:
    """Return the rows of an engineering.csv by line, the first of each tag, and what is wrong with the others.

    Blanks around fields, a BOM, Windows line ends and the encoding of Korean Excel are accepted."""
    rows: dict[int, Row] = {}
    tags: set[str] = set()
    findings = []
    for number, line in enumerate(decoded(data).splitlines(), 1):
        if not line.strip(" ,\t"):
            continue
        where = Location(file=file, line=number)
        fields = [field.strip().strip('"') for field in line.split(",")]
        while len(fields) > COLUMNS and not fields[-1]:
            fields.pop()
        if len(fields) > COLUMNS or not fields[0] or "\ufffd" in line:
            findings.append(Diagnostic(UNREADABLE_ROW, where, {"row": shown(line)}))
            continue
        fields += [""] * (COLUMNS - len(fields))
        row = Row(fields[0], fields[1], fields[2], fields[3], fields[4] or INTERVAL, fields[5] or NO_ARRAY)
        if row.identifier in tags:
            findings.append(Diagnostic(SAME_TAG_TWICE, where, {"tag": tag_shown(row.identifier)}))
            continue
        tags.add(row.identifier)
        rows[number] = row
    return rows, findings


def read_engineering(data: bytes, file: str) -> tuple[dict[str, Row], list[Diagnostic]]:
    """Return the rows of an engineering.csv by identifier, and what is wrong with it."""
    rows, findings = read_rows(data, file)
    return {row.identifier: row for row in rows.values()}, findings


def decoded(data: bytes) -> str:
    """Return the text of a file that may have been saved by Excel."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp949", errors="replace")

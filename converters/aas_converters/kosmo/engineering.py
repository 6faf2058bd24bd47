"""engineering.csv: which field node of which device feeds which tag. What was typed into an earlier one is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from aas_validators.diagnostics import Diagnostic, Location, Severity
from aas_validators.document.finding import shown
from aas_validators.kosmo.rule import profile_rule
from aas_validators.kosmo.tree import PREFIX, Point

INTERVAL: Final = "100"
NO_ARRAY: Final = "-1"
COLUMNS: Final = 6
BREAKS_ROW: Final = frozenset(",\r\n")

SOURCE: Final = "G2 5.3.4"

MAPPING_WITHOUT_TAG = profile_rule(
    160,
    "mapping-without-tag",
    (
        "the mapping of {tag} to {node} is dropped: there is no such tag any more",
        "{tag}의 매핑({node})을 옮기지 못했습니다. 그 태그가 이제 없습니다",
    ),
    (
        "if the element was renamed, type the mapping into the row of its new tag",
        "요소 이름이 바뀌었다면 새 태그의 행에 매핑을 다시 입력하십시오",
    ),
    (
        "Rows are found by their tag; a renamed element, collection or shell is another tag.",
        "행은 태그로 찾으므로 요소·컬렉션·AAS 이름이 바뀌면 다른 태그가 됩니다.",
    ),
    SOURCE,
    Severity.WARNING,
)
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


def engineering(points: Iterable[Point], known: Mapping[str, Row] | None = None) -> Iterator[str]:
    """Yield the lines of engineering.csv, one for each tag in order, those known by their identifier as they were."""
    written: set[str] = set()
    for point in points:
        identifier = PREFIX + point.tag
        # a comma inside a field cannot be written in this file; the check of names says so
        if identifier not in written and not BREAKS_ROW & set(identifier):
            written.add(identifier)
            yield f"{(known or {}).get(identifier, Row(identifier))}\n"


def read_engineering(data: bytes, file: str) -> tuple[dict[str, Row], list[Diagnostic]]:
    """Return the rows of an engineering.csv by identifier, and what is wrong with it.

    Blanks around fields, a BOM, Windows line ends and the encoding of Korean Excel are accepted."""
    rows: dict[str, Row] = {}
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
        if row.identifier in rows:
            findings.append(Diagnostic(SAME_TAG_TWICE, where, {"tag": shown(row.identifier)}))
        rows.setdefault(row.identifier, row)
    return rows, findings


def decoded(data: bytes) -> str:
    """Return the text of a file that may have been saved by Excel."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp949", errors="replace")


def dropped(known: Mapping[str, Row], points: Iterable[Point], file: str) -> Iterator[Diagnostic]:
    """Yield a finding for each row that somebody typed whose tag is not there any more."""
    there = {PREFIX + point.tag for point in points}
    for row in known.values():
        if row.typed and row.identifier not in there:
            values = {"tag": shown(row.identifier), "node": shown(row.node or "-")}
            yield Diagnostic(MAPPING_WITHOUT_TAG, Location(file=file), values)

"""engineering.csv: which field node of which device feeds which tag. What was typed into an earlier one is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from aas_validators.diagnostics import Diagnostic, Location, Severity
from aas_validators.document.finding import shown
from aas_validators.kosmo.engineering_file import INTERVAL as INTERVAL
from aas_validators.kosmo.engineering_file import NO_ARRAY as NO_ARRAY
from aas_validators.kosmo.engineering_file import Row as Row
from aas_validators.kosmo.engineering_file import read_engineering as read_engineering
from aas_validators.kosmo.rule import profile_rule
from aas_validators.kosmo.tree import PREFIX, Point, tag_shown

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


def engineering(points: Iterable[Point], known: Mapping[str, Row] | None = None) -> Iterator[str]:
    """Yield the lines of engineering.csv, one for each tag in order, those known by their identifier as they were."""
    written: set[str] = set()
    for point in points:
        identifier = PREFIX + point.tag
        # a comma inside a field cannot be written in this file; the check of names says so
        if identifier not in written and not BREAKS_ROW & set(identifier):
            written.add(identifier)
            yield f"{(known or {}).get(identifier, Row(identifier))}\n"


def dropped(known: Mapping[str, Row], points: Iterable[Point], file: str) -> Iterator[Diagnostic]:
    """Yield a finding for each row that somebody typed whose tag is not there any more."""
    there = {PREFIX + point.tag for point in points}
    for row in known.values():
        if row.typed and row.identifier not in there:
            values = {"tag": tag_shown(row.identifier), "node": shown(row.node or "-")}
            yield Diagnostic(MAPPING_WITHOUT_TAG, Location(file=file), values)

"""Extensions that keep the cells which have no place in an AAS."""

from __future__ import annotations

from typing import Final

from aas_converters.workbooks.cells import language_texts, options
from aas_converters.workbooks.columns import (
    DATA_TYPE,
    DEFINITION,
    OPTIONS,
    PREFERRED,
    SHORT_NAME,
    TITLES,
    VALUE_TYPE,
    WIDTH,
    Cells,
)
from aas_converters.workbooks.pieces import Object

KEPT: Final = "ModellingWorkbook/"
"""What the names of extensions begin with that hold cells; the title of the column follows."""
KEPT_OF_ASSET: Final = "ModellingWorkbook/Asset row/"
LOOSE: Final = (DATA_TYPE, VALUE_TYPE)
TEXTS: Final = (SHORT_NAME, PREFERRED, DEFINITION)


def extensions(cells: Cells, by_itself: Cells, prefix: str = KEPT) -> list[Object]:
    """Return what keeps the cells that an element does not say by itself; an empty cell has no value."""
    return [
        {"name": prefix + TITLES[column], **({"value": cells[column]} if cells[column] else {})}
        for column in range(WIDTH)
        if not same(cells[column], by_itself[column], column)
    ]


def same(cell: str, by_itself: str, column: int) -> bool:
    """Return whether two cells say the same: the case of types and the order of options do not matter."""
    if column in LOOSE:
        return cell.casefold() == by_itself.casefold()
    if column == OPTIONS:
        return options(cell) == options(by_itself)
    if column in TEXTS:
        return language_texts(cell) == language_texts(by_itself)
    return cell == by_itself


def with_extensions(element: Object, kept: list[Object]) -> None:
    """Add extensions to an element that has any."""
    if kept:
        element["extensions"] = kept

"""The modelling workbook as an Excel file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from aas_converters.workbooks.columns import (
    ASSET,
    COLLECTION,
    ELEMENT,
    GROUPS,
    HEADER_ROWS,
    SHELL,
    SUBMODEL,
    TITLES,
    Cells,
)
from aas_converters.workbooks.excel import FONT, new_workbook

WIDE: Final = {12: 30, 13: 28, 14: 44, 19: 30, 22: 24, 27: 44, 28: 30, 29: 24}
"""Width of columns in characters; the others have 14."""
LEVELS: Final = {SHELL: "#DDEBF7", SUBMODEL: "#E2EFDA", COLLECTION: "#FFF2CC"}


def save_workbook(path: Path, rows: Sequence[Cells], sheet: str = "Model") -> None:
    """Write the rows of a model below the two header rows. SourceError without XlsxWriter, OSError from the disk."""
    with new_workbook(path) as book:
        page = book.add_worksheet(sheet[:31])
        head = book.add_format({"bold": True, "bg_color": "#D9D9D9", "border": 1, "text_wrap": True, "font_name": FONT})
        plain = book.add_format({"num_format": "@", "font_name": FONT})
        paints = {
            column: book.add_format({"num_format": "@", "bg_color": color, "font_name": FONT})
            for column, color in LEVELS.items()
        }
        for column, title in enumerate(TITLES):
            page.write_string(0, column, GROUPS.get(column, ""), head)
            page.write_string(1, column, title, head)
            page.set_column(column, column, WIDE.get(column, 14), plain)
        for number, cells in enumerate(rows, HEADER_ROWS):
            paint = paints.get(level(cells), plain)
            for column, cell in enumerate(cells):
                if cell:
                    page.write_string(number, column, cell, paint)
        page.freeze_panes(HEADER_ROWS, ELEMENT + 1)


def level(cells: Cells) -> int:
    """Return the column that tells how deep a row is: of shells, submodels, collections or elements."""
    if cells[ELEMENT]:
        return ELEMENT
    if cells[ASSET] or any(cells[SHELL:SUBMODEL]):
        return SHELL
    return SUBMODEL if cells[SUBMODEL] else COLLECTION

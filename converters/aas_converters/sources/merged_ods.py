"""Merged cells of an OpenDocument sheet, which the library that reads its values does not tell."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Final

from lxml import etree

TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
Corner = tuple[int, int]


def merged_cells(path: Path, sheet: str) -> list[tuple[Corner, Corner]]:
    """Return the merged ranges of a sheet: first and last row and column, from 0; none for any other workbook."""
    if not zipfile.is_zipfile(path):
        return []
    with zipfile.ZipFile(path) as package:
        if "content.xml" not in package.namelist():
            return []
        try:
            with package.open("content.xml") as file:
                return list(ranges(file, sheet))
        except (etree.XMLSyntaxError, zipfile.BadZipFile):
            return []  # what is damaged, the reader of the cells says


def ranges(file: object, sheet: str) -> list[tuple[Corner, Corner]]:
    """Return the merged ranges of a sheet in a stream of content.xml."""
    found: list[tuple[Corner, Corner]] = []
    inside, row, column, height = False, 0, 0, 1
    tags = (f"{TABLE}table", f"{TABLE}table-row", f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
    for event, element in etree.iterparse(
        file, events=("start", "end"), tag=tags, resolve_entities=False, no_network=True, huge_tree=True
    ):
        kind = element.tag.removeprefix(TABLE)
        if kind == "table":
            inside = event == "start" and element.get(f"{TABLE}name") == sheet
        elif inside and kind == "table-row":
            if event == "start":
                column, height = 0, number(element, "number-rows-repeated")
            else:
                row += height
        elif inside and event == "start":
            down, right = number(element, "number-rows-spanned"), number(element, "number-columns-spanned")
            if down > 1 or right > 1:
                found.append(((row, column), (row + down - 1, column + right - 1)))
            column += number(element, "number-columns-repeated")
        if event == "end":
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    return found


def number(element: etree._Element, name: str) -> int:
    """Return a count in an attribute, 1 where there is none."""
    text = element.get(f"{TABLE}{name}", "1")
    return int(text) if text.isdecimal() else 1

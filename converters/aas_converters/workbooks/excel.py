"""Excel files that we write: the same bytes for the same content, with XlsxWriter.

XlsxWriter only writes, and writes everything that forms need (drop-downs, comments, frozen panes) with a date of our
choice; openpyxl puts the time of the run into every file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from aas_converters.documents.target import replaced
from aas_converters.sources.extras import library

CREATED: Final = datetime(2026, 1, 1)
FONT: Final = "맑은 고딕"


@contextmanager
def new_workbook(path: Path) -> Iterator[Any]:
    """Give an XlsxWriter workbook, written to `path` when the block ends well. SourceError without the library."""
    xlsxwriter = library("xlsxwriter", "XlsxWriter", "excel", str(path))
    memory = BytesIO()
    # texts stay texts: a value that begins with = is no formula, an address no link
    settings = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(memory, settings)
    book.formats[0].set_font_name(FONT)
    book.set_properties({"created": CREATED})
    yield book
    book.close()
    with replaced(path) as file:
        file.write(memory.getvalue())

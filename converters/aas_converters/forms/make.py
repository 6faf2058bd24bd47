"""Write the request form of a model: an Excel file with a sheet for each kind of data, drop-downs, units, examples."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from aas_converters.forms.asked import AskedPoint, points_of, technical_fields
from aas_converters.forms.fields import IDENTIFICATION, NAMEPLATE, PLATFORM, Field
from aas_converters.forms.layout import (
    ABOUT,
    ADD_HERE,
    ARRAY,
    CATEGORY,
    DEFINITION,
    EXAMPLE,
    FREE,
    FREE_ROWS,
    HEADER,
    HIGH,
    HOW,
    ITEM,
    LOW,
    MARK,
    NEEDED,
    NOW,
    PAGES,
    PERIOD,
    PICK,
    POINT_NAME,
    POINT_UNIT,
    REPRESENTATIVE,
    REPRESENTATIVE_HOW,
    START,
    TYPE,
    UNIT,
    VALUE,
    VERSION,
    Page,
)
from aas_converters.forms.plc_types import VALUE_TYPES
from aas_converters.workbooks.excel import FONT, new_workbook
from aas_reference_models.model import Model

LONGEST_LIST: Final = 255
"""Characters of a drop-down that stands in the cell itself."""
PERIOD_PROPOSED: Final = "1000"
EMPTY_POINTS: Final = 30
LINE: Final = 16
"""Height of a line in points; not every program makes room for wrapped text by itself."""
ABOUT_WIDTH: Final = 66
HOW_WIDTH: Final = 38
DEFINITION_WIDTH: Final = 60
GROUP_NAMES: Final = {
    "ContactInfo": "연락처",
    "PhysicalAddress": "주소",
    "GeneralInformation": "일반 정보",
    "ProductClassifications": "제품 분류",
    "TechnicalProperties": "기술 사양",
    "FurtherInformation": "추가 정보",
}
LOOKS: Final[dict[str, dict[str, object]]] = {
    "title": {"bold": True, "font_size": 15},
    "todo": {"italic": True, "font_color": "#595959"},
    "head": {"bold": True, "bg_color": "#1F4E78", "font_color": "#FFFFFF", "border": 1, "text_wrap": True},
    "item": {"border": 1, "bg_color": "#F2F2F2", "text_wrap": True, "valign": "vcenter"},
    "group": {"bold": True, "bg_color": "#DDEBF7", "border": 1},
    "value": {"border": 1, "bg_color": "#FFFBE6", "num_format": "@", "text_wrap": True, "valign": "vcenter"},
    "note": {"border": 1, "font_color": "#7F7F7F", "text_wrap": True, "valign": "vcenter"},
}


def make_form(model: Model, path: Path, lang: str, name: str = "") -> int:
    """Write the form of a model in a language and return how many points it lists.

    `name` is the representative name, filled in where it is given. The same model gives the same bytes. SourceError
    without XlsxWriter, OSError from the disk."""
    points = points_of(model)
    rows = {
        "Identification": IDENTIFICATION,
        "Nameplate": NAMEPLATE,
        "TechnicalData": technical_fields(model),
        "Platform": PLATFORM,
    }
    with new_workbook(path) as book:
        looks = {key: book.add_format({"font_name": FONT} | look) for key, look in LOOKS.items()}
        for page in PAGES:
            sheet = book.add_worksheet(page.name.fill(lang, {}))
            write_head(sheet, page, looks, name or model.title.get(lang) or model.name, lang)
            if page.key == "OperationalData":
                write_points(sheet, points, looks, lang)
            elif page.key == "Devices":
                blanks(sheet, HEADER, 12, range(1, 1 + len(page.headers)), looks)
            else:
                write_fields(sheet, page, rows[page.key], looks, lang, name)
        mark = book.add_worksheet(MARK)
        mark.write_row(0, 0, [MARK, VERSION, model.id, lang])
        mark.very_hidden()
    return len(points)


def write_head(sheet: Any, page: Page, looks: Mapping[str, Any], name: str, lang: str) -> None:
    """Write title, instructions and headers of a sheet, and how it is printed."""
    sheet.write_string(0, 1, page.title.fill(lang, {"name": name}), looks["title"])
    sheet.write_string(1, 1, page.todo.fill(lang, {}), looks["todo"])
    sheet.write_string(HEADER - 1, 0, START + page.key)
    for column, (header, width) in enumerate(zip(page.headers, page.widths, strict=True), 1):
        sheet.write_string(HEADER - 1, column, header.fill(lang, {}), looks["head"])
        sheet.set_column(column, column, width)
    sheet.set_column(0, 0, 8, None, {"hidden": True})
    sheet.freeze_panes(HEADER, 2)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADER - 1)
    # values are texts on purpose, so that 007 and 1.50 stay as they are
    sheet.ignore_errors({"number_stored_as_text": "A1:Z999"})


def write_fields(
    sheet: Any, page: Page, fields: Sequence[Field], looks: Mapping[str, Any], lang: str, name: str
) -> None:
    """Write a row for each field, collections under a heading, and blank rows for what the plant adds."""
    extra = page.key == "TechnicalData"
    row = HEADER
    if page.key != "Platform":
        representative = Field(path="", en=REPRESENTATIVE.en, ko=REPRESENTATIVE.ko)
        write_field(sheet, row, "name", representative, looks, lang, REPRESENTATIVE_HOW.fill(lang, {}), extra)
        sheet.write_string(row, VALUE, name, looks["value"])
        row += 1
    group = ""
    for field in fields:
        above = field.path.rpartition("/")[0]
        if above != group and above:
            group = above
            heading = " · ".join(above.split("/"))
            if lang == "ko" and (korean := GROUP_NAMES.get(above.partition("/")[0])):
                heading = f"{heading} ({korean})"
            for column in range(ITEM, (UNIT if extra else DEFINITION) + 1):
                sheet.write_blank(row, column, None, looks["group"])
            sheet.write_string(row, ITEM, heading, looks["group"])
            row += 1
        write_field(sheet, row, field.path, field, looks, lang, how(field, lang), extra)
        row += 1
    if page.key != "Platform":
        sheet.write_string(row, 0, FREE)
        sheet.write_string(row, ITEM, ADD_HERE.fill(lang, {}), looks["group"])
        blanks(sheet, row + 1, FREE_ROWS, range(ITEM, (UNIT if extra else DEFINITION) + 1), looks)


def write_field(
    sheet: Any, row: int, key: str, field: Field, looks: Mapping[str, Any], lang: str, how_to: str, extra: bool
) -> None:
    """Write one row: what is asked for, an empty cell, how to fill it, what it means."""
    indent = "    " if "/" in field.path else ""
    label = f"{field.en} ({field.ko})" if lang == "ko" and field.ko != field.en else field.en
    sheet.write_string(row, 0, key)
    sheet.write_string(row, ITEM, indent + label, looks["item"])
    sheet.write_blank(row, VALUE, None, looks["value"])
    sheet.write_string(row, HOW, how_to, looks["note"])
    define = field.define_ko if lang == "ko" else field.define_en
    sheet.write_string(row, DEFINITION, define, looks["note"])
    sheet.set_row(row, LINE * max(lines_of(define, DEFINITION_WIDTH), lines_of(how_to, HOW_WIDTH)))
    if extra:
        sheet.write_string(row, UNIT, field.unit, looks["item"])
    drop_down(sheet, row, VALUE, row, field.choices)


def how(field: Field, lang: str) -> str:
    """Return how a row is filled in: an example, and that there is a list."""
    parts = [NEEDED.fill(lang, {})] if field.needed else []
    parts += [EXAMPLE.fill(lang, {"example": field.example})] if field.example else []
    parts += [PICK.fill(lang, {})] if field.choices else []
    return ", ".join(parts)


def write_points(sheet: Any, points: Sequence[AskedPoint], looks: Mapping[str, Any], lang: str) -> None:
    """Write a row for each point of the model and blank ones below; node id and source are for the plant."""
    for row, point in enumerate(points, HEADER):
        element = point.element
        cells = {
            POINT_NAME: element.id_short,
            TYPE: point.plc_type,
            ARRAY: "N/A",
            POINT_UNIT: element.unit.symbol if element.unit else "",
            PERIOD: PERIOD_PROPOSED,
            CATEGORY: point.category,
            ABOUT: about(point, lang),
            LOW: (element.allowed_range.low if element.allowed_range else "") or "",
            HIGH: (element.allowed_range.high if element.allowed_range else "") or "",
        }
        sheet.write_string(row, 0, ".".join(point.path))
        sheet.set_row(row, LINE * lines_of(cells[ABOUT], ABOUT_WIDTH))
        for column in range(POINT_NAME, NOW + 1):
            sheet.write_string(row, column, cells.get(column, ""), looks["value"])
        if element.codes:
            drop_down(sheet, row, NOW, row, tuple(code.value for code in element.codes))
    last = HEADER + len(points) + EMPTY_POINTS - 1
    blanks(sheet, HEADER + len(points), EMPTY_POINTS, range(POINT_NAME, NOW + 1), looks)
    drop_down(sheet, HEADER, TYPE, last, tuple(VALUE_TYPES))
    drop_down(sheet, HEADER, CATEGORY, last, ("VARIABLE", "PARAMETER"))
    drop_down(sheet, HEADER, PERIOD, last, ("100", "200", "500", "1000", "5000", "10000", "60000"))


def about(point: AskedPoint, lang: str) -> str:
    """Return what a point means: its name and definition, and an example of a value."""
    element = point.element
    parts = [element.name.get(lang), element.definition.get(lang)]
    parts += [EXAMPLE.fill(lang, {"example": element.example})] if element.example else []
    return " · ".join(part for part in parts if part)


def lines_of(text: str, width: int) -> int:
    """Return how many lines a text takes in a cell; a Korean letter is as wide as two others."""
    return max(1, -(-sum(2 if ord(sign) > 0x1100 else 1 for sign in text) // width))


def blanks(sheet: Any, first: int, count: int, columns: range, looks: Mapping[str, Any]) -> None:
    """Write empty rows to fill in."""
    for row in range(first, first + count):
        for column in columns:
            sheet.write_blank(row, column, None, looks["value"])


def drop_down(sheet: Any, first: int, column: int, last: int, choices: Sequence[str]) -> None:
    """Offer answers; another one may be written."""
    if choices and len(",".join(choices)) <= LONGEST_LIST and not any("," in one for one in choices):
        rule = {"validate": "list", "source": list(choices), "error_type": "information", "show_error": False}
        sheet.data_validation(first, column, last, column, rule)

"""The points of a filled form: elements of OperationalData, and which field node of which device feeds each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from aas_converters.forms.building import LONGEST_DESCRIPTION, LONGEST_NAME, Building
from aas_converters.forms.layout import (
    ABOUT,
    ARRAY,
    CATEGORY,
    HIGH,
    LOW,
    NODE,
    NOW,
    PERIOD,
    POINT_NAME,
    POINT_UNIT,
    SOURCE,
    TYPE,
)
from aas_converters.forms.nesting import Place, nested, place_below
from aas_converters.forms.pieces import Object, display_name, is_korean, prop
from aas_converters.forms.plc_types import NEUTRAL, value_type
from aas_converters.forms.read import FilledPoint
from aas_converters.forms.rules import BAD_VALUE, NAMELESS, NEUTRAL_VALUES, NOT_UNDERSTOOD
from aas_converters.kosmo.engineering import INTERVAL, NO_ARRAY
from aas_converters.workbooks.names import LONGEST
from aas_converters.workbooks.pieces import LONGEST_DISPLAY_NAME, languages
from aas_reference_models.model import Element, Model, walk
from aas_reference_models.units import is_unit

DIMENSION: Final = re.compile(r"\[?\s*(?:(\d+)\s*\.\.\s*)?(\d+)\s*\]?")
PERIODS: Final = re.compile(r"(\d+(?:\.\d+)?)\s*(ms|s|초|분|min)?", re.IGNORECASE)
FACTORS: Final = {"": 1, "ms": 1, "s": 1000, "초": 1000, "분": 60_000, "min": 60_000}
MOST_ITEMS: Final = 1000
INDEX_DIGITS: Final = 12
SHEET: Final = "OperationalData"
WORDS: Final = {"PAR": "PARAMETER", "PARA": "PARAMETER", "PARAMETER": "PARAMETER", "CONSTANT": "CONSTANT"}


@dataclass(frozen=True, slots=True)
class Fed:
    """What feeds an element, by its idShort path below OperationalData."""

    path: tuple[str, ...]
    source: str
    node: str
    interval: str
    index: str


@dataclass(slots=True)
class Live:
    """The elements of one OperationalData as nested places, and what feeds them."""

    root: Place = field(default_factory=dict)
    fed: list[Fed] = field(default_factory=list)
    without_value: int = 0


def live_elements(building: Building, model: Model, points: list[FilledPoint]) -> tuple[list[Object], list[Fed]]:
    """Return the elements of OperationalData for points, and what feeds each."""
    known = {".".join(path): one for path, one in walk(model.elements)}
    live = Live()
    for point in points:
        add(building, live, point, known)
    if live.without_value:
        building.say(NEUTRAL_VALUES, SHEET, None, count=live.without_value)
    return nested(live.root, lambda path: building.describe_element(known[".".join(path)])), live.fed


def add(building: Building, live: Live, point: FilledPoint, known: Mapping[str, Element]) -> None:
    """Add the property of a point, or one for each index of an array."""
    cells = point.cells
    label = building.cut(cells[POINT_NAME].strip(), LONGEST_NAME, SHEET, point.row)
    about = building.cut(cells[ABOUT], LONGEST_DESCRIPTION, SHEET, point.row)
    if not label:
        building.say(NAMELESS, SHEET, point.row, text=" | ".join(cell for cell in cells[1:] if cell))
        return
    element = known.get(point.key)
    *above, last = point.key.split(".") if element is not None else [""]
    place = place_below(live.root, above)
    own = last if element is not None and last not in place else None
    name = own or building.name(label, list(place), SHEET, point.row, "Point")
    if own is not None and own != label:
        building.cut(label, LONGEST_DISPLAY_NAME, SHEET, point.row)
    type_ = value_type(cells[TYPE] or "STRING")
    if type_ is None:
        type_ = "xs:string"
        values = {"text": cells[TYPE], "what": "PLC type", "instead": type_}
        building.say(NOT_UNDERSTOOD, SHEET, point.row, **values)
    meaning = meant(building, name, label, type_, cells, element)
    for index in indices(building, point):
        here = name if index == NO_ARRAY else f"{name[: LONGEST - INDEX_DIGITS]}_{index}"
        made = prop(here, meaning, value_of(building, live, point, type_), type_, category(building, point))
        made |= display_name(label if index == NO_ARRAY else f"{label}[{index}]", here)
        if about:
            made["description"] = languages([("ko" if is_korean(about) else "en", about)])
        if limits := limits_of(building, point, type_):
            made["qualifiers"] = limits
        place[here] = made
        fed = Fed((*above, here), cells[SOURCE].strip(), cells[NODE].strip(), interval(building, point), index)
        live.fed.append(fed)


def meant(
    building: Building, name: str, label: str, type_: str, cells: tuple[str, ...], element: Element | None
) -> str:
    """Return the concept of a point: that of the model, unless the plant measures in another unit."""
    unit = cells[POINT_UNIT].strip()
    if element is not None and unit == (element.unit.symbol if element.unit else ""):
        return building.describe_element(element)
    if element is not None and element.unit and is_unit(unit):
        other = replace(element, unit=replace(element.unit, symbol=unit, iec62720=None), semantic_id=None)
        return building.describe_element(other)
    return building.describe(
        building.own_concept(name), name, name, label, type_, unit, cells[ABOUT][:LONGEST_DESCRIPTION]
    )


def value_of(building: Building, live: Live, point: FilledPoint, type_: str) -> str:
    """Return the value of a point; a neutral one where the form has none or none that fits."""
    value = point.cells[NOW]
    if value and building.fits[type_](value):
        return value
    if value:
        building.say(BAD_VALUE, SHEET, point.row, value=value, type=type_)
    live.without_value += 1
    return NEUTRAL.get(type_, "0")


def indices(building: Building, point: FilledPoint) -> list[str]:
    """Return the array indices of a point: `[0..2]`, or 3 for three items; -1 for no array."""
    said = point.cells[ARRAY].strip()
    if not said or said.upper() in ("N/A", "NA", "-", "-1", "없음"):
        return [NO_ARRAY]
    match = DIMENSION.fullmatch(said)
    first, last = (int(match[1] or 0), int(match[2]) if match[1] else int(match[2]) - 1) if match else (1, 0)
    if not 0 <= last - first < MOST_ITEMS:
        building.say(NOT_UNDERSTOOD, SHEET, point.row, text=said, what="Array", instead=NO_ARRAY)
        return [NO_ARRAY]
    return [str(index) for index in range(first, last + 1)]


def interval(building: Building, point: FilledPoint) -> str:
    """Return the sampling interval in ms: `1000`, `1000ms`, `1 s`."""
    said = point.cells[PERIOD].strip()
    if not said:
        return INTERVAL
    match = PERIODS.fullmatch(said)
    if match is None:
        building.say(NOT_UNDERSTOOD, SHEET, point.row, text=said, what="ms", instead=INTERVAL)
        return INTERVAL
    return str(round(float(match[1]) * FACTORS[(match[2] or "").lower()]))


def category(building: Building, point: FilledPoint) -> str:
    """Return the category; what is not known changes in operation."""
    said = point.cells[CATEGORY].strip().upper()
    return WORDS.get(said, "VARIABLE")


def limits_of(building: Building, point: FilledPoint, type_: str) -> list[Object]:
    """Return the limits of a point as qualifiers; one that is no value of the type stays a text."""
    found = []
    for kind, column in (("LowerLimit", LOW), ("UpperLimit", HIGH)):
        if value := point.cells[column]:
            typed = type_ if building.fits[type_](value) else "xs:string"
            found.append({"type": kind, "valueType": typed, "value": value})
    return found

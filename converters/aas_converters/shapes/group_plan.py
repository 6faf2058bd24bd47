"""The plan of a shape: what makes a group, how rows become its values, and what its rows become."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl

from aas_converters.letters.forms import Container, Form, Rows, columns_of
from aas_converters.letters.nodes import Node
from aas_converters.letters.script import Script
from aas_converters.letters.write import letter
from aas_converters.mapping.mapping import Cell
from aas_converters.plan.places import EACH, Places
from aas_converters.plan.targets import Target
from aas_converters.plan.values.file_dates import date_in_name
from aas_converters.shapes.aggregates import Aggregated
from aas_converters.shapes.windows import Window, window_text
from aas_reference_models.model import Aggregate, Element, Kind, Model, walk

GROUP: Final = "group"
"""Column with the key of each row's group."""
WINDOW: Final = "window"
"""Column with the name of each row's time window; `{window}` in a key."""
TABLE: Final = "table"
"""Column with the source's name, for one submodel a file."""
FILE: Final = "file"
"""Column with the stem of the file's name; `{file}` in a key."""
DAY: Final = "date"
"""Column with the day in the file's name; `{date}` in a key."""
SEPARATOR: Final = "\u001f"
"""Between the parts of a group's key: a character no cell can hold."""


@dataclass(frozen=True, slots=True)
class RowItems:
    """What each row becomes inside a group: a letter, and the column its text goes to."""

    letter: Node
    column: str


@dataclass(frozen=True, slots=True)
class GroupPlan:
    """How rows become groups: `by` are the slots whose values make one, beside the window; `times` is a row's time."""

    by: tuple[str, ...]
    window: Window | None
    aggregated: tuple[Aggregated, ...]
    times: tuple[str, ...] = ()
    items: RowItems | None = None


def group_key(plan: GroupPlan) -> pl.Expr:
    """Return the key of each row's group; null where a part of it is."""
    parts: list[pl.Expr] = [pl.col(slot) for slot in plan.by]
    if plan.window is not None:
        parts.append(pl.col(WINDOW))
    return pl.concat_str(parts, separator=SEPARATOR) if parts else pl.col(TABLE)


def with_group(frame: pl.DataFrame, plan: GroupPlan, table: str) -> pl.DataFrame:
    """Return rows of a table with the columns that say which group they are in."""
    stem = Path(table).stem
    day = date_in_name(stem)
    names = ((TABLE, table), (FILE, stem), (DAY, day.isoformat() if day else None))
    frame = frame.with_columns(pl.lit(text, dtype=pl.String).alias(name) for name, text in names)
    if plan.window is not None:
        frame = frame.with_columns(window_text(plan.window).alias(WINDOW))
    return frame.with_columns(group_key(plan).alias(GROUP))


def aggregations(model: Model, targets: list[Target], is_time: dict[str, bool]) -> Iterator[Aggregated]:
    """Yield how each slot of a group comes from its rows; items of the list are not of the group.

    An element that names another under `from` is computed from that one's column when it has none of its own.
    """
    slots = {target.slot: target for target in targets}
    for slot, target in slots.items():
        if EACH not in target.place.steps:
            yield Aggregated(slot, slot, way_of(target) or "first", is_time.get(slot, False))
    for path, element in derived(model):
        if path not in slots and element.derived_from is not None:
            source = source_slot(element.derived_from, slots)
            if source is not None and element.of_group is not None:
                yield Aggregated(path, source, element.of_group, is_time.get(source, False))


def way_of(target: Target) -> Aggregate | None:
    """Return how the rows of a group become one value: what the mapping says, else the model."""
    return target.cell.of_group or target.place.element.of_group


def computed_targets(model: Model, targets: list[Target], plan: GroupPlan) -> list[Target]:
    """Return targets for the elements that are computed from another's column."""
    own = {target.slot for target in targets}
    places = Places(model)
    found = (places.find(one.slot) for one in plan.aggregated if one.slot not in own)
    return [Target(place, "value", Cell()) for place in found if place is not None]


def source_slot(path: str, slots: dict[str, Target]) -> str | None:
    """Return the slot that an element is computed from, by its path or as an item of the list."""
    if path in slots:
        return path
    return next((slot for slot in slots if slot.replace(EACH, "") == path), None)


def derived(model: Model) -> Iterator[tuple[str, Element]]:
    """Yield the elements that are computed from another's column."""
    for path, element in walk(model.elements):
        if element.derived_from is not None and element.kind is Kind.PROPERTY and "" not in path:
            yield ".".join(path), element


def row_items(script: Script, forms: tuple[Form, ...]) -> RowItems | None:
    """Return what each row becomes, None where rows only give values to their group."""
    for form in forms:
        if isinstance(form, Rows):
            return RowItems(letter(script, form.item, in_list=True), form.column)
        if isinstance(form, Container) and (found := row_items(script, form.children)):
            return found
    return None


def group_columns(forms: tuple[Form, ...]) -> tuple[str, ...]:
    """Return every column that the letter of a group is filled from."""
    return tuple(dict.fromkeys(name for form in forms for name in columns_of(form)))

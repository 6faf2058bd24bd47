"""Columns proposed for elements, and what a mapping says of them: its assignments, in order, and its shape."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from aas_converters.mapping.mapping import Assignment, Cell, ShapeChoice
from aas_converters.mapping.pairs import TIME, Pair
from aas_converters.mapping.plausible import Cells
from aas_converters.sources.table import Column
from aas_reference_models.model import Model, Shape, walk


@dataclass(frozen=True, slots=True)
class Proposal:
    """A column for an element: the pair, and what the column holds."""

    pair: Pair
    cells: Cells | None

    @property
    def column(self) -> Column:
        """The column."""
        return self.pair.header.column

    @property
    def path(self) -> str:
        """The path of the element."""
        return self.pair.meaning.path

    @property
    def score(self) -> float:
        """How sure it is, between 0 and 1."""
        return round(self.pair.score, 2)


def assignments(
    proposals: Iterable[Proposal], units: Mapping[str, str | None], clock: str | None
) -> tuple[Assignment, ...]:
    """Return the assignments of proposals; the columns of a series fill one list, in the order of their numbers.

    A unit is written only where it is not the one that the file's own header says.
    """
    by_path: dict[str, list[Proposal]] = {}
    for one in proposals:
        by_path.setdefault(one.path, []).append(one)
    made = []
    for path, several in by_path.items():
        ordered = sorted(several, key=lambda one: one.pair.position or 0)
        cells = tuple(Cell(columns=(one.column.name,), unit=other_unit(one, units)) for one in ordered)
        if several[0].pair.meaning.is_list:
            names = tuple(one.column.name for one in ordered)
            made.append(Assignment(path, (("value", Cell(columns=names, unit=cells[0].unit)),), cells))
        else:
            whole = (*cells[0].columns, clock) if clock is not None and path == TIME else cells[0].columns
            made.append(Assignment(path, (("value", replace(cells[0], columns=whole)),)))
    return tuple(made)


def other_unit(one: Proposal, units: Mapping[str, str | None]) -> str | None:
    """Return the unit of a column, where the file's header says another one: that of a header in the wrong place."""
    in_file = units[one.column.name]
    if in_file is None or in_file == one.column.unit:
        return None
    unit = one.pair.meaning.value.unit
    return one.column.unit or (unit.symbol if unit is not None else None)


def possible_shape(shape: Shape, filled: set[str]) -> ShapeChoice:
    """Return what must change of a model's shape, because its groups are made by elements that nothing fills."""
    if shape.one_per == "row":
        return ShapeChoice()
    by = tuple(path for path in shape.by if path in filled)
    if shape.one_per == "group" and shape.by and not by and any(path.startswith(f"{shape.list}[].") for path in filled):
        # the items of a list are rows: without a key for groups, those of the whole file
        return ShapeChoice(one_per="file")
    if shape.one_per == "group" and not by and shape.every is not None and TIME in filled:
        return ShapeChoice(by=())  # a file of one meter or machine does not name it, but its days are days
    timeless = TIME not in filled and (shape.every is not None or shape.records in ("internal", "external", "linked"))
    if timeless or (shape.by and not by and shape.one_per == "group"):
        return ShapeChoice(one_per="row")
    return ShapeChoice() if by == shape.by else ShapeChoice(by=by)


def in_order(model: Model, made: Iterable[Assignment]) -> tuple[Assignment, ...]:
    """Return assignments in the order of the model; an element of the plant's own stands with its collection."""
    order = {".".join(path): i for i, (path, _) in enumerate(walk(model.elements))}
    return tuple(sorted(made, key=lambda one: place_of(one.path, order)))


def place_of(path: str, order: Mapping[str, int]) -> int:
    """Return where an element stands in its model."""
    known = re.sub(r"\[\d*\]", ".", path)
    while known and known not in order:
        known = known.rpartition(".")[0]
    return order.get(known, len(order))

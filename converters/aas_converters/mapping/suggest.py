"""Suggest a mapping: which column fills which element, how sure that is, and why; better none than a wrong one.

One engine answers `aas map suggest`, `aas convert` without a mapping, and which model fits a file. It looks at
headers, units and a sample of the cells, needs no network, and gives the same answer always.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from aas_converters.mapping.header_paths import by_path
from aas_converters.mapping.likeness import heard, meanings
from aas_converters.mapping.mapping import Assignment
from aas_converters.mapping.mapping import Mapping as PlantMapping
from aas_converters.mapping.match import normalised
from aas_converters.mapping.pairs import CERTAIN, TIME, Pair, pairs_of
from aas_converters.mapping.plausible import Cells, samples
from aas_converters.mapping.proposals import Proposal, assignments, in_order, possible_shape
from aas_converters.mapping.shifted import without_shift
from aas_converters.sources.table import REASON_PREFIX, Column, Table
from aas_reference_models.model import Model, walk

LEAST: Final = 0.52
"""How likely a pair must be to be suggested."""
SECOND_CHOICE: Final = 0.75
"""The same for a column whose likeliest element another column fills."""
ENOUGH_ROWS: Final = 20
CLOCK: Final = re.compile(r"\D{0,5}\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?\D{0,5}")
"""A time of day alone: `11:58:30`, `오전 11:58`."""
MARGIN: Final = 0.05
"""How much likelier than the next the chosen one must be."""
MANDATORY: Final = 0.02
"""How much likelier a mandatory element is."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What is suggested for a table and a model.

    `proposals` are in the order of the model. `doubtful` are columns with the elements they may fill alike, `unused`
    columns of a series that always hold one value, `empty` those without any, `other` the remaining ones. `missing`
    are the paths of mandatory elements that nothing fills, `paths` what headers that are element paths say. `clock` is
    the column with the times of day beside one with days, `split` the column whose header seems to be two, after which
    every column has the header of the next. `units` are those in the headers of the table, by column.
    """

    model: Model
    proposals: tuple[Proposal, ...]
    doubtful: tuple[tuple[Column, tuple[str, ...]], ...]
    unused: tuple[Column, ...]
    empty: tuple[Column, ...]
    other: tuple[Column, ...]
    missing: tuple[str, ...]
    paths: tuple[Assignment, ...]
    clock: str | None
    split: str | None
    units: Mapping[str, str | None]

    @property
    def mapping(self) -> PlantMapping:
        """The mapping that is suggested."""
        return PlantMapping(
            model=self.model.id if self.model.written is None else self.model.source,
            shape=possible_shape(
                self.model.shape, {one.path for one in self.proposals} | {one.path for one in self.paths}
            ),
            assignments=in_order(self.model, (*self.paths, *assignments(self.proposals, self.units, self.clock))),
            file="(suggested)",
        )


def suggest(
    model: Model, table: Table, cells: Mapping[str, Cells] | None = None, *, trusting: bool = False
) -> Suggestion:
    """Return what is suggested for a table; `cells` are what its columns hold, read from it if not given.

    Where `trusting`, a header that is the model's own word is believed whatever its cells hold: a run that nobody
    reviews must report bad cells, and neither leave their column out nor put headers right on its own.
    """
    known = samples(table) if cells is None else cells
    meant = list(meanings(model))
    columns, split = (list(table.columns), None) if trusting else without_shift(table.columns, meant, known)
    columns = [column for column in columns if not column.name.startswith(REASON_PREFIX)]
    paths = tuple(by_path(model, columns))
    by_header = {name for one in paths for _, cell in one.parts for name in cell.columns}
    # without a row nothing speaks against a column
    left = [
        column for column in columns if column.name not in by_header and (trusting or not known or column.name in known)
    ]
    filled = {one.path for one in paths}
    likely = [
        pair
        for pair in pairs_of(meant, list(map(heard, left)), known, trusting=trusting)
        if pair.meaning.path not in filled
    ]
    order = {meaning.path: i for i, meaning in enumerate(meant)}
    chosen, doubtful = choose(likely, order)
    used, unused = without_dead(chosen, known)
    proposals = sorted((Proposal(one, known.get(one.header.column.name)) for one in used), key=lambda p: order[p.path])
    said = {one.header.column.name for one in chosen} | doubtful.keys() | by_header
    clock = clock_beside(proposals, known)
    said |= {clock} if clock is not None else set()
    filled |= {one.path for one in proposals}
    return Suggestion(
        model=model,
        proposals=tuple(proposals),
        doubtful=tuple((column, doubtful[column.name]) for column in table.columns if column.name in doubtful),
        unused=tuple(unused),
        empty=tuple(column for column in table.columns if known and column.name not in known),
        other=tuple(column for column in columns if (column.name in known or not known) and column.name not in said),
        missing=tuple(missing(model, filled)),
        paths=paths,
        clock=clock,
        split=split,
        units=MappingProxyType({column.name: column.unit for column in table.columns}),
    )


def choose(likely: Sequence[Pair], order: Mapping[str, int]) -> tuple[list[Pair], dict[str, tuple[str, ...]]]:
    """Return the pairs that stand, each column and each place once, and the columns that are in doubt.

    The likeliest choose first. A column that could as well fill another element fills none, and an element that two
    columns could fill alike stays empty: a person tells them apart in a second, a program guesses.
    """

    def likelihood(pair: Pair) -> float:
        return pair.score + (MANDATORY if pair.meaning.element.cardinality.mandatory else 0.0)

    # the sort is stable, so that the order of the file decides between equals
    ranked = sorted(likely, key=lambda p: (-likelihood(p), not is_id_short(p), order[p.meaning.path]))
    best: dict[str, float] = {}
    for pair in ranked:
        best.setdefault(pair.header.column.name, pair.score)
    own = {pair.header.column.name for pair in ranked if pair.named >= CERTAIN}
    chosen: list[Pair] = []
    doubtful: dict[str, tuple[str, ...]] = {}
    columns: set[str] = set()
    places: set[tuple[str, int | None]] = set()
    for pair in ranked:
        name = pair.header.column.name
        needed = LEAST if pair.score >= best[name] - MARGIN else SECOND_CHOICE
        if name in columns or pair.place in places or pair.score < needed:
            continue
        if pair.named < CERTAIN and name in own:
            continue  # the model's own word for one element never fills another
        others = [
            other
            for other in ranked
            if other is not pair and likelihood(other) > likelihood(pair) - MARGIN and other.place not in places
        ]
        mine = [other for other in others if other.header.column.name == name]
        filling = {one.header.column.name for one in chosen}
        if pair.meaning.element.cardinality.mandatory and not any(
            other.meaning.element.cardinality.mandatory or other.named > pair.named for other in mine
        ):
            mine = []  # one column names the machine: what must be there goes before what may be
        rivals = [other for other in others if other.place == pair.place and other.header.column.name not in filling]
        if pair.named < CERTAIN and (mine or rivals):
            columns.add(name)
            doubtful[name] = tuple(dict.fromkeys((pair.meaning.path, *(other.meaning.path for other in mine))))
            continue
        columns.add(name)
        places.add(pair.place)
        chosen.append(pair)
    return chosen, doubtful


def is_id_short(pair: Pair) -> bool:
    """Say whether a header is the element's idShort but for case and signs: `operation_id` before `operation`."""
    return normalised(pair.header.column.header) == normalised(pair.meaning.element.id_short)


def without_dead(chosen: Sequence[Pair], cells: Mapping[str, Cells]) -> tuple[list[Pair], list[Column]]:
    """Return the pairs without the dead channels of a series: always one value, while another of them varies."""
    dead: list[Pair] = []
    for path in {pair.meaning.path for pair in chosen if pair.meaning.is_list}:
        series = [pair for pair in chosen if pair.meaning.path == path]
        constant = [pair for pair in series if pair.header.column.name in cells and always_one(pair, cells)]
        dead += constant if len(constant) < len(series) else []
    return [pair for pair in chosen if pair not in dead], [pair.header.column for pair in dead]


def always_one(pair: Pair, cells: Mapping[str, Cells]) -> bool:
    """Say whether a column always holds the same value; zeros show it sooner than a value that may well stand still."""
    known = cells[pair.header.column.name]
    needed = 2 if not any(known.numbers) else ENOUGH_ROWS
    return len(known.texts) == 1 and known.count >= needed


def missing(model: Model, filled: set[str]) -> Iterable[str]:
    """Yield the mandatory elements that nothing fills, outside of optional collections.

    Those of a list's items count where rows fill the list."""
    optional: set[tuple[str, ...]] = set()
    items = f"{model.shape.list}[]."
    listed = any(path.startswith(items) for path in filled)
    for path, element in walk(model.elements):
        if "" in path:
            name = ".".join(path).replace("..", "[].", 1)
            needed = element.cardinality.mandatory and bool(element.id_short) and not element.elements
            if listed and needed and name.startswith(items) and path.count("") == 1 and name not in filled:
                yield name
            continue
        if not element.id_short:
            continue
        if not element.cardinality.mandatory or any(path[: len(above)] == above for above in optional):
            if element.elements:
                optional.add(tuple(path))
            continue
        if not element.elements and ".".join(path) not in filled and element.derived_from is None:
            yield ".".join(path)


def clock_beside(proposals: Iterable[Proposal], cells: Mapping[str, Cells]) -> str | None:
    """Return the one column with times of day, where the time of a record is filled with days only."""
    time = next((one for one in proposals if one.path == TIME and one.cells is not None), None)
    if time is None or any(":" in text for text in cells[time.column.name].texts):
        return None
    taken = {one.column.name for one in proposals}
    clocks = [
        name
        for name, held in cells.items()
        if name not in taken and held.texts and all(map(CLOCK.fullmatch, held.texts))
    ]
    return clocks[0] if len(clocks) == 1 else None

"""Headers that are element paths already, as an export for a template has them: `Markings[0].MarkingName`,
`ManufacturerName@de`, `OperatingTemperature.min`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from aas_converters.letters.prototypes import MAKERS
from aas_converters.mapping.mapping import Assignment, Cell
from aas_converters.sources.table import Column
from aas_converters.templates.paths import EACH, Chain, chains
from aas_reference_models.model import Kind, Model

PART: Final = re.compile(r"(.*?)(?:@([a-z]{2,3}(?:-[A-Za-z0-9]{1,8})*)|\.(min|max|first|second|globalAssetId))")
SIGNS: Final = frozenset(".[@")
"""What a header has that is more than a name."""
HOLDERS: Final = (Kind.SUBMODEL_ELEMENT_COLLECTION, Kind.SUBMODEL_ELEMENT_LIST)


@dataclass(frozen=True, slots=True)
class Said:
    """A column whose header says which part of which element it fills."""

    column: Column
    path: str
    part: str


def by_path(model: Model, columns: Iterable[Column]) -> Iterator[Assignment]:
    """Yield an assignment for every element that a header names by its path; the first of two equal headers counts."""
    found: dict[str, dict[str, Cell]] = {}
    for said in named(model, columns):
        found.setdefault(said.path, {}).setdefault(said.part, Cell(columns=(said.column.name,)))
    for path, parts in found.items():
        yield Assignment(path, tuple(parts.items()))


def named(model: Model, columns: Iterable[Column]) -> Iterator[Said]:
    """Yield the columns whose headers are paths to an element that takes a value."""
    for column in columns:
        if not SIGNS & set(column.name):
            continue
        match = PART.fullmatch(column.name)
        readings = [(match[1], match[2] or match[3])] if match else []
        for path, part in (*readings, (column.name, "value")):
            # a template's counter or open collection takes any path; a model of ours only those it has
            if any(takes(chain, part) for chain in chains(model.elements, path, (part,)) if is_there(chain, model)):
                yield Said(column, path, part)
                break


def takes(chain: Chain, part: str) -> bool:
    """Say whether the element at the end of a chain has a part."""
    kind = chain[-1].element.kind
    match kind:
        case Kind.MULTI_LANGUAGE_PROPERTY:
            return part not in ("min", "max", "first", "second", "globalAssetId")
        case Kind.RANGE:
            return part in ("min", "max")
        case Kind.ENTITY:
            return part == "globalAssetId"
        case Kind.RELATIONSHIP_ELEMENT | Kind.ANNOTATED_RELATIONSHIP_ELEMENT:
            return part in ("first", "second")
        case _:
            return part == "value" and kind in MAKERS and kind not in HOLDERS


def is_there(chain: Chain, model: Model) -> bool:
    """Say whether a chain holds for a model: one of ours has no names but its own."""
    return model.written is not None or all(
        isinstance(found.step, int) or found.step in (EACH, found.element.id_short) for found in chain
    )

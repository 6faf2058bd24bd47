"""Grow what the laws are tried on: elements of every kind with their parts, and rows of cells."""

from __future__ import annotations

import base64
from dataclasses import replace
from typing import Any

import polars as pl
from aas_core3.types import DataTypeDefXSD
from hypothesis import strategies as st

from aas_converters.letters.forms import Constant, Container, Form, FromColumn, Leaf, Part, columns_of
from aas_converters.letters.prototypes import MAKERS
from aas_reference_models.model import Cardinality, Element, Kind, Reference, WrittenReferences

TYPES = sorted(kind.value for kind in DataTypeDefXSD)
RELATED = Kind.ANNOTATED_RELATIONSHIP_ELEMENT
CONTAINERS = (Kind.SUBMODEL_ELEMENT_COLLECTION, Kind.SUBMODEL_ELEMENT_LIST, Kind.ENTITY, RELATED)
LEAVES = tuple(kind for kind in MAKERS if kind not in CONTAINERS)
LANGUAGES = ("en", "ko", "de-AT")

TRAPS = "\"'\\&<>/{}[],:;%#=]\t\n$"
WORDS = (
    "사출 성형",
    "🏭",
    "👨‍👩‍👧",
    "e\u0301",
    "&amp;",
    "]]>",
    "<!--",
    "\\n",
    "\\",
    '"',
    "\u2028",
    "\x85",
    "\x7f",
    "\ue000x\ue001",
    "{0}",
)
PLAIN = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")


def texts(*, with_return: bool = False, marks: bool = True) -> st.SearchStrategy[str]:
    """Any text that may stand in an AAS file; a carriage return only where it is asked for."""
    traps = TRAPS + "\r" if with_return else TRAPS
    words = WORDS if marks else [word for word in WORDS if "\ue000" not in word]
    letters = PLAIN if marks else PLAIN.filter(lambda c: c not in "\ue000\ue001")
    pieces = st.one_of(st.sampled_from(traps), st.sampled_from(words), letters)
    return st.lists(pieces, max_size=6).map("".join)


@st.composite
def references(draw: st.DrawFn) -> Reference:
    """A reference as templates write them, of either type."""
    kind, key = draw(st.sampled_from([("ExternalReference", "GlobalReference"), ("ModelReference", "Submodel")]))
    return Reference(kind, ((key, "0112/2///x#" + draw(texts(marks=False))),))


def written() -> st.SearchStrategy[WrittenReferences]:
    """What a template says of the meaning of an element."""
    some = st.lists(references(), max_size=2).map(tuple)
    return st.builds(WrittenReferences, st.none() | references(), some, st.none() | references())


def blobs() -> st.SearchStrategy[str]:
    """The base64 of some bytes."""
    return st.binary(min_size=1, max_size=5).map(lambda data: base64.b64encode(data).decode())


@st.composite
def elements(draw: st.DrawFn, kind: Kind, id_short: str) -> Element:
    """One element without children."""
    typed = kind in (Kind.PROPERTY, Kind.RANGE)
    return Element(
        id_short=id_short,
        kind=kind,
        semantic_id=draw(st.none() | texts(marks=False).map(lambda text: f"https://plant.example/?a=1&b={text}")),
        value_type=draw(st.none() | st.sampled_from(TYPES)) if typed else None,
        cardinality=draw(st.sampled_from(Cardinality)),
        content_type=draw(st.sampled_from([None, "image/png"])) if kind in (Kind.FILE, Kind.BLOB) else None,
        written=draw(st.none() | written()),
    )


def part_names(draw: st.DrawFn, kind: Kind) -> list[str]:
    match kind:
        case Kind.RANGE:
            return draw(st.sampled_from([["min"], ["max"], ["min", "max"]]))
        case Kind.MULTI_LANGUAGE_PROPERTY:
            return draw(st.lists(st.sampled_from(LANGUAGES), min_size=1, unique=True))
        case Kind.RELATIONSHIP_ELEMENT | Kind.ANNOTATED_RELATIONSHIP_ELEMENT:
            return ["first", "second"]
        case _:
            return ["value"]


BYTES = "bytes"
"""What the names of columns with base64 begin with."""


class Columns:
    """Gives every column a name of its own."""

    def __init__(self) -> None:
        self.count = 0

    def part(self, draw: st.DrawFn, kind: Kind) -> Part:
        is_blob = kind is Kind.BLOB
        if draw(st.integers(0, 4)) == 0:
            return Constant(draw(blobs()) if is_blob else "=" + draw(texts(with_return=True, marks=False)))
        self.count += 1
        return FromColumn(f"{BYTES if is_blob else 'c'}{self.count}")


def grow_leaf(draw: st.DrawFn, columns: Columns, element: Element) -> Leaf:
    return Leaf(element, tuple((name, columns.part(draw, element.kind)) for name in part_names(draw, element.kind)))


def grow(draw: st.DrawFn, columns: Columns, id_short: str, depth: int, kind: Kind | None = None) -> Form:
    """Grow a form of any kind, `depth` levels deep at most."""
    kinds = (*LEAVES, *CONTAINERS, *CONTAINERS) if depth else LEAVES
    kind = kind or draw(st.sampled_from(kinds))
    element = draw(elements(kind, id_short))
    if kind not in CONTAINERS:
        return grow_leaf(draw, columns, element)
    if kind is Kind.SUBMODEL_ELEMENT_LIST:
        return grow_list(draw, columns, element, depth)
    if kind is RELATED:
        notes = tuple(grow(draw, columns, f"{id_short}_{i}", 0) for i in range(draw(st.integers(0, 2))))
        ends = tuple((name, columns.part(draw, kind)) for name in part_names(draw, kind))
        return Container(replace(element, elements=tuple(note.element for note in notes)), notes, ends)
    some = draw(st.integers(0 if kind is Kind.ENTITY else 1, 3))
    children = tuple(grow(draw, columns, f"{id_short}_{i}", depth - 1) for i in range(some))
    parts: tuple[tuple[str, Part], ...] = ()
    if kind is Kind.ENTITY and (not children or draw(st.booleans())):
        parts = (("globalAssetId", columns.part(draw, kind)),)
    element = replace(element, elements=tuple(child.element for child in children))
    return Container(element, children, parts, mandatory=element.cardinality.mandatory)


def grow_list(draw: st.DrawFn, columns: Columns, element: Element, depth: int) -> Form:
    """A list: every item is of the same element, each with parts of its own."""
    kinds = [kind for kind in (*LEAVES, *CONTAINERS) if depth > 1 or kind in LEAVES]
    first = grow(draw, columns, "item", depth - 1, draw(st.sampled_from(kinds)))
    items = [first, *(again(draw, columns, first) for _ in range(draw(st.integers(0, 3))))]
    element = replace(element, elements=(first.element,))
    return Container(element, tuple(items), mandatory=element.cardinality.mandatory)


def again(draw: st.DrawFn, columns: Columns, form: Form) -> Form:
    """The same form with other columns and constants."""
    parts = tuple((name, columns.part(draw, form.element.kind)) for name, _ in form.parts)
    if isinstance(form, Container):
        children = tuple(again(draw, columns, child) for child in form.children)
        return replace(form, parts=parts, children=children)
    return replace(form, parts=parts)


@st.composite
def forms(draw: st.DrawFn, depth: int = 3) -> tuple[Form, ...]:
    """The elements of a submodel, with at least one column."""
    columns = Columns()
    return tuple(grow(draw, columns, f"e{i}", depth) for i in range(draw(st.integers(1, 4))))


@st.composite
def rows_for(draw: st.DrawFn, of: tuple[Form, ...], *, with_return: bool = False) -> pl.DataFrame:
    """Rows for the columns of forms: columns that are full, empty and in between, and an id for each row."""
    height = draw(st.integers(1, 4))
    names = dict.fromkeys(name for form in of for name in columns_of(form))
    filled = texts(with_return=with_return)
    data: dict[str, Any] = {"submodel id": draw(st.lists(filled, min_size=height, max_size=height))}
    for name in names:
        some = blobs() if name.startswith(BYTES) else filled
        cells = draw(st.sampled_from([some, st.none(), st.none() | some, st.none() | some]))
        data[name] = draw(st.lists(cells, min_size=height, max_size=height))
    return pl.DataFrame(data, schema=dict.fromkeys(data, pl.String))

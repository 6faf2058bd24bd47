"""Rows of a submodel: one, or one for each record of a list, with the values of the submodel repeated."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Final

from msgspec import Raw

from aas_converters.extract.elements import (
    NOTHING,
    AnnotatedRelationshipElement,
    Blob,
    Collection,
    Element,
    ElementList,
    Entity,
    File,
    MultiLanguageProperty,
    Property,
    Range,
    Reference,
    ReferenceElement,
    RelationshipElement,
    reference_text,
)
from aas_converters.extract.tables import Row, Table

TEXT: Final = "xs:string"
CONTAINERS: Final = ("SubmodelElementCollection", "Entity")
EACH: Final = "[]"
"""Behind the name of a list whose items are rows, as in a mapping: `Rolls[].Number`."""


@dataclass(frozen=True, slots=True)
class Records:
    """A list whose items are rows: its path with `[]`, its items, and the column before it."""

    path: str
    items: Iterable[Element]
    behind: int


@dataclass(slots=True)
class Collector:
    """Collects the values of one row. `records` takes the lists of records; None: their items are columns too.

    `only` is the path of the one list of records where that is known, empty where there is none.
    """

    table: Table
    row: Row
    records: list[Records] | None = None
    only: str | None = None

    def put(
        self, path: str, element: Element, text: str | None, value_type: str = TEXT, semantic: Raw = NOTHING
    ) -> None:
        """Put a value into the row."""
        if text is None:
            return
        semantic = semantic if element.semanticId is NOTHING else element.semanticId
        number = self.table.column(path, semantic, element.embeddedDataSpecifications, value_type)
        if number in self.row:
            self.table.doubled = self.table.doubled or path
        elif number >= 0:
            self.row[number] = text

    def collect(self, elements: Iterable[Element], above: str) -> None:
        """Collect named elements below a path, which ends in a dot or is empty."""
        for element in elements:
            self.element(element, above + element.idShort)

    def element(self, element: Element, path: str, semantic: Raw = NOTHING) -> None:
        """Collect one element; `semantic` is what its list says about its items."""
        match element:
            case Property():
                self.put(path, element, element.value, element.valueType, semantic)
            case Collection() | ElementList() if self.records is not None and self.is_records(element, path):
                self.records.append(Records(path + EACH, element.value or (), self.table.last))
            case Collection():
                self.collect(element.value or (), f"{path}.")
            case ElementList():
                for number, item in enumerate(element.value or ()):
                    self.element(item, f"{path}[{number}]", element.semanticIdListElement)
            case Range():
                self.put(f"{path}.min", element, element.min, element.valueType, semantic)
                self.put(f"{path}.max", element, element.max, element.valueType, semantic)
            case MultiLanguageProperty():
                for text in element.value or ():
                    self.put(f"{path}.{text.language}", element, text.text, TEXT, semantic)
            case File() | Blob():
                self.put(path, element, element.value, TEXT, semantic)
            case ReferenceElement():
                self.put(path, element, text_of(element.value), TEXT, semantic)
            case RelationshipElement() | AnnotatedRelationshipElement():
                self.put(f"{path}.first", element, text_of(element.first), TEXT, semantic)
                self.put(f"{path}.second", element, text_of(element.second), TEXT, semantic)
                if isinstance(element, AnnotatedRelationshipElement):
                    self.collect(element.annotations, f"{path}.")
            case Entity():
                self.put(f"{path}.globalAssetId", element, element.globalAssetId, TEXT, semantic)
                self.collect(element.statements or (), f"{path}.")

    def is_records(self, element: Collection | ElementList, path: str) -> bool:
        """Return whether the items of a list or collection are rows."""
        if self.only is not None:
            return path == self.only
        if isinstance(element, ElementList):
            return element.typeValueListElement in CONTAINERS
        return are_alike(element.value or ())


def are_alike(elements: Iterable[Element]) -> bool:
    """Return whether named collections are records: they mean the same, and there are two or they are numbered."""
    two = list(islice(iter(elements), 2))
    if not two or not all(isinstance(one, Collection) for one in two):
        return False
    meanings = {reference_text(one.semanticId) for one in two}
    return len(meanings) == 1 and "" not in meanings and (len(two) == 2 or two[0].idShort.rstrip("_")[-1:].isdecimal())


def text_of(reference: Reference | None) -> str | None:
    """Return what a reference as a value points to."""
    return reference.keys[-1].value if reference is not None and reference.keys else None


def add_rows(table: Table, elements: Iterable[Element], keys: tuple[str, ...], only: str | None) -> list[str]:
    """Add the rows of a submodel; return the paths of further lists of records, which need tables of their own."""
    row = table.begin_row(*keys)
    records: list[Records] = []
    Collector(table, row, records, only).collect(elements, "")
    mine = next((one for one in records if one.path == table.records or not table.records), None)
    if mine is not None:
        table.records = mine.path
    is_empty = True
    for item in mine.items if mine else ():
        table.last = mine.behind if mine else 0
        add_record(table, row, item, mine.path if mine else "")
        is_empty = False
    if is_empty and not table.is_part:
        table.add_row(row)
    return [one.path for one in records if one is not mine]


def add_record(table: Table, above: Row, item: Element, path: str) -> None:
    """Add the row of one record."""
    row = dict(above)
    collector = Collector(table, row)
    if isinstance(item, Collection):
        collector.collect(item.value or (), f"{path}.")
    else:
        collector.element(item, path)
    table.add_row(row)

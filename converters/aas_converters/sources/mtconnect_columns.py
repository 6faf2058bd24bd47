"""The columns of MTConnect data items: what each is called, its unit, and what the standard calls it."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from aas_converters.sources.mtconnect_documents import Item
from aas_converters.sources.mtconnect_words import references_of, unit_text
from aas_converters.sources.table import Column

LOOSE: Final = frozenset(("DATA_SET", "TABLE"))
"""Representations whose columns are known only by their entries."""

Keys = dict[tuple[str, str], str]
"""The keys of the values that came, by the id of the item and the ending of the column's name."""
Columns = list[tuple[Column, list[str], Item]]
"""The columns, each with the keys of the values it takes, and the item it belongs to."""


def columns_of(items: dict[str, Item], keys: Keys) -> Columns:
    """Return the columns of items, given the keys of the values that came.

    A column is called by the name of its data item, or by its id where it has none or where two of one device have
    the same. The same item of several devices is one column, because each device has rows of its own. Two columns
    may still have one name: an item `a` with an entry `b` beside an item `a.b`.
    """
    called = names_of(items)
    endings: dict[str, dict[str, str]] = defaultdict(dict)
    for (item_id, ending), key in keys.items():
        endings[item_id][ending] = key
    columns: dict[tuple[str, str], tuple[Column, list[str], Item]] = {}
    for item in items.values():
        declared = [] if item.representation in LOOSE else [f".{axis}" for axis in "xyz"] if item.vector else [""]
        for ending in dict.fromkeys((*declared, *endings[item.id])):
            name = called[item.id]
            origins = columns.setdefault((name, ending), (column_of(f"{name}{ending}", ending, item), [], item))[1]
            if ending in endings[item.id]:
                origins.append(endings[item.id][ending])
    return list(columns.values())


def names_of(items: dict[str, Item]) -> dict[str, str]:
    """Return what the column of each item is called."""
    same = defaultdict(list)
    for item in items.values():
        same[item.name or item.id].append(item)
    called = {}
    for name, alike in same.items():
        free = name not in items or items[name] in alike
        for item in alike:
            called[item.id] = name if free and (len(alike) == 1 or one_meaning(alike)) else item.id
    return called


def one_meaning(items: list[Item]) -> bool:
    """Return whether items of one name are the same item of different devices."""
    devices = {item.device for item in items}
    meanings = {(item.type, item.sub_type, item.units, item.representation, item.category) for item in items}
    return len(devices) == len(items) and len(meanings) == 1


def column_of(name: str, ending: str, item: Item) -> Column:
    """Return a column; the level of a condition and what stands beside a value have no unit and no reference."""
    if (ending and not item.vector) or item.category == "CONDITION" or len(ending) > len(".x"):
        return Column(name, name)
    references = references_of(item.type, item.sub_type)
    if item.component:
        references = (references[0].replace(":", f":{item.component}/", 1), *references)
    return Column(name, name, unit_text(item.units), references)

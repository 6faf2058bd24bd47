"""MTConnect documents: what a device has (Devices), what it said (Streams), and why an agent refuses (Error)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from aas_converters.sources.mtconnect_words import TYPE_UNITS, type_of, usual_unit
from aas_converters.sources.xml_events import End, Start, xml_events

KIND: Final = "MTConnect"
DIGITS: Final = 20
"""Of the largest number of 64 bits."""
GROUPS: Final = {"Samples": "SAMPLE", "Events": "EVENT", "Condition": "CONDITION", "Conditions": "CONDITION"}
BOOKKEEPING: Final = frozenset(
    (
        *("dataItemId", "timestamp", "name", "sequence", "subType", "type", "compositionId", "sampleCount"),
        *("count", "sampleRate"),
    )
)
"""Attributes of an observation that are no value of their own; what else stands there becomes a column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A data item. `described` says whether a Devices document did, or only the name of an observation."""

    id: str
    name: str | None = None
    category: str
    type: str
    sub_type: str | None = None
    units: str | None = None
    representation: str = "VALUE"
    sample_rate: str | None = None
    device: str = ""
    component: str = ""
    described: bool = False

    @property
    def vector(self) -> bool:
        """Whether its value is three numbers in one text."""
        return (self.units or "").endswith("_3D")


@dataclass(frozen=True, slots=True)
class Observation:
    """What an item said at one time: pairs of an ending of its column's name and a text."""

    item: str
    device: str
    time: str
    sequence: int
    values: tuple[tuple[str, str | None], ...]
    rate: str | None = None
    series: str | None = None


@dataclass(slots=True)
class Document:
    """What was found in one document besides its observations, complete when they have been read."""

    kind: str = ""
    version: str = ""
    header: dict[str, str] = field(default_factory=dict)
    devices: dict[str, None] = field(default_factory=dict)
    items: dict[str, Item] = field(default_factory=dict)
    errors: list[tuple[str, str]] = field(default_factory=list)

    def number(self, name: str) -> int | None:
        """Return a number of the header."""
        return whole(self.header.get(name, ""))


def whole(text: str) -> int | None:
    """Return a number that counts from 0, None where it is none of 64 bits.

    >>> whole("10"), whole("-1"), whole("9" * 5000)
    (10, None, None)
    """
    return int(text) if text.isdecimal() and len(text) <= DIGITS else None


def read_document(chunks: Iterable[bytes], file: str, document: Document) -> Iterator[Observation]:
    """Read a document into `document`, and yield its observations; SourceError where it is broken."""
    events = xml_events(chunks, file, KIND)
    root = next(events)
    if isinstance(root, Start):
        document.kind, document.version = root.name, root.space.rpartition(":")[2]
    for event in events:
        if isinstance(event, End):
            continue
        if event.name == "Header":
            document.header = event.attributes
        elif event.name == "Device":
            read_device(event, events, document)
        elif event.name == "DeviceStream":
            yield from read_stream(event, events, document)
        elif "errorCode" in event.attributes:
            document.errors.append((event.attributes["errorCode"], all_text(event, events)))


def all_text(start: Start, events: Iterator[Start | End]) -> str:
    """Return the texts inside an element, one after the other."""
    depth, texts = 1, []
    for event in events:
        depth += 1 if isinstance(event, Start) else -1
        if isinstance(event, End) and event.text:
            texts.append(event.text)
        if not depth:
            break
    return " ".join(texts)


def read_device(device: Start, events: Iterator[Start | End], document: Document) -> None:
    """Take the data items of a device, with the component each belongs to."""
    called = device.attributes.get("name") or device.attributes.get("uuid") or device.attributes.get("id", "")
    document.devices[called] = None
    open_elements = [device]
    for event in events:
        if isinstance(event, End):
            open_elements.pop()
            if not open_elements:
                return
            continue
        if event.name == "DataItem" and "id" in event.attributes:
            holder = open_elements[-2] if len(open_elements) > 1 else device
            item = item_of(event.attributes, called, component_of(holder))
            document.items[item.id] = item
        open_elements.append(event)


def item_of(attributes: dict[str, str], device: str, component: str) -> Item:
    """Return a data item as a Devices document describes it; what the agent does not convert is in native units."""
    return Item(
        id=attributes["id"],
        name=attributes.get("name") or None,
        category=attributes.get("category", "EVENT"),
        type=attributes.get("type", "").rpartition(":")[2],
        sub_type=(attributes.get("subType") or "").rpartition(":")[2] or None,
        units=attributes.get("units") or attributes.get("nativeUnits") or None,
        representation=attributes.get("representation", "VALUE"),
        sample_rate=attributes.get("sampleRate"),
        device=device,
        component=component,
        described=True,
    )


def component_of(element: Start) -> str:
    """Return a component with its name: `Linear[X]`."""
    name = element.attributes.get("name")
    return f"{element.name}[{name}]" if name else element.name


def read_stream(device: Start, events: Iterator[Start | End], document: Document) -> Iterator[Observation]:
    """Yield the observations of one device."""
    called = device.attributes.get("name") or device.attributes.get("uuid", "")
    document.devices[called] = None
    component = group = ""
    depth = 1
    for event in events:
        if isinstance(event, End):
            depth -= 1
            if not depth:
                return
        elif group and "dataItemId" in event.attributes:
            yield read_observation(event, events, document, (called, component, group))
        else:
            depth += 1
            group = GROUPS.get(event.name, "")
            if event.name == "ComponentStream":
                kind, name = event.attributes.get("component", ""), event.attributes.get("name")
                component = f"{kind}[{name}]" if name else kind


def read_observation(
    start: Start, events: Iterator[Start | End], document: Document, place: tuple[str, str, str]
) -> Observation:
    """Return one observation; its item is noted where nothing described it."""
    device, component, group = place
    attributes = start.attributes
    item = document.items.get(attributes["dataItemId"])
    if item is None:
        item = noted(start, device, component, group)
        document.items[item.id] = item
    entries: list[tuple[str, str | None]] = []
    keys: list[str] = []
    inside: list[Start] = [start]
    text = ""
    for event in events:
        if isinstance(event, Start):
            inside.append(event)
            if event.name in ("Entry", "Cell"):
                keys.append(event.attributes.get("key", ""))
            continue
        ended = inside.pop()
        if not inside:
            text = event.text
            break
        if ended.name in ("Entry", "Cell"):
            if event.text or ended.attributes.get("removed") == "true" or ended.name == "Cell":
                entries.append((f".{'.'.join(keys)}", event.text or None))
            keys.pop()
    more = [(f".{key}", value) for key, value in attributes.items() if key not in BOOKKEEPING]
    series = text if item.representation == "TIME_SERIES" and group == "SAMPLE" else None
    return Observation(
        item.id,
        device,
        attributes.get("timestamp", ""),
        whole(attributes.get("sequence", "")) or 0,
        (*values_of(item, group, start.name, text, entries), *more),
        attributes.get("sampleRate") or item.sample_rate,
        series,
    )


def noted(start: Start, device: str, component: str, group: str) -> Item:
    """Return an item as its observation tells it: the unit is the one that the standard fixes for its type."""
    attributes = start.attributes
    kind, representation = type_of(start.name)
    if group == "CONDITION":
        kind, representation = attributes.get("type", "").rpartition(":")[2], "VALUE"
    sub_type = attributes.get("subType") or None
    return Item(
        id=attributes["dataItemId"],
        name=attributes.get("name") or None,
        category=group,
        type=kind,
        sub_type=sub_type,
        units=usual_unit(kind, sub_type) if group == "SAMPLE" or kind in TYPE_UNITS else None,
        representation=representation,
        device=device,
        component=component,
    )


def values_of(
    item: Item, group: str, tag: str, text: str, entries: list[tuple[str, str | None]]
) -> list[tuple[str, str | None]]:
    """Return the endings and texts of one observation: a level, the entries of a set, three numbers, or one text."""
    if group == "CONDITION":
        level = None if tag.casefold() == "unavailable" else tag
        return [("", level), *([(".text", text)] if text else [])]
    if entries or item.representation in ("DATA_SET", "TABLE"):
        return entries
    numbers = text.split()
    if item.vector and len(numbers) == 3:
        return [(f".{axis}", number) for axis, number in zip("xyz", numbers, strict=True)]
    if item.vector:
        return [(f".{axis}", None) for axis in "xyz"]
    return [("", text or None)]

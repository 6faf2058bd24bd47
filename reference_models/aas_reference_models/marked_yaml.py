"""Read YAML so that every value knows its line and nothing becomes what the author did not write.

Plain scalars follow the YAML 1.2 core schema: `NO`, `on` and `12:30` are text. Keys are always text.
PyYAML's scanner ends lines as YAML 1.1 does, at NEL, LS and PS too: a raw NEL in a text becomes a blank, and
each of the three moves the lines below it by one. Write them escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Final, Protocol

import yaml

from aas_reference_models.problem import Problem
from aas_reference_models.yaml_complaints import (
    ALIAS,
    DUPLICATE_KEY,
    ENCODING,
    KEY,
    SECOND_DOCUMENT,
    SYNTAX,
    TAG,
    TOO_DEEP,
    Complaint,
)

Path = tuple[str | int, ...]
"""Way to a value: keys of mappings, positions in sequences."""

Value = None | bool | int | float | str | list["Value"] | dict[str, "Value"]

LOADER: Final = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""The parser in C where PyYAML was built with it; both resolve nothing, so the text stays as written."""

DEEPEST: Final = 60
"""Levels of nesting; more is a mistake or an attack."""

NULLS: Final = frozenset(("", "~", "null", "Null", "NULL"))
TRUE: Final = frozenset(("true", "True", "TRUE"))
FALSE: Final = frozenset(("false", "False", "FALSE"))
INTEGER: Final = re.compile(r"[-+]?[0-9]{1,400}")
"""Longer rows of digits stay text: Python refuses to make integers of very long ones."""
BASED: Final = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
FLOAT: Final = re.compile(r"[-+]?(\.[0-9]{1,400}|[0-9]{1,400}(\.[0-9]{0,400})?)([eE][-+]?[0-9]{1,5})?")
INFINITE: Final = re.compile(r"[-+]?\.(inf|Inf|INF)")
NAN: Final = re.compile(r"\.(nan|NaN|NAN)")


@dataclass(frozen=True, slots=True)
class Marked:
    """A YAML document as plain Python values that remember where they stood; None if it could not be read."""

    file: str
    value: Value
    marks: Mapping[Path, tuple[int, int]] = field(repr=False)
    key_marks: Mapping[Path, tuple[int, int]] = field(repr=False)
    sources: Mapping[Path, str] = field(repr=False)
    problems: tuple[Problem, ...] = ()

    def line(self, path: Path = ()) -> int:
        """Return the line of the value at a path, counted from 1, or of its nearest existing parent."""
        return self.place(path)[0]

    def place(self, path: Path = ()) -> tuple[int, int]:
        """Return line and column of the value at a path, or of its nearest existing parent."""
        while path and path not in self.marks:
            path = path[:-1]
        return self.marks.get(path, (1, 1))

    def key_place(self, path: Path) -> tuple[int, int]:
        """Return line and column of the key that leads to a value, or of the value where it has none."""
        return self.key_marks.get(path) or self.place(path)

    def text(self, path: Path) -> str:
        """Return a scalar as written (`1.50`, `007`), without quotes; an empty string if there is none."""
        return self.sources.get(path, "")


def read_yaml(text: str, name: str) -> Marked:
    """Read one YAML document; `name` is the file name used in complaints.

    Never raises for bad text: look at `problems`. Duplicate keys, several documents, tags, aliases, keys that
    are not plain text and deep nesting are problems.
    """
    reading = Reading(name)
    value: Value = None
    try:
        # events instead of yaml.compose: the composer in C overflows its stack on deep nesting
        events = iter(yaml.parse(text, Loader=LOADER))
        value = document(events, reading)
    except yaml.MarkedYAMLError as error:
        what = error.problem or error.context
        mark = error.problem_mark or error.context_mark
        reading.complain(SYNTAX, mark, what)
    except yaml.YAMLError as error:
        reading.complain(SYNTAX, None, " ".join(str(error).split()))
    except UnicodeEncodeError:
        reading.complain(ENCODING, None)
    except TooDeepError as error:
        reading.complain(TOO_DEEP, error.mark)
    return Marked(name, value, reading.marks, reading.key_marks, reading.sources, tuple(reading.problems))


def read_yaml_file(path: FilePath) -> Marked:
    """Read a YAML file in UTF-8, with or without byte order mark; OSError passes."""
    try:
        return read_yaml(path.read_text(encoding="utf-8-sig"), str(path))
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        reading = Reading(str(path))
        reading.complain(ENCODING, None, line=line)
        return Marked(str(path), None, {}, {}, {}, tuple(reading.problems))


@dataclass(slots=True)
class Reading:
    """What has been collected of one document so far."""

    file: str
    marks: dict[Path, tuple[int, int]] = field(default_factory=dict)
    key_marks: dict[Path, tuple[int, int]] = field(default_factory=dict)
    sources: dict[Path, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def complain(self, complaint: Complaint, mark: Spot | None, what: object = "", line: int = 1) -> None:
        """Note a problem at a mark of the parser, or on a line where there is no mark."""
        line, column = position(mark) if mark else (line, 1)
        en, ko = complaint.en.format(what), complaint.ko.format(what)
        hints = complaint.hint_en, complaint.hint_ko
        self.problems.append(Problem(complaint.kind, self.file, line, column, en, ko, *hints))


class Spot(Protocol):
    """A mark of the parser, of the one in C or the one in Python; both count from 0."""

    @property
    def line(self) -> int:
        """Line."""

    @property
    def column(self) -> int:
        """Column."""


class TooDeepError(Exception):
    """Stops the reading of a document that is nested too deeply."""

    def __init__(self, mark: Spot | None) -> None:
        super().__init__()
        self.mark = mark


def position(mark: Spot | None) -> tuple[int, int]:
    """Return line and column of a mark, counted from 1."""
    return (1, 1) if mark is None else (mark.line + 1, mark.column + 1)


def document(events: Iterator[yaml.Event], reading: Reading) -> Value:
    """Return the value of the first document and complain about a second one."""
    value: Value = None
    documents = 0
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                reading.complain(SECOND_DOCUMENT, event.start_mark)
                break
        elif isinstance(event, yaml.NodeEvent):
            value = node(event, events, (), reading)
    return value


def node(event: yaml.Event, events: Iterator[yaml.Event], path: Path, reading: Reading) -> Value:
    """Return the plain value that starts with an event, and note where it stood."""
    reading.marks[path] = position(event.start_mark)
    if len(path) > DEEPEST:
        raise TooDeepError(event.start_mark)
    if isinstance(event, yaml.AliasEvent):
        reading.complain(ALIAS, event.start_mark, event.anchor)
        return None
    tag = getattr(event, "tag", None)
    if tag not in (None, "!"):
        reading.complain(TAG, event.start_mark, tag)
    if isinstance(event, yaml.ScalarEvent):
        reading.sources[path] = event.value
        plain = event.implicit[0] and not event.style
        return core_value(event.value) if plain else str(event.value)
    if isinstance(event, yaml.SequenceStartEvent):
        items: list[Value] = []
        while not isinstance(item := next(events), yaml.SequenceEndEvent):
            items.append(node(item, events, (*path, len(items)), reading))
        return items
    return mapping(events, path, reading)


def mapping(events: Iterator[yaml.Event], path: Path, reading: Reading) -> dict[str, Value]:
    """Return a mapping with keys as written; of a repeated key the first counts."""
    values: dict[str, Value] = {}
    while not isinstance(key_event := next(events), yaml.MappingEndEvent):
        if not isinstance(key_event, yaml.ScalarEvent):
            reading.complain(KEY, key_event.start_mark)
            node(key_event, events, (*path, "?"), reading)
            node(next(events), events, (*path, "?"), reading)
            continue
        key = key_event.value
        here = (*path, key)
        if key in values:
            reading.complain(DUPLICATE_KEY, key_event.start_mark, key)
            node(next(events), events, (*path, "?"), reading)
            continue
        reading.key_marks[here] = position(key_event.start_mark)
        values[key] = node(next(events), events, here, reading)
    return values


def core_value(text: str) -> bool | int | float | str | None:
    """Return what a plain scalar means in the YAML 1.2 core schema."""
    if text in NULLS:
        return None
    if text in TRUE or text in FALSE:
        return text in TRUE
    if INTEGER.fullmatch(text):
        return int(text)
    if BASED.fullmatch(text):
        return int(text, 0)
    if INFINITE.fullmatch(text) or NAN.fullmatch(text):
        return float(text.replace(".", "", 1))
    return float(text) if FLOAT.fullmatch(text) else text

"""Collected data of the Korean programme's platform as JSON: answers of its REST server, messages of AMQP and MQTT,
what it asks other systems for; a document, an array, or a message on each line, also packed with gzip."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from aas_converters.sources.kosmo_tags import NO_POINT, REFUSED, REPEATED, entry_of, frames, point
from aas_converters.sources.packed import read_text
from aas_converters.sources.points import Point
from aas_converters.sources.problem import DAMAGED, SourceError, failure
from aas_converters.sources.settings import Settings
from aas_converters.sources.spool import spool
from aas_converters.sources.table import Table
from aas_validators.diagnostics import Diagnostic, Location

LISTS: Final = ("data", "block")
SHOWN: Final = 120


def open_table(path: Path, settings: Settings) -> Table:
    """Open the messages of a file: a column for each tag, a row for each time and equipment, in the order of time.

    Raises SourceError if it is no JSON, or if the platform says that there are no data."""
    broken: list[Diagnostic] = []
    filled: list[int] = []
    found = frames(some(points(path, broken), broken), filled)
    about = {"kind": "collected data (JSON)"}
    return spool(str(path), found, about=about, broken=broken, settings=settings, findings=repeated(filled, str(path)))


def some(found: Iterator[Point], broken: list[Diagnostic]) -> Iterator[Point]:
    """Yield points; SourceError with what is broken where there is none at all."""
    first = next(found, None)
    if first is None and broken:
        raise SourceError(tuple(broken))
    yield from () if first is None else (first,)
    yield from found


def repeated(filled: list[int], name: str) -> Iterator[Diagnostic]:
    """Yield the finding that cells were filled; asked for when everything has been read."""
    if sum(filled):
        yield Diagnostic(REPEATED, Location(file=name), {"cells": f"{sum(filled):,}"})


def points(path: Path, broken: list[Diagnostic]) -> Iterator[Point]:
    """Yield the points of a file; entries that cannot be read are added to `broken`."""
    for line, document in documents(path):
        for entry, time in entries(document, str(path)):
            read = entry_of(entry, time)
            if read is None:
                shown = json.dumps(entry, ensure_ascii=False)[:SHOWN]
                broken.append(Diagnostic(NO_POINT, Location(file=str(path), line=line), {"entry": shown}))
            else:
                yield point(*read)


def documents(path: Path) -> Iterator[tuple[int | None, Any]]:
    """Yield the documents of a file with their lines: the whole file, or a document on each line."""
    text = read_text(path, "JSON")
    try:
        yield None, loaded(text)
        return
    except ValueError as error:
        first = error
    for line, one in enumerate(text.splitlines(), 1):
        if one.strip():
            try:
                yield line, loaded(one)
            except ValueError:
                raise failure(DAMAGED, str(path), line, kind="JSON", reason=str(first)) from None


def loaded(text: str) -> Any:
    """Return a document with its numbers as they are written. ValueError for what is no JSON, or nested too deeply."""
    try:
        return json.loads(text, parse_float=str, parse_int=str)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def entries(document: Any, name: str) -> Iterator[tuple[dict[str, Any], object]]:
    """Yield the entries of a document with the time that holds for all of them, None where each has its own.

    Raises SourceError for an answer that says there are no data."""
    if isinstance(document, list):
        for one in document:
            yield from entries(one, name)
    elif isinstance(document, dict):
        inside = next((document[key] for key in LISTS if isinstance(document.get(key), list)), None)
        if inside is None and str(document.get("code")) == "0":
            reason = document.get("details") or document.get("message") or "code 0"
            raise failure(REFUSED, name, reason=reason)
        if inside is None:
            yield document, None
            return
        common = document.get("localtime")
        for one in inside:
            if isinstance(one, dict):
                # a time for all that is not 0 holds, whatever the entries say
                entry = one if common in (None, "0", 0, "") else {**one, "TIME": common}
                yield entry, None

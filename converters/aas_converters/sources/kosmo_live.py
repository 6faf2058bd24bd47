"""Messages of the Korean programme's platform as they come over MQTT: its gateways, and systems that report to it."""

from __future__ import annotations

from typing import Any

from aas_converters.sources.kosmo_messages import LISTS, loaded
from aas_converters.sources.kosmo_tags import PREFIX, entry_of, point
from aas_converters.sources.observed import Row
from aas_converters.sources.points import TIME


def collected_rows(body: bytes, received: str) -> list[Row]:
    """Return the rows of a message: one for each time and equipment, none if it is no message of the platform.

    `received` is the time of values that come without one. Values are not repeated until the next one: a row has what
    its message says."""
    try:
        document = loaded(body.decode())
    except ValueError:
        return []
    rows: dict[tuple[object, ...], Row] = {}
    for entry, common in entries_of(document):
        read = entry_of({**entry, "TIME": common} if common not in (None, 0, "0", "") else entry, received)
        if read is None:
            return []
        about, time, path, value = point(*read)
        row = rows.setdefault((about, time), {TIME: time, **{name: text for name, text in about if text}})
        row[path] = value
    return list(rows.values())


def entries_of(document: Any) -> list[tuple[dict[str, Any], object]]:
    """Return the entries of a message with the time for all of them; none if it is no message of the platform."""
    if not isinstance(document, dict):
        return []
    if document.get("measurement") == "mos" and str(document.get("field", document.get("tag", ""))).startswith(PREFIX):
        return [(document, None)]
    inside: list[Any] = next((document[key] for key in LISTS if isinstance(document.get(key), list)), [])
    whole = inside and all(isinstance(one, dict) and "tag" in one and "value" in one for one in inside)
    return [(one, document.get("localtime")) for one in inside] if whole else []

"""Write a mapping as YAML that a person can review and a program can read back."""

from __future__ import annotations

import json
import re
from typing import Any, Final

from aas_converters.mapping.mapping import HASH_KEY, Assignment, Cell, Mapping, RowChoice, ShapeChoice
from aas_converters.mapping.read import BOUNDS
from aas_converters.sources.settings import Settings

PLAIN_EXTRA = " _-./%()[]℃°"
UNREADABLE: Final = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""What JSON writes as it is, but YAML takes for a line break or refuses."""
NEVER_PLAIN = frozenset(("null", "true", "false", "~", "yes", "no", "on", "off", ""))


def write_mapping(mapping: Mapping, comments: dict[str, str] | None = None) -> str:
    """Return a mapping as YAML text; `comments` are put behind the lines of element paths."""
    lines = ["mapping: 1"]
    if mapping.model:
        lines.append(f"model: {scalar(mapping.model)}")
    if source := flow(settings_of(mapping.settings)):
        lines.append(f"source: {source}")
    if rows := flow(rows_of(mapping.rows)):
        lines.append(f"rows: {rows}")
    if ids := flow({"base": mapping.ids.base, "asset": mapping.ids.asset, "submodel": mapping.ids.submodel}):
        lines.append(f"ids: {ids}")
    if shape := flow(shape_of(mapping.shape)):
        lines.append(f"shape: {shape}")
    if mapping.zone:
        lines.append(f"time: {{zone: {scalar(mapping.zone)}}}")
    if mapping.drop:
        lines.append(f"drop: {flowed(list(mapping.drop))}")
    if mapping.hashed:
        lines.append(f"hash: {flowed(list(mapping.hashed))}")
    if mapping.hash_key != HASH_KEY:
        lines.append(f"hash_key: {scalar(mapping.hash_key)}")
    lines.append("elements:" if mapping.assignments else "elements: {}")
    for one in mapping.assignments:
        comment = (comments or {}).get(one.path)
        lines.append(f"  {scalar(one.path)}: {value_of(one)}" + (f"  # {comment}" if comment else ""))
    return "\n".join(lines) + "\n"


def settings_of(settings: Settings) -> dict[str, Any]:
    """Return the settings that were made, in the words of the mapping language."""
    names = ("encoding", "delimiter", "quote", "header_rows", "skip_rows", "unit_row", "decimal", "thousands")
    live = ("limit", "seconds", "since", "until")
    made = {name: getattr(settings, name) for name in (*names, "sheet", "query", "table", "records", *live)}
    return {**made, "missing": list(settings.missing) or None, "nodes": list(settings.nodes) or None}


def rows_of(rows: RowChoice) -> dict[str, Any]:
    """Return what is said of rows, in the words of the mapping language."""
    where = [
        {
            key: value
            for key, value in (
                ("column", one.column),
                ("in", None if one.values is None else list(one.values)),
                ("not_in", None if one.others is None else list(one.others)),
                ("empty", one.empty),
                *((name, getattr(one, name)) for name in (*BOUNDS, "decimal", "thousands")),
            )
            if value is not None
        }
        for one in rows.where
    ]
    unpivot: dict[str, Any] | None = None
    if rows.unpivot is not None:
        columns = {name: list(taken) for name, taken in rows.unpivot.columns}
        unpivot = {"columns": columns, **({"number": rows.unpivot.number} if rows.unpivot.number else {})}
    return {"where": where or None, "unpivot": unpivot}


def shape_of(shape: ShapeChoice) -> dict[str, Any]:
    """Return what is said of the shape, in the words of the mapping language."""
    segment = {"rows": shape.segment_rows, "time": shape.segment_time, "bytes": shape.segment_bytes}
    said = {name: value for name, value in segment.items() if value is not None}
    return {
        "one_per": shape.one_per,
        "by": list(shape.by) if shape.by is not None else None,
        "every": shape.every,
        "shift": list(shape.shift) or None,
        "records": shape.records,
        "record": list(shape.record) if shape.record is not None else None,
        "segment": said or None,
        "format": shape.format if shape.format != "csv" else None,
        "endpoint": shape.endpoint,
        "query": shape.query,
    }


def value_of(one: Assignment) -> str:
    """Return what stands behind an element's path."""
    if one.items:
        return flow({"columns": [column for cell in one.items for column in cell.columns], **details(one.parts[0][1])})
    if len(one.parts) == 1 and one.parts[0][0] == "value":
        return cell_text(one.parts[0][1])
    return "{" + ", ".join(f"{name}: {cell_text(cell)}" for name, cell in one.parts) + "}"


def cell_text(cell: Cell) -> str:
    """Return a cell: the bare column where there is nothing else to say."""
    rest = details(cell)
    if len(cell.columns) == 1 and not rest:
        return scalar(cell.columns[0])
    columns: dict[str, Any] = {}
    if cell.columns:
        columns = {"column": cell.columns[0]} if len(cell.columns) == 1 else {"columns": list(cell.columns)}
    return flow({**columns, **rest})


def details(cell: Cell) -> dict[str, Any]:
    """Return everything a cell says beside its columns."""
    names = ("constant", "default", "unit", "scale", "decimal", "thousands", "pattern", "zone", "date", "of_group")
    said = {name: getattr(cell, name) for name in names}
    return {name: value for name, value in {**said, "codes": dict(cell.codes) or None}.items() if value is not None}


def flow(content: dict[str, Any]) -> str:
    """Return a mapping in flow style without what is None; an empty text if nothing is left."""
    pairs = [f"{scalar(name)}: {flowed(value)}" for name, value in content.items() if value is not None]
    return "{" + ", ".join(pairs) + "}" if pairs else ""


def flowed(value: Any) -> str:
    """Return a value in flow style."""
    if isinstance(value, dict):
        return flow(value)
    if isinstance(value, list):
        return "[" + ", ".join(flowed(item) for item in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else scalar(value)


def scalar(text: str) -> str:
    """Return a text as YAML, quoted unless it cannot be misread."""
    plain = (
        text[:1].isalpha()
        and text.lower() not in NEVER_PLAIN
        and text == text.strip()
        and all(character.isalnum() or character in PLAIN_EXTRA for character in text)
        and not set("[]") & set(text)
    )
    return text if plain else UNREADABLE.sub(escape, json.dumps(text, ensure_ascii=False))


def escape(match: re.Match[str]) -> str:
    """Return a character as YAML and JSON escape it."""
    return f"\\u{ord(match[0]):04x}"

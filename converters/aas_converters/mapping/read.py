"""Read a mapping file; every complaint has a line."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import Any, Final

from aas_converters.mapping.mapping import (
    HASH_KEY,
    Assignment,
    Cell,
    Condition,
    Ids,
    Mapping,
    RowChoice,
    ShapeChoice,
    Unpivot,
)
from aas_converters.mapping.rules import BAD_MAPPING, diagnostics_of
from aas_converters.sources.settings import Settings
from aas_reference_models.marked_yaml import Marked, read_yaml, read_yaml_file
from aas_reference_models.problem import Problem
from aas_reference_models.schema_check import check_schema, load_schema
from aas_validators.diagnostics import Diagnostic

CELL_KEYS: Final = frozenset(
    (
        "column",
        "columns",
        "constant",
        "default",
        "unit",
        "scale",
        "decimal",
        "thousands",
        "pattern",
        "zone",
        "date",
        "language",
        "codes",
        "of_group",
    )
)
BOUNDS: Final = ("at_least", "above", "at_most", "below")


def read_mapping(path: Path) -> tuple[Mapping | None, list[Diagnostic]]:
    """Read a mapping file; the mapping is None when it cannot be used. OSError passes."""
    return mapping_of(read_yaml_file(path))


def parse_mapping(text: str, name: str = "mapping") -> tuple[Mapping | None, list[Diagnostic]]:
    """Read a mapping from text; `name` is the file name used in messages."""
    return mapping_of(read_yaml(text, name))


def mapping_of(document: Marked) -> tuple[Mapping | None, list[Diagnostic]]:
    """Return the mapping in a YAML document, and what is wrong with it."""
    problems = list(document.problems)
    if not problems:
        problems += check_schema(document, load_schema("aas_converters.mapping", "mapping.schema.json"))
    if not problems:
        problems += unknown_encoding(document)
    findings = list(diagnostics_of(BAD_MAPPING, problems))
    if findings or not isinstance(document.value, dict):
        return None, findings
    value: dict[str, Any] = document.value
    ids = value.get("ids") or {}
    assignments = tuple(
        assignment(document, path) for path, content in value["elements"].items() if content is not None
    )
    return (
        Mapping(
            model=value.get("model"),
            settings=settings(document, value.get("source") or {}),
            rows=row_choice(document, value.get("rows") or {}, value.get("source") or {}),
            shape=shape(value.get("shape") or {}),
            ids=Ids(ids.get("base"), ids.get("asset"), ids.get("submodel")),
            zone=(value.get("time") or {}).get("zone"),
            drop=texts(document, ("drop",), value) or (),
            hashed=texts(document, ("hash",), value) or (),
            hash_key=value.get("hash_key") or HASH_KEY,
            assignments=assignments,
            file=document.file,
        ),
        findings,
    )


def unknown_encoding(document: Marked) -> list[Problem]:
    """Return the complaint about an encoding that does not exist."""
    name = document.text(("source", "encoding"))
    try:
        codecs.lookup(name or "utf-8")
    except LookupError:
        line, column = document.place(("source", "encoding"))
        en, ko = f"there is no encoding {name}", f"{name} 인코딩은 없습니다"
        hint = "write cp949, utf-8, utf-16 or another name that Python knows", "cp949, utf-8, utf-16 등으로 쓰십시오"
        return [Problem("encoding", document.file, line, column, en, ko, *hint)]
    return []


def settings(document: Marked, value: dict[str, Any]) -> Settings:
    """Return how the file is read."""
    missing = tuple(document.text(("source", "missing", i)) for i in range(len(value.get("missing") or [])))
    named = {key: value[key] for key in value if key != "missing"}
    for key in ("sheet", "since", "until"):
        if key in named:
            named[key] = document.text(("source", key))
    if named.get("query", "").startswith("@"):
        # as everything that a mapping names, beside the mapping
        named["query"] = f"@{Path(document.file).parent / named['query'][1:]}"
    if "nodes" in named:
        named["nodes"] = tuple(named["nodes"])
    return Settings(**named, missing=missing)


def row_choice(document: Marked, value: dict[str, Any], source: dict[str, Any]) -> RowChoice:
    """Return which rows are converted; comparisons read numbers as the source is said to write them."""
    conditions = []
    for i, entry in enumerate(value.get("where") or []):
        where = ("rows", "where", i)
        words = {key: texts(document, (*where, key), entry) for key in ("in", "not_in")}
        conditions.append(
            Condition(
                column=document.text((*where, "column")),
                values=words["in"],
                others=words["not_in"],
                empty=entry.get("empty"),
                **{key: document.text((*where, key)) for key in BOUNDS if key in entry},
                **signs(entry, source),
                line=document.line(where),
            )
        )
    turned = value.get("unpivot")
    if turned is None:
        return RowChoice(where=tuple(conditions))
    place = ("rows", "unpivot", "columns")
    columns = tuple((name, texts(document, (*place, name), turned["columns"]) or ()) for name in turned["columns"])
    unpivot = Unpivot(columns=columns, number=turned.get("number"), line=document.line(("rows", "unpivot")))
    return RowChoice(where=tuple(conditions), unpivot=unpivot)


def signs(entry: dict[str, Any], source: dict[str, Any]) -> dict[str, Any]:
    """Return the signs in the numbers that a condition compares, where they are said."""
    if not any(key in entry for key in BOUNDS):
        return {}
    said = {**source, **entry}
    return {key: said[key] for key in ("decimal", "thousands") if key in said}


def texts(document: Marked, where: tuple[str | int, ...], value: dict[str, Any]) -> tuple[str, ...] | None:
    """Return the texts of a list as they were written, None where there is none."""
    content = value.get(str(where[-1]))
    return None if content is None else tuple(document.text((*where, i)) for i in range(len(content)))


def shape(value: dict[str, Any]) -> ShapeChoice:
    """Return what the mapping changes of the model's shape."""
    segment = value.get("segment") or {}
    return ShapeChoice(
        one_per=value.get("one_per"),
        records=value.get("records"),
        by=tuple(value["by"]) if "by" in value else None,
        every=value.get("every"),
        shift=tuple(value.get("shift") or ()),
        record=tuple(value["record"]) if "record" in value else None,
        segment_rows=segment.get("rows"),
        segment_time=segment.get("time"),
        segment_bytes=segment.get("bytes"),
        format=value.get("format", "csv"),
        endpoint=value.get("endpoint"),
        query=value.get("query"),
    )


def assignment(document: Marked, path: str) -> Assignment:
    """Return the assignment of one element."""
    where = ("elements", path)
    value: Any = document.value["elements"][path]  # type: ignore[index,call-overload]  # the schema says so
    line = document.key_place(where)[0]
    if not isinstance(value, dict):
        return Assignment(path, (("value", Cell(columns=(document.text(where),), line=line)),), line=line)
    if value.keys() <= CELL_KEYS:
        name = value.get("language") or "value"
        one = cell(document, where, value)
        items = tuple(
            cell(document, where, {**value, "columns": None, "column": None}, columns=(column,))
            for column in one.columns
        )
        return Assignment(path, ((name, one),), items if "columns" in value else (), line)
    parts = tuple((name, part(document, (*where, name), content)) for name, content in value.items())
    return Assignment(path, parts, line=line)


def part(document: Marked, where: tuple[str | int, ...], value: Any) -> Cell:
    """Return the cell of one part of an element."""
    if isinstance(value, dict):
        return cell(document, where, value)
    return Cell(columns=(document.text(where),), line=document.line(where))


def cell(
    document: Marked,
    where: tuple[str | int, ...],
    value: dict[str, Any],
    columns: tuple[str, ...] | None = None,
) -> Cell:
    """Return a cell; texts are taken as they were written (`007` stays `007`)."""

    def text(key: str) -> str | None:
        return document.text((*where, key)) if value.get(key) is not None else None

    if columns is None:
        several = tuple(document.text((*where, "columns", i)) for i in range(len(value.get("columns") or [])))
        columns = several or ((document.text((*where, "column")),) if "column" in value else ())
    codes = tuple((word, document.text((*where, "codes", word))) for word in value.get("codes") or {})
    return Cell(
        columns=columns,
        constant=text("constant"),
        default=text("default"),
        unit=text("unit"),
        scale=text("scale"),
        decimal=text("decimal"),
        thousands=text("thousands"),
        pattern=text("pattern"),
        zone=text("zone"),
        date=text("date"),
        codes=codes,
        of_group=value.get("of_group"),
        line=document.line(where),
    )

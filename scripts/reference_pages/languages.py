"""The languages of ours and the form of a report, made from their JSON Schemas."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

from reference_pages.markdown import code, page, table

Schema = dict[str, Any]

HEADS = ("key", "value", "meaning")
MAPPING_INTRO = (
    "A mapping is a YAML file. It says which column of a plant's file fills which element of a reference model. "
    "How to write one step by step: [Make a mapping](../how-to/make-a-mapping.md)."
)
MODEL_INTRO = (
    "A reference model is a YAML file: prose with colons, no code. It stands as `model.yaml` in a folder named after "
    "it. CONTRIBUTING.md in the repository says how to add one."
)

SETTINGS_INTRO = (
    "Settings of `aas validate` for a project stand in `aas-toolkit.toml`, or in `pyproject.toml` below "
    "`[tool.aas-toolkit]`. The nearest of these files counts, from the working folder upwards. How to use them: "
    "[CI](../how-to/ci.md). Editors can check the file against "
    "[configuration.schema.json](configuration.schema.json)."
)
REPORT_INTRO = (
    "What `aas validate --format json` prints. The same as a JSON Schema: [report.schema.json](report.schema.json). "
    "How to use it: [CI](../how-to/ci.md)."
)
REPORTS = "aas_toolkit.cli.reports"


def pages() -> dict[str, str]:
    """Return a page for each language of ours, and the schemas that others may want."""
    return {
        "settings.md": schema_page("Settings", SETTINGS_INTRO, "aas_toolkit", "configuration.schema.json"),
        "report.md": schema_page("Report as JSON", REPORT_INTRO, REPORTS, "report.schema.json"),
        "configuration.schema.json": files("aas_toolkit").joinpath("configuration.schema.json").read_text("utf-8"),
        "report.schema.json": files(REPORTS).joinpath("report.schema.json").read_text("utf-8"),
        "mapping.md": schema_page("Mapping language", MAPPING_INTRO, "aas_converters.mapping", "mapping.schema.json"),
        "model-language.md": schema_page("Model language", MODEL_INTRO, "aas_reference_models", "model.schema.json"),
    }


def schema_page(title: str, intro: str, package: str, name: str) -> str:
    """Return the page of a schema: the document first, then what its parts are made of."""
    schema: Schema = json.loads(files(package).joinpath(name).read_text(encoding="utf-8"))
    parts = [f"## The document\n\n{rows_of(schema, schema)}"]
    for part, content in schema.get("$defs", {}).items():
        head = f"## {part} {{ #{part} }}"
        keys = rows_of(content, schema)
        parts.append(
            "\n\n".join(
                text for text in (head, meaning(content), "" if keys else value_of(content, schema), keys) if text
            )
        )
    return page(title, intro, *parts)


def rows_of(content: Schema, schema: Schema) -> str:
    """Return the table of the keys that a schema knows, nothing where it knows none."""
    rows = list(key_rows(content, schema, ""))
    return table(HEADS, rows) if rows else ""


def key_rows(content: Schema, schema: Schema, above: str) -> Iterator[tuple[str, str, str]]:
    """Yield a row for each key, those of a nested object below it with the path in front."""
    for branch in (content, *content.get("anyOf", ())):
        for key, value in branch.get("properties", {}).items():
            name = f"{above}{key}"
            needed = " (required)" if key in branch.get("required", ()) else ""
            yield f"`{name}`{needed}", value_of(value, schema), meaning(value)
            yield from key_rows(value, schema, f"{name}.")
        for pattern, value in branch.get("patternProperties", {}).items():
            yield f"any key like `{pattern}`", value_of(value, schema), meaning(value)


def meaning(content: Schema) -> str:
    """Return title and description of a schema."""
    return ". ".join(content[key].rstrip(".") for key in ("title", "description") if key in content)


def value_of(content: Schema, schema: Schema) -> str:
    """Return what a value may be, in a few words."""
    if "$ref" in content:
        return linked(content["$ref"], schema)
    if "const" in content:
        return code(json.dumps(content["const"]))
    if "enum" in content:
        default = f" (default {code(str(content['default']))})" if "default" in content else ""
        return ", ".join(code(json.dumps(one, ensure_ascii=False)) for one in content["enum"]) + default
    if "anyOf" in content:
        return " or ".join(dict.fromkeys(value_of(one, schema) for one in content["anyOf"]))
    kinds = content.get("type", "anything")
    if kinds == "array":
        return f"list of {value_of(content.get('items', {}), schema)}"
    if kinds == "object" and isinstance(content.get("additionalProperties"), dict):
        return f"any name: {value_of(content['additionalProperties'], schema)}"
    named = " or ".join(kinds) if isinstance(kinds, list) else kinds
    bounds = [f"{sign} {content[key]}" for key, sign in (("minimum", "≥"), ("maximum", "≤")) if key in content]
    return " ".join([named, *bounds, *([f"like {code(content['pattern'])}"] if "pattern" in content else [])])


def linked(reference: str, schema: Schema) -> str:
    """Return a link to the part a reference names, or the value itself where it names a key elsewhere."""
    path = reference.removeprefix("#/").split("/")
    if len(path) == 2:
        return f"[{path[1]}](#{path[1]})"
    content = schema
    for step in path:
        content = content[step]
    return value_of(content, schema)

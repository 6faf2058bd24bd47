"""Read a document of metamodel 2.0 as an environment of metamodel 3."""

from __future__ import annotations

from typing import Any, cast

from aas_converters.interchange.content import Part
from aas_converters.interchange.metamodel_2.environment import migrated_from_2
from aas_converters.interchange.metamodel_2.losses import READ_AS
from aas_converters.interchange.metamodel_2.plain import plain
from aas_converters.interchange.write import placed
from aas_validators.diagnostics import Diagnostic, Location
from aas_validators.document.source import Source
from aas_validators.kinds import Kind
from aas_validators.limits import DEFAULT_LIMITS
from aas_validators.recognise import old_json, version_of_xml
from aas_validators.syntax.json_text import parse_json
from aas_validators.syntax.text_encoding import decode_json, decode_xml
from aas_validators.syntax.xml_text import parse_xml

VERSION = "2.0"


def read_2(
    data: bytes, name: str, kind: Kind, source: Source, supplements: tuple[str, ...]
) -> tuple[Part, list[Diagnostic]] | None:
    """Return a document of metamodel 2.0 and what changed on the way, None where it is none."""
    old = data_of_2(data, kind)
    if old is None:
        return None
    environment, findings = migrated_from_2(old)
    part = Part(name, "xml" if kind == "xml" else "json", VERSION, environment, supplements)
    where = Location(file=source.file, part=source.part)
    said = [Diagnostic(READ_AS, where, {"before": VERSION})]
    return part, [*said, *(placed(finding, part, source.file or name) for finding in findings)]


def data_of_2(data: bytes, kind: Kind) -> dict[str, Any] | None:
    """Return what a document of metamodel 2.0 holds, in the form of its JSON."""
    if kind == "xml":
        text = decode_xml(data).text
        tree = parse_xml(text, DEFAULT_LIMITS).tree if text is not None else None
        return plain(tree) if tree is not None and version_of_xml(tree) == VERSION else None
    if kind != "json":
        return None
    text = decode_json(data).text
    value = parse_json(text, DEFAULT_LIMITS).value if text is not None else None
    return cast(dict[str, Any], value) if old_json(value) == VERSION else None

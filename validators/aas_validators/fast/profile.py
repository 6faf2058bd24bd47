"""What a text or list may be under one metamodel version, or under all of them at once.

A profile is a set of versions. Its constraints are those of every version in it together (the shortest of the
lengths, all of the patterns), so that what fits a profile fits each of its versions: one reading decides both."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from aas_validators.metamodel.shapes import Attribute, Schema, schema_of, shapes

Profile = tuple[str, ...]
"""Metamodel versions, oldest first."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What the schemas say about one attribute. `allowed` is None for a text that is no enumeration."""

    required: bool = False
    shortest: int = 0
    longest: int | None = None
    patterns: tuple[str, ...] = ()
    allowed: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """One attribute and its bounds."""

    attribute: Attribute
    bounds: Bounds


@cache
def members(profile: Profile) -> Mapping[str, Mapping[str, Member]]:
    """Return the attributes of every class that all versions of a profile have."""
    found: dict[str, dict[str, Member]] = {}
    for name, shape in shapes(profile[0]).items():
        found[name] = {}
        for key, attribute in shape.attributes.items():
            if all(name in shapes(v) and key in shapes(v)[name].attributes for v in profile):
                found[name][key] = Member(attribute, merged(bounds(v, name, key) for v in profile))
    return found


def merged(several: Iterable[Bounds]) -> Bounds:
    """Return bounds that hold only what holds in each of several."""
    first, *rest = several
    for other in rest:
        longest = [limit for limit in (first.longest, other.longest) if limit is not None]
        first = Bounds(
            first.required or other.required,
            max(first.shortest, other.shortest),
            min(longest) if longest else None,
            tuple(dict.fromkeys(first.patterns + other.patterns)),
            other.allowed if first.allowed is None else first.allowed & (other.allowed or first.allowed),
        )
    return first


def bounds(metamodel: str, name: str, key: str) -> Bounds:
    """Return what the schema of one version says about an attribute."""
    definitions = schema_of(metamodel)["definitions"]
    statements = list(parts(definitions[name], definitions))
    required = any(key in part.get("required", ()) for part in statements)
    own = [p for part in statements for p in parts(part.get("properties", {}).get(key, {}), definitions)]
    enumerations = [frozenset(part["enum"]) for part in own if "enum" in part]
    longest = [part["maxLength"] for part in own if "maxLength" in part]
    return Bounds(
        required,
        max((int(part.get("minLength") or part.get("minItems") or 0) for part in own), default=0),
        min(longest) if longest else None,
        tuple(dict.fromkeys(part["pattern"] for part in own if "pattern" in part and not of_characters(part))),
        frozenset.intersection(*enumerations) if enumerations else None,
    )


def parts(schema: Schema, definitions: Mapping[str, Schema]) -> Iterator[Schema]:
    """Yield a schema and everything it is put together from."""
    yield schema
    if "$ref" in schema:
        yield from parts(definitions[schema["$ref"].rsplit("/", 1)[1]], definitions)
    for part in schema.get("allOf", ()):
        yield from parts(part, definitions)


def of_characters(part: Mapping[str, Any]) -> bool:
    """Return whether a pattern is that of AASd-130, which is checked for a whole piece at once."""
    return r"\ud800" in part["pattern"]


def as_python(pattern: str) -> str:
    """Return a schema's pattern for Python, where `$` would also match before a line feed at the end.

    Raises ValueError for a pattern with an anchor somewhere in the middle."""
    if not (pattern.startswith("^") and pattern.endswith("$")):
        raise ValueError(f"pattern {pattern!r} is not anchored")
    inner = pattern[1:-1]
    if re.search(r"(?<!\\)\$", re.sub(r"\[[^\]]*\]", "", inner)):
        raise ValueError(f"pattern {pattern!r} has an anchor in the middle")
    return rf"\A(?:{inner})\Z"

"""Typed records of the metamodel's classes, made from the official schemas; msgspec decodes into them.

Lengths, enumerations, patterns, unknown attributes and modelType are checked while decoding, in C. References stay
raw: the same few occur thousands of times and are judged once (see references.py)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal, Union

import msgspec
from msgspec import UNSET, Meta, Raw, Struct, UnsetType

from aas_validators.fast.profile import Member, Profile, as_python, members
from aas_validators.metamodel.shapes import shapes

ELEMENTS = "Elements"
"""Name under which a record finds the union of all submodel elements, which holds the record itself."""

DECIDED_LATER = frozenset(["idShort", "language", "path", "File.value"])
"""Attributes whose pattern is not checked while decoding but in the walk, which remembers what it has seen."""


class Nothing(Struct, tag_field="modelType", tag="-", forbid_unknown_fields=True):
    """What stands beside a class that would be alone, so that modelType has to tell them apart; no walk knows it."""


@dataclass(frozen=True, slots=True)
class Records:
    """The record types of a profile by class name, the union of all submodel elements, and an encoder."""

    classes: Mapping[str, type[Struct]]
    elements: Any

    def decodable(self, name: str) -> Any:
        """Return the type to decode a class with: alone, msgspec would not insist on its modelType."""
        made = self.classes[name]
        return Union[made, Nothing] if made.__struct_config__.tag_field else made  # noqa: UP007


@cache
def records(profile: Profile) -> Records:
    """Return the record types of a profile."""
    model_types = {name for name, shape in shapes(profile[0]).items() if shape.model_type}
    described = members(profile)
    classes: dict[str, type[Struct]] = {}
    waiting = dict(described)
    while waiting:
        ready = [name for name, held in waiting.items() if needed(held) <= classes.keys() | {name}]
        for name in ready:
            classes[name] = record(name, waiting.pop(name), classes, name in model_types)
        if not ready:
            raise ValueError(f"classes hold one another in a circle: {sorted(waiting)}")
    names = next(held["value"].attribute.classes for name, held in described.items() if name == "OperationVariable")
    # Union of what is known only now; the operator | would do the same one by one
    elements: Any = Union.__getitem__(tuple(classes[name] for name in names))
    for made in classes.values():
        setattr(made, ELEMENTS, elements)
    return Records(classes, elements)


def needed(held: Mapping[str, Member]) -> set[str]:
    """Return the classes a class holds directly, other than submodel elements and references."""
    found: set[str] = set()
    for member in held.values():
        if not of_elements(member) and member.attribute.classes != ("Reference",):
            found.update(member.attribute.classes)
    return found


def of_elements(member: Member) -> bool:
    """Return whether an attribute holds submodel elements of any class."""
    return member.attribute.choice and len(member.attribute.classes) > 1


def record(name: str, held: Mapping[str, Member], classes: Mapping[str, type[Struct]], tagged: bool) -> type[Struct]:
    """Return the record type of one class."""
    fields: list[Any] = []
    for key, member in held.items():
        kind = value_type(name, member, classes)
        fields.append((key, kind) if member.bounds.required else (key, optional(kind), UNSET))
    return msgspec.defstruct(
        name,
        fields,
        namespace={"Annotated": Annotated, "Meta": Meta, "UnsetType": UnsetType, "list": list},
        tag_field="modelType" if tagged else None,
        tag=name if tagged else None,
        forbid_unknown_fields=True,
        omit_defaults=True,
        kw_only=True,
        gc=False,
    )


def optional(kind: Any) -> Any:
    """Return a type that may be left out; null is not that."""
    return f"{kind} | UnsetType" if isinstance(kind, str) else Union[kind, UnsetType]  # noqa: UP007


def value_type(name: str, member: Member, classes: Mapping[str, type[Struct]]) -> Any:
    """Return the type of one attribute; a text where it names the union that does not exist yet."""
    attribute, bounds = member.attribute, member.bounds
    if attribute.form == "flag":
        return bool
    if attribute.form == "text":
        return text_type(name, member)
    if attribute.choice and not of_elements(member):
        return Union[classes[attribute.classes[0]], Nothing]  # noqa: UP007
    single = ELEMENTS if of_elements(member) else (Raw if is_reference(member) else classes[attribute.classes[0]])
    if attribute.form == "object":
        return single
    if isinstance(single, str):
        return f"Annotated[list[{single}], Meta(min_length={bounds.shortest})]"
    return Annotated[list[single], Meta(min_length=bounds.shortest)]  # type: ignore[valid-type]


def is_reference(member: Member) -> bool:
    """Return whether an attribute holds references."""
    return member.attribute.classes == ("Reference",)


def text_type(name: str, member: Member) -> Any:
    """Return the type of a text attribute."""
    bounds = member.bounds
    if bounds.allowed is not None:
        return Literal[tuple(sorted(bounds.allowed))]
    key = member.attribute.name
    patterns = () if key in DECIDED_LATER or f"{name}.{key}" in DECIDED_LATER else bounds.patterns
    pattern = "".join(f"(?={as_python(p)})" for p in patterns) if len(patterns) > 1 else None
    if len(patterns) == 1:
        pattern = as_python(patterns[0])
    if not bounds.shortest and bounds.longest is None and pattern is None:
        return str
    return Annotated[str, Meta(min_length=bounds.shortest or None, max_length=bounds.longest, pattern=pattern)]

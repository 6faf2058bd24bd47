"""Submodels and their elements as light records: what a table needs, decoded by msgspec, everything else left out.

A list of elements that is too large to hold is a `Stretch` of the document instead: it can be iterated over again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

import msgspec
from msgspec import Raw, Struct

from aas_converters.extract.json_text import JsonText

NOTHING: Final = Raw(b"")
CHILDREN: Final = ("submodelElements", "value", "statements", "annotations")
"""Attributes that hold submodel elements."""


class Key(Struct, gc=False):
    """One key of a reference."""

    value: str = ""


class Reference(Struct, gc=False):
    """A reference, without its type: the last key names what it is about."""

    keys: list[Key] = []


class LangString(Struct, gc=False):
    """A text in a language."""

    language: str = ""
    text: str = ""


class Extension(Struct, gc=False):
    """An extension, such as the checksum of a file."""

    name: str = ""
    value: str | None = None


class Named(Struct, tag_field="modelType"):
    """What every element may have; raw where it is seldom looked at."""

    idShort: str = ""  # noqa: N815 (spelled as in the document)
    semanticId: Raw = NOTHING  # noqa: N815
    embeddedDataSpecifications: Raw = NOTHING  # noqa: N815


class Property(Named, tag="Property"):
    """A value with its type."""

    valueType: str = "xs:string"  # noqa: N815
    value: str | None = None


class Range(Named, tag="Range"):
    """Two values of a type."""

    valueType: str = "xs:string"  # noqa: N815
    min: str | None = None
    max: str | None = None


class MultiLanguageProperty(Named, tag="MultiLanguageProperty"):
    """A text in several languages."""

    value: list[LangString] | None = None


class File(Named, tag="File"):
    """The name of a file."""

    contentType: str | None = None  # noqa: N815
    value: str | None = None
    extensions: list[Extension] = []


class Blob(Named, tag="Blob"):
    """Content in Base64."""

    contentType: str | None = None  # noqa: N815
    value: str | None = None


class ReferenceElement(Named, tag="ReferenceElement"):
    """A reference as a value."""

    value: Reference | None = None


class RelationshipElement(Named, tag="RelationshipElement"):
    """Two references."""

    first: Reference | None = None
    second: Reference | None = None


class AnnotatedRelationshipElement(Named, tag="AnnotatedRelationshipElement"):
    """Two references, with elements about them."""

    first: Reference | None = None
    second: Reference | None = None
    annotations: Sequence[Element] = ()


class Collection(Named, tag="SubmodelElementCollection"):
    """Named elements."""

    value: Sequence[Element] | None = ()


class ElementList(Named, tag="SubmodelElementList"):
    """Elements of one kind, by position."""

    semanticIdListElement: Raw = NOTHING  # noqa: N815
    typeValueListElement: str = ""  # noqa: N815
    value: Sequence[Element] | None = ()


class Entity(Named, tag="Entity"):
    """A thing with statements about it."""

    globalAssetId: str | None = None  # noqa: N815
    statements: Sequence[Element] | None = ()


class Operation(Named, tag="Operation"):
    """Something to call; it holds no value."""


class Capability(Named, tag="Capability"):
    """Something that can be done; it holds no value."""


class BasicEventElement(Named, tag="BasicEventElement"):
    """Something that happens; it holds no value."""


Element = (
    Property
    | Range
    | MultiLanguageProperty
    | File
    | Blob
    | ReferenceElement
    | RelationshipElement
    | AnnotatedRelationshipElement
    | Collection
    | ElementList
    | Entity
    | Operation
    | Capability
    | BasicEventElement
)


class Submodel(Struct):
    """A submodel."""

    id: str = ""
    idShort: str = ""  # noqa: N815
    semanticId: Raw = NOTHING  # noqa: N815
    submodelElements: Sequence[Element] | None = ()  # noqa: N815


ELEMENT: Final[msgspec.json.Decoder[Any]] = msgspec.json.Decoder(Element)
SUBMODEL: Final = msgspec.json.Decoder(Submodel)
REFERENCE: Final = msgspec.json.Decoder(Reference)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Elements that stay in the document: decoded again each time they are iterated over."""

    text: JsonText
    offset: int

    def __iter__(self) -> Iterator[Element]:
        for at, data in self.text.listed(self.offset):
            yield element_at(self.text, at, data)


def element_at(text: JsonText, offset: int, data: bytes | None) -> Element:
    """Return the element at an offset; its bytes are None where it is large."""
    return cast(Element, ELEMENT.decode(data) if data is not None else large(text, offset, ELEMENT))


def submodel_at(text: JsonText, offset: int, data: bytes | None) -> Submodel:
    """Return the submodel at an offset; its bytes are None where it is large."""
    return SUBMODEL.decode(data) if data is not None else cast(Submodel, large(text, offset, SUBMODEL))


def large(text: JsonText, offset: int, decoder: msgspec.json.Decoder[Any]) -> Any:
    """Return something large: its small members decoded, its large list of elements as a stretch."""
    small: dict[str, Raw] = {}
    stretches: dict[str, Stretch] = {}
    for name, at, data in text.members(offset):
        if data is not None:
            small[name] = Raw(data)
        elif name in CHILDREN and text.byte(at) == b"[":
            stretches[name] = Stretch(text, at)
    made = decoder.decode(msgspec.json.encode(small))
    for name, stretch in stretches.items():
        setattr(made, name, stretch)
    return made


def reference_text(raw: Raw | bytes) -> str:
    """Return what a reference is about, the value of its last key; empty where there is none."""
    data = bytes(raw)
    if not data or data == b"null":
        return ""
    keys = REFERENCE.decode(data).keys
    return keys[-1].value if keys else ""

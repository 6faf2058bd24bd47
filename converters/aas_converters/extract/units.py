"""Units of elements: from the concept description of their semantic id, or from the element itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import msgspec
from msgspec import Struct

from aas_converters.extract.elements import reference_text

ONE: Final = ("", "1")
"""What a quantity without a unit may have as its unit."""


class Content(Struct):
    """IEC 61360 content."""

    unit: str | None = None


class Specification(Struct):
    """An embedded data specification."""

    dataSpecificationContent: Content | None = None  # noqa: N815 (spelled as in the document)


class Concept(Struct):
    """A concept description."""

    id: str = ""
    embeddedDataSpecifications: list[Specification] = []  # noqa: N815


CONCEPT: Final = msgspec.json.Decoder(Concept)
SPECIFICATIONS: Final = msgspec.json.Decoder(list[Specification])


@dataclass(slots=True)
class Units:
    """The units of a document by the id of their concept."""

    by_concept: dict[str, str] = field(default_factory=dict)

    def learn(self, concept: bytes) -> None:
        """Take one concept description."""
        read = CONCEPT.decode(concept)
        if unit := unit_in(read.embeddedDataSpecifications):
            self.by_concept.setdefault(read.id, unit)

    def of(self, semantic_id: bytes, specifications: bytes) -> str:
        """Return the unit of an element, empty where it has none; its own one wins."""
        its_own = specifications and specifications != b"null"
        if its_own and (unit := unit_in(SPECIFICATIONS.decode(specifications))):
            return unit
        return self.by_concept.get(reference_text(semantic_id), "")


def unit_in(specifications: list[Specification]) -> str:
    """Return the first unit in data specifications."""
    for one in specifications:
        unit = one.dataSpecificationContent.unit if one.dataSpecificationContent else None
        if unit and unit.strip() not in ONE:
            return unit.strip()
    return ""

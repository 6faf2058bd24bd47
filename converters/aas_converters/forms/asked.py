"""What a form asks for a model: rows of technical data, and the points that may be collected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from aas_converters.forms.fields import TECHNICAL, Field
from aas_converters.forms.plc_types import PROPOSED
from aas_reference_models.model import Element, Kind, Model

VALUES = (Kind.PROPERTY, Kind.MULTI_LANGUAGE_PROPERTY, Kind.FILE)


@dataclass(frozen=True, slots=True)
class AskedPoint:
    """A leaf of a model whose value changes in operation. `path` is its idShort path."""

    path: tuple[str, ...]
    element: Element
    role: str

    @property
    def plc_type(self) -> str:
        """What a form proposes as the type in the PLC."""
        return PROPOSED.get(self.element.value_type or "", "STRING")

    @property
    def category(self) -> str:
        """Whether people set it or the machine changes it."""
        return "PARAMETER" if self.role in ("setpoint", "configuration") else "VARIABLE"


def leaves(elements: tuple[Element, ...], path: tuple[str, ...] = (), role: str = "") -> Iterator[AskedPoint]:
    """Yield the leaves that hold one value, with the role they have or inherit; lists hold records and stay out,
    as do summaries: they are counted from the collected data."""
    for element in elements:
        here, mine = (*path, element.id_short), element.role or role
        if element.kind is Kind.SUBMODEL_ELEMENT_COLLECTION:
            yield from leaves(element.elements, here, mine)
        elif element.kind in VALUES and element.of_group is None and element.derived_from is None:
            yield AskedPoint(here, element, mine)


def is_live(point: AskedPoint) -> bool:
    """Return whether a value changes in operation: everything but what a machine or its set-up is."""
    return point.element.kind is Kind.PROPERTY and (
        point.path[0] == "Header" or point.role not in ("configuration", "identification")
    )


def points_of(model: Model) -> list[AskedPoint]:
    """Return the points that a form for a model lists."""
    return [point for point in leaves(model.elements) if is_live(point)]


def technical_fields(model: Model) -> tuple[Field, ...]:
    """Return the rows of technical data: the frame of the programme, with the model's own below TechnicalProperties."""
    further = next(number for number, one in enumerate(TECHNICAL) if one.path.startswith("FurtherInformation"))
    own = [field_of(point) for point in leaves(model.elements) if not is_live(point)]
    return (*TECHNICAL[:further], *own, *TECHNICAL[further:])


def field_of(point: AskedPoint) -> Field:
    """Return a leaf of a model as a row of technical data."""
    element = point.element
    kind = {Kind.FILE: "File", Kind.MULTI_LANGUAGE_PROPERTY: "MultiLanguageProperty"}.get(element.kind, "Property")
    return Field(
        path="/".join(("TechnicalProperties", *point.path)),
        en=element.name.get("en") or element.id_short,
        ko=element.name.get("ko") or element.id_short,
        semantic_id=element.semantic_id or "",
        example=element.example or "",
        kind=kind,  # type: ignore[arg-type]  # one of the three by the line above
        value_type=element.value_type or "xs:string",
        unit=element.unit.symbol if element.unit else "",
        choices=tuple(code.value for code in element.codes),
        define_en=element.definition.get("en"),
        define_ko=element.definition.get("ko"),
    )

"""What a reference model says: submodel, elements, units, ranges, names in several languages.

Plain frozen data. A model comes from our YAML (`load`) or, one floor up, from an IDTA template file.
Words are the specification's (IDTA-01001), snake-cased.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, Literal


class Kind(StrEnum):
    """Class of a submodel element, spelt as the metamodel spells it."""

    PROPERTY = "Property"
    MULTI_LANGUAGE_PROPERTY = "MultiLanguageProperty"
    RANGE = "Range"
    FILE = "File"
    BLOB = "Blob"
    REFERENCE_ELEMENT = "ReferenceElement"
    RELATIONSHIP_ELEMENT = "RelationshipElement"
    ANNOTATED_RELATIONSHIP_ELEMENT = "AnnotatedRelationshipElement"
    SUBMODEL_ELEMENT_COLLECTION = "SubmodelElementCollection"
    SUBMODEL_ELEMENT_LIST = "SubmodelElementList"
    ENTITY = "Entity"
    OPERATION = "Operation"
    CAPABILITY = "Capability"
    BASIC_EVENT_ELEMENT = "BasicEventElement"


class Cardinality(StrEnum):
    """How often an element may stand in its parent (IDTA SMT/Cardinality)."""

    ONE = "One"
    ZERO_TO_ONE = "ZeroToOne"
    ZERO_TO_MANY = "ZeroToMany"
    ONE_TO_MANY = "OneToMany"

    @property
    def mandatory(self) -> bool:
        """Whether at least one must be there."""
        return self in (Cardinality.ONE, Cardinality.ONE_TO_MANY)

    @property
    def repeated(self) -> bool:
        """Whether more than one may be there."""
        return self in (Cardinality.ZERO_TO_MANY, Cardinality.ONE_TO_MANY)


Role = Literal["identification", "configuration", "setpoint", "measured", "result"]
OnePer = Literal["row", "group", "file"]
Records = Literal["none", "list", "internal", "external", "linked"]
Aggregate = Literal["first", "last", "min", "max", "mean", "sum", "count", "duration"]
"""How the rows of a group become one value. `duration` is the time from the first to the last, `count` the rows."""


@dataclass(frozen=True, slots=True)
class Text:
    """One text in several languages, as pairs of language tag and text; English first where it exists."""

    by_language: tuple[tuple[str, str], ...] = ()

    def get(self, language: str) -> str:
        """Return the text in a language, else in English, else the first, else an empty string."""
        texts = dict(self.by_language)
        return texts.get(language) or texts.get("en") or next(iter(texts.values()), "")

    def __bool__(self) -> bool:
        return bool(self.by_language)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit with its codes; a code that does not exist is None."""

    symbol: str
    ucum: str
    rec20: str | None = None
    rec20_name: str | None = None
    iec62720: str | None = None


@dataclass(frozen=True, slots=True)
class Interval:
    """Interval of values in the element's unit; an open end is None.

    Bounds are kept as text so that no digit changes, and belong to the interval unless they are excluded.
    """

    low: str | None = None
    high: str | None = None
    low_excluded: bool = False
    high_excluded: bool = False


@dataclass(frozen=True, slots=True)
class Code:
    """One value of a code list, and the words plants use for it."""

    value: str
    name: Text = Text()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SemanticReference:
    """A public identifier for the same kind of quantity: a hint, never the element's own id."""

    scheme: Literal["mtconnect", "opcua", "iri", "irdi"]
    id: str
    source: str
    path: str | None = None
    exact: bool = False
    """True only where the public identifier means exactly this element."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference as a template file writes it: its type, and its keys as pairs of type and value."""

    type: str
    keys: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class WrittenReferences:
    """The references of an element or submodel of a template, to be written into its instances as they are.

    `semantic_id` is None where an item leaves its meaning to the list; `of_items` is what a list says of its items.
    """

    semantic_id: Reference | None = None
    supplemental: tuple[Reference, ...] = ()
    of_items: Reference | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Demands:
    """What a template says about an element beside its type and cardinality (IDTA SMT qualifiers).

    These bind, unlike the range and the codes of a reference model, which tell what is plausible.
    """

    either_or: str | None = None
    """Siblings with the same text exclude each other."""
    values: tuple[str, ...] = ()
    """Allowed values, or one regular expression (POSIX ERE) where `values_pattern` says so."""
    values_pattern: bool = False
    ranges: tuple[Interval, ...] = ()
    """Intervals of which the value must lie in one."""
    id_short: str | None = None
    """Regular expression (POSIX ERE) of the names allowed."""
    languages: tuple[str, ...] = ()
    """Languages of which each must have a text."""
    access: str | None = None
    naming: str | None = None
    default: str | None = None
    examples: tuple[str, ...] = ()


NO_DEMANDS: Final = Demands()


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """One submodel element of a model.

    `elements` are the children of a collection or entity, or the one item of a list; a list of a template may
    have no item or several. `line` is the line in the file of the model, 0 where there is none.
    """

    id_short: str
    kind: Kind = Kind.PROPERTY
    semantic_id: str | None = None
    name: Text = Text()
    definition: Text = Text()
    cardinality: Cardinality = Cardinality.ZERO_TO_ONE
    value_type: str | None = None
    unit: Unit | None = None
    allowed_range: Interval | None = None
    codes: tuple[Code, ...] = ()
    role: Role | None = None
    aliases: tuple[str, ...] = ()
    references: tuple[SemanticReference, ...] = ()
    example: str | None = None
    elements: tuple[Element, ...] = ()
    content_type: str | None = None
    of_group: Aggregate | None = None
    """How the rows of a group become this value; None takes the first."""
    derived_from: str | None = None
    """Path of the element whose column is aggregated, where this one has no column of its own."""
    line: int = 0
    supplemental_semantic_ids: tuple[str, ...] = ()
    demands: Demands = NO_DEMANDS
    list_kind: str | None = None
    """What a list declares to hold: a kind, `SubmodelElement` or `DataElement`; None where its item tells."""
    list_value_type: str | None = None
    list_semantic_id: str | None = None
    written: WrittenReferences | None = None
    """References as the template file writes them; None for a model of ours, which names ids only."""
    described: bool = True
    """Whether a concept description tells what the element means; some of a template's concepts stand elsewhere."""
    unknown_unit: str | None = None
    """What a template's concept has for a unit that is not known here: shown and kept, but nothing is converted."""

    @property
    def item(self) -> Element:
        """Return the item element of a list."""
        return self.elements[0]


@dataclass(frozen=True, slots=True)
class Shape:
    """How rows become submodels: one per row, per group of rows or per file, and where a group's rows go.

    Groups are made by the values of the elements in `by`, by a time window `every` (`8h`, `1d`), or both. With
    `records: list` the rows become the items of the list at path `list`; with internal, external or linked they
    become the records of a TimeSeries submodel (IDTA 02008), made of the elements under the paths in `record`.
    """

    one_per: OnePer = "row"
    records: Records = "none"
    by: tuple[str, ...] = ()
    every: str | None = None
    list: str | None = None
    record: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A reference model of one process."""

    id: str
    version: str
    semantic_id: str
    id_short: str
    title: Text
    description: Text
    basis: tuple[str, ...] = ()
    shape: Shape = Shape()
    elements: tuple[Element, ...] = ()
    source: str = ""
    """Path of the file the model came from."""
    template_id: str | None = None
    """What `administration.templateId` of its submodels says, beside the id of the template itself."""
    supplemental_semantic_ids: tuple[str, ...] = ()
    written: WrittenReferences | None = None
    """References as the template file writes them; None for a model of ours."""

    @property
    def name(self) -> str:
        """The name people use: that of the model, or the idShort of a template, whose id is an address."""
        return self.id if self.written is None else self.id_short


def walk(elements: tuple[Element, ...], path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Element]]:
    """Yield every element with its idShort path, parents first, in document order.

    The item of a list stands under its list with an empty name, because list items have no idShort.
    """
    for element in elements:
        here = (*path, element.id_short)
        yield here, element
        if element.kind is Kind.SUBMODEL_ELEMENT_LIST:
            for item in element.elements:
                yield (*here, ""), item
                yield from walk(item.elements, (*here, ""))
        else:
            yield from walk(element.elements, here)


def without_records(model: Model) -> Model:
    """Return a model as its own submodel shows it: what goes into the records of a time series may be missing there."""
    if model.shape.records not in ("internal", "external", "linked"):
        return model
    paths = {tuple(path.split(".")) for path in model.shape.record if not path.startswith("Header.")}
    return replace(model, elements=tuple(optional_at(element, (), paths) for element in model.elements))


def optional_at(element: Element, above: tuple[str, ...], paths: set[tuple[str, ...]]) -> Element:
    """Return an element that may be missing where its path is one of these; its children likewise."""
    here = (*above, element.id_short)
    children = tuple(optional_at(child, here, paths) for child in element.elements)
    cardinality = Cardinality.ZERO_TO_ONE if here in paths else element.cardinality
    return replace(element, elements=children, cardinality=cardinality)

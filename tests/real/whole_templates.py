"""A table that fills a whole template: a header for each element that takes a value, as its path, and a cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from aas_reference_models.model import Element, Kind

CELLS = {
    "xs:string": "x",
    "xs:boolean": "true",
    "xs:date": "2025-01-01",
    "xs:dateTime": "2025-01-01T00:00:00Z",
    "xs:time": "10:00:00Z",
    "xs:gYear": "2025",
    "xs:duration": "PT1S",
    "xs:anyURI": "https://plant.example/x",
    "xs:base64Binary": "aGVsbG8=",
}
"""A cell of each type that is no number."""
ADDRESS = "https://plant.example/x"
Cell = tuple[str, str]


def cells(elements: Iterable[Element], above: str = "") -> Iterator[Cell]:
    """Yield header and cell for everything below a place; of a list its first item."""
    for element in elements:
        yield from of_element(element, above + element.id_short.replace("{00}", "00"))


def of_element(element: Element, path: str) -> Iterator[Cell]:
    """Yield header and cell for the parts of an element, and for what is below it."""
    match element.kind:
        case Kind.PROPERTY:
            yield path, cell(element.value_type)
        case Kind.MULTI_LANGUAGE_PROPERTY:
            yield f"{path}@en", "text"
        case Kind.RANGE:
            yield from ((f"{path}.{part}", cell(element.value_type)) for part in ("min", "max"))
        case Kind.FILE | Kind.REFERENCE_ELEMENT:
            yield path, ADDRESS
        case Kind.BLOB:
            yield path, CELLS["xs:base64Binary"]
        case Kind.RELATIONSHIP_ELEMENT | Kind.ANNOTATED_RELATIONSHIP_ELEMENT:
            yield from ((f"{path}.{part}", ADDRESS) for part in ("first", "second"))
            yield from cells(element.elements, f"{path}.")
        case Kind.ENTITY:
            yield f"{path}.globalAssetId", ADDRESS
            yield from cells(element.elements, f"{path}.")
        case Kind.SUBMODEL_ELEMENT_COLLECTION:
            yield from cells(element.elements, f"{path}.")
        case Kind.SUBMODEL_ELEMENT_LIST if element.elements:
            yield from of_element(element.elements[0], f"{path}[0]")
        case Kind.SUBMODEL_ELEMENT_LIST if element.list_kind == Kind.PROPERTY:
            yield f"{path}[0]", cell(element.list_value_type)
        case _:
            return


def cell(value_type: str | None) -> str:
    """A cell of a type; a number where nothing else is said."""
    return CELLS.get(value_type or "xs:string", "1")

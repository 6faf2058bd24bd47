"""Write an environment as a modelling workbook: a row for each shell, submodel, collection and element."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from aas_converters.workbooks import natural
from aas_converters.workbooks.cells import KINDS, kind_and_name, value_type
from aas_converters.workbooks.columns import ASSET, COLLECTION, ELEMENT, SHELL, TITLES, VALUE_TYPE, Cells
from aas_converters.workbooks.extensions import KEPT, KEPT_OF_ASSET
from aas_converters.workbooks.names import LONGEST, legal
from aas_converters.workbooks.rules import NOT_IN_WORKBOOK
from aas_validators.diagnostics import Diagnostic, Location

LEVELS: Final = 6
TITLE_COLUMNS: Final = {title: column for column, title in enumerate(TITLES)}
SAID: Final = frozenset(
    [
        "modelType",
        "idShort",
        "id",
        "kind",
        "category",
        "semanticId",
        "displayName",
        "extensions",
        "value",
        "valueType",
        "contentType",
        "submodelElements",
        "submodels",
        "assetInformation",
    ]
)
"""What the columns hold, and what reading the workbook makes again."""
DEFAULT_FILE: Final = "application/octet-stream"
Object = Mapping[str, Any]


def workbook_rows(environment: Object, file: str) -> tuple[list[Cells], list[Diagnostic]]:
    """Return the rows of an environment below the headers, and what has no column.

    Elements stand before the collections beside them: a row belongs to the nearest less deep row above."""
    concepts = {one["id"]: one for one in environment.get("conceptDescriptions", [])}
    submodels = {one["id"]: one for one in environment.get("submodels", [])}
    findings: list[Diagnostic] = []
    rows: list[Cells] = []
    written: set[str] = set()
    asset: Cells | None = None
    for shell in environment.get("assetAdministrationShells", []):
        name = shell.get("idShort", shell["id"])
        findings += left_out(shell, name, file)
        here = overlaid(natural.asset_cells(shell), shell, KEPT_OF_ASSET)
        if here != asset and any(here):
            rows.append(here)
        asset = here
        rows.append(overlaid(natural.shell_cells(shell), shell))
        for reference in shell.get("submodels", []):
            submodel = submodels.get(reference["keys"][-1]["value"])
            if submodel is not None:
                written.add(submodel["id"])
                rows += submodel_rows(submodel, concepts, file, findings)
    for submodel in submodels.values():
        if submodel["id"] not in written:
            findings.append(no_column("Submodel without a shell", submodel.get("idShort", submodel["id"]), file))
    return rows, findings


def submodel_rows(
    submodel: Object, concepts: Mapping[str, Object], file: str, findings: list[Diagnostic]
) -> Iterator[Cells]:
    """Yield the rows of a submodel."""
    name = submodel.get("idShort", submodel["id"])
    findings += left_out(submodel, name, file)
    yield overlaid(natural.submodel_cells(submodel), submodel)
    yield from element_rows(submodel.get("submodelElements", []), 0, name, concepts, file, findings)


def element_rows(
    elements: Iterable[Object],
    depth: int,
    path: str,
    concepts: Mapping[str, Object],
    file: str,
    findings: list[Diagnostic],
) -> Iterator[Cells]:
    """Yield the rows of elements and of what is in them."""
    held = sorted(elements, key=lambda one: one["modelType"] == "SubmodelElementCollection")
    for element in held:
        here = f"{path}.{element.get('idShort', '')}"
        kind = element["modelType"]
        if kind == "SubmodelElementCollection" and depth < LEVELS:
            findings += left_out(element, here, file)
            yield overlaid(natural.collection_cells(element, depth), element)
            yield from element_rows(element.get("value", []), depth + 1, here, concepts, file, findings)
        elif kind in KINDS.values():
            findings += left_out(element, here, file)
            yield overlaid(natural.element_cells(element, concepts), element)
        else:
            findings.append(no_column(kind, here, file))


def overlaid(by_itself: Cells, element: Object, prefix: str = KEPT) -> Cells:
    """Return the cells of an element with those that were kept when it was read.

    A name or type that has been changed since wins over the one that was kept."""
    cells = list(by_itself)
    for extension in element.get("extensions", []):
        name = extension["name"]
        if not name.startswith(prefix) or (column := TITLE_COLUMNS.get(name.removeprefix(prefix))) is None:
            continue
        text = extension.get("value", "")
        if (prefix, column) != (KEPT_OF_ASSET, ASSET) and stale(column, text, element):
            continue
        cells[column] = text
    return tuple(cells)


def stale(column: int, text: str, element: Object) -> bool:
    """Return whether a cell that was kept is about a name or type that the element has no more."""
    name = element.get("idShort", "")
    if column == ELEMENT:
        kind, said = kind_and_name(text)
        return kind != element["modelType"] or not renamed(name, said)
    if SHELL <= column < ELEMENT - 1 and text:
        # a collection row may hold a text in another collection column, which is no name of this one
        own = column >= COLLECTION and element["modelType"] != "SubmodelElementCollection"
        return not own and not renamed(name, text)
    return column == VALUE_TYPE and "valueType" in element and value_type(text) != element["valueType"]


def renamed(name: str, said: str) -> bool:
    """Return whether an idShort is what reading makes of a name, a number behind it allowed."""
    start = legal(said)[: LONGEST - 6]
    rest = name.removeprefix(start)
    return (
        name == legal(said) or (name.startswith(start) and rest[:1] == "_" and rest[1:].isdigit()) or not said.isascii()
    )


def left_out(element: Object, name: str, file: str) -> Iterator[Diagnostic]:
    """Yield a finding for what an element says that no column holds."""
    lost = sorted(set(element) - SAID)
    others = [one for one in element.get("extensions", []) if not one["name"].startswith(KEPT)]
    if others:
        lost.append("extensions")
    if lost:
        yield no_column(", ".join(lost), name, file)


def no_column(what: str, name: str, file: str) -> Diagnostic:
    """Return the finding that something has no column."""
    return Diagnostic(NOT_IN_WORKBOOK, Location(file=file, path=name), {"what": what, "name": name})

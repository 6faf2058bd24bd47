"""Read a modelling workbook as an environment. What has no place in an AAS is kept in extensions beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from aas_converters.workbooks import natural
from aas_converters.workbooks.cells import kind_and_name, language_texts, options, value_type
from aas_converters.workbooks.columns import (
    ASSET,
    COLLECTION,
    DATA_TYPE,
    DEFINITION,
    ELEMENT,
    HEADER_ROWS,
    IRDI,
    IRI,
    NAME,
    OPTIONS,
    PLACES,
    PREFERRED,
    SEMANTIC_IRI,
    SHORT_NAME,
    SUBMODEL,
    TITLES,
    UNIT,
    VALUE,
    VALUE_TYPE,
    WIDTH,
    Cells,
    letter,
)
from aas_converters.workbooks.concept import concept_of
from aas_converters.workbooks.extensions import KEPT, KEPT_OF_ASSET, extensions, with_extensions
from aas_converters.workbooks.names import free, legal
from aas_converters.workbooks.pieces import Object, content_type, external, languages, shown, without_empty
from aas_converters.workbooks.rules import (
    NO_ID,
    NO_NAME,
    NO_PARENT,
    OTHER_CONCEPT,
    OUTSIDE,
    RENAMED,
    SAME_ID,
    TWO_NAMES,
)
from aas_converters.workbooks.sheet import Sheet
from aas_validators.diagnostics import Diagnostic, Location

CATEGORIES: Final = ("CONSTANT", "PARAMETER", "VARIABLE")
ABOUT_CONCEPT: Final = (NAME, SHORT_NAME, PREFERRED, DATA_TYPE, IRDI, UNIT, DEFINITION)


@dataclass(slots=True)
class Reading:
    """An environment that grows row by row."""

    file: str
    shells: list[Object] = field(default_factory=list)
    submodels: list[Object] = field(default_factory=list)
    concepts: dict[str, Object] = field(default_factory=dict)
    findings: list[Diagnostic] = field(default_factory=list)
    asset: Cells | None = None
    shell: Object | None = None
    holders: list[tuple[int, Object]] = field(default_factory=list)
    """The open submodel (depth -1) and the collections in it, outermost first."""
    ids: set[str] = field(default_factory=set)
    digest: str = ""
    """Of the cells: what ids are made of where the sheet has none."""

    def say(self, rule: Any, line: int, column: int, **values: object) -> None:
        """Add a finding about a cell."""
        where = Location(file=self.file, line=line, field=letter(column))
        self.findings.append(Diagnostic(rule, where, values))


def read_workbook(sheet: Sheet, file: str) -> tuple[Object, list[Diagnostic]]:
    """Return the environment that a modelling sheet describes, and what was found on the way."""
    reading = Reading(file, digest=sha256(repr(sheet.rows).encode()).hexdigest())
    for line, cells in model_rows(sheet):
        if any(cells[WIDTH:]):
            names = ", ".join(f"{letter(column)}{line}" for column in range(WIDTH, len(cells)) if cells[column])
            reading.say(OUTSIDE, line, WIDTH, cells=names)
        take(reading, line, (*cells, *[""] * WIDTH)[:WIDTH])
    held = {
        "assetAdministrationShells": reading.shells,
        "submodels": [without_empty(one) for one in reading.submodels],
        "conceptDescriptions": list(reading.concepts.values()),
    }
    return {name: items for name, items in held.items() if items}, reading.findings


def model_rows(sheet: Sheet) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the rows with anything in them, without headers and the row of counts at the end."""
    rows = [(line, cells) for line, cells in enumerate(sheet.rows, 1) if line > HEADER_ROWS and any(cells)]
    if rows and is_count(rows[-1][1]):
        rows.pop()
    yield from rows


def is_count(cells: tuple[str, ...]) -> bool:
    """Return whether a row holds how many cells of each column are filled."""
    return len(cells) > ELEMENT and all(cells[column].isdigit() for column in PLACES)


def take(reading: Reading, line: int, cells: Cells) -> None:
    """Add what a row says."""
    places = [column for column in PLACES if cells[column]]
    if not places:
        said = " | ".join(cell for cell in cells if cell)
        reading.say(NO_NAME, line, ELEMENT, text=said)
        return
    place = ELEMENT if ELEMENT in places else places[0]
    if len(places) > 1:
        reading.say(TWO_NAMES, line, place, names=", ".join(cells[one] for one in places), chosen=cells[place])
    if place == ASSET:
        reading.asset = cells
    elif place < SUBMODEL:
        take_shell(reading, line, cells, place)
    elif place == SUBMODEL:
        take_submodel(reading, line, cells)
    else:
        take_element(reading, line, cells, place)


def take_shell(reading: Reading, line: int, cells: Cells, place: int) -> None:
    """Open a shell; the asset is the last one above."""
    name = named(reading, line, place, cells[place], [one["idShort"] for one in reading.shells], "AAS")
    shell: Object = {"modelType": "AssetAdministrationShell", "idShort": name, **shown(cells[place], name)}
    shell["id"] = unique(reading, line, cells[IRI], cells[place], f"aas/{name}")
    information: Object = {"assetKind": "Instance"}
    if reading.asset is not None:
        if reading.asset[IRI]:
            information["globalAssetId"] = reading.asset[IRI]
        if reading.asset[ASSET]:
            information["specificAssetIds"] = [{"name": natural.ASSET_NAME, "value": reading.asset[ASSET]}]
    else:
        information["globalAssetId"] = f"{shell['id']}/asset"
    shell["assetInformation"] = information
    kept = extensions(cells, natural.shell_cells(shell))
    if reading.asset is not None:
        kept += extensions(reading.asset, natural.asset_cells(shell), KEPT_OF_ASSET)
    with_extensions(shell, kept)
    reading.shells.append(shell)
    reading.shell, reading.holders = shell, []


def take_submodel(reading: Reading, line: int, cells: Cells) -> None:
    """Open a submodel of the last shell."""
    if reading.shell is None:
        reading.say(NO_PARENT, line, SUBMODEL, name=cells[SUBMODEL], wanted="AdminShell")
        reading.holders = []
        return
    references = reading.shell.setdefault("submodels", [])
    known = {reference["keys"][0]["value"] for reference in references}
    taken = [one["idShort"] for one in reading.submodels if one["id"] in known]
    name = named(reading, line, SUBMODEL, cells[SUBMODEL], taken, "Submodel")
    submodel: Object = {"modelType": "Submodel", "idShort": name, **shown(cells[SUBMODEL], name)}
    submodel["id"] = unique(reading, line, cells[IRI], cells[SUBMODEL], f"{reading.shell['id']}/{name}")
    submodel["kind"] = "Template" if options(cells[OPTIONS]).get("kind") == "Template" else "Instance"
    if cells[IRDI]:
        submodel["semanticId"] = external(cells[IRDI])
    with_extensions(submodel, extensions(cells, natural.submodel_cells(submodel)))
    submodel["submodelElements"] = []
    references.append({"type": "ModelReference", "keys": [{"type": "Submodel", "value": submodel["id"]}]})
    reading.submodels.append(submodel)
    reading.holders = [(-1, submodel)]


def take_element(reading: Reading, line: int, cells: Cells, place: int) -> None:
    """Add a collection or an element to the nearest row above that is less deep."""
    depth = place - COLLECTION if place != ELEMENT else ELEMENT
    while reading.holders and reading.holders[-1][0] >= depth:
        reading.holders.pop()
    if not reading.holders:
        reading.say(NO_PARENT, line, place, name=cells[place], wanted="Submodel")
        return
    _, holder = reading.holders[-1]
    siblings = holder["submodelElements" if "submodelElements" in holder else "value"]
    kind, text = kind_and_name(cells[place]) if place == ELEMENT else ("SubmodelElementCollection", cells[place])
    name = named(reading, line, place, text, [one["idShort"] for one in siblings], "Element")
    element: Object = {"modelType": kind, "idShort": name, **shown(text, name)}
    if place != ELEMENT:
        if cells[IRI]:
            element["semanticId"] = external(cells[IRI])
        with_extensions(element, extensions(cells, natural.collection_cells(element, len(reading.holders) - 1)))
        element["value"] = []
        reading.holders.append((depth, element))
    else:
        fill(element, cells)
        concept_id = take_concept(reading, cells, f"{reading.holders[0][1]['id']}/{name}")
        if concept_id:
            element["semanticId"] = external(concept_id)
        kept = extensions(cells, natural.element_cells(element, reading.concepts))
        other = [TITLES[column] for column in ABOUT_CONCEPT if KEPT + TITLES[column] in {one["name"] for one in kept}]
        first = concept_of(concept_id, cells)
        if other and reading.concepts.get(concept_id) != first:
            reading.say(OTHER_CONCEPT, line, IRI, name=text, columns=", ".join(other), id=concept_id)
        with_extensions(element, kept)
    siblings.append(element)


def fill(element: Object, cells: Cells) -> None:
    """Put category, type and value of a row into an element."""
    category = options(cells[OPTIONS]).get("category")
    if category in CATEGORIES:
        element["category"] = category
    value = cells[VALUE]
    match element["modelType"]:
        case "Property":
            element["valueType"] = value_type(cells[VALUE_TYPE])
            if value:
                element["value"] = value
        case "MultiLanguageProperty":
            if texts := language_texts(value):
                element["value"] = languages(texts)
        case "File":
            element["contentType"] = content_type(value)
            if value:
                element["value"] = value
        case _ if value:
            element["value"] = external(value)


def take_concept(reading: Reading, cells: Cells, minted: str) -> str:
    """Return the id of what a row means, and describe it if no row above did; empty if the row says nothing."""
    said = any(cells[column] for column in ABOUT_CONCEPT)
    concept_id = cells[IRI] or cells[SEMANTIC_IRI] or cells[IRDI] or (minted if said else "")
    if concept_id:
        reading.concepts.setdefault(concept_id, concept_of(concept_id, cells))
    return concept_id


def named(reading: Reading, line: int, column: int, text: str, taken: list[str], instead: str) -> str:
    """Return the idShort for a name, said where it differs."""
    name = free(legal(text, instead), taken)
    if name != text:
        reading.say(RENAMED, line, column, name=text, id_short=name)
    return name


def unique(reading: Reading, line: int, said: str, name: str, otherwise: str) -> str:
    """Return an id that nothing else has."""
    new = said or uuid5(NAMESPACE_URL, f"{reading.digest}/{otherwise}").urn
    number = 1
    while new in reading.ids:
        number += 1
        new = f"{said}/{number}" if said else uuid5(NAMESPACE_URL, f"{reading.digest}/{otherwise}/{number}").urn
    if not said:
        reading.say(NO_ID, line, IRI, name=name, new=new)
    elif new != said:
        reading.say(SAME_ID, line, IRI, id=said, name=name, new=new)
    reading.ids.add(new)
    return new

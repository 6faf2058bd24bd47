"""A filled form as an environment, and the rows of engineering.csv that belong to it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from aas_converters.forms.building import Building
from aas_converters.forms.cloud import own, platform_shell, submodel
from aas_converters.forms.fields import OWN
from aas_converters.forms.layout import EQUIPMENT, REPRESENTATIVE, SOURCE
from aas_converters.forms.live import Fed, live_elements
from aas_converters.forms.pieces import Object, display_name, element, prop, reference
from aas_converters.forms.read import Filled, FilledPoint
from aas_converters.forms.rules import NO_BASE, NO_GATEWAY, NO_NAME, OTHER_NAME
from aas_converters.forms.static import static_submodels
from aas_converters.kosmo.engineering import Row
from aas_converters.letters.script import Metamodel
from aas_converters.workbooks.names import LONGEST, free, legal
from aas_reference_models.model import Model
from aas_validators.diagnostics import Diagnostic
from aas_validators.kosmo.tree import PREFIX


@dataclass(frozen=True, slots=True)
class Made:
    """What a form makes. `rows` are those of engineering.csv by identifier; those without a node id are unmapped."""

    environment: Object
    rows: dict[str, Row]
    findings: list[Diagnostic]


def environment_of(filled: Filled, model: Model, file: str, metamodel: Metamodel = "3.0") -> Made:
    """Return the environment that a filled form describes: a shell for the equipment, one below it for each other
    equipment that the points name, and the platform's own if the form names a gateway."""
    building = Building(file, filled, filled.platform("Base").strip(), metamodel)
    if not building.base:
        building.say(NO_BASE, "Platform", None)
    label = main_name(building, model)
    main = legal(label, "Equipment")
    statics = dict(static_submodels(building, model))
    sources = {one.cells[SOURCE].strip(): one.row for one in reversed(filled.points) if one.cells[SOURCE].strip()}
    groups = by_equipment(filled, label)
    submodels: list[Object] = []
    shells: list[Object] = []
    fed: list[tuple[str, Fed]] = []
    taken = ["CloudDataSolution"]
    for equipment, points in groups.items():
        name = main if not shells else free(legal(equipment, "Equipment"), taken)
        taken.append(name)
        called = prop("RepresentativeName", named(building), equipment if shells else label)
        held = dict(statics) if not shells else {}
        held = {**held, "Identification": [called, *held.get("Identification", [])]}
        elements, said = live_elements(building, model, points)
        held = {**held, **({"OperationalData": elements} if elements else {})}
        made = [sub(building, name, kind, inside) for kind, inside in held.items()]
        tag = name if not shells else f"{main}.Components.{name}"
        fed += [(f"{tag}.OperationalData.{'.'.join(one.path)}", one) for one in said]
        shells.append(shell(building, name, equipment if shells else label, made))
        submodels += made
    link(building, shells, submodels)
    names = {label: legal(label, "Device") for label in sources}
    gateway = ""
    if filled.platform("GatewayName"):
        platform, more, known = platform_shell(building, sources)
        shells.append(platform)
        submodels += more
        names, gateway = known, known["gateway"]
    else:
        building.say(NO_GATEWAY, "Platform", None)
    held_lists = {
        "assetAdministrationShells": shells,
        "submodels": submodels,
        "conceptDescriptions": list(building.concepts.values()),
    }
    rows = {PREFIX + tag: row(PREFIX + tag, one, gateway, names) for tag, one in fed}
    return Made({name: items for name, items in held_lists.items() if items}, rows, building.findings)


def row(identifier: str, fed: Fed, gateway: str, names: dict[str, str]) -> Row:
    """Return the row of a point; without a node id nobody can collect it, so it stays unmapped."""
    made = Row(identifier, interval=fed.interval, index=fed.index)
    return replace(made, gateway=gateway, device=names.get(fed.source, ""), node=fed.node) if fed.node else made


def main_name(building: Building, model: Model) -> str:
    """Return the representative name: the first sheet's; another one on another sheet is said."""
    said = {sheet: name for sheet, name in building.filled.names.items() if name}
    if not said:
        building.say(NO_NAME, "Identification", None, name=model.id_short)
        return model.id_short
    first = next(iter(said.values()))
    for sheet, name in said.items():
        if name != first:
            building.say(OTHER_NAME, sheet, None, name=name, first=first)
    return first


def by_equipment(filled: Filled, label: str) -> dict[str, list[FilledPoint]]:
    """Return the points by the equipment they are of; what names none is of the machine itself."""
    groups: dict[str, list[FilledPoint]] = {label: []}
    for point in filled.points:
        groups.setdefault(point.cells[EQUIPMENT].strip() or label, []).append(point)
    return groups


def named(building: Building) -> str:
    """Describe what the representative name is, and return the id of the concept."""
    said = ("RepresentativeName", REPRESENTATIVE.en.lower(), REPRESENTATIVE.ko, "xs:string")
    return building.describe(OWN + "RepresentativeName", *said)


def sub(building: Building, shell_name: str, kind: str, elements: list[Object]) -> Object:
    """Return a submodel of a shell."""
    return submodel(building, kind, building.id_of("sm", "1", "0", shell_name, kind), elements)


def shell(building: Building, name: str, label: str, submodels: list[Object]) -> Object:
    """Return a shell with its submodels."""
    held: Object = {"modelType": "AssetAdministrationShell", "idShort": name, **display_name(label, name)}
    held["id"] = building.id_of("aas", "1", "0", name)
    held["assetInformation"] = {"assetKind": "Instance", "globalAssetId": building.id_of("asset", "1", "0", name)}
    if submodels:
        held["submodels"] = [reference("Submodel", one["id"]) for one in submodels]
    return held


def link(building: Building, shells: list[Object], submodels: list[Object]) -> None:
    """Put the other shells below the first one, by references in its submodel Components."""
    if len(shells) < 2:
        return
    main = shells[0]
    meaning = own(building, "ComponentReference", "part of the equipment", "설비의 구성품")
    parts = [
        {
            **element("ReferenceElement", f"{one['idShort'][: LONGEST - 4]}_Ref", meaning),
            "value": reference("AssetAdministrationShell", one["id"]),
        }
        for one in shells[1:]
    ]
    made = sub(building, main["idShort"], "Components", parts)
    submodels.append(made)
    main.setdefault("submodels", []).append(reference("Submodel", made["id"]))

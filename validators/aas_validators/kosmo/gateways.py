"""The gateways and devices that the platform reads from the submodel EdgeGWSolution of the shell CloudDataSolution."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from aas_validators.document.jsonable import Pointer
from aas_validators.kosmo.tree import Object, shells_of, submodels_by_id, submodels_of, text
from aas_validators.metamodel.walk import listed

CLOUD_SHELL: Final = "http://www.aasnest.io/ids/aas/CloudDataSolution"
CLOUD_SUBMODEL: Final = "http://www.aasnest.io/ids/sm/CloudSolution"
EDGE_SUBMODEL: Final = "http://www.aasnest.io/ids/sm/EdgeGWSolution"
"""The ids that the platform compares, letter by letter."""

CONFIGURATION: Final = "BasicConfiguration"
CONNECTION: Final = "NetworkConnection"
INTERVAL: Final = "SamplingInterval"
COLLECTION: Final = "SubmodelElementCollection"


@dataclass(frozen=True, slots=True)
class Station:
    """A gateway or a field device. `connection` and `interval` are texts as written, None where there is none."""

    name: str
    pointer: Pointer
    is_collection: bool = True
    configuration: Pointer | None = None
    connection: str | None = None
    interval: str | None = None
    devices: tuple[Station, ...] = ()


def gateways_of(environment: Object) -> tuple[Station, ...]:
    """Return the gateways with their devices; none where the ids are not exactly those that the platform knows."""
    found = edge_solution(environment)
    if found is None:
        return ()
    at, submodel = found
    return tuple(
        gateway(element, name, place)
        for place, element, name in named(submodel, (*at, "submodelElements"))
        if element.get("modelType") == COLLECTION
    )


def edge_solution(environment: Object) -> tuple[Pointer, Object] | None:
    """Return the submodel with the gateways: the one that the shell CloudDataSolution references."""
    by_id = submodels_by_id(environment)
    for _, shell in shells_of(environment):
        if shell.get("id") == CLOUD_SHELL:
            for at, submodel in submodels_of(shell, by_id):
                if submodel.get("id") == EDGE_SUBMODEL:
                    return at, submodel
    return None


def gateway(element: Object, name: str, pointer: Pointer) -> Station:
    """Return a gateway: everything in it but its own configuration is a device."""
    devices = tuple(
        station(inner, inner_name, at)
        for at, inner, inner_name in named(element, (*pointer, "value"))
        if inner_name != CONFIGURATION
    )
    return station(element, name, pointer, devices)


def station(element: Object, name: str, pointer: Pointer, devices: tuple[Station, ...] = ()) -> Station:
    """Return a gateway or device with what its configuration says."""
    if element.get("modelType") != COLLECTION:
        return Station(name, pointer, is_collection=False)
    for at, inner, inner_name in named(element, (*pointer, "value")):
        if inner_name == CONFIGURATION and inner.get("modelType") == COLLECTION:
            said = {one: value.get("value") for _, value, one in named(inner, (*at, "value"))}
            texts = {key: value for key, value in said.items() if isinstance(value, str)}
            return Station(name, pointer, True, at, texts.get(CONNECTION), texts.get(INTERVAL), devices)
    return Station(name, pointer, devices=devices)


def named(holder: Object, pointer: Pointer) -> Iterator[tuple[Pointer, Object, str]]:
    """Yield the elements of a list that have an idShort, with it."""
    for at, element in listed(holder.get(str(pointer[-1])), pointer):
        if isinstance(element, dict) and (name := text(element, "idShort")) is not None:
            yield at, element, name

"""Objects of the BaSyx and aas-core SDKs, and plain data, as the JSON documents they stand for."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from typing import Any, Final

from aas_validators.metamodel.shapes import ENVIRONMENT_LISTS
from aas_validators.task import Metamodel

AAS_CORE: Final[Mapping[str, Metamodel]] = {"aas_core3": "3.0", "aas_core3_1": "3.1"}
SDKS: Final = frozenset([*AAS_CORE, "basyx"])
SETS: Final = frozenset(["submodels", "isCaseOf"])
LIST_OF: Final = {name: attribute for attribute, name in ENVIRONMENT_LISTS.items()}


def package_of(thing: object) -> str:
    """Return the SDK that the class of an object, or one it is derived from, belongs to; nothing if none."""
    packages = (kind.__module__.partition(".")[0] for kind in type(thing).__mro__)
    return next((package for package in packages if package in SDKS), "")


def is_object(thing: object) -> bool:
    """Return whether something is one object of an SDK, or plain data of one; a store of BaSyx is a collection."""
    if package_of(thing) == "basyx":
        # submodels and collections can be iterated over too
        return hasattr(thing, "id_short") or not isinstance(thing, Iterable)
    return isinstance(thing, Mapping) or package_of(thing) in AAS_CORE


def document_of(things: Iterable[object]) -> tuple[bytes, Metamodel]:
    """Return objects as one JSON document: one as it is, several as the environment that holds them.

    The metamodel version is that of their SDK, `auto` where it does not say. Raises ValueError for objects of two
    versions, or that are no shells, submodels and concept descriptions though there are several; TypeError for
    anything else than an object of an SDK."""
    held = list(things)
    versions = {AAS_CORE[package] for thing in held if (package := package_of(thing)) in AAS_CORE}
    if len(versions) > 1:
        raise ValueError("the objects are of metamodel 3.0 and of 3.1; one document is of one version")
    plain = [as_plain(thing) for thing in held]
    value = plain[0] if len(plain) == 1 and plain[0].get("modelType") not in LIST_OF else environment(plain)
    return json.dumps(value).encode(), next(iter(versions), "auto")


def as_plain(thing: object) -> dict[str, Any]:
    """Return one object as plain data. Raises TypeError."""
    package = package_of(thing)
    if package in AAS_CORE:
        found: dict[str, Any] = import_module(f"{package}.jsonization").to_jsonable(thing)
        return found
    if package == "basyx":
        from basyx.aas.adapter.json import AASToJsonEncoder

        loaded: dict[str, Any] = json.loads(json.dumps(thing, cls=AASToJsonEncoder))
        return in_order(loaded)
    if isinstance(thing, Mapping):
        return dict(thing)
    raise TypeError(f"{type(thing).__name__} is no path, no bytes and no object of an AAS SDK")


def in_order(plain: dict[str, Any]) -> dict[str, Any]:
    """Return an identifiable of BaSyx with what it keeps in sets, whose order is chance, in an order."""
    for name in SETS & plain.keys():
        plain[name].sort(key=json.dumps)
    for specification in plain.get("embeddedDataSpecifications", ()):
        values = specification.get("dataSpecificationContent", {}).get("valueList", {})
        values.get("valueReferencePairs", []).sort(key=json.dumps)
    return plain


def environment(plain: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the environment of identifiables, and of what other environments hold. Raises ValueError."""
    found: dict[str, list[Any]] = {}
    for each in plain:
        for attribute, held in members(each):
            found.setdefault(attribute, []).extend(held)
    return found


def members(plain: Mapping[str, Any]) -> Iterator[tuple[str, list[Any]]]:
    """Yield the lists of an environment, or the one an identifiable belongs to. Raises ValueError."""
    name = plain.get("modelType")
    if name in LIST_OF:
        yield LIST_OF[name], [plain]
        return
    if name is not None or not plain.keys() <= ENVIRONMENT_LISTS.keys():
        raise ValueError(f"several objects make an environment, but {name or 'one'} is none that an environment holds")
    yield from plain.items()

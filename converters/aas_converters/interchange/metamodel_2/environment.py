"""A whole environment of metamodel 2.0 as one of metamodel 3: shells with their assets, submodels, concepts."""

from __future__ import annotations

from typing import Any, Final

from aas_converters.interchange.content import Environment
from aas_converters.interchange.metamodel_2.concepts import specifications_of
from aas_converters.interchange.metamodel_2.elements import Data, as_list, put, texts_of
from aas_converters.interchange.metamodel_2.losses import Notes
from aas_converters.interchange.metamodel_2.references import keys_of, last_value, model, semantic
from aas_validators.document.finding import Finding
from aas_validators.document.jsonable import Pointer
from aas_validators.metamodel.shapes import ENVIRONMENT_LISTS

SPECIFICATIONS: Final = ("embeddedDataSpecification", "embeddedDataSpecifications")
KINDS: Final = ("Instance", "Type")
ASSET_TEXTS: Final = ("idShort", "category")
ASSET_REFERENCES: Final = (
    "assetIdentificationModel",
    "assetIdentificationModelRef",
    "billOfMaterial",
    "billOfMaterialRef",
)


def migrated_from_2(old: Data) -> tuple[Environment, list[Finding]]:
    """Return an environment of metamodel 2.0, as its JSON is, in metamodel 3, and everything that is not as it was.

    It keeps what is wrong in it; the repairs come after it."""
    notes = Notes()
    assets = {identifier(one): one for one in as_list(old.get("assets") or []) if isinstance(one, dict)}
    used: set[str] = set()
    new: Environment = {}
    for name in ENVIRONMENT_LISTS:
        items = [one for one in as_list(old.get(name) or []) if isinstance(one, dict)]
        for number, one in enumerate(items):
            pointer = (name, number)
            match name:
                case "assetAdministrationShells":
                    made = shell_of(one, assets, used, notes, pointer)
                case "submodels":
                    made = identifiable_of(one, "Submodel", notes, pointer)
                case _:
                    made = concept_of(one, notes, pointer)
            new.setdefault(name, []).append(made)
    for key, asset in assets.items():
        if key not in used:
            notes.lost((), "asset", asset)
    return new, notes.findings


def identifier(old: Any) -> str:
    """Return the id of an identifiable."""
    held = old.get("identification", old.get("id")) if isinstance(old, dict) else old
    return str(held.get("id", "") if isinstance(held, dict) else held or "").strip()


def identifiable_of(old: Data, name: str, notes: Notes, pointer: Pointer, apart: tuple[str, ...] = ()) -> Data:
    """Return an identifiable; the attributes named in `apart` are left to the caller."""
    new: Data = {"modelType": name, "id": identifier(old)}
    for attribute, held in old.items():
        if attribute in ("identification", "id", *apart) or held in (None, "", [], {}):
            continue
        if attribute in SPECIFICATIONS:
            found = specifications_of(held, notes, pointer)
            if found:
                new["embeddedDataSpecifications"] = found
        elif attribute == "administration" and isinstance(held, dict):
            new[attribute] = {
                key: str(one).strip() for key, one in held.items() if key in ("version", "revision") and one
            }
        elif attribute == "kind":
            new[attribute] = str(held).strip()
        else:
            put(new, name, attribute, held, notes, pointer)
    return new


def concept_of(old: Data, notes: Notes, pointer: Pointer) -> Data:
    """Return a concept description."""
    new = identifiable_of(old, "ConceptDescription", notes, pointer, ("isCaseOf",))
    cases = [one for held in as_list(old.get("isCaseOf") or []) if (one := semantic(held, notes, pointer))]
    return {**new, "isCaseOf": cases} if cases else new


def shell_of(old: Data, assets: dict[str, Data], used: set[str], notes: Notes, pointer: Pointer) -> Data:
    """Return a shell with what its asset said."""
    apart = ("asset", "assetRef", "submodels", "submodelRefs", "views", "conceptDictionaries")
    new = identifiable_of(old, "AssetAdministrationShell", notes, pointer, apart)
    for name in ("views", "conceptDictionaries"):
        for one in as_list(old.get(name) or []):
            if said := [key["value"] for key in keys_inside(one)]:
                notes.lost(pointer, name, [one["idShort"]] if one.get("idShort") else said)
    asset_id = last_value(old.get("assetRef", old.get("asset"))) or ""
    asset = assets.get(asset_id, {})
    used.add(asset_id)
    kind = str(asset.get("kind", "Instance")).strip()
    new["assetInformation"] = {"assetKind": kind if kind in KINDS else "NotApplicable"}
    if asset_id:
        new["assetInformation"]["globalAssetId"] = asset_id
    submodels = [model(one, notes, pointer) for one in as_list(old.get("submodelRefs", old.get("submodels")) or [])]
    if found := [one for one in submodels if one]:
        new["submodels"] = found
    from_asset(asset, new, notes, pointer)
    return new


def from_asset(asset: Data, new: Data, notes: Notes, pointer: Pointer) -> None:
    """Put into a shell what its asset said of itself."""
    name = str(asset.get("idShort", "")).strip()
    if name and name != new.get("idShort"):
        new["displayName"] = [{"language": "en", "text": name}]
        notes.moved(pointer, "asset idShort", name, "displayName")
    texts = texts_of(asset.get("description", asset.get("descriptions", [])))
    if texts:
        held = new.setdefault("description", [])
        held.extend(one for one in texts if one not in held)
        notes.moved(pointer, "asset description", texts[0]["text"], "description")
    for attribute in ASSET_REFERENCES:
        for one in as_list(asset.get(attribute) or []):
            listed = {last_value(reference) for reference in new.get("submodels", [])}
            if (target := last_value(one)) and target not in listed:
                notes.lost(pointer, attribute, target)
    if version := asset.get("administration"):
        notes.lost(pointer, "asset administration", version)


def keys_inside(old: Any) -> list[Data]:
    """Return every key that stands somewhere in a value."""
    if isinstance(old, dict):
        return keys_of(old) or [key for held in old.values() for key in keys_inside(held)]
    return [key for held in old for key in keys_inside(held)] if isinstance(old, list) else []

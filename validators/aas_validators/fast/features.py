"""Walk what several classes share: semantics, qualifiers, extensions, texts, data specifications, asset ids."""

from __future__ import annotations

from typing import Any

from msgspec import UNSET

from aas_validators.fast.concepts import check_content
from aas_validators.fast.ledger import REMEMBERED, Ledger, RefusedError
from aas_validators.fast.references import check_reference, check_value_id
from aas_validators.fast.texts import check_texts
from aas_validators.metamodel.iec61360 import ACCEPTED_IDS


def check_referable(x: Any, ledger: Ledger) -> None:
    """Walk the attributes of a Referable and HasDataSpecification."""
    name = x.idShort
    if name is not UNSET and name not in ledger.id_shorts:
        if not ledger.id_short(name):
            raise RefusedError
        if len(ledger.id_shorts) >= REMEMBERED:
            ledger.id_shorts.clear()
        ledger.id_shorts.add(name)
    if x.extensions is not UNSET:
        check_extensions(x.extensions, ledger)
    if x.displayName is not UNSET:
        check_texts(x.displayName, ledger)
    if x.description is not UNSET:
        check_texts(x.description, ledger)
    if x.embeddedDataSpecifications is not UNSET:
        check_specifications(x.embeddedDataSpecifications, ledger)


def check_semantics(x: Any, ledger: Ledger) -> None:
    """Walk HasSemantics (AASd-118)."""
    if x.semanticId is not UNSET:
        check_reference(x.semanticId, "semanticId", ledger)
    if x.supplementalSemanticIds is not UNSET:
        if x.semanticId is UNSET:
            raise RefusedError
        for raw in x.supplementalSemanticIds:
            check_reference(raw, "supplementalSemanticIds", ledger)


def check_qualifiers(qualifiers: list[Any], ledger: Ledger, instance: bool) -> None:
    """Walk qualifiers (AASd-020, AASd-021); in an instance none is a template qualifier (AASd-119, AASd-129)."""
    if len({qualifier.type for qualifier in qualifiers}) != len(qualifiers):
        raise RefusedError
    for qualifier in qualifiers:
        check_semantics(qualifier, ledger)
        if instance and qualifier.kind == "TemplateQualifier":
            raise RefusedError
        if qualifier.value is not UNSET and not ledger.fits[qualifier.valueType](qualifier.value):
            raise RefusedError
        if qualifier.valueId is not UNSET:
            check_value_id(qualifier.valueId, ledger)


def check_extensions(extensions: list[Any], ledger: Ledger) -> None:
    """Walk extensions (AASd-077)."""
    if len({extension.name for extension in extensions}) != len(extensions):
        raise RefusedError
    for extension in extensions:
        check_extension(extension, ledger)


def check_extension(extension: Any, ledger: Ledger) -> None:
    """Walk one extension; without a type its value is a text."""
    check_semantics(extension, ledger)
    typed = extension.value is not UNSET and extension.valueType is not UNSET
    if typed and not ledger.fits[extension.valueType](extension.value):
        raise RefusedError
    if extension.refersTo is not UNSET:
        for raw in extension.refersTo:
            check_reference(raw, "refersTo", ledger)


def check_specifications(specifications: list[Any], ledger: Ledger) -> None:
    """Walk embedded data specifications (AASc-3a-050 is a warning)."""
    for held in specifications:
        known = check_reference(held.dataSpecification, "dataSpecification", ledger)
        if known.keys[0][1] not in ACCEPTED_IDS:
            ledger.remarks = True
        check_content(held.dataSpecificationContent, ledger)


def check_administration(x: Any, ledger: Ledger) -> None:
    """Walk administrative information (AASd-005)."""
    if x.revision is not UNSET and x.version is UNSET:
        raise RefusedError
    if x.creator is not UNSET:
        check_reference(x.creator, "creator", ledger)
    if x.embeddedDataSpecifications is not UNSET:
        check_specifications(x.embeddedDataSpecifications, ledger)


def check_asset_ids(specific: list[Any], global_id: object, ledger: Ledger) -> None:
    """Walk specific asset ids (AASd-116 in any spelling, AASd-133)."""
    for held in specific:
        if held.name.lower() == "globalassetid" and held.value != global_id:
            raise RefusedError
        check_specific_asset_id(held, ledger)


def check_specific_asset_id(held: Any, ledger: Ledger) -> None:
    """Walk one specific asset id."""
    check_semantics(held, ledger)
    if held.externalSubjectId is not UNSET:
        known = check_reference(held.externalSubjectId, "externalSubjectId", ledger)
        if known.kind != "ExternalReference":
            raise RefusedError


def check_path(path: str, kind: str, ledger: Ledger) -> None:
    """Judge the path of a file; a long one is left to the exact path, as the official pattern may backtrack."""
    if len(path) > 300 or not ledger.paths[kind](path):
        raise RefusedError
    ledger.files = True

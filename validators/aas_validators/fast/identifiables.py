"""Walk submodels, shells, concept descriptions, and every class that may stand alone as a document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from msgspec import UNSET

from aas_validators.fast.concepts import check_concept, check_content, check_value_list
from aas_validators.fast.elements import ELEMENT_CHECKS, check_base64, check_named
from aas_validators.fast.features import (
    check_administration,
    check_asset_ids,
    check_extension,
    check_path,
    check_qualifiers,
    check_referable,
    check_semantics,
    check_specific_asset_id,
    check_specifications,
)
from aas_validators.fast.ledger import Ledger, RefusedError
from aas_validators.fast.references import REFERABLES, check_reference, check_value_id, judged, leads_to, note
from aas_validators.fast.texts import check_language
from aas_validators.metamodel.sdk import is_utc

SHELL: Final = frozenset(["AssetAdministrationShell"])
SUBMODEL: Final = frozenset(["Submodel"])
EVENTS: Final = frozenset(["EventElement", "BasicEventElement"])


def check_submodel(x: Any, ledger: Ledger, level: int, instance: bool) -> None:
    """Walk a Submodel (AASd-119, AASd-129)."""
    template = x.kind == "Template"
    if template:
        ledger.remarks = True  # what a template says is checked too
    check_referable(x, ledger)
    check_semantics(x, ledger)
    if x.administration is not UNSET:
        check_administration(x.administration, ledger)
    if x.qualifiers is not UNSET:
        check_qualifiers(x.qualifiers, ledger, not template)
    if x.submodelElements is not UNSET:
        check_named(x.submodelElements, ledger, 0, not template)


def check_shell(x: Any, ledger: Ledger, level: int, instance: bool) -> None:
    """Walk an AssetAdministrationShell."""
    check_referable(x, ledger)
    if x.administration is not UNSET:
        check_administration(x.administration, ledger)
    if x.derivedFrom is not UNSET and not leads_to(check_reference(x.derivedFrom, "derivedFrom", ledger), SHELL):
        raise RefusedError
    check_asset_information(x.assetInformation, ledger, level, instance)
    if x.submodels is not UNSET:
        for raw in x.submodels:
            if not leads_to(check_reference(raw, "submodels", ledger), SUBMODEL):
                raise RefusedError


def check_asset_information(x: Any, ledger: Ledger, level: int, instance: bool) -> None:
    """Walk AssetInformation (AASd-131)."""
    if x.specificAssetIds is not UNSET:
        check_asset_ids(x.specificAssetIds, x.globalAssetId, ledger)
    elif x.globalAssetId is UNSET:
        raise RefusedError
    if x.defaultThumbnail is not UNSET:
        check_path(x.defaultThumbnail.path, "Resource", ledger)


def check_concept_description(x: Any, ledger: Ledger, level: int, instance: bool) -> None:
    """Walk a ConceptDescription."""
    check_referable(x, ledger)
    if x.administration is not UNSET:
        check_administration(x.administration, ledger)
    if x.embeddedDataSpecifications is not UNSET:
        check_concept(x)
    if x.isCaseOf is not UNSET:
        for raw in x.isCaseOf:
            check_reference(raw, "isCaseOf", ledger)


def check_payload(x: Any, ledger: Ledger, level: int, instance: bool) -> None:
    """Walk an EventPayload."""
    if not leads_to(check_reference(x.source, "source", ledger), EVENTS):
        raise RefusedError
    if not leads_to(check_reference(x.observableReference, "observableReference", ledger), REFERABLES):
        raise RefusedError
    for attribute in ("sourceSemanticId", "observableSemanticId", "subjectId"):
        if (raw := getattr(x, attribute)) is not UNSET:
            check_reference(raw, attribute, ledger)
    check_base64(x.payload)
    if not is_utc(x.timeStamp):
        raise RefusedError


def check_pair(x: Any, ledger: Ledger, level: int, instance: bool) -> None:
    """Walk a ValueReferencePair."""
    if x.valueId is not UNSET:
        check_value_id(x.valueId, ledger)


def check_variable(x: Any, ledger: Ledger, level: int, instance: bool) -> None:
    """Walk an OperationVariable."""
    check_named([x.value], ledger, level, instance)


def check_lang_string(x: Any, ledger: Ledger, level: int, instance: bool) -> None:
    """Walk a single text with its language."""
    check_language(x.language, ledger)


def check_nothing(x: Any, ledger: Ledger, level: int, instance: bool) -> None:
    """Say yes to a class of which decoding has checked everything."""


def check_specification(x: Any, ledger: Ledger, level: int, instance: bool) -> None:
    """Walk one EmbeddedDataSpecification."""
    check_specifications([x], ledger)


def check_resource(x: Any, ledger: Ledger, level: int, instance: bool) -> None:
    """Walk a Resource."""
    check_path(x.path, "Resource", ledger)


CHECKS: Final[Mapping[str, Callable[[Any, Ledger, int, bool], None]]] = {
    **ELEMENT_CHECKS,
    "AdministrativeInformation": lambda x, ledger, level, instance: check_administration(x, ledger),
    "AssetAdministrationShell": check_shell,
    "AssetInformation": check_asset_information,
    "ConceptDescription": check_concept_description,
    "DataSpecificationIec61360": lambda x, ledger, level, instance: check_content(x, ledger),
    "EmbeddedDataSpecification": check_specification,
    "EventPayload": check_payload,
    "Extension": lambda x, ledger, level, instance: check_extension(x, ledger),
    "Key": check_nothing,
    "LangStringDefinitionTypeIec61360": check_lang_string,
    "LangStringNameType": check_lang_string,
    "LangStringPreferredNameTypeIec61360": check_lang_string,
    "LangStringShortNameTypeIec61360": check_lang_string,
    "LangStringTextType": check_lang_string,
    "LevelType": check_nothing,
    "OperationVariable": check_variable,
    "Qualifier": lambda x, ledger, level, instance: check_qualifiers([x], ledger, instance),
    "Resource": check_resource,
    "SpecificAssetId": lambda x, ledger, level, instance: check_specific_asset_id(x, ledger),
    "Submodel": check_submodel,
    "ValueList": lambda x, ledger, level, instance: check_value_list(x, ledger),
    "ValueReferencePair": check_pair,
}
"""What walks each class. A Reference is judged as a whole (see accept.py)."""


def check_root_reference(raw: bytes, ledger: Ledger) -> None:
    """Judge a Reference that is a document of its own."""
    note(judged(raw, ledger, 0), "", ledger)

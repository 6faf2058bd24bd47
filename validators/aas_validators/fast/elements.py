"""Walk submodel elements, class by class. Everything here only ever says yes, or raises RefusedError."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from msgspec import UNSET

from aas_validators.fast.features import (
    check_asset_ids,
    check_path,
    check_qualifiers,
    check_referable,
    check_semantics,
)
from aas_validators.fast.ledger import DEEPEST, KnownReference, Ledger, RefusedError
from aas_validators.fast.references import (
    REFERABLES,
    check_reference,
    check_value_id,
    judged,
    leads_to,
    same_values,
)
from aas_validators.fast.texts import check_texts
from aas_validators.metamodel.base64_texts import is_base64
from aas_validators.metamodel.plausible_values import NUMBERS, number
from aas_validators.metamodel.sdk import is_utc

CATEGORIES = frozenset(["CONSTANT", "PARAMETER", "VARIABLE"])
DATA_ELEMENTS = frozenset(["Property", "MultiLanguageProperty", "Range", "ReferenceElement", "Blob", "File"])
MORE_THAN_ONE: Final[Mapping[str, frozenset[str]]] = {
    "DataElement": DATA_ELEMENTS,
    "EventElement": frozenset(["BasicEventElement"]),
    "RelationshipElement": frozenset(["RelationshipElement", "AnnotatedRelationshipElement"]),
}
"""Kinds of list items that stand for several classes."""


def check_element(x: Any, ledger: Ledger, instance: bool) -> None:
    """Walk what every submodel element has. `instance` says that template qualifiers are out of place."""
    check_referable(x, ledger)
    if x.semanticId is not UNSET or x.supplementalSemanticIds is not UNSET:
        check_semantics(x, ledger)
    if x.qualifiers is not UNSET:
        check_qualifiers(x.qualifiers, ledger, instance)


def check_data_element(x: Any, ledger: Ledger, instance: bool) -> None:
    """Walk what every data element has (AASd-090, which 3.1 gave up)."""
    check_element(x, ledger, instance)
    if ledger.old_rules and x.category is not UNSET and x.category not in CATEGORIES:
        raise RefusedError


def check_property(x: Any, ledger: Ledger, level: int, instance: bool) -> None:
    """Walk a Property; the plainest one without calling anything, as files are full of them."""
    meaning = x.semanticId
    known = None if meaning is UNSET else ledger.references.get(bytes(meaning))
    plain = (
        x.idShort in ledger.id_shorts
        and (meaning is UNSET or (known is not None and not known.leads_in))
        and x.qualifiers is UNSET
        and x.category is UNSET
        and x.displayName is UNSET
        and x.description is UNSET
        and x.extensions is UNSET
        and x.embeddedDataSpecifications is UNSET
        and x.supplementalSemanticIds is UNSET
    )
    if not plain:
        check_data_element(x, ledger, instance)
    if x.value is not UNSET and not ledger.fits[x.valueType](x.value):
        raise RefusedError
    if x.valueId is not UNSET:
        check_value_id(x.valueId, ledger)


def check_multi_language_property(x: Any, ledger: Ledger, level: int, instance: bool) -> None:
    """Walk a MultiLanguageProperty."""
    check_data_element(x, ledger, instance)
    if x.value is not UNSET:
        check_texts(x.value, ledger)
    if x.valueId is not UNSET:
        check_value_id(x.valueId, ledger)


def check_range(x: Any, ledger: Ledger, level: int, instance: bool) -> None:
    """Walk a Range; the ends stand the right way round."""
    check_data_element(x, ledger, instance)
    ends = [end for end in (x.min, x.max) if end is not UNSET]
    if not all(ledger.fits[x.valueType](end) for end in ends):
        raise RefusedError
    if len(ends) == 2 and x.valueType in NUMBERS:
        low, high = number(x.min), number(x.max)
        if low is not None and high is not None and low > high:
            raise RefusedError


def check_file(x: Any, ledger: Ledger, level: int, instance: bool) -> None:
    """Walk a File."""
    check_data_element(x, ledger, instance)
    if x.value is not UNSET:
        check_path(x.value, "File", ledger)


def check_blob(x: Any, ledger: Ledger, level: int, instance: bool) -> None:
    """Walk a Blob."""
    check_data_element(x, ledger, instance)
    check_base64(x.value)


def check_base64(text: Any) -> None:
    """Judge a base64 text that may be absent."""
    if text is not UNSET and not is_base64(text):
        raise RefusedError


def check_reference_element(x: Any, ledger: Ledger, level: int, instance: bool) -> None:
    """Walk a ReferenceElement."""
    check_data_element(x, ledger, instance)
    if x.value is not UNSET:
        check_reference(x.value, "value", ledger)


def check_relationship(x: Any, ledger: Ledger, level: int, instance: bool) -> None:
    """Walk a RelationshipElement."""
    check_element(x, ledger, instance)
    for attribute in ("first", "second"):
        raw = getattr(x, attribute)
        if raw is not UNSET:
            check_reference(raw, attribute, ledger)


def check_annotated(x: Any, ledger: Ledger, level: int, instance: bool) -> None:
    """Walk an AnnotatedRelationshipElement."""
    check_relationship(x, ledger, level, instance)
    if x.annotations is not UNSET:
        if any(type(element).__name__ not in DATA_ELEMENTS for element in x.annotations):
            raise RefusedError
        check_named(x.annotations, ledger, level, instance)


def check_collection(x: Any, ledger: Ledger, level: int, instance: bool) -> None:
    """Walk a SubmodelElementCollection."""
    check_element(x, ledger, instance)
    if x.value is not UNSET:
        check_named(x.value, ledger, level, instance)


def check_named(held: list[Any], ledger: Ledger, level: int, instance: bool) -> None:
    """Walk elements that need an idShort of their own each (AASd-117, AASd-022)."""
    if level > DEEPEST:
        raise RefusedError
    seen = {element.idShort for element in held}
    if len(seen) != len(held) or UNSET in seen:
        raise RefusedError
    checks = ledger.checks
    for element in held:
        checks[type(element)](element, ledger, level + 1, instance)


def check_list(x: Any, ledger: Ledger, level: int, instance: bool) -> None:
    """Walk a SubmodelElementList (AASd-107, -108, -109, -114; -120 in 3.0)."""
    check_element(x, ledger, instance)
    meaning: KnownReference | None = None
    if x.semanticIdListElement is not UNSET:
        meaning = check_reference(x.semanticIdListElement, "semanticIdListElement", ledger)
    typed = x.typeValueListElement in ("Property", "Range")
    if typed and x.valueTypeListElement is UNSET:
        raise RefusedError
    if x.value is UNSET:
        return
    if level > DEEPEST:
        raise RefusedError
    names = [element.idShort for element in x.value if element.idShort is not UNSET]
    if len(set(names)) != len(names) or (names and ledger.old_rules):
        raise RefusedError
    for element in x.value:
        name = type(element).__name__
        check_item(element, name, x, typed)
        if element.semanticId is not UNSET:
            found = ledger.references.get(bytes(element.semanticId)) or judged(bytes(element.semanticId), ledger, 0)
            meaning = meaning or found
            if not same_values(found, meaning):
                raise RefusedError
        ledger.checks[type(element)](element, ledger, level + 1, instance)


def check_item(element: Any, name: str, holder: Any, typed: bool) -> None:
    """Judge class and value type of a list item."""
    kind = holder.typeValueListElement
    if name != kind and kind != "SubmodelElement" and name not in MORE_THAN_ONE.get(kind, ()):
        raise RefusedError
    if typed and element.valueType != holder.valueTypeListElement:
        raise RefusedError


def check_entity(x: Any, ledger: Ledger, level: int, instance: bool) -> None:
    """Walk an Entity (AASd-014, which in 3.0 also forbids ids to a co-managed one)."""
    check_element(x, ledger, instance)
    ids = (x.globalAssetId is not UNSET) + (x.specificAssetIds is not UNSET)
    if (x.entityType == "SelfManagedEntity" and ids != 1) or (
        x.entityType != "SelfManagedEntity" and ids and ledger.old_rules
    ):
        raise RefusedError
    if x.specificAssetIds is not UNSET:
        check_asset_ids(x.specificAssetIds, x.globalAssetId, ledger)
    if x.statements is not UNSET:
        check_named(x.statements, ledger, level, instance)


def check_operation(x: Any, ledger: Ledger, level: int, instance: bool) -> None:
    """Walk an Operation (AASd-134)."""
    check_element(x, ledger, instance)
    variables: list[Any] = []
    for held in (x.inputVariables, x.outputVariables, x.inoutputVariables):
        if held is not UNSET:
            variables.extend(variable.value for variable in held)
    check_named(variables, ledger, level, instance)


def check_capability(x: Any, ledger: Ledger, level: int, instance: bool) -> None:
    """Walk a Capability."""
    check_element(x, ledger, instance)


def check_event(x: Any, ledger: Ledger, level: int, instance: bool) -> None:
    """Walk a BasicEventElement."""
    check_element(x, ledger, instance)
    if not leads_to(check_reference(x.observed, "observed", ledger), REFERABLES):
        raise RefusedError
    broker = x.messageBroker
    if broker is not UNSET and not leads_to(check_reference(broker, "messageBroker", ledger), REFERABLES):
        raise RefusedError
    if x.direction == "input" and x.maxInterval is not UNSET:
        raise RefusedError
    if x.lastUpdate is not UNSET and not is_utc(x.lastUpdate):
        raise RefusedError


ELEMENT_CHECKS: Final[Mapping[str, Callable[[Any, Ledger, int, bool], None]]] = {
    "AnnotatedRelationshipElement": check_annotated,
    "BasicEventElement": check_event,
    "Blob": check_blob,
    "Capability": check_capability,
    "Entity": check_entity,
    "File": check_file,
    "MultiLanguageProperty": check_multi_language_property,
    "Operation": check_operation,
    "Property": check_property,
    "Range": check_range,
    "ReferenceElement": check_reference_element,
    "RelationshipElement": check_relationship,
    "SubmodelElementCollection": check_collection,
    "SubmodelElementList": check_list,
}

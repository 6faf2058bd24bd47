"""Who exactly breaks a constraint: the SDK names the list or the element, a person looks for the item and the value."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from aas_validators.diagnostics import Rule, Sentence
from aas_validators.document.finding import shown
from aas_validators.document.jsonable import Json, Pointer
from aas_validators.metamodel import element_rules as rules
from aas_validators.metamodel.value_ids import last_key

Instance = Mapping[str, Json]
Place = tuple[Pointer, dict[str, object]]
"""Steps from the instance to the culprit, and the values of the sentence."""

SUBCLASSES: Final = {
    "DataElement": ("Property", "MultiLanguageProperty", "Range", "ReferenceElement", "Blob", "File"),
    "EventElement": ("BasicEventElement",),
    "RelationshipElement": ("RelationshipElement", "AnnotatedRelationshipElement"),
}
NOT_KNOWN: Final = "?"


def particulars(rule: Rule, instance: Instance) -> Place:
    """Return what is known of the culprit; nothing for a rule whose place the SDK names well."""
    find = FINDERS.get(rule.code)
    return find(instance) if find else ((), {})


def items(instance: Instance, attribute: str) -> list[tuple[int, Instance]]:
    """Return the objects in a list attribute with their numbers."""
    held = instance.get(attribute)
    return [(n, one) for n, one in enumerate(held if isinstance(held, list) else ()) if isinstance(one, dict)]


def of_wrong_class(instance: Instance) -> Place:
    """Return the first item of another class than its list says."""
    expected = instance.get("typeValueListElement")
    values: dict[str, object] = {"found": NOT_KNOWN, "expected": shown(expected)}
    for number, item in items(instance, "value"):
        found = item.get("modelType")
        if found != expected and found not in SUBCLASSES.get(str(expected), ()):
            return ("value", number), values | {"found": shown(found)}
    return (), values


def of_wrong_type(instance: Instance) -> Place:
    """Return the first item of another value type than its list says."""
    expected = instance.get("valueTypeListElement")
    for number, item in items(instance, "value") if expected is not None else ():
        found = item.get("valueType")
        if found != expected:
            english = f"the item is {shown(found)}, the list says {shown(expected)}"
            korean = f"항목은 {shown(found)}, 목록은 {shown(expected)}입니다"
            return ("value", number, "valueType"), {"problem": Sentence(english, korean)}
    return (), {"problem": Sentence("valueTypeListElement is missing", "valueTypeListElement가 없습니다")}


def of_other_meaning(instance: Instance) -> Place:
    """Return the first item whose semanticId is not that of its list."""
    expected = last_key(instance.get("semanticIdListElement"))
    return meaning_other_than(expected, items(instance, "value"))


def of_several_meanings(instance: Instance) -> Place:
    """Return the first item whose semanticId is not that of the items before."""
    held = items(instance, "value")
    first = next((known for _, item in held if (known := last_key(item.get("semanticId")))), None)
    return meaning_other_than(first, held)


def meaning_other_than(expected: str | None, held: Iterable[tuple[int, Instance]]) -> Place:
    """Return the first item with a semanticId other than the one expected."""
    values: dict[str, object] = {"found": NOT_KNOWN, "expected": shown(expected or NOT_KNOWN)}
    for number, item in held:
        found = last_key(item.get("semanticId"))
        if found is not None and found != expected:
            return ("value", number, "semanticId"), values | {"found": shown(found)}
    return (), values


def twice(attribute: str, key: str) -> Callable[[Instance], Place]:
    """Return a search for the first name that two objects of a list share."""

    def found(instance: Instance) -> Place:
        seen: set[Json] = set()
        for number, one in items(instance, attribute):
            name = one.get(key)
            if isinstance(name, str) and name in seen:
                return (attribute, number), {"name": shown(name)}
            seen.add(name if isinstance(name, str) else None)
        return (), {"name": NOT_KNOWN}

    return found


def variable_twice(instance: Instance) -> Place:
    """Return the idShort that two variables of an operation share."""
    names: Counter[str] = Counter()
    for attribute in ("inputVariables", "outputVariables", "inoutputVariables"):
        for _, variable in items(instance, attribute):
            value = variable.get("value")
            names.update([str(value.get("idShort"))] if isinstance(value, dict) else ())
    return (), {"name": shown(next((name for name, number in names.items() if number > 1), NOT_KNOWN))}


def of_entity(instance: Instance) -> Place:
    """Return why the asset ids of an entity do not fit its type."""
    if instance.get("entityType") != "SelfManagedEntity":
        return (), {"problem": Sentence("a CoManagedEntity has asset ids", "CoManagedEntity에 자산 ID가 있습니다")}
    if "globalAssetId" in instance and "specificAssetIds" in instance:
        english = "a SelfManagedEntity has globalAssetId and specificAssetIds, one of them is allowed"
        korean = "SelfManagedEntity에 globalAssetId와 specificAssetIds가 모두 있습니다 (하나만 허용)"
        return (), {"problem": Sentence(english, korean)}
    english = "a SelfManagedEntity has neither globalAssetId nor specificAssetIds"
    return (), {"problem": Sentence(english, "SelfManagedEntity에 globalAssetId도 specificAssetIds도 없습니다")}


def language_twice(instance: Instance, text: str) -> Place:
    """Return the attribute that the SDK speaks of (`Display name must …`), and the language that stands twice in it."""
    subject = re.sub("[ -]", "", text.partition(" must ")[0]).lower()
    name = next((name for name in instance if name.lower() == subject), None)
    if name is None:
        return (), {"language": NOT_KNOWN}
    place, values = twice(name, "language")(instance)
    return place or (name,), {"attribute": name, "language": values["name"]}


FINDERS: Final[Mapping[str, Callable[[Instance], Place]]] = {
    rules.LIST_ITEM_CLASS.code: of_wrong_class,
    rules.LIST_VALUE_TYPE.code: of_wrong_type,
    rules.LIST_SEMANTIC_ID.code: of_other_meaning,
    rules.LIST_SAME_SEMANTICS.code: of_several_meanings,
    rules.QUALIFIER_TWICE.code: twice("qualifiers", "type"),
    rules.EXTENSION_TWICE.code: twice("extensions", "name"),
    rules.OPERATION_VARIABLE_TWICE.code: variable_twice,
    rules.SELF_MANAGED_WITHOUT_ASSET.code: of_entity,
}

"""What differs between two AAS files: identifiables by their ids, elements by their idShort paths, never by position.

The order of identifiables, elements and attributes means nothing and is no difference; the order of a list does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Final, Literal

from aas_converters.interchange.content import Attachment, Content, Environment
from aas_converters.interchange.write import compact, joined
from aas_validators.metamodel.shapes import ENVIRONMENT_LISTS

Kind = Literal["added", "removed", "changed"]
CHILDREN: Final = ("submodelElements", "value", "statements", "annotations")
VARIABLES: Final = ("inputVariables", "outputVariables", "inoutputVariables")
TEXTS: Final = ("displayName", "description", "value", "preferredName", "definition", "shortName")
"""Attributes that hold a text in several languages: each language is compared by itself."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference. `id` and `name` are the id and class of the identifiable, or the name of a file and `File`.

    `path` is the idShort path below it, empty for itself. `attribute` is what changed, None where the thing as a
    whole is only in one of the files; `before` and `after` are its values as text, None where there is none.
    """

    kind: Kind
    name: str
    id: str
    path: str = ""
    attribute: str | None = None
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """An identifiable taken apart: its class, and the attributes of it and of its elements by idShort path."""

    name: str
    attributes: dict[str, dict[str, str]] = field(default_factory=dict)


def differences(before: Content, after: Content) -> Iterator[Difference]:
    """Yield what differs between two files, in the order of the first, then what only the second has."""
    old = facts_of(joined([part.environment for part in before.parts]))
    new = facts_of(joined([part.environment for part in after.parts]))
    for key, facts in old.items():
        if key in new:
            yield from between(key, facts, new[key])
        else:
            yield Difference("removed", facts.name, key)
    yield from (Difference("added", facts.name, key) for key, facts in new.items() if key not in old)
    yield from of_files(before.attachments, after.attachments)
    if before.thumbnail != after.thumbnail:
        yield Difference("changed", "Package", before.file, "", "thumbnail", before.thumbnail, after.thumbnail)


def between(key: str, old: Facts, new: Facts) -> Iterator[Difference]:
    """Yield what differs between two identifiables of one id."""
    if old.name != new.name:
        yield Difference("changed", old.name, key, "", "modelType", old.name, new.name)
    gone, come = only_tops(old.attributes, new.attributes), only_tops(new.attributes, old.attributes)
    for path, attributes in old.attributes.items():
        if path in gone:
            yield Difference("removed", old.name, key, path, None, summary(attributes))
        for name in {**attributes, **new.attributes.get(path, {})} if path in new.attributes else ():
            was, now = attributes.get(name), new.attributes[path].get(name)
            if was != now:
                yield Difference("changed", old.name, key, path, name, was, now)
    for path in new.attributes:
        if path in come:
            yield Difference("added", old.name, key, path, None, None, summary(new.attributes[path]))


def only_tops(these: Mapping[str, object], others: Mapping[str, object]) -> set[str]:
    """Return the paths that only one side has, without those below another of them."""
    alone = {path for path in these if path not in others}
    return {path for path in alone if not any(above in alone for above in parents(path))}


def parents(path: str) -> Iterator[str]:
    """Yield the paths above a path."""
    for place in range(len(path) - 1, 0, -1):
        if path[place] in ".[":
            yield path[:place]


def summary(attributes: Mapping[str, str]) -> str:
    """Return an element in a few words: its class and its value."""
    return " ".join(attributes[name] for name in ("modelType", "value") if attributes.get(name))


def facts_of(environment: Environment) -> dict[str, Facts]:
    """Return the identifiables of an environment taken apart, by id; a second one of an id is numbered."""
    found: dict[str, Facts] = {}
    for attribute, name in ENVIRONMENT_LISTS.items():
        for item in environment.get(attribute) or []:
            if not isinstance(item, dict):
                continue
            key = str(item.get("id", item.get("idShort", "")))
            number = 1
            while key in found:
                number += 1
                key = f"{item.get('id', '')} ({number})"
            found[key] = Facts(name)
            take_apart(item, "", found[key].attributes)
    return found


def take_apart(value: Mapping[str, Any], path: str, into: dict[str, dict[str, str]]) -> None:
    """Note the attributes of an object and of the elements in it."""
    own: dict[str, str] = {}
    while path in into:
        path += "'"  # two elements of one name, which no valid file has
    into[path] = own
    for name, held in value.items():
        if name in (*CHILDREN, *VARIABLES) and is_elements(held, name):
            listed = value.get("modelType") == "SubmodelElementList" and name == "value"
            for number, item in enumerate(held):
                element = item.get("value") or {} if name in VARIABLES else item
                step = f"[{number}]" if listed or not element.get("idShort") else str(element["idShort"])
                take_apart(element, joined_path(path, step), into)
        elif name in TEXTS and is_texts(held):
            own.update({f"{name}@{text['language']}": str(text["text"]) for text in held})
        elif name == "qualifiers" and isinstance(held, list):
            own.update({f"qualifier {one.get('type')}": rest(one) for one in held if isinstance(one, dict)})
        else:
            own[name] = shown_value(held)


def joined_path(path: str, step: str) -> str:
    """Return the path of a child."""
    return step if not path else f"{path}{step}" if step.startswith("[") else f"{path}.{step}"


def is_elements(value: object, name: str) -> bool:
    """Say whether a value is a list of submodel elements, or of the variables of an operation."""
    if not isinstance(value, list) or not value or not all(isinstance(item, dict) for item in value):
        return False
    return all("modelType" in item or (name in VARIABLES and isinstance(item.get("value"), dict)) for item in value)


def is_texts(value: object) -> bool:
    """Say whether a value is a text in several languages."""
    return isinstance(value, list) and all(isinstance(one, dict) and {"language", "text"} <= set(one) for one in value)


def rest(qualifier: Mapping[str, Any]) -> str:
    """Return a qualifier without its type: its value where that is all."""
    return str(qualifier.get("value", "")) if set(qualifier) <= {"type", "value", "valueType"} else compact(qualifier)


def shown_value(value: Any) -> str:
    """Return the value of an attribute as text: a reference by its keys, anything else as JSON."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict) and isinstance(value.get("keys"), list):
        keys = [f"({key.get('type')}){key.get('value')}" for key in value["keys"] if isinstance(key, dict)]
        return f"[{value.get('type')}] " + ", ".join(keys)
    return compact(value)


def of_files(before: Mapping[str, Attachment], after: Mapping[str, Attachment]) -> Iterator[Difference]:
    """Yield the files that only one package has, and those whose bytes or types differ."""
    for name, old in before.items():
        new = after.get(name)
        if new is None:
            yield Difference("removed", "File", name)
            continue
        if old.content_type != new.content_type:
            yield Difference("changed", "File", name, "", "contentType", old.content_type, new.content_type)
        was, now = digest(old), digest(new)
        if was != now:
            yield Difference("changed", "File", name, "", "sha256", was, now)
    yield from (Difference("added", "File", name) for name in after if name not in before)


def digest(attachment: Attachment) -> str:
    """Return the SHA-256 of a file."""
    whole = sha256()
    for chunk in attachment.chunks():
        whole.update(chunk)
    return whole.hexdigest()

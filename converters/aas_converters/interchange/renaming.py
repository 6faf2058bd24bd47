"""Give elements other names and let every reference follow: an idShort that a version forbids must not break a path."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Final

from aas_converters.interchange.content import Environment
from aas_validators.document.jsonable import Json, Pointer
from aas_validators.metamodel.shapes import VERSIONS, shapes
from aas_validators.metamodel.walk import Node, children, walk

WORDS: Final = {"℃": "degC", "℉": "degF", "°": "deg", "%": "Percent", "‰": "Permille", "Ω": "Ohm", "μ": "u", "µ": "u"}
"""Signs that mean something in a name and have no letters of their own."""
HANGUL: Final = re.compile(r"[\uac00-\ud7a3\u3131-\u318e]")
LEGAL: Final = {
    "3.0": re.compile(r"[a-zA-Z][a-zA-Z0-9_]{0,127}"),
    "3.1": re.compile(r"[a-zA-Z][a-zA-Z0-9_-]{0,126}[a-zA-Z0-9_]"),
}
"""What an idShort may be in a version (AASd-002, with the longest name)."""
LONGEST_NAME: Final = 128
LONGEST_DISPLAY_NAME: Final = 128
IDENTIFIABLES: Final = ("AssetAdministrationShell", "Submodel", "ConceptDescription")

Path = tuple[str, ...]
Change = tuple[Node, str, str | None]
"""What has another name, the name before and the one after; None where it has none any more."""


@dataclass(frozen=True, slots=True)
class Renamed:
    """One name that changed: where, and the names before and after. `after` is None where it was taken away."""

    pointer: Pointer
    before: str
    after: str | None


def renamed(environment: Environment, name_of: Callable[[Node], str | None]) -> tuple[Environment, list[Renamed]]:
    """Return an environment in which every referable has the name that `name_of` gives, and what changed.

    Names stay unique among siblings: a number is added where two would be equal. The old name becomes the displayName
    where there is none. Model references into the environment lead where they led before. A name of None takes the
    idShort away.
    """
    changed = deepcopy(environment)
    names = rename_in(changed, name_of)
    return changed, [Renamed(node.pointer, before, after) for node, before, after in names]


def rename_in(environment: Environment, name_of: Callable[[Node], str | None]) -> list[Change]:
    """Give every referable of an environment its new name in place; return what changed. See `renamed`."""
    found: list[Change] = []
    moved: dict[str, dict[Path, Path]] = {}
    for top in walk(environment, "Environment", VERSIONS[-1]):
        if top.name in IDENTIFIABLES:
            rename_one(top, name_of(top), set(), found)
            moved.setdefault(str(top.value.get("id")), {}).update(below(top, name_of, found))
    if any(before != after for paths in moved.values() for before, after in paths.items()):
        for node in walk(environment, "Environment", VERSIONS[-1]):
            if node.name == "Reference" and node.value.get("type") == "ModelReference":
                follow(node.value, moved)
    return found


def below(top: Node, name_of: Callable[[Node], str | None], found: list[Change]) -> dict[Path, Path]:
    """Rename the elements below an identifiable; return their paths before and after."""
    moved: dict[Path, Path] = {}
    waiting: list[tuple[Node, Path, Path]] = [(top, (), ())]
    while waiting:
        holder, before, after = waiting.pop()
        inner = [(child, child.text("idShort") or "", name_of(child)) for child in elements(holder)]
        taken = {old for _, old, new in inner if old and old == new}  # names that stay come before any new one
        listed = holder.name == "SubmodelElementList"
        for child, old, new in inner:
            if old != (new or ""):
                rename_one(child, new, taken, found)
            position = str(child.pointer[-1])
            was = (*before, position if listed else old)
            now = (*after, position if listed else child.text("idShort") or "")
            moved.setdefault(was, now)
            waiting.append((child, was, now))
    return moved


def elements(holder: Node) -> Iterator[Node]:
    """Yield the elements that an object directly holds; the variables of an operation hold one each."""
    classes = shapes(VERSIONS[-1])
    for child in children(holder, classes[holder.name], classes):
        if child.name == "OperationVariable":
            yield from elements(child)
        elif "idShort" in classes[child.name].attributes:
            yield child


def rename_one(node: Node, name: str | None, taken: set[str], found: list[Change]) -> None:
    """Give a referable a name that none of its siblings has, and keep the old one where people read it."""
    before = node.text("idShort")
    if name is None:
        if before is None:
            return
        del node.value["idShort"]
    else:
        unique, number = name, 1
        while unique in taken:
            number += 1
            unique = f"{name}_{number}"
        taken.add(unique)
        if unique == before:
            return
        node.value["idShort"] = unique
        name = unique
    if before and not node.value.get("displayName"):
        language = "ko" if HANGUL.search(before) else "en"
        node.value["displayName"] = [{"language": language, "text": before[:LONGEST_DISPLAY_NAME]}]
    found.append((node, before or "", name))


def follow(reference: dict[str, Json], moved: dict[str, dict[Path, Path]]) -> None:
    """Let a model reference lead to where its element is now."""
    keys: Any = reference.get("keys")
    if not isinstance(keys, list) or not all(isinstance(key, dict) for key in keys):
        return
    start = next((i for i, key in enumerate(keys) if str(key.get("value")) in moved), None)
    if start is None:
        return
    paths = moved[str(keys[start]["value"])]
    steps = tuple(str(key.get("value")) for key in keys[start + 1 :])
    for length in range(len(steps), 0, -1):  # fragments stand behind the last element
        if (now := paths.get(steps[:length])) is not None:
            for key, step in zip(keys[start + 1 :], now, strict=False):
                key["value"] = step
            return


def legal_name(name: str, fallback: str, metamodel: str) -> str:
    """Return the name nearest to one that the version allows.

    >>> legal_name("Min.MotorPower", "Property", "3.0"), legal_name("E-mail", "Property", "3.1")
    ('Min_MotorPower', 'E-mail')
    >>> legal_name("until 80℃", "Property", "3.0"), legal_name("온도", "Property", "3.0")
    ('until_80degC', 'Property')
    """
    allowed = r"[^A-Za-z0-9_-]+" if metamodel != "3.0" else r"[^A-Za-z0-9_]+"
    spelled = "".join(WORDS.get(sign, sign) for sign in name)
    plain = unicodedata.normalize("NFKD", spelled).encode("ascii", "replace").decode().replace("?", " ")
    plain = re.sub(allowed, "_", plain.strip()).strip("_-") if not LEGAL[metamodel].fullmatch(name) else name
    if not plain:
        return fallback
    if not plain[0].isalpha():
        plain = f"{fallback}_{plain}"
    plain = plain[:LONGEST_NAME]
    return plain if metamodel == "3.0" or len(plain) > 1 else f"{plain}_"

"""What the repairs share: the rule of a repair, and where to keep what has no place of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from aas_converters.interchange.content import Environment
from aas_validators.diagnostics import Rule, Sentence, Severity
from aas_validators.document.finding import Finding, shown
from aas_validators.document.jsonable import Json, Pointer
from aas_validators.metamodel.shapes import VERSIONS, shapes
from aas_validators.metamodel.walk import Node

Words = tuple[str, str]
NOTHING: Final = Sentence("(nothing)", "(없음)")
CHECK: Final = ("check that this is what was meant", "의도한 값인지 확인하십시오")


def repair_rule(number: int, name: str, message: Words, why: Words, hint: Words = CHECK, spec: str = "") -> Rule:
    """Return the rule of a repair: a note, since what it tells is already put right."""
    return Rule(
        code=f"FIX{number:03}",
        name=name,
        severity=Severity.INFO,
        message=Sentence(*message),
        hint=Sentence(*hint),
        why=Sentence(*why),
        spec=spec,
    )


@dataclass(slots=True)
class Work:
    """An environment under repair, changed in place, and the version it is repaired for.

    `places` has the place of every object in the environment that came in, by the identity of the object."""

    environment: Environment
    version: str
    places: dict[int, tuple[Pointer, object]] = field(default_factory=dict)

    concepts: dict[str, dict[str, Any]] = field(default_factory=dict)
    """The IEC 61360 content of each concept description, by its id."""

    def place(self, node: Node) -> Pointer:
        """Return where a node was in the environment that came in, else where it is."""
        return self.places.get(id(node.value), (node.pointer, None))[0]


Step = Callable[[Node, Work], Iterator[Finding]]
"""Looks at one object, changes it and what it holds, and yields what it did. Parents come before children."""
Sweep = Callable[[Work], Iterator[Finding]]
"""Looks at the environment as a whole; its findings say where things were in what came in."""


@dataclass(frozen=True, slots=True)
class Repair:
    """A repair: its rule, and how it is done. What is not `usual` is done only when it is asked for."""

    rule: Rule
    step: Step | None = None
    sweep: Sweep | None = None
    usual: bool = True


def change(rule: Rule, node: Node, attribute: str, before: Json, after: Json = None) -> Finding:
    """Return the finding for a changed attribute."""
    pointer = (*node.pointer, attribute) if attribute in node.value else node.pointer
    return Finding(rule, pointer, {"attribute": attribute, "before": told(before), "after": told(after)})


def told(value: Json) -> str | Sentence:
    """Return a value as a message shows it: a reference by its last key, nothing by a word."""
    if value is None:
        return NOTHING
    keys = value.get("keys") if isinstance(value, dict) else None
    if isinstance(keys, list) and keys and isinstance(keys[-1], dict):
        return shown(keys[-1].get("value"))
    return shown(value)


def keep(node: Node, name: str, text: str) -> None:
    """Keep a text that has no place any more as an extension of the nearest thing that can have one."""
    holder: Node | None = node
    classes = shapes(VERSIONS[-1])
    while holder is not None and not (holder.name in classes and "extensions" in classes[holder.name].attributes):
        holder = holder.parent
    if holder is None:
        return
    held = holder.value.get("extensions")
    extensions: list[Any] = held if isinstance(held, list) else []
    taken = {one.get("name") for one in extensions if isinstance(one, dict)}
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name} ({number})"
    holder.value["extensions"] = [*extensions, {"name": free, "valueType": "xs:string", "value": text}]


def leaves(value: Json) -> Iterator[str]:
    """Yield every text in a value."""
    waiting: list[Json] = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict):
            waiting.extend(item.values())
        elif isinstance(item, list):
            waiting.extend(item)
        elif isinstance(item, str):
            yield item


def external(value: str) -> dict[str, Json]:
    """Return an external reference to an identifier."""
    return {"type": "ExternalReference", "keys": [{"type": "GlobalReference", "value": value}]}


def all_texts(value: Json) -> list[dict[str, Any]]:
    """Return the texts of a multi-language text, only those that are complete."""
    items = value if isinstance(value, list) else []
    return [
        one
        for one in items
        if isinstance(one, dict) and isinstance(one.get("text"), str) and isinstance(one.get("language"), str)
    ]

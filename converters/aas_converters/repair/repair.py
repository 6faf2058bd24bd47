"""Repair an environment: every repair in its order, again and again until there is nothing left to do."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, Final

from aas_converters.interchange.content import Environment
from aas_converters.repair import (
    asked,
    concepts,
    empty,
    identity,
    languages,
    lists,
    names,
    references,
    required,
    spelling,
    twins,
    values,
)
from aas_converters.repair.work import Repair, Work
from aas_validators.diagnostics import Rule
from aas_validators.document.finding import Finding
from aas_validators.document.jsonable import Json, Pointer
from aas_validators.metamodel.shapes import VERSIONS
from aas_validators.metamodel.walk import Node, walk

REPAIRS: Final[tuple[Repair, ...]] = (
    *twins.FIRST,
    *spelling.REPAIRS,
    *empty.REPAIRS,
    *languages.REPAIRS,
    *identity.REPAIRS,
    *references.REPAIRS,
    *required.REPAIRS,
    *lists.REPAIRS,
    *twins.REPAIRS,
    *values.REPAIRS,
    *concepts.REPAIRS,
    *names.REPAIRS,
    *asked.REPAIRS,
)
"""Every repair, in the order in which they are done: what others rely on comes first."""
ROUNDS: Final = 8
"""A repair may open the way for another; files that need more rounds than this are not known."""


def repairs_named(words: Collection[str]) -> tuple[Repair, ...]:
    """Return the repairs by the codes and names of their rules; `all` is every one. None named: the usual ones.

    Raises ValueError for a word that names no repair."""
    if not words:
        return tuple(one for one in REPAIRS if one.usual)
    known = {word for one in REPAIRS for word in (one.rule.code, one.rule.name)} | {"all", "usual"}
    if wrong := sorted(set(words) - known):
        raise ValueError(f"there is no repair {', '.join(wrong)}")
    wanted = set(words)
    return tuple(
        one
        for one in REPAIRS
        if "all" in wanted or ("usual" in wanted and one.usual) or wanted & {one.rule.code, one.rule.name}
    )


def rules_of_repairs() -> dict[Rule, bool]:
    """Return the rules of the repairs, and whether each is done without being asked for."""
    return {one.rule: one.usual for one in REPAIRS}


def repaired(
    environment: Environment, version: str, repairs: Collection[Repair] | None = None
) -> tuple[Environment, list[Finding]]:
    """Return an environment repaired for a version (`3.0`, `3.1`), and a finding for every change.

    The pointers of the findings lead into the environment that came in, which is left as it is. By default the usual
    repairs are done."""
    work = Work({name: copied(held) for name, held in environment.items()}, version)
    work.places = dict(places(work.environment))
    wanted = repairs_named(()) if repairs is None else repairs
    findings: list[Finding] = []
    known = -1
    for _ in range(ROUNDS):
        before = len(findings)
        for repair in wanted:
            if len(findings) != known:  # something has changed since
                work.concepts, known = contents(work.environment), len(findings)
            findings.extend(repair.sweep(work) if repair.sweep else stepped(repair, work))
        if len(findings) == before:
            break
    return work.environment, findings


def stepped(repair: Repair, work: Work) -> Iterator[Finding]:
    """Do a repair on every object and yield its findings at their places in what came in."""
    for node in walk(work.environment, "Environment", VERSIONS[-1]):
        if repair.step is None:
            continue
        for found in repair.step(node, work):
            yield Finding(
                found.rule, (*work.place(node), *found.pointer[len(node.pointer) :]), found.values, found.at_name
            )


def copied(value: Any) -> Any:
    """Return plain data anew; what stands in two places is two things then, so that each can be changed alone."""
    if isinstance(value, dict):
        return {key: copied(held) for key, held in value.items()}
    return [copied(held) for held in value] if isinstance(value, list) else value


def places(environment: Environment) -> Iterator[tuple[int, tuple[Pointer, object]]]:
    """Yield the place of every object by its identity, and the object, which keeps the identity taken."""
    waiting: list[tuple[Pointer, Json]] = [((), environment)]
    while waiting:
        pointer, item = waiting.pop()
        if isinstance(item, dict):
            yield id(item), (pointer, item)
            waiting.extend(((*pointer, key), held) for key, held in item.items())
        elif isinstance(item, list):
            waiting.extend(((*pointer, number), held) for number, held in enumerate(item))


def contents(environment: Environment) -> dict[str, dict[str, Any]]:
    """Return the IEC 61360 content of each concept description by its id."""
    found: dict[str, dict[str, Any]] = {}
    held = environment.get("conceptDescriptions")
    for number, item in enumerate(held if isinstance(held, list) else []):
        if isinstance(item, dict):
            node = Node("ConceptDescription", item, ("conceptDescriptions", number))
            for _, specification in node.items("embeddedDataSpecifications"):
                content = specification.get("dataSpecificationContent")
                if isinstance(content, dict):
                    found.setdefault(str(item.get("id")), content)
    return found

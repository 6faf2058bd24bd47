"""Count the elements of one parent: cardinality, and elements that exclude each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from aas_reference_models.model import Element
from aas_validators.diagnostics import Sentence
from aas_validators.document.finding import Finding, shown
from aas_validators.document.jsonable import Pointer
from aas_validators.template import rules
from aas_validators.template.elsewhere import NOTHING, Elsewhere
from aas_validators.template.naming import label, named
from aas_validators.template.pairing import Pair
from aas_validators.template.rules import template_rule

EXCLUDED = template_rule(
    14,
    "elements-exclude-each-other",
    (
        "{element} and {other} stand together in {parent}, the template allows one of them",
        "{parent}에 {element}와(과) {other}이(가) 함께 있습니다 (하나만 허용)",
    ),
    ("keep one of them", "하나만 남기십시오"),
    (
        "A reader that finds both does not know which one counts.",
        "둘 다 있으면 어느 것이 유효한지 알 수 없습니다.",
    ),
    spec="SMT/EitherOr",
)


def check_counts(
    pairs: Sequence[Pair],
    elements: Sequence[Element],
    pointer: Pointer,
    parent: str,
    moved: Elsewhere = NOTHING,
) -> Iterator[Finding]:
    """Yield what is missing, what stands too often and what excludes its sibling; `moved` stands elsewhere."""
    counts = Counter(id(pair.element) for pair in pairs if pair.element)
    chosen = {e.demands.either_or for e in elements if e.demands.either_or and counts[id(e)]}
    said: set[str] = set()
    for element in elements:
        number, group = counts[id(element)], element.demands.either_or
        if number == 0 and element.cardinality.mandatory and (group is None or group not in chosen | said):
            said.update([group] if group else ())
            yield from absent(element, pointer, parent, moved)
        if number > 1 and not element.cardinality.repeated:
            second = [pair for pair in pairs if pair.element is element][1]
            values = {"element": label(element), "number": number, "parent": shown(parent)}
            yield Finding(rules.TOO_MANY, second.pointer, values)
    yield from check_choices(pairs, parent)


def check_choices(pairs: Sequence[Pair], parent: str) -> Iterator[Finding]:
    """Yield a finding for each element that another of its class excludes."""
    first: dict[str, Pair] = {}
    for pair in pairs:
        group = pair.element.demands.either_or if pair.element else None
        if group is None:
            continue
        other = first.setdefault(group, pair)
        if other.element is not pair.element:
            values = {"element": named(pair.instance), "other": named(other.instance), "parent": shown(parent)}
            yield Finding(EXCLUDED, pair.pointer, values)


def absent(element: Element, pointer: Pointer, parent: str, moved: Elsewhere) -> Iterator[Finding]:
    """Yield a mandatory element that is not there, or what is missing of one whose elements stand elsewhere."""
    if moved.has(element.id_short):
        return
    below = moved.below(element.id_short)
    if below.paths and element.elements:
        yield from check_counts([], element.elements, pointer, parent, below)
    else:
        yield missing(element, pointer, parent)


def missing(element: Element, pointer: Pointer, parent: str) -> Finding:
    """Return the finding for a mandatory element that is not there."""
    meaning = element.semantic_id
    semantic: object = Sentence(f" with semanticId {meaning}", f" (semanticId {meaning})") if meaning else ""
    values = {
        "parent": shown(parent),
        "element": label(element),
        "kind": str(element.kind),
        "semantic": semantic,
    }
    return Finding(rules.MISSING_ELEMENT, pointer, values)

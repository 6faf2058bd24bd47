"""What changed between two versions of a model, and whether it breaks what was written by the older one.

A change is compatible when every submodel of the old version fits the new one and still means the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from aas_reference_models.model import Element, Interval, Model, walk
from aas_validators.diagnostics import Sentence


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: where (an idShort path, empty for the model itself), what, and whether it breaks anything."""

    path: str
    what: Sentence
    breaking: bool


def changes(old: Model, new: Model) -> Iterator[Change]:
    """Yield the differences between two versions of a model: of the model itself, then in the order of elements."""
    yield from model_changes(old, new)
    before, after = by_path(old), by_path(new)
    fresh = {element.semantic_id: path for path, element in after.items() if path not in before}
    moved = set()
    for path, element in before.items():
        if path in after:
            yield from element_changes(path, element, after[path])
        elif element.semantic_id and (to := fresh.get(element.semantic_id)):
            moved.add(to)
            yield Change(path, Sentence(f"moved to {to}", f"{to}(으)로 옮김"), breaking=True)
        else:
            yield Change(path, Sentence("removed", "삭제"), breaking=True)
    for path, element in after.items():
        if path in before or path in moved:
            continue
        # below an optional parent that is new as well, a mandatory child breaks nothing
        must = element.cardinality.mandatory and parent(path) in {"", *before}
        yield Change(path, Sentence("added, mandatory", "필수 요소 추가") if must else Sentence("added", "추가"), must)


def by_path(model: Model) -> dict[str, Element]:
    """Return the elements of a model by path; the item of a list has `[]` behind its list."""
    return {
        ".".join(part or "[]" for part in path).replace(".[]", "[]"): element for path, element in walk(model.elements)
    }


def parent(path: str) -> str:
    """Return the path above."""
    return path.removesuffix("[]") if path.endswith("[]") else path.rpartition(".")[0]


def model_changes(old: Model, new: Model) -> Iterator[Change]:
    """Yield the differences of the models themselves."""
    breaking: tuple[tuple[str, str, object, object], ...] = (
        ("semanticId", "semanticId", old.semantic_id, new.semantic_id),
        ("idShort", "idShort", old.id_short, new.id_short),
        ("shape", "구성 단위(shape)", shape(old), shape(new)),
    )
    for en, ko, one, other in breaking:
        if one != other:
            yield Change("", changed(en, ko, one, other), breaking=True)
    if old.version != new.version:
        yield Change("", changed("version", "버전", old.version, new.version), breaking=False)
    for en, ko, one, other in (
        ("title", "제목", old.title, new.title),
        ("description", "설명", old.description, new.description),
    ):
        if one != other:
            yield Change("", Sentence(f"{en} changed", f"{ko} 변경"), breaking=False)


def element_changes(path: str, old: Element, new: Element) -> Iterator[Change]:
    """Yield the differences of one element."""
    always_breaking = (
        ("semanticId", "semanticId", old.semantic_id, new.semantic_id),
        ("kind", "종류", str(old.kind), str(new.kind)),
        ("type", "자료형", old.value_type, new.value_type),
        ("unit", "단위", old.unit.ucum if old.unit else None, new.unit.ucum if new.unit else None),
    )
    for en, ko, one, other in always_breaking:
        if one != other:
            yield Change(path, changed(en, ko, one, other), breaking=True)
    if old.cardinality != new.cardinality:
        tighter = (new.cardinality.mandatory and not old.cardinality.mandatory) or (
            old.cardinality.repeated and not new.cardinality.repeated
        )
        yield Change(path, changed("cardinality", "개수", str(old.cardinality), str(new.cardinality)), breaking=tighter)
    if old.allowed_range != new.allowed_range:
        what = changed("range", "범위", said(old.allowed_range), said(new.allowed_range))
        yield Change(path, what, breaking=not within(old.allowed_range, new.allowed_range))
    yield from code_changes(path, old, new)
    for en, ko, part in WORDS:
        if part(old) != part(new):
            yield Change(path, Sentence(f"{en} changed", f"{ko} 변경"), breaking=False)


def code_changes(path: str, old: Element, new: Element) -> Iterator[Change]:
    """Yield the differences of a code list; a list where there was none binds what was free."""
    before, after = ([code.value for code in element.codes] for element in (old, new))
    if gone := [value for value in before if value not in after] if after else []:
        yield Change(
            path, Sentence(f"codes removed: {', '.join(gone)}", f"코드 삭제: {', '.join(gone)}"), breaking=True
        )
    if added := [value for value in after if value not in before]:
        words = ", ".join(added)
        yield Change(path, Sentence(f"codes added: {words}", f"코드 추가: {words}"), breaking=not before)
    if before and not after:
        yield Change(path, Sentence("code list removed", "코드 목록 삭제"), breaking=False)


WORDS: Final[tuple[tuple[str, str, Callable[[Element], object]], ...]] = (
    ("name", "이름", lambda element: element.name),
    ("definition", "정의", lambda element: element.definition),
    ("aliases", "별칭", lambda element: element.aliases),
    ("references", "참조", lambda element: element.references),
    ("role", "역할", lambda element: element.role),
    ("example", "예시", lambda element: element.example),
    ("aggregate", "집계", lambda element: (element.of_group, element.derived_from)),
)
"""Parts of an element that no written submodel depends on."""


def changed(en: str, ko: str, one: object, other: object) -> Sentence:
    """Return the sentence for a value that became another."""
    return Sentence(f"{en}: {one or '-'} → {other or '-'}", f"{ko}: {one or '-'} → {other or '-'}")


def shape(model: Model) -> str:
    """Return the shape of a model in the words of the model language."""
    parts = {name: getattr(model.shape, name) for name in ("one_per", "by", "every", "records", "list", "record")}
    texts = {name: ", ".join(part) if isinstance(part, tuple) else part for name, part in parts.items()}
    return " ".join(f"{name}={text}" for name, text in texts.items() if text and text != "none")


def said(interval: Interval | None) -> str:
    """Return a range as a person reads it."""
    return f"{interval.low or ''}..{interval.high or ''}" if interval else ""


def within(inner: Interval | None, outer: Interval | None) -> bool:
    """Say whether every value of one range lies in another."""
    if outer is None:
        return True
    if inner is None:
        return outer.low is None and outer.high is None
    low = outer.low is None or (inner.low is not None and float(outer.low) <= float(inner.low))
    high = outer.high is None or (inner.high is not None and float(inner.high) <= float(outer.high))
    return low and high

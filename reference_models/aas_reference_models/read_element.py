"""Turn one element of a model file, with all below it, into an `Element`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from aas_reference_models.concept_ids import concept_id, name_and_revision
from aas_reference_models.marked_yaml import Marked, Path
from aas_reference_models.model import (
    Cardinality,
    Code,
    Element,
    Interval,
    Kind,
    Role,
    SemanticReference,
    Text,
    Unit,
)
from aas_reference_models.problem import Problem, meant
from aas_reference_models.schema_check import problem
from aas_reference_models.units import unit_named, units

PARENTS: Final = frozenset((Kind.SUBMODEL_ELEMENT_COLLECTION, Kind.ENTITY))
TYPED: Final = frozenset((Kind.PROPERTY, Kind.RANGE))


@dataclass(slots=True)
class Reader:
    """What is needed to read the elements of one document, and the problems found on the way."""

    document: Marked
    base: str
    scope: str
    vocabularies: Mapping[str, Mapping[str, Any]]
    code_lists: Mapping[str, tuple[Code, ...]]
    problems: list[Problem] = field(default_factory=list)
    concepts: dict[str, Path] = field(default_factory=dict)

    def complain(self, kind: str, path: Path, en: str, ko: str, hints: tuple[str, str]) -> None:
        """Note a problem with the value at a path."""
        self.problems.append(problem(kind, self.document, path, en, ko, hints))


def read_elements(entries: Mapping[str, Any], path: Path, reader: Reader, role: Role | None) -> tuple[Element, ...]:
    """Return the elements of a mapping idShort → entry."""
    return tuple(read_element(name, entry, (*path, name), reader, role, name) for name, entry in entries.items())


def read_element(
    id_short: str, entry: Mapping[str, Any], path: Path, reader: Reader, role: Role | None, concept: str
) -> Element:
    """Return one element; `role` is its parent's, `concept` the concept's name if the entry sets none."""
    kind = read_kind(entry, path, reader)
    role = entry.get("role", role)
    children: tuple[Element, ...] = ()
    if kind is Kind.SUBMODEL_ELEMENT_LIST:
        item = entry.get("item", {})
        children = (read_element("", item, (*path, "item"), reader, role, f"{concept}Item"),)
    elif kind in PARENTS:
        children = read_elements(entry.get("elements", {}), (*path, "elements"), reader, role)
    return Element(
        id_short=id_short,
        kind=kind,
        semantic_id=read_concept(entry, path, reader, concept),
        name=read_text(entry.get("name")),
        definition=read_text(entry.get("definition")),
        cardinality=Cardinality(entry.get("cardinality", Cardinality.ZERO_TO_ONE)),
        value_type=read_type(entry, kind),
        unit=read_unit(entry, path, reader),
        allowed_range=read_range(entry, path, reader),
        codes=read_codes(entry, path, reader),
        role=role,
        aliases=tuple(entry.get("aliases", ())),
        references=read_references(entry, path, reader),
        example=reader.document.text((*path, "example")) if "example" in entry else None,
        elements=children,
        content_type=entry.get("content_type"),
        of_group=entry.get("of_group"),
        derived_from=entry.get("from"),
        line=reader.document.key_place(path)[0],
    )


def read_text(entry: Mapping[str, str] | None) -> Text:
    """Return a text in several languages, English first."""
    return Text(tuple(sorted((entry or {}).items(), key=lambda pair: pair[0] != "en")))


def read_kind(entry: Mapping[str, Any], path: Path, reader: Reader) -> Kind:
    """Return the kind, which `elements` and `item` imply, and complain where they contradict it."""
    implied = Kind.PROPERTY
    if "elements" in entry:
        implied = Kind.SUBMODEL_ELEMENT_COLLECTION
    if "item" in entry:
        implied = Kind.SUBMODEL_ELEMENT_LIST
    kind = Kind(entry.get("kind", implied))
    if ("item" in entry) != (kind is Kind.SUBMODEL_ELEMENT_LIST):
        en, ko = f"a {kind} and item do not fit", f"{kind}와(과) item은 함께 쓸 수 없습니다"
        if "item" not in entry:
            en, ko = f"the {kind} has no item", f"{kind}에 item이 없습니다"
        hints = (
            "a list, and only a list, says under item: what it holds",
            "목록만 item: 아래에 담을 것을 적습니다",
        )
        reader.complain("item", path, en, ko, hints)
    if "elements" in entry and kind not in PARENTS:
        en, ko = f"a {kind} has no elements below it", f"{kind} 아래에는 elements를 둘 수 없습니다"
        hints = "leave out kind:, or the elements", "kind: 또는 elements: 를 지우십시오"
        reader.complain("elements", (*path, "elements"), en, ko, hints)
    return kind


def read_type(entry: Mapping[str, Any], kind: Kind) -> str | None:
    """Return the value type; without one, a unit or a range makes a number and everything else is text."""
    if kind not in TYPED:
        return None
    number = kind is Kind.RANGE or "unit" in entry or "range" in entry
    return str(entry.get("type", "xs:double" if number else "xs:string"))


def read_concept(entry: Mapping[str, Any], path: Path, reader: Reader, concept: str) -> str:
    """Return the concept id and complain if another element has the same one by default."""
    name, revision = name_and_revision(entry.get("concept", ""), concept)
    first = reader.concepts.setdefault(name, path)
    if first != path and not entry.get("concept", "").startswith(name):
        line = reader.document.line(first)
        en = f"the element on line {line} already has the concept {name}"
        ko = f"{line}번째 줄의 요소가 이미 {name} 개념을 쓰고 있습니다"
        hints = (
            "rename one, or give it a concept: of its own",
            "하나의 이름을 바꾸거나 concept: 로 다른 개념을 정하십시오",
        )
        reader.complain("concept-twice", path, en, ko, hints)
    return concept_id(reader.base, reader.scope, name, revision)


def read_unit(entry: Mapping[str, Any], path: Path, reader: Reader) -> Unit | None:
    """Return the unit behind its symbol; another spelling of a known unit is a complaint too."""
    if "unit" not in entry:
        return None
    symbol = reader.document.text((*path, "unit"))
    unit = units().get(symbol)
    if unit is None:
        en, ko = f"the unit {symbol} is not in units.yaml", f"단위 {symbol}은(는) units.yaml에 없습니다"
        known = unit_named(symbol)
        hints = meant(known.symbol if known else symbol, units())
        reader.complain("unknown-unit", (*path, "unit"), en, ko, hints)
    return unit


def read_range(entry: Mapping[str, Any], path: Path, reader: Reader) -> Interval | None:
    """Return the plausible range with its bounds as written."""
    if "range" not in entry:
        return None
    bounds: list[str | None] = []
    for at, value in enumerate(entry["range"]):
        text = reader.document.text((*path, "range", at))
        try:
            number = None if value is None else float(text)
        except ValueError:
            en, ko = f"the bound {text} is not a number", f"범위 값 {text}은(는) 숫자가 아닙니다"
            hints = "write a number, or null for an open end", "숫자를 쓰고, 끝이 없으면 null을 쓰십시오"
            reader.complain("range-number", (*path, "range", at), en, ko, hints)
            number = None
        bounds.append(None if number is None else text)
    low, high = bounds
    if low is not None and high is not None and float(low) >= float(high):
        en, ko = f"the range {low} to {high} is empty", f"범위 {low}~{high}가 비어 있습니다"
        hints = "write the lower bound first", "작은 값을 먼저 쓰십시오"
        reader.complain("range-order", (*path, "range"), en, ko, hints)
    return Interval(low, high)


def read_codes(entry: Mapping[str, Any], path: Path, reader: Reader) -> tuple[Code, ...]:
    """Return the code list, or the shared one of that name."""
    codes = entry.get("codes")
    if codes is None:
        return ()
    if isinstance(codes, str):
        if codes not in reader.code_lists:
            en, ko = f"there is no code list {codes}", f"코드 목록 {codes}이(가) 없습니다"
            hints = meant(codes, reader.code_lists)
            reader.complain("unknown-code-list", (*path, "codes"), en, ko, hints)
        return reader.code_lists.get(codes, ())
    return read_code_list(codes, (*path, "codes"), reader.document)


def read_code_list(codes: Mapping[str, Any], path: Path, document: Marked) -> tuple[Code, ...]:
    """Return the codes of a mapping value → name and aliases; values and aliases as written."""
    found = []
    for value, entry in codes.items():
        aliases = range(len(entry.get("aliases", ())))
        words = tuple(document.text((*path, value, "aliases", at)) for at in aliases)
        found.append(Code(value, read_text(entry["name"]), words))
    return tuple(found)


def read_references(entry: Mapping[str, Any], path: Path, reader: Reader) -> tuple[SemanticReference, ...]:
    """Return the public identifiers with the prefix and source of their vocabulary."""
    found = []
    for at, reference in enumerate(entry.get("references", ())):
        here = (*path, "references", at)
        name = reference["in"]
        vocabulary = reader.vocabularies.get(name)
        if vocabulary is None:
            en, ko = f"there is no vocabulary {name}", f"어휘집 {name}이(가) 없습니다"
            reader.complain("unknown-vocabulary", (*here, "in"), en, ko, meant(name, reader.vocabularies))
            continue
        identifier = vocabulary.get("prefix", "") + reader.document.text((*here, "id"))
        found.append(
            SemanticReference(
                scheme=vocabulary["scheme"],
                id=identifier,
                source=vocabulary["source"],
                path=reference.get("path"),
                exact=reference.get("exact", False),
            )
        )
    return tuple(found)

"""A reference model as a page on the terminal, or as plain data."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any, Final

import click

from aas_reference_models.model import Cardinality, Element, Kind, Model, walk
from aas_toolkit.cli.tables import print_table
from aas_validators.diagnostics.rule import Sentence

HEADS = {
    "en": ("element", "name", "type", "unit", "range or codes", "card.", "references"),
    "ko": ("요소", "이름", "자료형", "단위", "범위·코드", "필수", "참조"),
}
MARKS = {
    Cardinality.ONE: Sentence("1", "필수"),
    Cardinality.ZERO_TO_ONE: Sentence("0..1", "선택"),
    Cardinality.ZERO_TO_MANY: Sentence("0..*", "선택(여럿)"),
    Cardinality.ONE_TO_MANY: Sentence("1..*", "필수(여럿)"),
}
ONE_PER: Final = {
    "row": Sentence("row", "행"),
    "group": Sentence("group", "그룹"),
    "file": Sentence("file", "파일"),
}
SHAPE: Final = Sentence("one_per: {unit}", "구성: {unit}마다 서브모델 하나")
LIST: Final = Sentence("list of {held}", "목록({held})")
ANYTHING: Final = Sentence("anything", "무엇이든")


def print_model(model: Model, lang: str) -> None:
    """Print a model: what it is, and a line for each element."""
    click.echo(click.style(f"{model.name} {model.version}  {model.title.get(lang)}".rstrip(), bold=True))
    if model.description:
        click.echo(model.description.get(lang))
    if model.written is not None:
        click.echo(f"{'템플릿' if lang == 'ko' else 'template'}: {model.source} ({model.template_id or model.id})")
    click.echo(f"semanticId: {model.semantic_id or '-'}")
    click.echo(SHAPE.fill(lang, {"unit": ONE_PER[model.shape.one_per]}) + "\n")
    print_table(HEADS["ko" if lang == "ko" else "en"], list(rows(model, lang)))


def rows(model: Model, lang: str) -> Iterator[tuple[str, ...]]:
    """Yield a table row for each element. The items of a list share its row; what they hold stands below it."""
    for path, element in walk(model.elements):
        if not path[-1]:
            continue
        item = element.item if element.kind is Kind.SUBMODEL_ELEMENT_LIST and element.elements else element
        schemes = ", ".join(dict.fromkeys(f"{r.scheme}:{short(r.path or r.id)}" for r in item.references))
        yield (
            "  " * (sum(map(bool, path)) - 1) + path[-1],
            element.name.get(lang),
            type_of(element, lang),
            item.unit.symbol if item.unit else item.unknown_unit or "",
            allowed(item),
            MARKS[element.cardinality].inside(lang),
            schemes if sys.stdout.isatty() is False else short(schemes, 40),
        )


def type_of(element: Element, lang: str) -> str:
    """Return the type of a property, or the kind of anything else."""
    if element.kind is Kind.SUBMODEL_ELEMENT_LIST:
        held = element.item.value_type or element.item.kind if element.elements else element.list_kind
        return LIST.fill(lang, {"held": held or ANYTHING})
    if element.kind is Kind.SUBMODEL_ELEMENT_COLLECTION:
        return ""
    return element.value_type or element.kind.value if element.kind is Kind.PROPERTY else element.kind.value


def allowed(element: Element) -> str:
    """Return the plausible range or the code list, or what a template allows."""
    if values := element.demands.values or tuple(code.value for code in element.codes):
        return " | ".join(values)
    ranges = element.demands.ranges or ((element.allowed_range,) if element.allowed_range else ())
    return " | ".join(f"{one.low or ''}..{one.high or ''}" for one in ranges)


def short(text: str, longest: int = 60) -> str:
    """Return a text cut to a length."""
    return text if len(text) <= longest else text[: longest - 1] + "…"


def model_json(model: Model) -> dict[str, Any]:
    """Return a model as plain data."""
    return {
        "name": model.name,
        "version": model.version,
        "semanticId": model.semantic_id,
        "title": dict(model.title.by_language),
        "description": dict(model.description.by_language),
        "one_per": model.shape.one_per,
        "elements": [element_json(path, element) for path, element in walk(model.elements) if path[-1]],
    }


def element_json(path: tuple[str, ...], element: Element) -> dict[str, Any]:
    """Return an element as plain data; what it does not have is left out."""
    item = element.item if element.kind is Kind.SUBMODEL_ELEMENT_LIST and element.elements else element
    interval = item.allowed_range
    content = {
        "path": ".".join(path).replace("..", "[]."),
        "kind": element.kind.value,
        "valueType": item.value_type,
        "semanticId": element.semantic_id,
        "cardinality": element.cardinality.value,
        "name": dict(element.name.by_language),
        "definition": dict(element.definition.by_language),
        "unit": {"symbol": item.unit.symbol, "ucum": item.unit.ucum, "rec20": item.unit.rec20} if item.unit else None,
        "range": [interval.low, interval.high] if interval else None,
        "codes": [code.value for code in item.codes] or None,
        "role": element.role,
        "aliases": list(element.aliases) or None,
        "references": [{"scheme": r.scheme, "id": r.id, "source": r.source} for r in item.references] or None,
    }
    return {key: value for key, value in content.items() if value is not None}

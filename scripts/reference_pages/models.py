"""The catalogue of reference models: an index and a page for each."""

from __future__ import annotations

from pathlib import Path

from aas_reference_models.concept_ids import BASE, concept_id
from aas_reference_models.library import examples, load_model, models
from aas_reference_models.model import Element, Kind, Model, walk
from aas_toolkit.cli.model_page import MARKS, ONE_PER, allowed, type_of
from aas_validators.diagnostics import Sentence
from reference_pages.markdown import bullets, code, page, table

WIDE = "---\nhide: [navigation, toc]\n---\n\n"
"""Front matter of a page with wide tables."""

ABOUT = Path(__file__).with_name("models_{}.md")
"""What stands below the list of models, in each language."""
CONCEPT = concept_id(BASE, "{}", "<idShort>", "<revision>")

WORDS = {
    "title": Sentence("Reference models", "참조모델"),
    "ours": Sentence(
        "These models are this project's own. They are not the official reference models of the Korean programme "
        "or of any standards body.",
        "여기 있는 모델은 이 프로젝트가 직접 만든 것입니다. 국내 사업이나 표준화 기구의 공식 참조모델이 아닙니다.",
    ),
    "name": Sentence("name", "이름"),
    "process": Sentence("process", "공정"),
    "version": Sentence("version", "버전"),
    "one per": Sentence("one submodel per", "서브모델 하나의 단위"),
    "elements": Sentence("Elements", "요소"),
    "element": Sentence("element", "요소"),
    "type": Sentence("type", "자료형"),
    "unit": Sentence("unit", "단위"),
    "allowed": Sentence("range or codes", "범위·코드"),
    "often": Sentence("card.", "필수 여부"),
    "meaning": Sentence("meaning", "뜻"),
    "aliases": Sentence("Headers that are recognised", "알아보는 머리글"),
    "headers": Sentence("headers", "머리글"),
    "codes": Sentence("Codes", "코드 목록"),
    "code": Sentence("code", "코드"),
    "words": Sentence("words of plants", "현장에서 쓰는 말"),
    "references": Sentence("Public identifiers of the same kind of quantity", "같은 종류의 값을 가리키는 공개 식별자"),
    "identifier": Sentence("identifier", "식별자"),
    "basis": Sentence("Made from", "만든 근거"),
    "examples": Sentence("Examples", "예제"),
    "version and ids": Sentence("Versions and ids", "버전과 식별자"),
    "concepts": Sentence("concept ids", "개념 id"),
    "begin": Sentence("try it", "실행해 보기"),
    "ranges": Sentence(
        "Ranges are plausible bounds that find wrong units and shifted columns; they are no norm.",
        "범위는 단위가 틀렸거나 열이 밀린 것을 찾기 위한 상식적인 한계이며 규격이 아닙니다.",
    ),
}


def unit_of(model: Model, lang: str) -> str:
    """Return what a submodel is made of, as it stands in a mapping, and said in Korean where the page is."""
    unit = code(model.shape.one_per)
    return f"{ONE_PER[model.shape.one_per].ko}({unit})" if lang == "ko" else unit


def word(key: str, lang: str) -> str:
    """Return one of this page's words in a language."""
    return WORDS[key].fill(lang, {})


def pages(lang: str) -> dict[str, str]:
    """Return the index and a page for each bundled model."""
    found = [load_model(name) for name in models()]
    heads = [word(key, lang) for key in ("name", "process", "version", "one per")]
    rows = [(f"[{m.id}]({m.id}.md)", m.title.get(lang), m.version, unit_of(m, lang)) for m in found]
    about = ABOUT.with_name(ABOUT.name.format(lang)).read_text(encoding="utf-8").strip()
    index = page(word("title", lang), word("ours", lang), table(heads, rows), about)
    return {"models/index.md": index, **{f"models/{m.id}.md": model_page(m, lang) for m in found}}


def model_page(model: Model, lang: str) -> str:
    """Return everything a model says, as a page."""
    # the items of a list have no name and share its row; what they hold has rows of its own
    plain = [(path, element) for path, element in walk(model.elements) if path[-1]]
    facts = [
        f"semanticId: {code(model.semantic_id)}",
        f"idShort: {code(model.id_short)}",
        f"{word('version', lang)}: {model.version}",
        f"{word('one per', lang)}: {unit_of(model, lang)}",
        f"{word('concepts', lang)}: {code(CONCEPT.format(model.id))} ([{word('version and ids', lang)}](index.md))",
        f"{word('begin', lang)}: {code(f'aas demo {model.id}')}",
    ]
    return WIDE + page(
        f"{model.title.get(lang)} ({model.id})",
        model.description.get(lang),
        bullets(facts),
        f"## {word('elements', lang)}\n\n{word('ranges', lang)}",
        table(
            [word(key, lang) for key in ("element", "type", "unit", "allowed", "often", "meaning")],
            [element_row(path, element, lang) for path, element in plain],
        ),
        section("codes", code_rows(plain, lang), ("element", "code", "name", "words"), lang),
        section("aliases", alias_rows(plain), ("element", "headers"), lang),
        section("references", reference_rows(plain), ("element", "identifier"), lang),
        f"## {word('basis', lang)}\n\n{bullets(model.basis)}" if model.basis else "",
        f"## {word('examples', lang)}\n\n{bullets(f'`aas demo {model.id}`: {name}' for name in examples(model.id))}",
    )


def section(key: str, rows: list[tuple[str, ...]], heads: tuple[str, ...], lang: str) -> str:
    """Return a titled table, nothing for no rows."""
    return f"## {word(key, lang)}\n\n{table([word(head, lang) for head in heads], rows)}" if rows else ""


def path_text(path: tuple[str, ...]) -> str:
    """Return a path as mappings write it: `Operations[].JobId`."""
    return ".".join(path).replace("..", "[].")


def of_value(element: Element) -> Element:
    """Return the element that holds the value: the item of a list, else the element itself."""
    return element.item if element.kind is Kind.SUBMODEL_ELEMENT_LIST and element.elements else element


def element_row(path: tuple[str, ...], element: Element, lang: str) -> tuple[str, ...]:
    """Return the row of an element."""
    held = of_value(element)
    meaning = f"**{element.name.get(lang)}**: {element.definition.get(lang)}".removesuffix(": ")
    unit = held.unit.symbol if held.unit else ""
    often = MARKS[element.cardinality].inside(lang)
    return (code(path_text(path)), type_of(element, lang), unit, allowed(held), often, meaning)


def code_rows(plain: list[tuple[tuple[str, ...], Element]], lang: str) -> list[tuple[str, ...]]:
    """Return a row for each value of each code list."""
    return [
        (code(path_text(path)), code(one.value), one.name.get(lang), ", ".join(one.aliases))
        for path, element in plain
        for one in of_value(element).codes
    ]


def alias_rows(plain: list[tuple[tuple[str, ...], Element]]) -> list[tuple[str, ...]]:
    """Return a row for each element with headers of plants."""
    return [(code(path_text(path)), ", ".join(map(code, e.aliases))) for path, e in plain if e.aliases]


def reference_rows(plain: list[tuple[tuple[str, ...], Element]]) -> list[tuple[str, ...]]:
    """Return a row for each public identifier."""
    return [
        (code(path_text(path)), f"{reference.scheme} {code(reference.id)}")
        for path, element in plain
        for reference in of_value(element).references
    ]

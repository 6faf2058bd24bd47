"""Put language tags right: `en?`, `EN`, `kr`; and give each language one text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from aas_converters.interchange.renaming import HANGUL
from aas_converters.repair.work import Repair, Work, all_texts, change, repair_rule
from aas_validators.document.finding import Finding
from aas_validators.metamodel.languages import LANGUAGES, MEANT
from aas_validators.metamodel.shapes import VERSIONS, shapes
from aas_validators.metamodel.walk import Node

LANGUAGE: Final = repair_rule(
    2,
    "language-corrected",
    ("the language {before} becomes {after}", "언어 {before}을(를) {after}(으)로 바꿉니다"),
    (
        "A text in a language that does not exist is never shown.",
        "없는 언어로 된 텍스트는 화면에 나오지 않습니다.",
    ),
    spec="BCP 47",
)
ONE_TEXT: Final = repair_rule(
    3,
    "texts-of-one-language-joined",
    (
        "{attribute} has several texts in {before}; they become one",
        "{attribute}에 {before} 텍스트가 여러 개여서 하나로 합칩니다",
    ),
    (
        "Of two texts in one language readers show either.",
        "같은 언어의 텍스트가 둘이면 프로그램마다 다른 쪽을 표시합니다.",
    ),
)
TAG: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
NAMES: Final = {
    "english": "en",
    "korean": "ko",
    "german": "de",
    "deutsch": "de",
    "kor": "ko",
    "eng": "en",
    "한국어": "ko",
}


def correct_language(node: Node, work: Work) -> Iterator[Finding]:
    """Yield the correction of the language of a text."""
    if "language" not in shapes(VERSIONS[-1])[node.name].attributes:
        return
    before, text = node.value.get("language"), node.text("text")
    if text is None:
        return
    after = language_of(before if isinstance(before, str) else "", text)
    if after != before:
        yield change(LANGUAGE, node, "language", before, after)
        node.value["language"] = after


def language_of(tag: str, text: str) -> str:
    """Return the language meant by a tag, or the one the text is in where the tag means none.

    >>> language_of("en?", ""), language_of("KR", ""), language_of("de_DE", ""), language_of("", "설비")
    ('en', 'ko', 'de-DE', 'ko')
    """
    plain = re.sub(r"[^A-Za-z0-9-]", "", tag.strip().replace("_", "-")).strip("-")
    first, dash, more = plain.partition("-")
    first = NAMES.get(tag.strip().lower(), first.lower())
    first = MEANT.get(first, first)
    found = f"{first}{dash}{more}"
    if TAG.fullmatch(found) and (len(first) > 2 or first in LANGUAGES):
        return found
    return "ko" if HANGUL.search(text) else "en"


def one_text_each(node: Node, work: Work) -> Iterator[Finding]:
    """Yield the joining of texts in one language: equal ones are one, different ones stand in one text."""
    for attribute, known in shapes(VERSIONS[-1])[node.name].attributes.items():
        if known.form != "list" or not any(name.startswith("LangString") for name in known.classes):
            continue
        texts = all_texts(node.value.get(attribute))
        held: Any = node.value.get(attribute)
        if len(texts) != len({one["language"] for one in texts}) and len(texts) == len(held):
            joined: dict[str, dict[str, Any]] = {}
            twice = next(one for n, one in enumerate(texts) if one["language"] in [o["language"] for o in texts[:n]])
            yield change(ONE_TEXT, node, attribute, twice["language"])
            for one in texts:
                first = joined.setdefault(one["language"], one)
                if one["text"] not in first["text"]:
                    first["text"] += f" / {one['text']}"
            node.value[attribute] = list(joined.values())


REPAIRS: Final = (Repair(LANGUAGE, correct_language), Repair(ONE_TEXT, one_text_each))

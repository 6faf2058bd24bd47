"""A page for each family of rules, made from the rules themselves."""

from __future__ import annotations

import re
from itertools import groupby

from aas_toolkit.cli.words import say
from aas_toolkit.rule_list import rules
from aas_validators.diagnostics import Rule, Sentence
from reference_pages.markdown import code, page, table

FAMILIES = {
    "AAS": Sentence("Metamodel: constraints of the AAS specification", "메타모델: AAS 명세의 제약"),
    "KSM": Sentence("Profile of the Korean programme", "국내 사업 프로파일"),
    "MIG": Sentence("Migration between metamodel versions", "메타모델 버전 변환"),
    "FIX": Sentence("Repairs", "자동 수리"),
    "MAP": Sentence("Mappings", "매핑"),
    "MOD": Sentence("Reference models", "참조모델"),
    "PKG": Sentence("AASX packages", "AASX 패키지"),
    "SCH": Sentence("Files and schemas", "파일과 스키마"),
    "SRC": Sentence("Reading plant files", "공장 파일 읽기"),
    "TPL": Sentence("Conformance to a template", "템플릿 적합성"),
    "VAL": Sentence("Values in cells", "셀 값"),
}
"""What the first three letters of a code stand for; a new family needs its title here."""

WORDS = {
    "rules": Sentence("Rules", "규칙"),
    "code": Sentence("code", "코드"),
    "severity": Sentence("severity", "등급"),
    "name": Sentence("name", "이름"),
    "message": Sentence("Message", "메시지"),
    "why": Sentence("Why it matters", "이유"),
    "hint": Sentence("What to do", "조치"),
    "spec": Sentence("Source", "근거"),
    "about": Sentence(
        "A code keeps its meaning for ever and is never used again. `aas rule CODE` prints the same on the terminal. "
        "Words in braces stand for what the finding is about.",
        "코드의 뜻은 바뀌지 않으며 다시 쓰이지 않습니다. 터미널에서는 `aas rule 코드`로 같은 내용을 볼 수 있습니다. "
        "중괄호 안의 말은 실제 메시지에서 해당 값으로 바뀝니다.",
    ),
}


def pages(lang: str) -> dict[str, str]:
    """Return the index and a page for each family."""
    families = {name: list(of) for name, of in groupby(rules().values(), key=lambda rule: rule.code[:3])}
    found = {f"rules/{name.lower()}.md": family_page(name, of, lang) for name, of in families.items()}
    parts = [f"## {FAMILIES[name].fill(lang, {})}\n\n{listing(name, of, lang)}" for name, of in families.items()]
    return {"rules/index.md": page(word("rules", lang), word("about", lang), *parts), **found}


def word(key: str, lang: str) -> str:
    """Return one of this page's words in a language."""
    return WORDS[key].fill(lang, {})


def listing(family: str, of: list[Rule], lang: str) -> str:
    """Return the table of a family, each code a link to its rule."""
    heads = (word("code", lang), word("severity", lang), word("name", lang))
    rows = [(f"[{r.code}]({family.lower()}.md#{r.code.lower()})", say(str(r.severity), lang), r.name) for r in of]
    return table(heads, rows)


def family_page(family: str, of: list[Rule], lang: str) -> str:
    """Return the page of a family."""
    return page(f"{family}: {FAMILIES[family].fill(lang, {})}", *(rule_part(rule, lang) for rule in of))


def rule_part(rule: Rule, lang: str) -> str:
    """Return what a page says about a rule."""
    lines = [
        f"## {rule.code} {rule.name} {{ #{rule.code.lower()} }}",
        f"**{say(str(rule.severity), lang)}** · {code(said(rule.message, lang))}",
        f"{word('why', lang)}: {plain(rule.why, lang)}",
        f"{word('hint', lang)}: {plain(rule.hint, lang)}",
    ]
    if rule.spec:
        lines.append(f"{word('spec', lang)}: {rule.spec}")
    return "\n\n".join(lines)


def said(sentence: Sentence, lang: str) -> str:
    """Return a sentence with its blanks as they are, doubled braces single."""
    return sentence.fill(lang, {})


def plain(sentence: Sentence, lang: str) -> str:
    """Return a sentence as text of a page: what would be taken for HTML or emphasis is escaped."""
    return re.sub(r"([<*\\])", r"\\\1", said(sentence, lang))

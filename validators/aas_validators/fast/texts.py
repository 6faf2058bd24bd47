"""Walk texts of several languages."""

from __future__ import annotations

from typing import Any

from aas_validators.fast.ledger import REMEMBERED, Ledger, RefusedError
from aas_validators.metamodel.languages import LANGUAGES, MEANT


def check_texts(texts: list[Any], ledger: Ledger) -> None:
    """Walk texts of several languages: no language twice, each one written as a language."""
    if len({text.language for text in texts}) != len(texts):
        raise RefusedError
    for text in texts:
        check_language(text.language, ledger)


def check_language(tag: str, ledger: Ledger) -> None:
    """Judge one language tag; one that nobody has defined is worth a warning."""
    known = ledger.languages.get(tag)
    if known is None:
        if not ledger.language(tag):
            raise RefusedError
        code = tag.split("-")[0].lower()
        known = code in MEANT or (len(code) == 2 and code not in LANGUAGES)
        if len(ledger.languages) >= REMEMBERED:
            ledger.languages.clear()
        ledger.languages[tag] = known
    if known:
        ledger.remarks = True

"""Which language the command speaks."""

from __future__ import annotations

import locale
import os
from collections.abc import Sequence
from contextvars import ContextVar
from typing import Final

from aas_validators.diagnostics.rule import LANGUAGES

SAID: Final[ContextVar[str | None]] = ContextVar("SAID", default=None)
"""The language that the command line names, None where it names none."""


def listen(arguments: Sequence[str]) -> None:
    """Remember the language that a command line names with --lang, wherever it stands."""
    said = None
    for word, following in zip(arguments, (*arguments[1:], ""), strict=True):
        if word == "--":
            break
        name, _, value = word.partition("=")
        if name == "--lang" and (value or following) in LANGUAGES:
            said = value or following
    SAID.set(said)


def language() -> str:
    """Return the language of the messages: what --lang, AAS_LANG or the locale says, else "en"."""
    said = (
        SAID.get()
        or os.environ.get("AAS_LANG")
        or os.environ.get("LC_ALL")
        or os.environ.get("LC_MESSAGES")
        or os.environ.get("LANG")
    )
    if said is None:
        # Windows sets none of these; its locale is named "Korean_Korea" there.
        said = locale.getlocale()[0] or ""
    return "ko" if said.lower().startswith(("ko", "korean")) else "en"

"""What is wrong with a YAML file of ours, where, in English and Korean.

This floor lies below the diagnostics, so a problem is a plain value; the floors above make diagnostics of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any


@dataclass(frozen=True, slots=True)
class Problem:
    """One complaint. `kind` is its stable kebab-case name; `line` and `column` count from 1.

    `message_*` says what is wrong, `hint_*` what to do next, in one line each. `severity` is "error" or
    "warning".
    """

    kind: str
    file: str
    line: int
    column: int
    message_en: str
    message_ko: str
    hint_en: str = ""
    hint_ko: str = ""
    severity: str = "error"

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message_en}"


class ModelError(ValueError):
    """Raised when a YAML file cannot be used; `problems` holds every complaint, never empty."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        more = len(self.problems) - 1
        tail = f" (and {more} more)" if more else ""
        super().__init__(f"{self.problems[0]}{tail}")

    def __reduce__(self) -> tuple[Any, ...]:
        return as_it_is(self)


def as_it_is(error: Exception) -> tuple[Any, ...]:
    """Return what `__reduce__` of an error returns whose constructor takes something else than its sentence."""
    return rebuilt, (type(error), error.args, dict(vars(error)))


def rebuilt(kind: type[Exception], args: tuple[object, ...], attributes: dict[str, object]) -> Exception:
    """Return an error from another process as it was there; pickle alone would call its constructor with its sentence,
    and a pool of processes breaks on an error that cannot be made again."""
    error = kind.__new__(kind, *args)
    vars(error).update(attributes)
    return error


def meant(word: str, known: Iterable[str]) -> tuple[str, str]:
    """Return a hint in English and Korean naming the known words closest to one that is not known."""
    choices = list(known)
    by_folded = {choice.casefold(): choice for choice in choices}
    close = [by_folded[match] for match in get_close_matches(word.casefold(), by_folded, n=3, cutoff=0.6)]
    if close:
        words = ", ".join(close)
        return f"did you mean {words}?", f"혹시 {words} 인가요?"
    words = ", ".join(choices[:12])
    if not words:
        return "", ""
    if len(choices) > 12:
        words += " …"
    return f"choose one of: {words}", f"다음 중에서 고르십시오: {words}"

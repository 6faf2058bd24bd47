"""A rule: what can be wrong, how bad it is, why it matters and what to do about it, in English and Korean."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

LANGUAGES: Final = ("en", "ko")


class Severity(IntEnum):
    """How bad a finding is; larger is worse."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    def __str__(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence in every language; `{name}` marks a place for a value of the finding."""

    en: str
    ko: str

    def fill(self, language: str, values: dict[str, object]) -> str:
        """Return the sentence in a language with the values put in; a missing value shows as its name.

        A value that is itself a sentence is said in the same language."""
        said = {
            name: value.inside(language) if isinstance(value, Sentence) else value for name, value in values.items()
        }
        return self.inside(language).format_map(Shown(said))

    def inside(self, language: str) -> str:
        """Return the words as they are: inside another sentence, braces are somebody's text."""
        return self.ko if language == "ko" else self.en


class Shown(dict[str, object]):
    """Values of a finding; an unknown one stays visible instead of failing while an error is reported."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


@dataclass(frozen=True, slots=True)
class Rule:
    """Something that can be wrong.

    `code` is stable for ever and never reused. `message` is one line, lower case, without a full stop; `hint` is
    the next action. `why` says what goes wrong if nobody acts. `spec` names the clause or constraint.
    """

    code: str
    name: str
    severity: Severity
    message: Sentence
    hint: Sentence
    why: Sentence
    spec: str = ""

"""What a tool may make of a file, when that shows and what mends it; and the cases that several tools share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from aas_toolkit.diagnosis.symptoms import Symptoms
from aas_validators.diagnostics import Sentence


class State(StrEnum):
    """What a tool makes of a file."""

    OPENS = "opens"
    PART = "part"
    EMPTY = "empty"
    REFUSES = "refuses"


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer for one tool: what it does, why, and how the file can be mended for it (None where it opens)."""

    tool: str
    state: State
    why: Sentence
    fix: Sentence | None = None


When = Callable[[Symptoms], bool]


@dataclass(frozen=True, slots=True)
class Case:
    """One behaviour of a tool: when it shows, and what comes of it. `{where}` is filled by `place`."""

    when: When
    state: State
    why: Sentence
    fix: Sentence | None = None
    place: Callable[[Symptoms], str | None] = lambda found: None


TO_30: Final = Sentence("aas migrate FILE OUT --to 3.0", "aas migrate FILE OUT --to 3.0")
TO_31: Final = Sentence("aas migrate FILE OUT --to 3.1", "aas migrate FILE OUT --to 3.1")
REPACK: Final = Sentence(
    "write the package again: aas pack FILE -o OUT", "패키지를 다시 저장하십시오: aas pack FILE -o OUT"
)
VALIDATE: Final = Sentence("aas validate FILE says what is wrong", "aas validate FILE로 잘못된 곳을 확인하십시오")
REPAIR: Final = Sentence("aas repair FILE OUT", "aas repair FILE OUT")
ADD_FILE: Final = Sentence(
    "add the file (aas pack FILE -o OUT --file …) or take the element away",
    "파일을 추가하거나(aas pack FILE -o OUT --file …) 요소를 지우십시오",
)
FINE: Final = Sentence("everything can be read", "모두 읽을 수 있습니다")
OTHER_VERSION: Final = Sentence(
    "it looks for another namespace and finds nothing, without a message",
    "다른 네임스페이스를 찾으므로 아무것도 읽지 못하고 메시지도 없습니다",
)


def names(*versions: str) -> When:
    """Return whether an XML environment names one of the versions."""
    return lambda found: any(
        form == "xml" and version in versions for form, version in zip(found.forms, found.versions, strict=True)
    )


def old(found: Symptoms) -> bool:
    """Return whether JSON is of metamodel 2."""
    return "2.0" in found.versions


def is_rdf(found: Symptoms) -> bool:
    """Return whether an environment is RDF."""
    return "rdf" in found.forms


def has_no_environment(found: Symptoms) -> bool:
    """Return whether nothing in the file can be read as AAS."""
    return found.unreadable is not None or not found.forms


def invalid_in(version: str) -> When:
    """Return whether a file breaks the rules of a version."""
    return lambda found: version not in found.valid


NOTHING: Final = Case(
    has_no_environment,
    State.REFUSES,
    Sentence("there is no environment that can be read ({where})", "읽을 수 있는 환경이 없습니다 ({where})"),
    VALIDATE,
    lambda found: found.unreadable or "-",
)
RDF: Final = Case(
    is_rdf,
    State.REFUSES,
    Sentence("it does not read RDF", "RDF를 읽지 못합니다"),
    Sentence("aas convert FILE -o OUT.json", "aas convert FILE -o OUT.json"),
)
OLD: Final = Case(
    old,
    State.EMPTY,
    Sentence("it does not read metamodel 2", "메타모델 2를 읽지 못합니다"),
    TO_30,
)
MISSING: Final = Case(
    lambda found: found.missing_file is not None,
    State.REFUSES,
    Sentence(
        "the File element {where} names a part that is not there, and the whole package is lost",
        "File 요소 {where}의 파일이 패키지에 없어 패키지 전체를 읽지 못합니다",
    ),
    ADD_FILE,
    lambda found: found.missing_file,
)
WWW: Final = Case(
    lambda found: found.packed and found.relations == "www",
    State.EMPTY,
    Sentence("the relationships begin with www., which it does not follow", "관계가 www.로 시작하여 따라가지 않습니다"),
    REPACK,
)


def broken(version: str) -> Case:
    """Return what BaSyx does with elements that break a rule: it leaves them out and logs it."""
    return Case(
        invalid_in(version),
        State.PART,
        Sentence(
            "elements that break a rule are left out, with a line in the log (first: {where})",
            "규칙을 어긴 요소는 로그만 남기고 빠집니다 (처음: {where})",
        ),
        VALIDATE,
        lambda found: found.first_error or "-",
    )


def fine(why: Sentence = FINE) -> Case:
    """Return the last case of a tool."""
    return Case(lambda found: True, State.OPENS, why)


def strict(version: str, *, fix: Sentence) -> tuple[Case, ...]:
    """Return the cases of a checker of one version."""
    other = tuple({"2.0", "3.0", "3.1", "3.2"} - {version})
    return (
        NOTHING,
        RDF,
        OLD,
        Case(
            names(*other), State.REFUSES, Sentence("it knows {where} only", "{where}만 압니다"), fix, lambda f: version
        ),
        Case(
            invalid_in(version),
            State.REFUSES,
            Sentence("it reports errors (first: {where})", "오류로 판정합니다 (처음: {where})"),
            VALIDATE,
            lambda found: found.first_error or f"metamodel {version}",
        ),
        fine(),
    )

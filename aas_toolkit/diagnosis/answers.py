"""What each tool makes of a file: opens it, opens it in part, opens it empty, or refuses. Facts measured or read.

Every answer is the first rule of a tool that fits; the last one always does. Versions are those named; where a tool
changed, there is a row for each behaviour.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from aas_toolkit.diagnosis.symptoms import Symptoms, symptoms_of
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


TOOLS: Final[dict[str, tuple[Case, ...]]] = {
    "BaSyx Python 1.2 - 2.0": (
        NOTHING,
        RDF,
        WWW,
        OLD,
        Case(names("2.0", "3.1", "3.2"), State.EMPTY, OTHER_VERSION, TO_30),
        MISSING,
        broken("3.0"),
        fine(),
    ),
    "BaSyx Python 2.1 and newer": (
        NOTHING,
        RDF,
        WWW,
        OLD,
        Case(names("2.0", "3.0", "3.2"), State.EMPTY, OTHER_VERSION, TO_31),
        MISSING,
        broken("3.1"),
        fine(),
    ),
    "AASX Package Explorer": (
        NOTHING,
        RDF,
        Case(
            names("3.2"),
            State.REFUSES,
            Sentence("it knows metamodel 2.0, 3.0 and 3.1", "메타모델 2.0, 3.0, 3.1만 압니다"),
            TO_31,
        ),
        Case(
            lambda found: found.packed and "json" in found.forms and found.attachments > 0,
            State.PART,
            Sentence(
                "release 2025-10-21 loses files of packages with a JSON part (mended in April 2026)",
                "2025-10-21 버전은 JSON 환경이 든 패키지의 첨부 파일을 잃습니다 (2026년 4월 수정)",
            ),
            Sentence("aas pack FILE -o OUT --part xml", "aas pack FILE -o OUT --part xml"),
        ),
        fine(),
    ),
    "AAS4J, FA³ST": (
        NOTHING,
        RDF,
        OLD,
        Case(
            names("2.0", "3.0", "3.2"),
            State.REFUSES,
            Sentence("it reads XML of metamodel 3.1 only", "메타모델 3.1 XML만 읽습니다"),
            TO_31,
        ),
        Case(
            lambda found: found.dense is not None,
            State.REFUSES,
            Sentence(
                "{where} is more than 100 times smaller packed, which it takes for an attack",
                "{where}의 압축률이 100배를 넘어 공격으로 판단합니다",
            ),
            Sentence("unpack the file and give it as .json", "패키지를 풀어 .json으로 전달하십시오"),
            lambda found: found.dense,
        ),
        fine(),
    ),
    "BaSyx Go": (
        NOTHING,
        RDF,
        OLD,
        Case(
            names("3.0", "3.1"),
            State.OPENS,
            Sentence(
                "it writes the namespace anew as 3.2, with a warning", "경고와 함께 네임스페이스를 3.2로 바꿉니다"
            ),
        ),
        fine(),
    ),
    "aas-test-engines 1.0": (
        *strict("3.0", fix=TO_30)[:-1],
        Case(
            lambda found: found.blank_in_name is not None,
            State.REFUSES,
            Sentence("the part name {where} has a blank", "파트 이름 {where}에 공백이 있습니다"),
            REPAIR,
            lambda found: found.blank_in_name,
        ),
        fine(),
    ),
    "aas-core 3.0 (no packages)": strict("3.0", fix=TO_30),
    "aas-core 3.1 (no packages)": strict("3.1", fix=TO_31),
    "AAS Parser V3.0 (KOSMO)": (
        NOTHING,
        Case(
            lambda found: found.packed or "xml" not in found.forms,
            State.REFUSES,
            Sentence("it reads XML only, no packages and no JSON", "XML만 읽으며 패키지와 JSON은 읽지 못합니다"),
            Sentence(
                "aas export kosmo FILE -o DIR makes its files directly",
                "aas export kosmo FILE -o DIR로 바로 만드십시오",
            ),
        ),
        Case(names("2.0"), State.EMPTY, Sentence("it reads metamodel 3 only", "메타모델 3만 읽습니다"), TO_30),
        Case(
            lambda found: found.without_value is not None or found.twins is not None,
            State.REFUSES,
            Sentence(
                "{where} stops it: a Property without a value, or two elements of one name",
                "{where}에서 멈춥니다. 값이 없는 Property이거나 이름이 같은 요소입니다",
            ),
            REPAIR,
            lambda found: found.without_value or found.twins,
        ),
        Case(
            lambda found: found.not_kept_by_parser is not None,
            State.PART,
            Sentence(
                "it keeps properties and collections only; {where} and the like vanish",
                "Property와 Collection만 남고 {where} 같은 요소는 사라집니다",
            ),
            Sentence("say it with properties, or do without", "Property로 표현하거나 제외하십시오"),
            lambda found: found.not_kept_by_parser,
        ),
        fine(),
    ),
}


def examined(path: Path) -> list[Answer]:
    """Return what each tool makes of a file. OSError comes from the disk."""
    found = symptoms_of(path)
    return [answer(tool, cases, found) for tool, cases in TOOLS.items()]


def answer(tool: str, cases: tuple[Case, ...], found: Symptoms) -> Answer:
    """Return the first case of a tool that fits."""
    case = next(case for case in cases if case.when(found))
    where: dict[str, object] = {"where": case.place(found) or ""}
    return Answer(tool, case.state, Sentence(case.why.fill("en", where), case.why.fill("ko", where)), case.fix)

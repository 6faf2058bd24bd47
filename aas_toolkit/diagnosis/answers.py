"""What each tool makes of a file: opens it, opens it in part, opens it empty, or refuses. Facts measured or read.

Every answer is the first rule of a tool that fits; the last one always does. Versions are those named; where a tool
changed, there is a row for each behaviour.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from aas_toolkit.diagnosis.cases import (
    MISSING,
    NOTHING,
    OLD,
    OTHER_VERSION,
    RDF,
    REPAIR,
    TO_30,
    TO_31,
    WWW,
    Answer,
    Case,
    State,
    broken,
    fine,
    names,
    strict,
)
from aas_toolkit.diagnosis.symptoms import Symptoms, symptoms_of
from aas_validators.diagnostics import Sentence

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

"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from aas_toolkit.cli.bilingual import option
from aas_toolkit.cli.language import language
from aas_validators.diagnostics.rule import Sentence

F = TypeVar("F", bound=Callable[..., Any])

READING: Final = Sentence("Databases, machines and servers", "데이터베이스, 설비, 서버")
WRITING: Final = Sentence("What is written", "저장 형식")
SCALE: Final = Sentence("Large data", "큰 데이터")
CHOICE: Final = Sentence("What is checked", "검사 범위")
LEVEL: Final = Sentence("What counts", "등급과 예외")
GENERAL: Final = Sentence("General", "공통")
"""The headings of commands with many options."""


def lang_option(function: F, *, exposed: bool = True) -> F:
    """Add --lang; a group does not take the value, for the line is asked for it as a whole."""
    return option(
        "--lang",
        expose_value=exposed,
        type=click.Choice(["en", "ko"]),
        default=language,
        section=GENERAL,
        en="Language of messages and help. Else AAS_LANG or the locale says it.",
        ko="메시지와 도움말의 언어. 없으면 AAS_LANG이나 운영체제의 언어를 따릅니다.",
    )(function)


def json_option(function: F) -> F:
    """Add --json."""
    return option(
        "--json",
        "as_json",
        is_flag=True,
        section=GENERAL,
        en="Print the answer as JSON.",
        ko="결과를 JSON으로 출력합니다.",
    )(function)


def models_option(function: F) -> F:
    """Add --models."""
    return option(
        "--models",
        "folders",
        multiple=True,
        envvar="AAS_MODELS",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        section=GENERAL,
        en="A folder with reference models of your own.",
        ko="직접 만든 참조모델이 든 폴더.",
    )(function)


def fail_on_option(function: F) -> F:
    """Add --fail-on."""
    return option(
        "--fail-on",
        type=click.Choice(["error", "warning"]),
        default="error",
        section=GENERAL,
        en="How bad a finding must be for exit code 1.",
        ko="종료 코드 1로 끝낼 문제의 등급. error는 오류, warning은 경고부터입니다.",
    )(function)


def written_as_options(function: F) -> F:
    """Add --metamodel and --part, in this order: what is written."""
    part = option(
        "--part",
        type=click.Choice(["json", "xml", "ttl", "nt", "rdf", "jsonld"]),
        default="json",
        section=WRITING,
        en="What an .aasx holds; few programs read RDF there.",
        ko=".aasx 안에 넣을 형식. RDF(ttl, nt, rdf, jsonld)를 읽는 프로그램은 드뭅니다.",
    )
    metamodel = option(
        "--metamodel",
        type=click.Choice(["3.0", "3.1"]),
        default="3.0",
        section=WRITING,
        en="AAS version.",
        ko="AAS 메타모델 버전.",
    )
    return metamodel(part(function))

"""The arguments and options of `aas validate`, in the order of its help. Another option is another entry."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from aas_toolkit.cli.bilingual import argument, option
from aas_toolkit.cli.options import CHOICE, GENERAL, LEVEL, lang_option, models_option
from aas_toolkit.cli.reports.formats import FORMATS
from aas_toolkit.policy import LEVELS
from aas_toolkit.profiles import PROFILES
from aas_validators.layers import Layer

F = TypeVar("F", bound=Callable[..., Any])

LAYERS: Final = [layer.value for layer in Layer]
FOLDER: Final = click.Path(exists=True, file_okay=False, path_type=Path)
FILE: Final = click.Path(dir_okay=False, path_type=Path)

OPTIONS: Final = (
    argument(
        "files",
        nargs=-1,
        required=True,
        metavar="FILE|FOLDER|PATTERN...",
        en="AAS files (.aasx, .json, .xml, RDF). A folder stands for the AAS files in it, at any depth, - for the "
        "standard input.",
        ko="AAS 파일(.aasx, .json, .xml, RDF)이나 폴더, 패턴. 폴더를 주면 그 아래의 AAS 파일을 모두 검사하고, -는 표준 "
        "입력입니다.",
    ),
    option(
        "--template",
        "--model",
        "-m",
        "template",
        multiple=True,
        metavar="FILE|MODEL",
        en="What submodels should conform to: an IDTA template file or a reference model.",
        ko="서브모델이 지켜야 할 템플릿 파일(IDTA)이나 참조모델.",
    ),
    option(
        "--format",
        "layout",
        type=click.Choice(list(FORMATS)),
        default="text",
        en="Form of the report.",
        ko="보고서 형식.",
    ),
    option(
        "--output",
        "-o",
        metavar="FILE",
        type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
        en="Where to write it; its ending tells the form.",
        ko="보고서를 저장할 파일. 확장자로 형식을 정하며, -는 화면입니다.",
    ),
    option(
        "--report",
        "reports",
        multiple=True,
        metavar="[FORMAT:]FILE",
        en="One more report; the ending of the file (.json, .sarif, .xml for JUnit, .html, .txt) tells the form.",
        ko="함께 저장할 보고서. 확장자(.json, .sarif, JUnit은 .xml, .html, .txt)로 형식을 정하며 junit:파일처럼 앞에 "
        "적을 수도 있습니다.",
    ),
    option(
        "--metamodel",
        type=click.Choice(["auto", "3.0", "3.1"]),
        default="auto",
        section=CHOICE,
        en="AAS version.",
        ko="AAS 메타모델 버전. auto는 파일을 보고 정합니다.",
    ),
    option(
        "--templates",
        multiple=True,
        type=FOLDER,
        section=CHOICE,
        en="A folder of template files, of which each submodel finds its own.",
        ko="템플릿 파일이 든 폴더. 서브모델마다 맞는 템플릿을 찾아 검사합니다.",
    ),
    option(
        "--profile",
        type=click.Choice(PROFILES),
        section=CHOICE,
        en="Check what a programme asks for too: kosmo, the Korean one.",
        ko="사업에서 요구하는 것도 검사합니다. kosmo는 국내 AAS 기반 제조데이터 사업의 가이드입니다.",
    ),
    option(
        "--with",
        "exported",
        type=FOLDER,
        section=CHOICE,
        en="With --profile: a folder with files exported by `aas export`; they must fit the AAS.",
        ko="--profile과 함께 씁니다. `aas export`로 만든 폴더의 이름, 태그, 타입이 AAS와 맞는지 검사합니다.",
    ),
    option(
        "--only",
        multiple=True,
        type=click.Choice(LAYERS),
        metavar="NAME",
        section=CHOICE,
        en=f"Check this layer only: {', '.join(LAYERS)}.",
        ko=f"이 검사만 합니다: {', '.join(LAYERS)}.",
    ),
    option(
        "--skip",
        multiple=True,
        type=click.Choice(LAYERS),
        metavar="NAME",
        section=CHOICE,
        en="Leave this layer out.",
        ko="이 검사를 건너뜁니다(--only와 같은 이름).",
    ),
    option(
        "--shacl",
        type=click.IntRange(min=1),
        section=CHOICE,
        en="Hold so many shells, submodels and concepts of each file to the official SHACL shapes too: a second each.",
        ko="파일마다 쉘, 서브모델, 개념 설명을 이만큼씩 공식 SHACL로도 검사합니다. 하나에 1초쯤 걸립니다.",
    ),
    option(
        "--root",
        metavar="NAME",
        section=CHOICE,
        en="Class of the document where it is no environment, such as Submodel.",
        ko="AAS 환경(Environment)이 아닌 문서의 클래스. 예를 들어 Submodel.",
    ),
    option(
        "--exclude",
        multiple=True,
        metavar="PATTERN",
        section=CHOICE,
        en="Leave out what fits when a folder is checked.",
        ko="폴더를 검사할 때 제외할 파일이나 폴더의 패턴.",
    ),
    option(
        "--force-exclude",
        is_flag=True,
        section=CHOICE,
        en="Treat files that are named like files in a folder: leave out what is excluded or no AAS file.",
        ko="이름을 적은 파일도 폴더에서 찾은 파일처럼 다룹니다. 제외 패턴에 맞거나 AAS가 아니면 건너뜁니다.",
    ),
    option(
        "--fail-on",
        type=click.Choice(["error", "warning", "never"]),
        default="error",
        section=LEVEL,
        en="How bad a finding must be for exit code 1.",
        ko="종료 코드 1로 끝낼 문제의 등급. error는 오류, warning은 경고부터, never는 언제나 0입니다.",
    ),
    option(
        "--severity",
        multiple=True,
        metavar="CODE=LEVEL",
        section=LEVEL,
        en=f"How bad a rule is here ({', '.join(reversed(LEVELS))}), such as AAS504=off.",
        ko=f"규칙의 등급({', '.join(reversed(LEVELS))})을 바꿉니다. 예를 들어 AAS504=off.",
    ),
    option(
        "--ignore",
        multiple=True,
        metavar="CODE",
        section=LEVEL,
        en="Switch a rule off, or all that begin with these letters.",
        ko="쓰지 않을 규칙. 코드의 앞부분만 주면 그렇게 시작하는 규칙을 모두 끕니다.",
    ),
    option(
        "--baseline",
        type=FILE,
        section=LEVEL,
        en="File of known findings, which are not reported again.",
        ko="이미 알고 있는 문제의 기준 파일. 여기 있는 문제는 다시 알리지 않습니다.",
    ),
    option(
        "--write-baseline",
        type=FILE,
        section=LEVEL,
        en="Write all findings of this run as known, and end with 0.",
        ko="이번에 나온 문제를 모두 기준 파일로 저장하고 0으로 끝냅니다.",
    ),
    option(
        "--config",
        type=FILE,
        section=GENERAL,
        en="Settings; by default the nearest aas-toolkit.toml or pyproject.toml.",
        ko="설정 파일. 주지 않으면 가장 가까운 aas-toolkit.toml이나 pyproject.toml을 씁니다.",
    ),
    option("--no-config", is_flag=True, section=GENERAL, en="Read no settings.", ko="설정 파일을 읽지 않습니다."),
    option(
        "--jobs",
        type=click.IntRange(min=1),
        default=1,
        section=GENERAL,
        en="Processes that share the check of a large file.",
        ko="큰 파일을 나누어 검사할 프로세스 수.",
    ),
    models_option,
    lang_option,
)


def validate_options(function: F) -> F:
    """Add every argument and option."""
    for one in reversed(OPTIONS):
        function = one(function)
    return function

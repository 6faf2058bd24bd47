"""`aas watch`: a folder is looked at again and again, and each file that comes is converted once."""

from __future__ import annotations

import signal
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from aas_toolkit.cli.bilingual import argument, bilingual_command, option
from aas_toolkit.cli.options import fail_on_option, lang_option, models_option, written_as_options
from aas_toolkit.cli.steps import exit_code, show_step, state_failure
from aas_toolkit.cli.words import counted, say
from aas_toolkit.cli.wrong_calls import wrong

if TYPE_CHECKING:
    from types import FrameType


@bilingual_command(
    "watch",
    ko="""
    폴더에 들어오는 표 파일을 하나씩 한 번만 변환합니다. 중간에 프로그램이 강제로 꺼져도 빠뜨리거나 두 번 하지 않습니다.

    파일이 한동안 바뀌지 않으면 읽습니다. 변환하지 못한 파일은 바뀔 때까지 그대로 두고, 이유를 결과 폴더의 failed에
    남깁니다. 파일이 늘어나면 새 행만 패키지로 만듭니다.

    Ctrl-C로 끝냅니다. 0으로 끝나며, --once를 주면 `aas convert`와 같은 값으로 끝납니다.
    """,
    examples=("aas watch . --map mapping.yaml -o packages --once",),
)
@argument(
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    en="The folder in which the files come.",
    ko="파일이 들어오는 폴더.",
)
@option(
    "--map",
    "mapping",
    multiple=True,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    en="A mapping file. Several fill several models from the same rows.",
    ko="매핑 파일. 여러 개를 주면 같은 행으로 여러 모델을 채웁니다.",
)
@option(
    "--out",
    "-o",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    en="The folder for the packages, the state of the watch and the reports of what failed.",
    ko="패키지와 처리 기록, 실패 보고서를 저장할 폴더.",
)
@option(
    "--once",
    is_flag=True,
    en="Convert what is there and end, for a scheduler.",
    ko="지금 있는 파일만 변환하고 끝냅니다. 작업 스케줄러에서 쓰십시오.",
)
@option(
    "--subfolders",
    is_flag=True,
    en="Watch the folders below, too; packages lie in folders of the same names.",
    ko="하위 폴더도 봅니다. 패키지는 같은 이름의 폴더에 저장합니다.",
)
@option(
    "--every",
    type=click.FloatRange(0.1),
    default=10.0,
    metavar="SECONDS",
    en="Seconds between looks.",
    ko="폴더를 다시 볼 때까지의 시간(초).",
)
@option(
    "--settle",
    type=click.FloatRange(0),
    default=5.0,
    metavar="SECONDS",
    en="Seconds for which a file must not have changed before it is read.",
    ko="파일이 이 시간(초) 동안 바뀌지 않아야 읽습니다.",
)
@option(
    "--name",
    metavar="NAME",
    default="{source}.aasx",
    en="How packages are called, with {source}, {date}, {time}, {number}; the ending says what is written.",
    ko="패키지의 이름. {source}, {date}, {time}, {number}를 쓸 수 있으며 확장자로 형식을 정합니다.",
)
@option(
    "--model",
    "-m",
    multiple=True,
    metavar="MODEL",
    en="Reference model, where the mapping names none: a name, a path, or an IDTA template file.",
    ko="참조모델(이름, 경로, IDTA 템플릿 파일). 매핑에 모델 이름이 없을 때 적습니다.",
)
@option(
    "--on-error",
    type=click.Choice(["stop", "skip"]),
    default="stop",
    en="Leave a file alone when a cell is bad, or leave out the cell (or its row, if the element is mandatory).",
    ko="잘못된 셀이 있을 때 할 일. stop은 그 파일을 변환하지 않고, skip은 그 셀(필수 요소라면 그 행)만 뺍니다.",
)
@option(
    "--strict",
    is_flag=True,
    en="Warnings about the mapping are errors.",
    ko="매핑에 대한 경고도 오류로 봅니다.",
)
@option(
    "--state",
    type=click.Path(dir_okay=False, path_type=Path),
    en="The state file. Default: aas-watch.json in --out.",
    ko="어디까지 했는지 적어 두는 파일. 주지 않으면 --out 폴더의 aas-watch.json입니다.",
)
@written_as_options
@models_option
@fail_on_option
@lang_option
def command(
    folder: Path, out: Path, lang: Any, fail_on: str, folders: tuple[Path, ...], once: bool, **choices: Any
) -> int:
    """Convert each table that comes into a folder, once, also when the program is killed in between.

    A file is read when it has not changed for a while. One that cannot be converted is left alone until it changes;
    its report is in the folder `failed` beside the packages. A file that grows gives a package with its new rows.
    Ctrl-C ends. Exits with 0; with --once as `aas convert` does.
    """
    from aas_converters.documents.forms import SUFFIXES
    from aas_converters.portions.places import check_name
    from aas_toolkit.state import StateError, left_alone
    from aas_toolkit.watching import STATE, watch

    try:
        check_name(choices["name"])
    except ValueError as error:
        raise click.BadParameter(wrong("blanks", lang, name=choices["name"]), param_hint="--name") from error
    if Path(choices["name"]).suffix.lower() not in SUFFIXES:
        endings = ", ".join(SUFFIXES)
        raise click.BadParameter(wrong("ending", lang, name=choices["name"], endings=endings), param_hint="--name")
    code = 0
    before = signal.signal(signal.SIGTERM, ended)
    try:
        if not once:
            line(say("watching", lang, folder=folder, to=out))
        if alone := left_alone(choices["state"] or out / STATE):
            line(say("left alone", lang, files=counted(len(alone), "file", lang), folder=out / "failed"))
        for step in watch(folder, to=out, models=folders, lang=lang, once=once, **choices):
            show_step(step, lang, stamp())
            sys.stdout.flush()
            code = max(code, exit_code(step, fail_on))
    except StateError as error:
        return state_failure(error, lang)
    except KeyboardInterrupt:
        line(say("watch ended", lang))
        return 0
    finally:
        signal.signal(signal.SIGTERM, before)
    return code if once else 0


def ended(number: int, frame: FrameType | None) -> None:
    """End as Ctrl-C does when the system asks for it, so that a service stops cleanly."""
    raise KeyboardInterrupt


def stamp() -> str:
    """Return the time for the front of a line."""
    return f"{datetime.now().astimezone():%Y-%m-%d %H:%M:%S} "


def line(text: str) -> None:
    """Write a line at once, also into a file."""
    click.echo(stamp() + text)
    sys.stdout.flush()

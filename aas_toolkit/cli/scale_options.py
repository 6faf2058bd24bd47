"""Options for large results: threads, several packages, how hard they are packed."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final, TypeVar

import click

from aas_toolkit.cli.bilingual import option
from aas_toolkit.cli.options import SCALE
from aas_toolkit.cli.wrong_calls import wrong

Command = TypeVar("Command", bound=Callable[..., Any])

SIZE: Final = re.compile(r"(?P<number>[0-9]+(\.[0-9]+)?)\s*(?P<unit>[kMG]?)B?", re.IGNORECASE)
UNITS: Final = {"": 1, "k": 10**3, "m": 10**6, "g": 10**9}


def size_of(context: click.Context, option: click.Parameter, said: str) -> int:
    """Return a number of bytes from how people write it: 200MB."""
    found = SIZE.fullmatch(said.strip())
    size = int(float(found["number"]) * UNITS[found["unit"].lower()]) if found else 0
    if size < 1:
        raise click.BadParameter(wrong("no size", said=said), context, option)
    return size


def scale_options(function: Command) -> Command:
    """Add the options to a command."""
    for one in reversed(OPTIONS):
        function = one(function)
    return function


OPTIONS: Final = (
    option(
        "--jobs",
        "-j",
        type=click.IntRange(1),
        section=SCALE,
        en="Cores that share the work; the result is the same, byte by byte. Default: those there are, at most 4.",
        ko="일을 나누어 맡을 코어 수. 결과는 바이트까지 같습니다. 주지 않으면 있는 만큼, 많아도 4개를 씁니다.",
    ),
    option(
        "--split-by",
        type=click.Choice(["asset", "group", "size"]),
        section=SCALE,
        en="Write several packages and an index: one for each asset or group of rows, or a new one when one is full.",
        ko="패키지를 여러 개로 나누고 목록 파일을 함께 저장합니다. asset은 자산마다, group은 행의 그룹마다, size는 "
        "가득 찰 때마다 하나씩입니다.",
    ),
    option(
        "--split-size",
        callback=size_of,
        default="200MB",
        metavar="SIZE",
        section=SCALE,
        en="With --split-by size: when a package is full.",
        ko="--split-by size와 함께 씁니다. 패키지 하나가 가득 차는 크기.",
    ),
    option(
        "--compress",
        type=click.Choice(["normal", "low", "store"]),
        default="normal",
        section=SCALE,
        en="How hard packages are packed; low stays below what other tools take for a zip bomb.",
        ko="패키지의 압축 정도. low는 다른 도구가 압축 폭탄으로 오해하지 않을 만큼만, store는 압축하지 않습니다.",
    ),
)

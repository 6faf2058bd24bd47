"""The arguments and options of `aas convert`, in the order of its help. Another option is another entry."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from aas_toolkit.cli.bilingual import argument, option
from aas_toolkit.cli.options import (
    SCALE,
    fail_on_option,
    json_option,
    lang_option,
    models_option,
    written_as_options,
)
from aas_toolkit.cli.reading_options import reading_options
from aas_toolkit.cli.scale_options import scale_options
from aas_toolkit.cli.shards import out_place

F = TypeVar("F", bound=Callable[..., Any])

OPTIONS: Final = (
    argument(
        "sources",
        nargs=-1,
        required=True,
        metavar="SOURCE...",
        en="A table (CSV, Excel, ODS, Parquet, Arrow, JSON, SQLite …), a folder, a pattern, or the address of a "
        "database or a machine (postgresql://, opc.tcp://, mqtt:// …). Several with the same columns make one result.",
        ko="표 파일(CSV, 엑셀, ODS, Parquet, Arrow, JSON, SQLite 등), 폴더, *.csv 같은 패턴, 또는 데이터베이스나 "
        "설비의 주소(postgresql://, opc.tcp://, mqtt:// 등). 여러 개면 열이 같아야 하며 결과 하나로 합쳐집니다.",
    ),
    option(
        "--model",
        "-m",
        multiple=True,
        metavar="MODEL",
        en="Reference model: a name from `aas models list`, a path, or an IDTA template file.",
        ko="참조모델. `aas models list`에 나오는 이름이나 경로, 또는 IDTA 템플릿 파일.",
    ),
    option(
        "--map",
        "mapping",
        multiple=True,
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        en="A mapping file. Several fill several models from the same rows.",
        ko="매핑 파일. 여러 개를 주면 같은 행으로 여러 모델을 채웁니다.",
    ),
    option(
        "--out",
        "-o",
        metavar="PATH",
        callback=out_place,
        en="What to write: .aasx, .json, .xml, or RDF: .ttl, .nt, .rdf, .jsonld. Default: the source's name with "
        ".aasx.",
        ko="저장할 파일(.aasx, .json, .xml, RDF는 .ttl, .nt, .rdf, .jsonld). 주지 않으면 원본 이름에 .aasx를 붙입니다.",
    ),
    option(
        "--on-error",
        type=click.Choice(["stop", "skip"]),
        default="stop",
        en="Write nothing when a cell is bad, or leave out the cell (or its row, if the element is mandatory).",
        ko="잘못된 셀이 있을 때 할 일. stop은 아무것도 저장하지 않고, skip은 그 셀(필수 요소라면 그 행)만 빼고 "
        "저장합니다.",
    ),
    option(
        "--rejects",
        type=click.Path(dir_okay=False, path_type=Path),
        en="With --on-error skip: a CSV file for the rows with a bad cell, as they were, with the reasons.",
        ko="--on-error skip과 함께 씁니다. 잘못된 셀이 있는 행을 원래 모습 그대로, 이유와 함께 저장할 CSV 파일.",
    ),
    option(
        "--strict",
        is_flag=True,
        en="Warnings about the mapping stop the run.",
        ko="매핑에 대한 경고가 있으면 멈춥니다.",
    ),
    option(
        "--report",
        "coverage",
        type=click.Path(dir_okay=False, path_type=Path),
        en="A JSON file: what became of columns.",
        ko="열마다 어떻게 쓰였는지 함께 저장할 JSON 파일.",
    ),
    option(
        "--state",
        type=click.Path(dir_okay=False, path_type=Path),
        en="A file that remembers what is converted: only new rows of each source go into a new package. The name in "
        "--out may hold {source}, {date}, {time}, {number}.",
        ko="어디까지 변환했는지 적어 두는 파일. 원본마다 새로 생긴 행만 새 패키지로 만듭니다. --out의 이름에 {source}, "
        "{date}, {time}, {number}를 쓸 수 있습니다.",
    ),
    written_as_options,
    reading_options,
    scale_options,
    option(
        "--memory",
        type=click.IntRange(16),
        default=128,
        metavar="MB",
        section=SCALE,
        en="Memory for bringing together the rows of unsorted groups.",
        ko="정렬되지 않은 그룹의 행을 모을 때 쓸 메모리(MB).",
    ),
    option(
        "--scheduler",
        metavar="local|tcp://…",
        section=SCALE,
        en="Convert in parts with Dask, on this machine or on a cluster; --out is a folder or an address such as "
        "s3://…, and gets packages and a manifest.",
        ko="나누어 변환합니다. local은 이 컴퓨터, tcp:// 주소는 Dask 클러스터입니다. --out에는 폴더나 s3:// 같은 "
        "주소를 적으며, 그곳에 패키지들과 목록 파일을 저장합니다.",
    ),
    option(
        "--shard-rows",
        type=click.IntRange(1),
        section=SCALE,
        en="With --scheduler: rows of a part. Default: 100,000.",
        ko="--scheduler와 함께 씁니다. 한 부분의 행 수. 주지 않으면 100,000입니다.",
    ),
    fail_on_option,
    models_option,
    json_option,
    lang_option,
)


def convert_options(function: F) -> F:
    """Add every argument and option."""
    for one in reversed(OPTIONS):
        function = one(function)
    return function

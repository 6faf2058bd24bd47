"""`aas inspect`: what is in an AAS file."""

from __future__ import annotations

from pathlib import Path

import click

from aas_toolkit.cli.bilingual import argument, bilingual_command, option
from aas_toolkit.cli.options import json_option, lang_option


@bilingual_command(
    "inspect",
    ko="""
    AAS 파일에 든 쉘(AAS), 서브모델, 요소를 값·단위와 함께 트리로 보여 줍니다.
    공장 데이터 파일이면 열마다 단위, 내용, 범위, 결측을 보여 줍니다.

    메타모델 3.0이나 3.1의 AAS가 아니면 1로 끝납니다. 그때는 `aas validate`가 무슨 파일인지 알려 줍니다.
    """,
    examples=(
        "aas inspect shots.csv",
        "aas inspect injection_moulding.aasx --count 1",
        "aas inspect mapping.yaml --leaves-the-plant",
    ),
)
@argument(
    "file",
    type=click.Path(exists=True, path_type=Path),
    en="An AAS file, or plant data; with --leaves-the-plant a mapping, too.",
    ko="AAS 파일 또는 공장 데이터. --leaves-the-plant에는 매핑 파일도 됩니다.",
)
@option(
    "--depth",
    type=click.IntRange(0),
    default=4,
    en="Levels of elements to show.",
    ko="보여 줄 요소의 깊이.",
)
@option(
    "--count",
    type=click.IntRange(1),
    default=3,
    en="Shells and submodels to show.",
    ko="보여 줄 쉘과 서브모델의 수.",
)
@option(
    "--leaves-the-plant",
    "leaving",
    is_flag=True,
    en="List what of the plant is in the file: elements, ids, attached files, columns.",
    ko="이 파일로 공장 밖에 나가는 요소, 식별자, 첨부 파일, 열을 모두 보여 줍니다.",
)
@json_option
@lang_option
def command(file: Path, depth: int, count: int, leaving: bool, as_json: bool, lang: str) -> int:
    """Show an AAS file as a tree with values and units, or the columns of a plant's file with units, ends and gaps.

    Exits with 1 when the file is no environment of metamodel 3.0 or 3.1; `aas validate` says what it is.
    """
    if leaving:
        from aas_toolkit.cli.leaving import leaves_the_plant

        return leaves_the_plant(file, as_json=as_json, lang=lang)
    from aas_toolkit.cli.inspect_table import inspect_table, is_plant_table

    if is_plant_table(file):
        return inspect_table(file, as_json=as_json, lang=lang)
    from aas_toolkit.cli.output import print_json, show_findings
    from aas_toolkit.cli.tables import show
    from aas_toolkit.cli.tree import environment_tree
    from aas_toolkit.looking import inspect

    found = inspect(file)
    if as_json:
        print_json(found.environments)
    else:
        for name, content in zip(found.names, found.environments, strict=True):
            show(environment_tree(name, content, depth, count))
    show_findings(found.report, lang, err=True)
    return int(not found.environments)

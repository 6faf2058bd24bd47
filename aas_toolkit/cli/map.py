"""`aas map`: make a mapping, check it, and see what it does before anything is written."""

from __future__ import annotations

from functools import partial

from aas_toolkit.cli.bilingual import bilingual_group
from aas_toolkit.cli.map_check import check_command
from aas_toolkit.cli.map_preview import preview_command
from aas_toolkit.cli.map_suggest import suggest_command
from aas_toolkit.cli.options import lang_option


@bilingual_group(
    "map",
    ko="""
    매핑을 제안받고, 검사하고, 미리 봅니다. 매핑은 공장 파일의 어느 열이 어느 요소가 되는지 적은 파일입니다.
    """,
    examples=(
        "aas map suggest shots.csv -o my_mapping.yaml",
        "aas map check my_mapping.yaml shots.csv",
        "aas map preview my_mapping.yaml shots.csv",
    ),
)
@partial(lang_option, exposed=False)
def command() -> None:
    """Suggest, check and preview mappings: which column of a plant's file fills which element."""


command.add_command(suggest_command)
command.add_command(check_command)
command.add_command(preview_command)

"""`aas map preview`: what a mapping makes of the first rows of a source."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from aas_toolkit.cli.bilingual import argument, bilingual_command, option
from aas_toolkit.cli.options import json_option, lang_option, models_option
from aas_toolkit.cli.reading_options import reading_options, said_settings

if TYPE_CHECKING:
    from aas_converters.plan.preview import Shown
    from aas_toolkit.mapping_checks import Preview

HEADS: Final = {
    "en": ("column", "cell", "", "element", "value"),
    "ko": ("열", "셀", "", "요소", "값"),
}
LONGEST: Final = 40


@bilingual_command(
    "preview",
    ko="""
    매핑으로 원본의 앞부분을 바꾸어 보여 줍니다. 열마다 셀이 어느 요소의 어떤 값이 되는지와 단위 환산, 첫 서브모델의
    트리를 볼 수 있습니다.

    아무것도 저장하지 않습니다. 쓸 수 없는 매핑이거나 빠지는 셀이나 행이 있으면 1로 끝납니다.
    """,
    examples=("aas map preview mapping.yaml shots.csv",),
)
@argument(
    "file",
    metavar="MAPPING",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    en="The mapping file.",
    ko="매핑 파일.",
)
@argument(
    "source",
    en="The plant's file, or an address, as for `aas convert`.",
    ko="공장 파일이나 주소(`aas convert`와 같습니다).",
)
@option(
    "--model",
    "-m",
    metavar="MODEL",
    en="Reference model, where the mapping names none or another is meant.",
    ko="참조모델. 매핑에 모델 이름이 없거나 다른 모델을 쓸 때 적습니다.",
)
@option(
    "--rows",
    type=click.IntRange(1),
    default=100,
    en="Rows that are looked at.",
    ko="살펴볼 행의 수.",
)
@reading_options
@models_option
@json_option
@lang_option
def preview_command(
    file: Path,
    source: str,
    model: str | None,
    rows: int,
    folders: tuple[Path, ...],
    as_json: bool,
    lang: str,
    **choices: Any,
) -> int:
    """Show what a mapping makes of the first rows of SOURCE: each column, and the first submodel as a tree.

    Nothing is written. Exits with 1 when the mapping cannot be used or a row or cell would be left out.
    """
    from aas_converters.sources import SourceError
    from aas_toolkit.cli.output import finding_json, print_json
    from aas_toolkit.cli.source_failures import source_failure
    from aas_toolkit.mapping_checks import preview_mapping

    settings = said_settings(choices, (source,))
    try:
        found = preview_mapping(file, source, model=model, models=folders, settings=settings, rows=rows)
    except SourceError as error:
        return source_failure(error, as_json=as_json, lang=lang)
    if as_json:
        print_json(
            {
                "columns": [asdict(one) for one in found.columns],
                "submodel": found.submodel,
                "findings": [finding_json(finding, lang) for finding in found.report],
            }
        )
    else:
        show_preview(found, source, lang)
    return int(not found.ok)


def show_preview(found: Preview, source: str, lang: str) -> None:
    """Print the table of columns, the first submodel, and the findings."""
    from aas_toolkit.cli.output import show_findings
    from aas_toolkit.cli.tables import print_table, show
    from aas_toolkit.cli.tree import environment_tree

    if found.columns:
        print_table(HEADS["ko" if lang == "ko" else "en"], [row(one, lang) for one in found.columns])
    if found.submodel is not None:
        concepts = found.environment.get("conceptDescriptions", [])
        only = {"submodels": [found.submodel], "conceptDescriptions": concepts}
        show(environment_tree(source, only, 6, 1))
    show_findings(found.report, lang)


def row(one: Shown, lang: str) -> tuple[str, ...]:
    """Return the line of a column: cell, value and the conversion between them."""
    constant = "(상수)" if lang == "ko" else "(constant)"
    bad = "(읽을 수 없음)" if lang == "ko" else "(cannot be read)"
    value = one.value if one.value is not None else bad if one.cell else ""
    how = f" ({one.how})" if one.how and one.value is not None else ""
    unit = f" {one.unit}" if one.unit and one.unit != "1" and one.value is not None else ""
    return one.column or constant, cut(one.cell), "→", one.path, f"{cut(value)}{unit}{how}"


def cut(text: str) -> str:
    """Return a text short enough for a cell of a table."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"

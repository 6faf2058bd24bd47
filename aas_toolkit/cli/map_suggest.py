"""`aas map suggest`: a mapping for a plant's file, to be reviewed by a person."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from aas_toolkit.cli.bilingual import argument, bilingual_command, option
from aas_toolkit.cli.model_choice import unknown
from aas_toolkit.cli.options import json_option, lang_option, models_option
from aas_toolkit.cli.reading_options import reading_options, said_settings

if TYPE_CHECKING:
    from aas_converters.mapping.proposals import Proposal
    from aas_toolkit.suggesting import Suggested


@bilingual_command(
    "suggest",
    ko="""
    원본에 맞는 매핑을 제안합니다. 줄마다 얼마나 확실한지와 그 이유를 적습니다.

    머리글, 단위, 값의 표본으로 판단하며, 판단이 어려운 열은 사람에게 남깁니다. 데이터는 이 컴퓨터 밖으로 나가지
    않습니다. 맞는 열이 없으면 1로 끝납니다.
    """,
    examples=("aas map suggest shots.csv -o my_mapping.yaml",),
)
@argument(
    "sources",
    nargs=-1,
    required=True,
    metavar="SOURCE...",
    en="The plant's file, or an address, as for `aas convert`.",
    ko="공장 파일이나 주소(`aas convert`와 같습니다).",
)
@option(
    "--model",
    "-m",
    metavar="MODEL",
    en="Reference model; without it the one that fits best is taken.",
    ko="참조모델. 주지 않으면 가장 잘 맞는 모델을 고릅니다.",
)
@option(
    "--out",
    "-o",
    type=click.Path(dir_okay=False, path_type=Path),
    en="File for the mapping; else it is printed.",
    ko="매핑을 저장할 파일. 주지 않으면 화면에 보여 줍니다.",
)
@reading_options
@models_option
@json_option
@lang_option
def suggest_command(
    sources: tuple[str, ...],
    model: str | None,
    out: Path | None,
    folders: tuple[Path, ...],
    as_json: bool,
    lang: Any,
    **choices: Any,
) -> int:
    """Suggest a mapping for a source, each line with how sure it is and why.

    Headers, units and a sample of the values decide; columns in doubt are left to you. Nothing leaves this computer.
    Exits with 1 when no column fits.
    """
    from aas_converters.documents.target import replaced
    from aas_converters.sources import SourceError
    from aas_reference_models.library import UnknownModelError
    from aas_toolkit.cli.output import print_json
    from aas_toolkit.cli.source_failures import source_failure
    from aas_toolkit.cli.words import say
    from aas_toolkit.suggesting import suggest_mapping

    settings = said_settings(choices, sources)
    try:
        found = suggest_mapping(list(sources), model=model, models=folders, settings=settings)
    except SourceError as error:
        return source_failure(error, as_json=as_json, lang=lang)
    except UnknownModelError as error:
        raise unknown(error, lang, "--model") from error
    if out is not None:
        with replaced(out) as file:
            file.write(found.text(lang).encode())
    if as_json:
        print_json(as_data(found, lang))
    elif out is None:
        click.echo(found.text(lang), nl=False)
    else:
        suggestion = found.suggestion
        left = len(suggestion.doubtful) + len(suggestion.other)
        counts = {"file": out, "mapped": len(suggestion.proposals), "left": left, "missing": len(suggestion.missing)}
        click.echo(say("suggested", lang, model=suggestion.model.name, **counts))
    return int(not found.suggestion.proposals)


def as_data(found: Suggested, lang: str) -> dict[str, Any]:
    """Return a suggestion as plain data."""
    suggestion = found.suggestion
    headers = {column.name: column.header for column in found.table.columns}
    return {
        "source": found.table.name,
        "model": suggestion.model.name,
        "models": [{"name": fit.model.name, "score": fit.score} for fit in found.fits if fit.columns],
        "columns": [proposal_json(one, headers, lang) for one in suggestion.proposals],
        "doubtful": [{"column": column.name, "elements": list(paths)} for column, paths in suggestion.doubtful],
        "unused": [column.name for column in suggestion.unused],
        "empty": [column.name for column in suggestion.empty],
        "unmapped": [column.name for column in suggestion.other],
        "missing": list(suggestion.missing),
        "mapping": found.text("ko" if lang == "ko" else "en"),
    }


def proposal_json(one: Proposal, headers: dict[str, str], lang: str) -> dict[str, Any]:
    """Return one proposal as plain data."""
    from aas_converters.mapping.reasons import reason

    return {
        "column": one.column.name,
        "element": one.path,
        "confidence": one.score,
        "unit": one.column.unit,
        "reason": reason(one, headers, lang),
    }

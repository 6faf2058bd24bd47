"""`aas extract`: AAS files in, tables out."""

from __future__ import annotations

from pathlib import Path

import click

from aas_toolkit.cli.bilingual import argument, bilingual_command, option
from aas_toolkit.cli.options import json_option, lang_option, models_option
from aas_toolkit.cli.words import say
from aas_toolkit.cli.wrong_calls import wrong


@bilingual_command(
    "extract",
    ko="""
    AAS 파일의 서브모델을 다시 표로 꺼냅니다. 머리글에 단위가 붙습니다.

    서브모델 하나가 한 행이 되고, 레코드 목록이나 시계열은 레코드마다 한 행이 됩니다. 서브모델 종류가 여럿이면 파일도
    나뉩니다.

    모두 꺼내면 0, 꺼내지 못한 것이 있으면 1, 명령을 잘못 쓰면 2, 파일을 읽거나 쓸 수 없으면 3으로 끝납니다.
    """,
    examples=("aas extract injection_moulding.aasx -o back.csv",),
)
@argument(
    "files",
    nargs=-1,
    required=True,
    metavar="FILE...",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    en="AAS files: .json, .xml, .aasx.",
    ko="AAS 파일(.json, .xml, .aasx).",
)
@option(
    "--out",
    "-o",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    en="What to write: .csv, .jsonl or .parquet.",
    ko="저장할 파일(.csv, .jsonl, .parquet).",
)
@option(
    "--submodel",
    metavar="idShort|semanticId",
    en="Extract only submodels of this kind.",
    ko="이 종류의 서브모델만 꺼냅니다.",
)
@models_option
@json_option
@lang_option
def command(
    files: tuple[Path, ...], out: Path, submodel: str | None, folders: tuple[Path, ...], as_json: bool, lang: str
) -> int:
    """Turn the submodels of AAS files (.json, .xml, .aasx) back into tables, with units in the header.

    A submodel becomes a row, a list of records or a time series a row for each record. Several kinds of submodels
    become several files. Exits with 0 when everything was extracted, 1 when something could not be, 2 when called
    wrongly, 3 when a file could not be read or written.
    """
    from aas_converters.extract.extract import FORMATS
    from aas_toolkit.cli.output import as_json as report_json
    from aas_toolkit.cli.output import print_json, show_findings
    from aas_toolkit.extracting import extract

    if out.suffix.lower() not in FORMATS:
        raise click.BadParameter(wrong("ending", lang, name=out.name, endings=", ".join(FORMATS)), param_hint="--out")
    result = extract(files, to=out, submodel=submodel, models=folders)
    if as_json:
        tables = [
            {"file": str(one.path), "name": one.name, "rows": one.rows, "columns": one.columns} for one in result.tables
        ]
        print_json({"tables": tables, **report_json(result.report, lang)})
        return result.report.exit_code()
    show_findings(result.report, lang, err=True)
    for one in result.tables:
        size = {"rows": f"{one.rows:,}", "columns": f"{one.columns:,}"}
        click.echo(click.style(say("extracted", lang, file=one.path, name=one.name, **size), fg="green"))
    if len(result.tables) > 1:
        click.echo(say("several kinds", lang, count=len(result.tables)))
    if not result.tables:
        click.echo(say("nothing written", lang))
    return result.report.exit_code()

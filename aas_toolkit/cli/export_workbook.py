"""`aas export workbook`: an AAS as the thirty-column modelling workbook of the Korean programme."""

from __future__ import annotations

from pathlib import Path

import click

from aas_toolkit.cli.bilingual import argument, bilingual_command, option
from aas_toolkit.cli.options import json_option, lang_option
from aas_toolkit.cli.words import say


@bilingual_command(
    "workbook",
    ko="""
    AAS 파일을 국내 사업(KOSMO)의 30열 모델링 자료(엑셀)로 저장합니다.

    `aas convert 모델링자료.xlsx`로 다시 읽을 수 있습니다.

    모두 저장하면 0, 읽지 못한 것이 있으면 1, 명령을 잘못 쓰면 2, 파일을 읽거나 쓸 수 없으면 3으로 끝납니다.
    """,
    examples=("aas export workbook injection_moulding.aasx -o workbook.xlsx",),
)
@argument(
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    en="Any AAS file: AASX, JSON, XML, RDF.",
    ko="AAS 파일(AASX, JSON, XML, RDF).",
)
@option(
    "--out",
    "-o",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    en="The .xlsx file to write.",
    ko="저장할 .xlsx 파일.",
)
@json_option
@lang_option
def workbook_command(file: Path, out: Path, as_json: bool, lang: str) -> int:
    """Write an AAS file as the Korean programme's modelling workbook of thirty columns.

    `aas convert workbook.xlsx` reads it back. Exits with 0 when everything has its cell, 1 when the file cannot be
    read whole, 2 when called wrongly, 3 when a file could not be read or written.
    """
    from aas_converters.sources import SourceError
    from aas_toolkit.cli.output import as_json as report_json
    from aas_toolkit.cli.output import print_json, show_findings
    from aas_toolkit.cli.source_failures import source_failure
    from aas_toolkit.workbooks import export_workbook

    try:
        report = export_workbook(file, to=out).report
    except SourceError as error:
        return source_failure(error, as_json=as_json, lang=lang)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--out") from error
    if as_json:
        print_json({"file": str(out) if report.ok else None, **report_json(report, lang)})
        return int(not report.ok)
    show_findings(report, lang)
    click.echo(say("unpacked", lang, file=out) if report.ok else say("nothing written", lang))
    return int(not report.ok)

"""`aas map check`: everything that is wrong with a mapping, with its line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from aas_toolkit.cli.bilingual import argument, bilingual_command, option
from aas_toolkit.cli.options import fail_on_option, json_option, lang_option, models_option
from aas_toolkit.cli.reading_options import reading_options, said_settings


@bilingual_command(
    "check",
    ko="""
    매핑의 문법, 요소, 단위, 코드를 검사해 잘못된 곳을 줄 번호와 함께 알려 줍니다. 원본도 주면 열까지 확인합니다.

    이상이 없으면 0, 잘못된 것이 있으면 1로 끝납니다.
    """,
    examples=("aas map check mapping.yaml", "aas map check mapping.yaml shots.csv"),
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
    required=False,
    en="The plant's file, or an address, as for `aas convert`: its columns are checked too.",
    ko="공장 파일이나 주소(`aas convert`와 같습니다). 주면 열까지 확인합니다.",
)
@option(
    "--model",
    "-m",
    metavar="MODEL",
    en="Reference model, where the mapping names none or another is meant.",
    ko="참조모델. 매핑에 모델 이름이 없거나 다른 모델을 쓸 때 적습니다.",
)
@reading_options
@fail_on_option
@models_option
@json_option
@lang_option
def check_command(
    file: Path,
    source: str | None,
    model: str | None,
    fail_on: str,
    folders: tuple[Path, ...],
    as_json: bool,
    lang: str,
    **choices: Any,
) -> int:
    """Check a mapping: its words, its elements, units and codes, and its columns if SOURCE is given.

    Exits with 0 when nothing is wrong and 1 when something is.
    """
    from aas_converters.sources import SourceError
    from aas_toolkit.cli.output import as_json as report_json
    from aas_toolkit.cli.output import print_json, show_findings
    from aas_toolkit.cli.source_failures import source_failure
    from aas_toolkit.cli.words import counted, say
    from aas_toolkit.mapping_checks import check_mapping
    from aas_validators.diagnostics import Severity

    settings = said_settings(choices, (source,) if source else ())
    try:
        report = check_mapping(file, source, model=model, models=folders, settings=settings)
    except SourceError as error:
        return source_failure(error, as_json=as_json, lang=lang)
    if as_json:
        print_json(report_json(report, lang))
    else:
        show_findings(report, lang)
        errors, warnings = counted(report.errors, "error", lang), counted(report.warnings, "warning", lang)
        click.echo(f"{file}: {say('summary', lang, errors=errors, warnings=warnings)}")
    return report.exit_code(Severity.WARNING if fail_on == "warning" else Severity.ERROR)

"""`aas map check`: everything that is wrong with a mapping, with its line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from aas_toolkit.cli.options import fail_on_option, json_option, lang_option, models_option
from aas_toolkit.cli.reading_options import reading_options, said_settings


@click.command("check")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("source", required=False)
@click.option("--model", "-m", help="Reference model, where the mapping names none or another is meant.")
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
    """Check the mapping FILE: its words, its elements, units and codes, and its columns if SOURCE is given.

    Exits with 0 when nothing is wrong and 1 when something is.
    """
    from aas_converters.sources import SourceError
    from aas_toolkit.cli.output import as_json as report_json
    from aas_toolkit.cli.output import print_json, show_findings
    from aas_toolkit.cli.source_failures import source_failure
    from aas_toolkit.cli.words import counted, say
    from aas_toolkit.mapping_checks import check_mapping
    from aas_validators.diagnostics import Report, Severity

    settings = said_settings(choices, (source,) if source else ())
    report = Report()
    try:
        report.extend(check_mapping(file, source, model=model, models=folders, settings=settings))
    except SourceError as error:
        return source_failure(error, as_json=as_json, lang=lang)
    if as_json:
        print_json(report_json(report, lang))
    else:
        show_findings(report, lang)
        errors, warnings = counted(report.errors, "error", lang), counted(report.warnings, "warning", lang)
        click.echo(f"{file}: {say('summary', lang, errors=errors, warnings=warnings)}")
    return report.exit_code(Severity.WARNING if fail_on == "warning" else Severity.ERROR)

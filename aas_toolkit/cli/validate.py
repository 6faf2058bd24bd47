"""`aas validate`: check AAS files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from aas_toolkit.cli.bilingual import bilingual_command
from aas_toolkit.cli.failures import CALLED_WRONGLY, show_problems
from aas_toolkit.cli.reports.run import NO_AAS, Checked, Run
from aas_toolkit.cli.validate_options import validate_options
from aas_toolkit.cli.words import counted, say
from aas_toolkit.configuration import Configuration, ConfigurationError
from aas_toolkit.policy import LEVELS, Policy
from aas_validators.diagnostics import Diagnostic


@bilingual_command(
    "validate",
    ko="""
    AAS 파일을 검사해 무엇이 어디에서 잘못되었는지, 어떻게 고치는지 알려 줍니다.

    이상이 없으면 0, 잘못된 것이 있으면 1, 명령을 잘못 쓰면 2, 파일을 읽을 수 없으면 3으로 끝납니다.
    """,
    examples=("aas validate injection_moulding.aasx", "aas validate . --report report.html"),
)
@validate_options
@click.pass_context
def command(ctx: click.Context, /, **options: Any) -> int:
    """Check AAS files and say what is wrong where, and what to do about it.

    Exits with 0 when nothing is wrong, 1 when something is, 2 when called wrongly, 3 when a file could not be read.
    """
    from aas_toolkit.cli.validate_settings import checked_templates, project_settings, settled

    try:
        configuration = project_settings(options["config"], no_config=options["no_config"])
    except ConfigurationError as error:
        show_problems(error.problems, options["lang"])
        return CALLED_WRONGLY
    values = settled(ctx, configuration)
    checked_templates(values["template"], values["lang"])
    return run_with(ctx, values, configuration)


def run_with(ctx: click.Context, values: dict[str, Any], configuration: Configuration) -> int:
    """Check what is asked for, write the reports and return the exit code."""
    from aas_toolkit.cli.reports.text import file_lines, summary_lines
    from aas_toolkit.cli.standard_input import standard_input
    from aas_toolkit.cli.validate_settings import STANDARD_OUTPUT, Target, home_of_reports, policy_of, targets_of
    from aas_validators.layers import chosen_layers

    lang = values["lang"]
    targets = targets_of(values, ctx)
    on_screen = Target("text", STANDARD_OUTPUT)
    policy = policy_of(values, configuration)
    checked: list[Checked] = []
    known: list[Diagnostic] = []
    paths = [*(target.path for target in targets), *filter(None, [values["write_baseline"]])]
    written = {path.resolve() for path in paths if path != STANDARD_OUTPUT}
    with standard_input(values["files"]) as (words, names):
        for one, findings in check_all(values, policy, words, names):
            if one.skipped is None and Path(one.file).resolve() in written:
                raise click.BadParameter(say("report on input", lang, file=one.file), param_hint="--report")
            checked.append(one)
            known.extend(findings)
            if on_screen in targets:
                for line in file_lines(one, lang):
                    click.echo(line)
    if checked and all(one.skipped for one in checked) and not values["force_exclude"]:
        # a pipeline that looks into the wrong folder must not stay green
        raise click.BadParameter(
            say("nothing of aas", lang, files=counted(len(checked), "file", lang)), param_hint="FILE"
        )
    run = Run(
        tuple(checked),
        lang,
        chosen_layers(values["only"], values["skip"]),
        None if values["fail_on"] == "never" else LEVELS[values["fail_on"]],
        home_of_reports(),
        configuration.rules_url,
    )
    if on_screen in targets:
        for line in summary_lines(run):
            click.echo(line)
    if others := [target for target in targets if target != on_screen]:
        from aas_toolkit.cli.reports.write import write_report

        for target in others:
            write_report(run, target.layout, target.path)
    if values["write_baseline"]:
        keep_baseline(values["write_baseline"], known, lang)
    return run.exit_code


def keep_baseline(path: Path, findings: list[Diagnostic], lang: str) -> None:
    """Write findings as known, and say so where it does not disturb the report."""
    from aas_toolkit.baseline import baseline_text
    from aas_toolkit.cli.reports.write import write_text

    write_text(path, baseline_text(findings, path.absolute().parent))
    click.echo(say("wrote baseline", lang, file=path, findings=counted(len(findings), "finding", lang)), err=True)


def shape_findings(path: Path, count: int | None, name: str, lang: str) -> list[Diagnostic]:
    """Return what the official shapes say about a sample of a file, where that is asked for."""
    if not count:
        return []
    from aas_converters.sources import SourceError
    from aas_toolkit.shapes import check_sample

    try:
        return check_sample(path, count, name=name)
    except SourceError as error:
        (missing,) = error.findings
        raise click.UsageError(f"{missing.text(lang)}; {missing.advice(lang)}") from error


def profile_findings(path: Path, values: dict[str, Any], name: str) -> list[Diagnostic]:
    """Return what a file breaks of a profile, where one is asked for."""
    if not values["profile"]:
        if values["exported"]:
            raise click.UsageError(say("with needs profile", values["lang"]))
        return []
    from aas_toolkit.profiles import check_profile

    return check_profile(path, values["profile"], name=name, folder=values["exported"])


def check_all(
    values: dict[str, Any], policy: Policy, words: Iterable[str], names: Mapping[Path, str]
) -> Iterator[tuple[Checked, tuple[Diagnostic, ...]]]:
    """Yield each file as it is checked, with the findings that a new baseline would hold.

    `words` are the places to look at, `names` what a file is called that has another name than its path."""
    from aas_toolkit.api import assess
    from aas_toolkit.discovery import find_files, is_excluded, is_stranger
    from aas_toolkit.policy import judged
    from aas_toolkit.templates import search
    from aas_validators.diagnostics import Report, Severity
    from aas_validators.layers import chosen_layers
    from aas_validators.task import Task, checked_task

    layers = chosen_layers(values["only"], values["skip"])
    task = Task(metamodel=values["metamodel"], root=values["root"], layers=layers, jobs=values["jobs"])
    try:
        checked_task(task)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--root") from error
    try:
        places = find_files(words, values["exclude"], policy.home)
    except FileNotFoundError as error:
        raise click.BadParameter(say("no place", values["lang"], place=error.filename), param_hint="FILE") from error
    if not places and not values["force_exclude"]:
        # a pipeline that looks into the wrong folder must not stay green
        raise click.BadParameter(say("nothing to check", values["lang"]), param_hint="FILE")
    templates = search(values["template"], values["templates"], values["folders"])
    for place in places:
        shown, named = names.get(place.path, str(place.path)), place.named and not values["force_exclude"]
        if not named and is_excluded(place.path, values["exclude"], policy.home):
            continue
        found = assess(place.path, task, templates, name=shown)
        if not named and is_stranger(place.path, found):
            yield Checked(shown, skipped=NO_AAS), ()
            continue
        more = shape_findings(place.path, values["shacl"], shown, values["lang"])
        more += profile_findings(place.path, values, shown)
        said = judged((*found.findings, *more), policy)
        report, known, excused = said.findings, said.known, said.excused
        if values["write_baseline"]:
            # what is written as known is known from now on
            excused += report.severities[Severity.ERROR]
            report, known = Report(), sum(finding.count for finding in said.all)
        facts = found.kind, found.metamodels, found.root, report, None, said.ignored, known, excused
        yield Checked(shown, *facts), said.all

"""What a run of `aas validate` is to do: the options, and the settings of the project where an option is silent."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import click
from click.core import ParameterSource

from aas_reference_models.problem import meant
from aas_toolkit.baseline import Baseline, read_baseline
from aas_toolkit.cli.language import SAID, language
from aas_toolkit.cli.reports.formats import ENDINGS, FORMATS, format_of
from aas_toolkit.cli.words import say
from aas_toolkit.cli.wrong_calls import wrong
from aas_toolkit.configuration import Configuration, find_configuration, read_configuration
from aas_toolkit.policy import LEVELS, Policy, UnknownRuleError, codes_of
from aas_toolkit.templates import ENDINGS as TEMPLATE_ENDINGS
from aas_validators.diagnostics import Severity

STANDARD_OUTPUT: Final = Path("-")

SINGLE: Final = ("profile", "metamodel", "fail_on", "lang", "jobs", "baseline", "only", "skip")
"""Settings of which the one on the command line counts."""
ADDED: Final = {"template": "template", "templates": "templates", "exclude": "exclude", "models": "folders"}
"""Settings, with the parameter that is added to them."""


@dataclass(frozen=True, slots=True)
class Target:
    """A report to write: its format and where, `-` for the standard output."""

    layout: str
    path: Path


def settled(ctx: click.Context, configuration: Configuration) -> dict[str, Any]:
    """Return the values of all options, the settings of the project among them."""
    values = dict(ctx.params)
    for name in SINGLE:
        setting = getattr(configuration, name)
        if setting not in (None, ()) and not given(ctx, name):
            values[name] = setting
    for name, parameter in ADDED.items():
        values[parameter] = (*getattr(configuration, name), *values[parameter])
    return values


def given(ctx: click.Context, name: str) -> bool:
    """Return whether an option stands on the command line, or in an environment variable of its own."""
    if name == "lang" and (SAID.get() or os.environ.get("AAS_LANG")):
        return True
    return ctx.get_parameter_source(name) not in (ParameterSource.DEFAULT, None)


def project_settings(config: Path | None, *, no_config: bool) -> Configuration:
    """Return the settings of the project, from the file named or the nearest one."""
    if no_config:
        return Configuration()
    if config is not None and not config.is_file():
        raise click.BadParameter(wrong("no settings file", file=config), param_hint="--config")
    path = config or find_configuration(Path.cwd())
    return read_configuration(path) if path else Configuration()


def policy_of(values: Mapping[str, Any], configuration: Configuration) -> Policy:
    """Return what is made of findings: settings of the project first, then options."""
    levels: dict[str, Severity | None] = {}
    asked = [pair(text) for text in values["severity"]]
    for ignored, severities, options in (
        (configuration.ignore, configuration.severity.items(), ("", "")),
        (values["ignore"], asked, ("--ignore", "--severity")),
    ):
        levels |= dict.fromkeys(codes(ignored, options[0]))
        # what names one rule counts more than what names many
        for word, level in sorted(severities, key=lambda one: len(one[0])):
            levels |= dict.fromkeys(codes([word], options[1]), LEVELS[level])
    by_file = {pattern: codes(words, "") for pattern, words in configuration.per_file_ignores.items()}
    return Policy(levels, by_file, configuration.home, known(values))


def known(values: Mapping[str, Any]) -> Baseline | None:
    """Return the baseline to compare with; none while a new one is written."""
    path: Path | None = values["baseline"]
    if path is None or values["write_baseline"]:
        return None
    if not path.is_file():
        raise click.BadParameter(say("no baseline", values["lang"], file=path), param_hint="--baseline")
    return read_baseline(path)


def pair(text: str) -> tuple[str, str]:
    """Return code and level of one --severity."""
    word, _, level = text.partition("=")
    if level not in LEVELS:
        close = meant(level, LEVELS)[language() == "ko"]
        said = wrong("severity", text=text, close=close) if level else wrong("no severity", text=text)
        raise click.BadParameter(said, param_hint="--severity")
    return word, level


def codes(words: Iterable[str], option: str) -> frozenset[str]:
    """Return the codes that words name."""
    try:
        return frozenset(code for word in words for code in codes_of(word))
    except UnknownRuleError as error:
        close = error.hints[0].startswith("did you mean")
        advice = error.hints[language() == "ko"] if close else wrong("all rules")
        said = wrong("no rule", code=error.word, advice=advice)
        raise click.BadParameter(said, param_hint=option) from error


def targets_of(values: Mapping[str, Any], ctx: click.Context) -> list[Target]:
    """Return the reports to write, the main one first. Raises click.BadParameter for one that hides an input."""
    output: Path = values["output"] or STANDARD_OUTPUT
    layout: str = values["layout"]
    if values["output"] and not given(ctx, "layout"):
        layout = format_of(output) or layout
    targets = [Target(layout, output), *(report_target(text) for text in values["reports"])]
    inputs = {Path(place).resolve() for place in values["files"]}
    written = [*(target.path for target in targets), *filter(None, [values["write_baseline"]])]
    for path in written:
        if path != STANDARD_OUTPUT and path.resolve() in inputs:
            raise click.BadParameter(say("report on input", values["lang"], file=path), param_hint="--output")
    return targets


def report_target(text: str) -> Target:
    """Return what one --report asks for: `x.sarif`, or `junit:x.log`."""
    named, _, rest = text.partition(":")
    if named in FORMATS and rest:
        return Target(named, Path(rest))
    if found := format_of(Path(text)):
        return Target(found, Path(text))
    endings = ", ".join(ENDINGS)
    raise click.BadParameter(wrong("form of report", text=text, endings=endings), param_hint="--report")


def checked_templates(asked: Iterable[str], lang: str) -> None:
    """Raise click.BadParameter for a template file that is not there."""
    for word in asked:
        path = Path(word)
        if path.suffix.lower() in TEMPLATE_ENDINGS and not path.is_file():
            raise click.BadParameter(say("no template", lang, file=word), param_hint="--template")


def home_of_reports() -> Path:
    """Return the folder that paths in reports count from: the checkout in GitHub Actions, else the current one."""
    here = Path.cwd()
    checkout = Path(os.environ.get("GITHUB_WORKSPACE") or here)
    return checkout if here.resolve().is_relative_to(checkout.resolve()) else here

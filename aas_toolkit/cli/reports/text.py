"""Text for a person: place, severity, rule, sentence, and what to do; colours where a terminal shows them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import click

from aas_toolkit.cli.reports.run import Checked, Group, Run, grouped
from aas_toolkit.cli.words import counted, say
from aas_validators.diagnostics import Diagnostic, Severity
from aas_validators.document.finding import escaped

COLOURS: Final = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}
SHOWN: Final = 3
"""Equal findings with a line of their own; of more, only their number and the next lines are told."""
LINES_SHOWN: Final = 5


def text(run: Run) -> str:
    """Return a run as text with colours."""
    lines = [line for one in run.checked for line in file_lines(one, run.lang)]
    return "".join(f"{line}\n" for line in [*lines, *summary_lines(run)])


def file_lines(one: Checked, lang: str) -> Iterator[str]:
    """Yield what is said of one file."""
    name = plain(one.file)
    if one.skipped:
        yield click.style(say("skipped", lang, file=name, why=one.skipped.inside(lang)), dim=True)
        return
    for group in grouped(one.findings):
        yield from group_lines(group, lang)
    if one.passing:
        yield click.style(say("passes", lang, file=name, errors=counted(one.excused, "error", lang)), fg="green")
    elif one.valid:
        what = ", ".join([one.kind, *(say("version", lang, version=version) for version in one.metamodels)])
        yield click.style(say("valid", lang, file=name, what=what), fg="green")


def group_lines(group: Group, lang: str) -> Iterator[str]:
    """Yield findings that say the same of different places, with one hint."""
    for finding in group.all[:SHOWN]:
        yield headline(finding, lang)
        if finding.count > 1:
            yield f"    {rest(finding, lang)}"
    if further := group.all[SHOWN:]:
        lines = [str(finding.where.line) for finding in further if finding.where.line][:LINES_SHOWN]
        yield f"    {more(sum(finding.count for finding in further), lines, lang)}"
    yield click.style(f"    {say('hint', lang)}: {group.first.advice(lang)}", dim=True)


def plain(text: str) -> str:
    """Return the name of a file or element on one line: a line of its own would be read as another finding, or as a
    command to the server that runs the check."""
    return text if text.isprintable() else "".join(sign if sign.isprintable() else escaped(sign) for sign in text)


def plain_lines(group: Group, lang: str) -> list[str]:
    """Return findings that say the same of different places, without colours."""
    return [click.unstyle(line) for line in group_lines(group, lang)]


def headline(finding: Diagnostic, lang: str) -> str:
    """Return place, severity, rule and sentence."""
    place = click.style(plain(str(finding.where)), bold=True)
    severity = click.style(say(str(finding.severity), lang), fg=COLOURS[finding.severity], bold=True)
    path = plain(finding.where.path or "")
    sentence = finding.text(lang)
    about = f" {path}:" if path and path not in sentence else ""
    return f"{place}: {severity} {finding.rule.code}{about} {sentence}"


def rest(finding: Diagnostic, lang: str) -> str:
    """Return how many more a finding stands for, and where the next ones are."""
    lines = [str(cause.where.line) for cause in finding.causes[1 : LINES_SHOWN + 1] if cause.where.line]
    return more(finding.count - 1, lines, lang)


def more(count: int, lines: list[str], lang: str) -> str:
    """Return how many more there are, and the next lines."""
    shown = say("line", lang, line=", ".join(lines)) + (" …" if count > len(lines) else "") if lines else "…"
    return say("more", lang, count=f"{count:,}", lines=shown)


def summary_lines(run: Run) -> Iterator[str]:
    """Yield the numbers of a run; nothing where one file is right and there is nothing to count."""
    lang = run.lang
    ignored, known = sum(one.ignored for one in run.checked), sum(one.known for one in run.checked)
    numbers = [(run.number(Severity.ERROR), "error"), (run.number(Severity.WARNING), "warning")]
    parts = [counted(number, thing, lang) for number, thing in numbers]
    parts += [counted(number, thing, lang) for number, thing in ((ignored, "ignored"), (known, "known")) if number]
    if ignored or known or any(len(one.findings) for one in run.checked):
        yield ", ".join(parts)
    if len(run.checked) > 1:
        skipped = sum(one.skipped is not None for one in run.checked)
        right, passing = sum(one.valid for one in run.checked), sum(one.passing for one in run.checked)
        files = counted(len(run.checked) - skipped, "file", lang)
        more = ((passing, "files passing"), (skipped, "files skipped"))
        yield say("files", lang, files=files, valid=right) + "".join(say(key, lang, n=n) for n, key in more if n)

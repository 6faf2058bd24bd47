"""One HTML file for a person: findings in groups, a filter, light and dark; nothing is fetched, so it can be mailed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from importlib.resources import files
from typing import Final

from aas_toolkit import __version__
from aas_toolkit.cli.reports.page_words import PAGE
from aas_toolkit.cli.reports.run import Checked, Group, Run, grouped, place_of
from aas_toolkit.cli.words import counted, say
from aas_toolkit.file_names import relative
from aas_validators.diagnostics import Diagnostic, Severity

SEVERITIES: Final = (Severity.ERROR, Severity.WARNING, Severity.INFO)
PLACES_OPEN: Final = 8
"""Places of a group that are shown at once; the others unfold."""

CARDS_OPEN: Final = 20
"""Groups of a rule in a file that are shown at once; the others unfold."""

NO_BREAK: Final = "\u00a0"
FILES_OPEN: Final = 8
"""Files of which the list is shown at once."""


def html_page(run: Run) -> str:
    """Return a run as a page that needs no other file."""
    title = word("title", run.lang)
    parts = [
        f'<!DOCTYPE html>\n<html lang="{run.lang}">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        f"<title>{escape(verdict(run))} – {escape(title)}</title>",
        f"<style>\n{asset('page.css')}</style>\n</head>\n<body>",
        *header(run),
        *overview(run),
        "<main>",
        *(line for number, one in enumerate(run.checked) for line in section(one, number, run)),
        *others(run),
        f'<p id="none" class="quiet" hidden>{escape(word("nothing fits", run.lang))}</p>',
        "</main>",
        f'<footer class="quiet">aas-toolkit {escape(__version__)}</footer>',
        f"<script>\n{asset('page.js')}</script>\n</body>\n</html>\n",
    ]
    return "\n".join(parts)


def asset(name: str) -> str:
    """Return a file that stands beside this module."""
    return files("aas_toolkit.cli.reports").joinpath(name).read_text(encoding="utf-8")


def word(key: str, lang: str) -> str:
    """Return one of the words of the page."""
    return PAGE[key].inside(lang)


def verdict(run: Run) -> str:
    """Return the answer in a few words."""
    errors, warnings = run.number(Severity.ERROR), run.number(Severity.WARNING)
    if errors:
        return ", ".join(counted(n, what, run.lang) for n, what in ((errors, "error"), (warnings, "warning")) if n)
    return word("no errors", run.lang) + (f", {counted(warnings, 'warning', run.lang)}" if warnings else "")


def header(run: Run) -> Iterator[str]:
    """Yield title, verdict and the filter, which shows only where scripts run."""
    level = next((severity for severity in SEVERITIES if run.number(severity)), None)
    mark = str(level) if level in (Severity.ERROR, Severity.WARNING) else "right"
    yield f'<header>\n<p class="quiet">{escape(word("title", run.lang))}</p>'
    yield f'<h1 class="{mark}">{escape(verdict(run))}</h1>'
    looked = sum(one.skipped is None for one in run.checked)
    facts = [counted(looked, "file", run.lang)]
    for number, what in (
        (sum(one.ignored for one in run.checked), "ignored"),
        (sum(one.known for one in run.checked), "known"),
    ):
        facts += [counted(number, what, run.lang)] if number else []
    yield f'<p class="quiet">{escape(" · ".join(facts))}</p>\n</header>'
    if level is None:
        return
    yield '<form id="filter" hidden>'
    label = escape(word("search", run.lang))
    yield f'<input id="search" type="search" placeholder="{label}" aria-label="{label}" autocomplete="off">'
    for severity in SEVERITIES:
        if number := run.number(severity):
            name = escape(say(str(severity), run.lang))
            yield (
                f'<label class="{severity}"><input type="checkbox" value="{severity}" checked> '
                f"{name} <b>{number:,}</b></label>"
            )
    yield "</form>"


def overview(run: Run) -> Iterator[str]:
    """Yield a list of the files with findings, where there are several."""
    numbered = [(number, one) for number, one in enumerate(run.checked) if len(one.findings)]
    if len(numbered) < 2:
        return
    is_open = " open" if len(numbered) <= FILES_OPEN else ""
    label = f"{escape(word('wrong', run.lang))} <b>{len(numbered):,}</b>"
    yield f'<nav><details{is_open}><summary>{label}</summary>\n<ul class="files">'
    for number, one in numbered:
        chips = "".join(chip(one, severity) for severity in SEVERITIES)
        yield f'<li><a href="#file-{number}">{name_of(one, run)}</a> <span>{chips}</span></li>'
    yield "</ul></details></nav>"


def chip(one: Checked, severity: Severity) -> str:
    """Return the number of findings of a severity, nothing for none."""
    number = one.findings.severities[severity]
    return f'<b class="chip {severity}">{number:,}</b>' if number else ""


def name_of(one: Checked, run: Run) -> str:
    """Return the name of a file that may be broken after each slash."""
    return escape(relative(one.file, run.home)).replace("/", "/<wbr>")


def section(one: Checked, number: int, run: Run) -> Iterator[str]:
    """Yield a file with its findings, nothing where there are none."""
    if not len(one.findings):
        return
    yield f'<section id="file-{number}">\n<h2>{name_of(one, run)}</h2>\n<p class="quiet">{facts_of(one)}</p>'
    for severity in SEVERITIES:
        yield from cards([group for group in grouped(one.findings) if group.first.severity is severity], run.lang)
    yield "</section>"


def cards(groups: list[Group], lang: str) -> Iterator[str]:
    """Yield the groups of one severity; of a rule with many the others unfold, so that no rule hides the next."""
    by_rule: dict[str, list[Group]] = {}
    for group in groups:
        by_rule.setdefault(group.first.rule.code, []).append(group)
    for code, some in by_rule.items():
        for group in some[:CARDS_OPEN]:
            yield from card(group, lang)
        if further := some[CARDS_OPEN:]:
            label = word("more findings", lang).format(n=f"{len(further):,}", rule=code)
            yield f'<details class="rest"><summary>{escape(label)}</summary>'
            for group in further:
                yield from card(group, lang)
            yield "</details>"


def facts_of(one: Checked) -> str:
    """Return what a file is."""
    facts = [one.kind.upper() if one.kind != "unknown" else "", one.root or "", ", ".join(one.metamodels)]
    return escape(" · ".join(fact.replace(" ", NO_BREAK) for fact in facts if fact))


def card(group: Group, lang: str) -> Iterator[str]:
    """Yield one group of findings."""
    finding, rule = group.first, group.first.rule
    count = f' <span class="count">× {group.count:,}</span>' if group.count > 1 else ""
    yield f'<details class="card {finding.severity}" open>'
    yield (
        f'<summary><span class="badge">{escape(say(str(finding.severity), lang))}</span> '
        f'<span class="message">{escape(finding.text(lang))}</span>{count} '
        f'<code class="rule">{rule.code}</code></summary>'
    )
    yield f'<p class="hint"><b>{escape(say("hint", lang))}</b> {escape(finding.advice(lang))}</p>'
    yield from places(group.all, lang)
    source = f' <span class="quiet">{escape(rule.spec)}</span>' if rule.spec else ""
    yield f'<p class="why">{escape(rule.why.inside(lang))}{source}</p>\n</details>'


def places(findings: tuple[Diagnostic, ...], lang: str) -> Iterator[str]:
    """Yield the places of a group; of many, the first are open."""
    yield from listed(findings[:PLACES_OPEN])
    if further := findings[PLACES_OPEN:]:
        yield f"<details><summary>{escape(word('more places', lang).format(n=f'{len(further):,}'))}</summary>"
        yield from listed(further)
        yield "</details>"


def listed(findings: Iterable[Diagnostic]) -> Iterator[str]:
    """Yield places as a list: line and column, then the element."""
    yield '<ul class="places">'
    for finding in findings:
        where = finding.where
        element = where.path or where.pointer or ""
        said = [f"<code>{escape(text)}</code>" for text in (place_of(where), element) if text]
        if said:
            yield f"<li>{' '.join(said)}</li>"
    yield "</ul>"


def others(run: Run) -> Iterator[str]:
    """Yield the files without findings and those that were not looked into."""
    right = [one for one in run.checked if one.valid and not len(one.findings)]
    passing = [one for one in run.checked if one.passing and not len(one.findings)]
    skipped = [one for one in run.checked if one.skipped]
    for files_, key in ((right, "right"), (passing, "passing"), (skipped, "skipped")):
        if files_:
            is_open = " open" if key == "right" and len(right) <= 20 else ""
            label = f"{escape(word(key, run.lang))} <b>{len(files_):,}</b>"
            yield f'<details class="others {key}"{is_open}><summary>{label}</summary>\n<ul>'
            for one in files_:
                yield f'<li>{name_of(one, run)} <span class="quiet">{facts_of(one)}</span></li>'
            yield "</ul></details>"

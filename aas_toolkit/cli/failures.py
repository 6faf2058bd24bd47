"""What ends a command early: called wrongly (2) or the outside world (3), each as one sentence, never a traceback."""

from __future__ import annotations

import errno
from collections.abc import Iterable
from typing import Final

import click

from aas_reference_models.problem import Problem
from aas_toolkit.cli.language import language
from aas_toolkit.cli.words import say
from aas_validators.diagnostics import Report

CALLED_WRONGLY: Final = 2
COULD_NOT_WORK: Final = 3


def guarded(command: click.Command) -> int:
    """Run a command and return its exit code."""
    from aas_toolkit.cli.click_errors import show_error
    from aas_toolkit.cli.output import show_findings
    from aas_toolkit.cli.raised import in_korean

    try:
        result = command.main(prog_name="aas", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as exit_:
        return exit_.exit_code
    except click.ClickException as error:
        show_error(error, language())
        return CALLED_WRONGLY
    except (click.Abort, KeyboardInterrupt):
        click.echo(say("interrupted", language()), err=True)
        return COULD_NOT_WORK
    except BrokenPipeError:
        return 0
    except OSError as error:
        click.echo(f"aas: {os_reason(error)}", err=True)
        return COULD_NOT_WORK
    except ValueError as error:
        if problems := getattr(error, "problems", None):
            show_problems(problems)
            return 1
        findings = findings_in(error)
        if findings is None:
            click.echo(f"aas: {in_korean(str(error)) if language() == 'ko' else error}", err=True)
            return CALLED_WRONGLY
        show_findings(findings, language(), err=True)
        return 1


def os_reason(error: OSError) -> str:
    """Return one sentence for an error of the operating system."""
    lang = language()
    file = error.filename2 or error.filename or "-"
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return say("disk full", lang)
    if isinstance(error, PermissionError):
        return say("locked", lang, file=file)
    return say("os error", lang, file=file, reason=error.strerror or str(error))


def show_problems(problems: Iterable[Problem], lang: str | None = None) -> None:
    """Print what is wrong with a reference model or with settings, each on a line of its own with its hint below."""
    ko = (lang or language()) == "ko"
    for problem in problems:
        place = f"{problem.file}:{problem.line}:{problem.column}"
        click.echo(f"{place}: {problem.message_ko if ko else problem.message_en}", err=True)
        if hint := problem.hint_ko if ko else problem.hint_en:
            click.echo(f"    {say('hint', 'ko' if ko else 'en')}: {hint}", err=True)


def findings_in(error: ValueError) -> Report | None:
    """Return the report that an error of the library carries, None where it carries none."""
    report = getattr(error, "report", None)
    return report if isinstance(report, Report) else None

"""What click says of a command that was called wrongly, in Korean."""

from __future__ import annotations

import click

from aas_toolkit.cli.help_page import shown, usage_line, value_words
from aas_toolkit.cli.raised import in_korean
from aas_toolkit.cli.words import say


def show_error(error: click.ClickException, lang: str) -> None:
    """Print on the error stream how the command is called and what was wrong."""
    # without a command newer versions of click answer with the help, and call that an error
    if lang != "ko" or type(error).__name__ == "NoArgsIsHelpError":
        error.show()
        return
    context = getattr(error, "ctx", None)
    if context is not None:
        click.echo(usage_line(context, lang, 78), nl=False, err=True)
        click.echo(f"도움말: {context.command_path} --help\n", err=True)
    click.echo(f"{say('error', lang)}: {korean(error)}", err=True)


def korean(error: click.ClickException) -> str:
    """Return what an error of click says, in Korean."""
    match error:
        case click.NoSuchOption():
            close = ", ".join(sorted(error.possibilities or ()))
            return f"{error.option_name} 옵션은 없습니다" + (f". 혹시 {close}입니까?" if close else "")
        case click.MissingParameter():
            choices = getattr(getattr(error.param, "type", None), "choices", ())
            listed = f" ({', '.join(map(str, choices))} 중에서 고르십시오)" if choices else ""
            kind = "인자를" if isinstance(error.param, click.Argument) else "옵션을"
            return f"{place(error)} {kind} 적어야 합니다{listed}"
        case click.BadParameter():
            where = place(error)
            return f"{where}: {in_korean(error.message)}" if where else in_korean(error.message)
    return in_korean(error.message)


def place(error: click.BadParameter) -> str:
    """Return the option or argument that an error is about."""
    if error.param_hint is not None:
        hint = error.param_hint
        return value_words(hint if isinstance(hint, str) else " / ".join(hint), "ko")
    if isinstance(error.param, click.Argument):
        return shown(error.param, "ko")
    return " / ".join(error.param.opts) if error.param is not None else ""

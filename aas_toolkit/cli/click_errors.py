"""What click says of a command that was called wrongly, in Korean.

Click makes its sentences in English; what is not known here stays as it is.
"""

from __future__ import annotations

import re
from typing import Final

import click

from aas_toolkit.cli.help_page import shown, usage_line, value_words
from aas_toolkit.cli.words import say

KINDS: Final = {"File": "파일", "Directory": "폴더", "Path": "경로"}
NUMBERS: Final = {"integer": "정수", "float": "숫자", "integer range": "정수", "float range": "숫자"}

SENTENCES: Final = (
    (r"Missing command\.", "명령을 적지 않았습니다"),
    (r"Got unexpected extra arguments? \((?P<rest>.*)\)", "쓸 곳이 없는 인자입니다: {rest}"),
    (r"Option '(?P<name>.+)' requires an argument\.", "{name} 뒤에 값을 적지 않았습니다"),
    (r"Option '(?P<name>.+)' requires (?P<count>\d+) arguments\.", "{name} 뒤에 값 {count}개를 적어야 합니다"),
    (r"Option '(?P<name>.+)' does not take a value\.", "{name}에는 값을 적지 않습니다"),
    (r"'(?P<value>.*)' is not one of (?P<choices>.+)\.", "'{value}'은(는) 쓸 수 없습니다. {choices} 중에서 고르십시오"),
    (r"'(?P<value>.*)' is not (?P<choices>'.+')\.", "'{value}'은(는) 쓸 수 없습니다. {choices}만 됩니다"),
    (r"'(?P<value>.*)' is not a valid (?P<number>integer|float)( range)?\.", "'{value}'은(는) {number}가 아닙니다"),
    (r"(?P<value>\S+) is not in the range (?P<range>.+)\.", "{value}은(는) 범위를 벗어났습니다({range})"),
    (r"(?P<kind>File|Directory|Path) '(?P<name>.*)' does not exist\.", "{kind}이(가) 없습니다: {name}"),
    (r"(?P<kind>File|Directory|Path) '(?P<name>.*)' is a file\.", "폴더가 아니라 파일입니다: {name}"),
    (r"(?P<kind>File|Directory|Path) '(?P<name>.*)' is a directory\.", "파일이 아니라 폴더입니다: {name}"),
    (r"(?P<kind>File|Directory|Path) '(?P<name>.*)' is not readable\.", "읽을 수 없습니다: {name}"),
    (r"(?P<kind>File|Directory|Path) '(?P<name>.*)' is not writable\.", "쓸 수 없습니다: {name}"),
)
"""What click says → the same in Korean."""

KNOWN: Final = tuple((re.compile(pattern, re.DOTALL), korean) for pattern, korean in SENTENCES)


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
            return f"{where}: {sentence(error.message)}" if where else sentence(error.message)
    return sentence(error.message)


def place(error: click.BadParameter) -> str:
    """Return the option or argument that an error is about."""
    if error.param_hint is not None:
        hint = error.param_hint
        return value_words(hint if isinstance(hint, str) else " / ".join(hint), "ko")
    if isinstance(error.param, click.Argument):
        return shown(error.param, "ko")
    return " / ".join(error.param.opts) if error.param is not None else ""


def sentence(text: str) -> str:
    """Return a sentence of click in Korean; any other text as it is."""
    for pattern, translated in KNOWN:
        if found := pattern.fullmatch(text):
            values = found.groupdict()
            named = {
                name: KINDS.get(value, value) if name == "kind" else NUMBERS.get(value, value)
                for name, value in values.items()
            }
            return translated.format(**named)
    return text

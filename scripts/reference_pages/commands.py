"""The page about the command, made from what `--help` says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import click

from aas_toolkit.cli import aas
from aas_toolkit.cli.help_page import (
    arguments_of,
    heading_of,
    remarks,
    sectioned,
    shown,
    usage_pieces,
    value_of,
    value_words,
)
from reference_pages.markdown import code, page, table

HANGUL = re.compile("[가-힣]")
ARGUMENTS = {"en": ("argument", "meaning"), "ko": ("인자", "뜻")}
OPTIONS = {"en": ("option", "meaning"), "ko": ("옵션", "뜻")}
ONE_OF = {"en": "One of", "ko": "값:"}
TITLES = {"en": "Commands", "ko": "명령"}
INTRO = {
    "en": (
        "`aas` and `aas-toolkit` are the same command; `python -m aas_toolkit` works too. "
        "How it ends: [Exit codes](exit-codes.md). Messages and help are Korean with `--lang ko`, with `AAS_LANG=ko`, "
        "and on a Korean system."
    ),
    "ko": (
        "`aas`와 `aas-toolkit`은 같은 명령이며 `python -m aas_toolkit`으로도 실행됩니다. "
        "끝날 때의 값은 [종료 코드](exit-codes.md)에 있습니다. "
        "한국어 윈도우에서는 메시지와 도움말이 한국어로 나옵니다. 그렇지 않으면 `--lang ko`를 붙이거나 "
        "환경변수 `AAS_LANG=ko`를 두십시오."
    ),
}


class Named(NamedTuple):
    """A command with the words that call it, such as `models list`."""

    name: str
    context: click.Context

    @property
    def command(self) -> Any:
        """The command itself."""
        return self.context.command


def commands() -> Iterator[Named]:
    """Yield every command that does something, groups left out, sorted."""
    yield from below(click.Context(aas, info_name="aas"), "", groups=False)


def below(context: click.Context, name: str, *, groups: bool) -> Iterator[Named]:
    """Yield the commands of a group, or the command itself; the groups too where they are asked for."""
    if not isinstance(context.command, click.Group):
        yield Named(name, context)
        return
    if groups:
        yield Named(name, context)
    for each in sorted(context.command.list_commands(context)):
        command = context.command.get_command(context, each)
        assert command is not None
        yield from below(
            click.Context(command, info_name=each, parent=context), f"{name} {each}".strip(), groups=groups
        )


def in_one_language() -> list[str]:
    """Return every command, group, option and argument whose help is not English and Korean."""
    found = []
    for named in below(click.Context(aas, info_name="aas"), "", groups=True):
        parts = [(f"aas {named.name}", named.command)]
        parts += [(f"aas {named.name} {one.name}", one) for one in named.command.params]
        for place, one in parts:
            about = getattr(one, "about", None)
            if about is None or HANGUL.search(about.en) or not about.en or not HANGUL.search(about.ko):
                found.append(place)
    return found


def pages(lang: str) -> dict[str, str]:
    """Return the page in a language."""
    return {"commands.md": page(TITLES[lang], INTRO[lang], *(part(named, lang) for named in commands()))}


def part(named: Named, lang: str) -> str:
    """Return what the page says about a command."""
    command = named.command
    usage = " ".join(["aas", named.name, *usage_pieces(named.context, lang)])
    pieces = [f"## aas {named.name} {{ #{named.name.replace(' ', '-')} }}", f"```text\n{usage}\n```"]
    pieces.append(command.about.inside(lang))
    if arguments := arguments_of(command):
        pieces.append(table(ARGUMENTS[lang], [(pieces_of(shown(one, lang)), told(one, lang)) for one in arguments]))
    divided = sectioned(command)
    for title, options in divided.items():
        if len(divided) > 1:
            pieces.append(f"**{title.inside(lang)}**")
        pieces.append(table(OPTIONS[lang], [row(option, lang) for option in options]))
    lines = "\n".join(command.examples)
    pieces.append(f"{heading_of(command.examples).inside(lang)}:\n\n```text\n{lines}\n```")
    return "\n\n".join(pieces)


def row(option: Any, lang: str) -> tuple[str, str]:
    """Return the line of an option. Two columns are enough, and fit a telephone."""
    names = ", ".join(map(code, option.opts))
    if isinstance(option.type, click.Choice) and not option.is_flag and not option.metavar:
        return names, told(option, lang, [str(choice) for choice in option.type.choices])
    return f"{names} {value_words(value_of(option), lang)}".rstrip(), told(option, lang)


def told(parameter: Any, lang: str, choices: Sequence[str] = ()) -> str:
    """Return what an option or argument is for, what it may be, and its remarks."""
    text: str = parameter.about.inside(lang)
    if choices:
        text += f" {ONE_OF[lang]} {', '.join(map(code, choices))}."
    said = "; ".join(remarks(parameter, lang))
    return f"{text} ({said})" if said else text


def pieces_of(text: str) -> str:
    """Return the names of an argument as code, one by one: a bar in code in a table shows its backslash."""
    return ", ".join(map(code, text.split("|")))

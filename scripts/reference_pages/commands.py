"""The page about the command, made from what click knows."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import click
import yaml

from aas_toolkit.cli import aas
from reference_pages.markdown import code, page, table

KOREAN = Path(__file__).parent / "commands_ko.yaml"
HEADS = {"en": ("option", "value", "default", "meaning"), "ko": ("옵션", "값", "기본값", "뜻")}
INTRO = {
    "en": (
        "`aas` and `aas-toolkit` are the same command; `python -m aas_toolkit` works too. "
        "How it ends: [Exit codes](exit-codes.md). Set `AAS_LANG=ko` for Korean messages."
    ),
    "ko": (
        "`aas`와 `aas-toolkit`은 같은 명령이며 `python -m aas_toolkit`으로도 실행됩니다. "
        "끝날 때의 값은 [종료 코드](exit-codes.md)에 있습니다. "
        "환경변수 `AAS_LANG=ko`를 두면 메시지가 한국어로 나옵니다."
    ),
}


class Named(NamedTuple):
    """A command with the words that call it, such as `models list`."""

    name: str
    context: click.Context

    @property
    def command(self) -> click.Command:
        """The command itself."""
        return self.context.command


def commands() -> Iterator[Named]:
    """Yield every command that does something, groups left out, sorted."""
    yield from below(click.Context(aas, info_name="aas"), "")


def below(context: click.Context, name: str) -> Iterator[Named]:
    """Yield the commands of a group, or the command itself."""
    if not isinstance(context.command, click.Group):
        yield Named(name, context)
        return
    for each in context.command.list_commands(context):
        command = context.command.get_command(context, each)
        assert command is not None
        yield from below(click.Context(command, info_name=each, parent=context), f"{name} {each}".strip())


def korean() -> dict[str, Any]:
    """Return the Korean words: `about` by command, `options` by option."""
    words: dict[str, Any] = yaml.safe_load(KOREAN.read_text(encoding="utf-8"))
    return words


def without_korean() -> list[str]:
    """Return every command and option that has no Korean words."""
    words = korean()
    missing = [named.name for named in commands() if named.name not in words["about"]]
    options = {name_of(option) for named in commands() for option in options_of(named.command)}
    return missing + sorted(options - words["options"].keys())


def pages(lang: str) -> dict[str, str]:
    """Return the page in a language."""
    title = "명령" if lang == "ko" else "Commands"
    return {"commands.md": page(title, INTRO[lang], *(part(named, lang) for named in commands()))}


def part(named: Named, lang: str) -> str:
    """Return what the page says about a command."""
    words = korean() if lang == "ko" else {"about": {}, "options": {}}
    told = words["about"].get(named.name) or inspect.cleandoc(named.command.help or "")
    usage = " ".join(["aas", named.name, *named.command.collect_usage_pieces(named.context)])
    rows = [
        (
            ", ".join(map(code, option.opts)),
            kind(option),
            default(option),
            words["options"].get(name_of(option)) or option.help or "",
        )
        for option in options_of(named.command)
    ]
    anchor = named.name.replace(" ", "-")
    return f"## aas {named.name} {{ #{anchor} }}\n\n```text\n{usage}\n```\n\n{told}\n\n{table(HEADS[lang], rows)}"


def options_of(command: click.Command) -> list[click.Option]:
    """Return the options of a command, as in its help."""
    return [parameter for parameter in command.params if isinstance(parameter, click.Option)]


def name_of(option: click.Option) -> str:
    """Return the long form of an option."""
    return max(option.opts, key=len)


def kind(option: click.Option) -> str:
    """Return what an option takes."""
    if option.is_flag:
        return ""
    match option.type:
        case click.Choice(choices=choices):
            return ", ".join(code(str(choice)) for choice in choices)
        case click.Path(file_okay=False):
            return "folder"
        case click.Path():
            return "file"
        case click.IntRange(min=lowest):
            return f"number ≥ {lowest}"
    return option.type.name


def default(option: click.Option) -> str:
    """Return the default of an option; flags and options without one have none."""
    # newer versions of click mark "no default" by a sign of their own instead of None
    plain = isinstance(option.default, str | int | Path) and not isinstance(option.default, bool)
    return code(str(option.default)) if plain and not option.is_flag else ""

"""Click's commands, options and arguments, each with its help in English and in Korean, side by side.

A command's English is the docstring of its function; its Korean, and the examples for both, stand in its decorator.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from difflib import get_close_matches
from typing import Any, Final, TypeVar

import click

from aas_toolkit.cli.help_page import help_page, usage_line
from aas_toolkit.cli.language import language
from aas_toolkit.cli.words import say
from aas_validators.diagnostics.rule import Sentence

F = TypeVar("F", bound=Callable[..., Any])

HELP_NAMES: Final = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class Option(click.Option):
    """An option; `section` is the heading it stands under where a command has many."""

    def __init__(self, *declarations: Any, about: Sentence, section: Sentence | None = None, **settings: Any) -> None:
        super().__init__(*declarations, **{**settings, "help": about.en})
        self.about = about
        self.section = section


class Argument(click.Argument):
    """An argument."""

    def __init__(self, *declarations: Any, about: Sentence, **settings: Any) -> None:
        super().__init__(*declarations, **settings)
        self.about = about


class Command(click.Command):
    """A command that does something."""

    def __init__(self, *arguments: Any, ko: str, examples: tuple[str, ...], **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.about = Sentence(inspect.cleandoc(self.help or ""), inspect.cleandoc(ko))
        self.examples = examples

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the page of the command."""
        formatter.write(help_page(ctx, language(), formatter.width))

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write how the command is called."""
        formatter.write(usage_line(ctx, language(), formatter.width))


class Group(click.Group):
    """A group of commands; an unknown one gets the closest names."""

    def __init__(self, *arguments: Any, ko: str, examples: tuple[str, ...], **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.about = Sentence(inspect.cleandoc(self.help or ""), inspect.cleandoc(ko))
        self.examples = examples

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands in the order in which they were added: that of their use."""
        return list(self.commands)

    def sections(self, ctx: click.Context) -> list[tuple[Sentence, list[tuple[str, Sentence]]]]:
        """Return the headings of the commands below, each with names and what they do in a sentence."""
        found = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        below = [(name, command.about) for name, command in found if isinstance(command, Command)]
        return [(Sentence("Commands", "명령"), [(name, first_sentence(about)) for name, about in below])]

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the page of the group."""
        formatter.write(help_page(ctx, language(), formatter.width, self.sections(ctx)))

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write how the group is called."""
        formatter.write(usage_line(ctx, language(), formatter.width))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is called; an unknown one gets the closest names."""
        names = self.list_commands(ctx)
        if args and args[0] not in names and not args[0].startswith("-"):
            close = ", ".join(get_close_matches(args[0], names, n=2))
            key = "no such command" if close else "no command like it"
            said = {"name": args[0], "close": close, "path": ctx.command_path}
            raise click.UsageError(say(key, language(), **said), ctx)
        return super().resolve_command(ctx, args)


def first_sentence(about: Sentence) -> Sentence:
    """Return what stands before the first full stop or colon, on one line."""

    def short(text: str) -> str:
        line = " ".join(text.split("\n\n")[0].split())
        return line.split(". ")[0].split(": ")[0].rstrip(".") + "."

    return Sentence(short(about.en), short(about.ko))


def option(*names: str, en: str, ko: str, section: Sentence | None = None, **settings: Any) -> Callable[[F], F]:
    """Add an option; everything but the two languages and the section is as in click."""
    return click.option(*names, cls=Option, about=Sentence(en, ko), section=section, **settings)


def argument(name: str, *, en: str, ko: str, **settings: Any) -> Callable[[F], F]:
    """Add an argument; everything but the two languages is as in click."""
    return click.argument(name, cls=Argument, about=Sentence(en, ko), **settings)


def bilingual_command(name: str, *, ko: str, examples: tuple[str, ...]) -> Callable[[Callable[..., Any]], Command]:
    """Make a command of a function, with its Korean text and one or two lines that run after `aas demo`."""
    return click.command(name, cls=Command, ko=ko, examples=examples, context_settings=HELP_NAMES)


def bilingual_group(name: str, *, ko: str, examples: tuple[str, ...]) -> Callable[[Callable[..., Any]], Group]:
    """Make a group of a function, as `bilingual_command` does a command."""
    return click.group(name, cls=Group, ko=ko, examples=examples, context_settings=HELP_NAMES)

"""`aas doctor`: which tools open a file, and what they see."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from aas_toolkit.cli.options import json_option, lang_option
from aas_toolkit.cli.words import say

COLOURS: Final = {"opens": "green", "part": "yellow", "empty": "red", "refuses": "red"}


@click.command("doctor")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--tool", "asked", multiple=True, metavar="TEXT", help="Ask about tools with this in their name only.")
@json_option
@lang_option
def command(file: Path, asked: tuple[str, ...], as_json: bool, lang: str) -> int:
    """Say which AAS tools will open FILE, what they will see, and what mends it where they do not.

    By rules about the tools, without any of them. Exits with 0; with --tool 1 when one of these does not open it whole.
    """
    from aas_toolkit.cli.output import print_json
    from aas_toolkit.doctor import examined

    wanted = [text.casefold() for text in asked] or [""]
    answers = [one for one in examined(file) if any(text in one.tool.casefold() for text in wanted)]
    if not answers:
        raise click.BadParameter(say("no such tool", lang, name=", ".join(asked)), param_hint="--tool")
    if as_json:
        print_json(
            [
                {
                    "tool": one.tool,
                    "state": str(one.state),
                    "why": one.why.fill(lang, {}),
                    "fix": one.fix.fill(lang, {}) if one.fix else None,
                }
                for one in answers
            ]
        )
    else:
        width = max(len(one.tool) for one in answers)
        for one in answers:
            state = click.style(f"{say(f'doctor {one.state}', lang)}", fg=COLOURS[str(one.state)], bold=True)
            click.echo(f"{one.tool:<{width}}  {state}: {one.why.fill(lang, {})}")
            if one.fix:
                click.echo(click.style(f"{'':{width}}  {say('hint', lang)}: {one.fix.fill(lang, {})}", dim=True))
    return int(bool(asked) and any(one.state != "opens" for one in answers))

"""`aas doctor`: which tools open a file, and what they see."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from aas_toolkit.cli.bilingual import argument, bilingual_command, option
from aas_toolkit.cli.help_page import width_of
from aas_toolkit.cli.options import json_option, lang_option
from aas_toolkit.cli.words import say

COLOURS: Final = {"opens": "green", "part": "yellow", "empty": "red", "refuses": "red"}
KOREAN: Final = {" and newer": " 이후", "(no packages)": "(패키지 제외)"}
"""Words in the names of tools."""


@bilingual_command(
    "doctor",
    ko="""
    어떤 AAS 프로그램이 파일을 열 수 있는지, 무엇이 보이는지, 열리지 않으면 어떻게 고치는지 알려 줍니다.

    프로그램을 실행하지 않고 알려진 특징으로 판단합니다. 0으로 끝나며, --tool로 물은 프로그램 가운데 다 열지 못하는
    것이 있으면 1로 끝납니다.
    """,
    examples=("aas doctor injection_moulding.aasx", "aas doctor injection_moulding.aasx --tool basyx"),
)
@argument(
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    en="An AAS file: .aasx, .json, .xml.",
    ko="AAS 파일(.aasx, .json, .xml).",
)
@option(
    "--tool",
    "asked",
    multiple=True,
    metavar="TEXT",
    en="Ask about tools with this in their name only.",
    ko="이름에 이 글자가 든 프로그램만 묻습니다.",
)
@json_option
@lang_option
def command(file: Path, asked: tuple[str, ...], as_json: bool, lang: str) -> int:
    """Say which AAS tools will open a file, what they will see, and what mends it where they do not.

    By rules about the tools, without any of them. Exits with 0; with --tool 1 when one of these does not open it whole.
    """
    from aas_toolkit.cli.output import print_json
    from aas_toolkit.looking import doctor

    try:
        answers = doctor(file, tools=asked)
    except ValueError:
        answers = ()
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
        names = [called(one.tool, lang) for one in answers]
        width = max(map(width_of, names))
        for one, name in zip(answers, names, strict=True):
            state = click.style(f"{say(f'doctor {one.state}', lang)}", fg=COLOURS[str(one.state)], bold=True)
            click.echo(f"{name}{' ' * (width - width_of(name))}  {state}: {one.why.fill(lang, {})}")
            if one.fix:
                click.echo(click.style(f"{'':{width}}  {say('hint', lang)}: {one.fix.fill(lang, {})}", dim=True))
    return int(bool(asked) and any(one.state != "opens" for one in answers))


def called(tool: str, lang: str) -> str:
    """Return the name of a tool in a language."""
    for word, korean in KOREAN.items() if lang == "ko" else ():
        tool = tool.replace(word, korean)
    return tool

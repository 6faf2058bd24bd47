"""`aas diff`: what differs between two AAS files."""

from __future__ import annotations

from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from aas_toolkit.cli.bilingual import argument, bilingual_command
from aas_toolkit.cli.options import json_option, lang_option
from aas_toolkit.cli.words import say

if TYPE_CHECKING:
    from aas_converters.interchange.differences import Difference

SIGNS: Final = {"added": ("+", "green"), "removed": ("-", "red"), "changed": ("~", "yellow")}
LONGEST: Final = 120


@bilingual_command(
    "diff",
    ko="""
    두 AAS 파일을 비교합니다. id와 idShort 경로로 짝을 지어 요소, 값, semanticId, 패키지 안의 파일에서 달라진 점을
    알려 줍니다. 순서만 다른 것은 차이로 보지 않습니다.

    같으면 0, 다르거나 읽을 수 없으면 1, 명령을 잘못 쓰면 2, 파일을 열 수 없으면 3으로 끝납니다.
    """,
    examples=("aas convert shots.csv --map mapping.yaml -o shots.json", "aas diff injection_moulding.aasx shots.json"),
)
@argument(
    "before",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    en="The AAS file as it was.",
    ko="바뀌기 전의 AAS 파일.",
)
@argument(
    "after",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    en="The AAS file as it is now.",
    ko="바뀐 뒤의 AAS 파일.",
)
@json_option
@lang_option
def command(before: Path, after: Path, as_json: bool, lang: str) -> int:
    """Compare two AAS files by ids and idShort paths: elements, values, semantic ids, files of a package.

    The order of things makes no difference. Exits with 0 when they hold the same, 1 when they differ or one of them
    cannot be read, 2 when called wrongly, 3 when a file could not be opened.
    """
    from aas_toolkit.cli.output import print_json, show_findings
    from aas_toolkit.looking import diff

    done = diff(before, after)
    found = list(done.differences)
    if as_json:
        print_json({"same": done.same, "differences": [asdict(one) for one in found]})
    else:
        show(found, lang)
    show_findings(done.report, lang, err=True)
    if done.readable and not as_json:
        counts = {kind: sum(one.kind == kind for one in found) for kind in SIGNS}
        click.echo(say("differences", lang, **counts) if found else say("no difference", lang))
    return int(not done.same)


def show(found: list[Difference], lang: str) -> None:
    """Print differences below the identifiable or file they are in."""
    for (name, key), group in groupby(found, lambda one: (one.name, one.id)):
        for number, one in enumerate(group):
            sign, colour = SIGNS[one.kind]
            if not one.path and one.attribute is None:
                click.echo(click.style(f"{sign} {name} {key}", fg=colour))
                continue
            if not number:
                click.echo(click.style(f"  {name} {key}", bold=True))
            click.echo(click.style(f"    {sign} {line(one, lang)}", fg=colour))


def line(one: Difference, lang: str) -> str:
    """Return one difference as a line."""
    place = ".".join(part for part in (one.path, one.attribute) if part)
    if one.attribute is None:
        return f"{place} {short(one.after or one.before or '')}".rstrip()
    nothing = say("nothing", lang)
    was, now = (nothing if text is None else short(text) for text in (one.before, one.after))
    return f"{place}: {was} → {now}"


def short(text: str) -> str:
    """Return a text that fits a line."""
    plain = " ".join(text.split())
    return plain if len(plain) <= LONGEST else plain[: LONGEST - 1] + "…"

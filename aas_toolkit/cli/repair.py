"""`aas repair`: put right what has one good answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from aas_toolkit.cli.bilingual import argument, bilingual_command, option
from aas_toolkit.cli.options import json_option, lang_option
from aas_toolkit.cli.words import counted, say
from aas_toolkit.cli.wrong_calls import wrong

if TYPE_CHECKING:
    from aas_toolkit.repairing import Repaired
    from aas_validators.diagnostics import Diagnostic

EXAMPLES: Final = 3
"""How many changes of a rule are shown; of the others the number."""


def list_repairs(lang: str) -> None:
    """Print every repair and what it is for."""
    from aas_converters.repair.repair import rules_of_repairs

    for rule, usual in sorted(rules_of_repairs().items(), key=lambda pair: pair[0].code):
        asked = "" if usual else f" ({say('only when asked', lang)})"
        click.echo(f"{click.style(rule.code, bold=True)} {rule.name}{asked}")
        click.echo(f"    {rule.why.inside(lang)}")


@bilingual_command(
    "repair",
    ko="""
    AAS 파일의 오류 중 답이 분명한 것을 고쳐 새 파일로 저장하고, 바뀐 점을 모두 알려 줍니다.

    값은 하나도 사라지지 않습니다. 둘 자리가 없어진 내용은 displayName이나 확장(extension)에 남깁니다.

    결과에 오류가 없으면 0, 읽을 수 없거나 오류가 남으면 1, 명령을 잘못 쓰면 2, 파일을 읽거나 쓸 수 없으면 3으로
    끝납니다.
    """,
    examples=("aas repair injection_moulding.aasx repaired.aasx --dry-run", "aas repair --list"),
)
@argument(
    "source",
    required=False,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    en="The AAS file to repair: JSON, XML, RDF or AASX.",
    ko="고칠 AAS 파일(JSON, XML, RDF, AASX).",
)
@argument(
    "out",
    required=False,
    type=click.Path(dir_okay=False, path_type=Path),
    en="The file to write.",
    ko="고친 내용을 저장할 파일.",
)
@option(
    "--dry-run",
    is_flag=True,
    en="Say what would be done, write nothing.",
    ko="무엇을 고칠지만 보여 주고 저장하지 않습니다.",
)
@option(
    "--fix",
    "fixes",
    multiple=True,
    metavar="RULE",
    en="Only this repair (code or name), `usual` or `all`.",
    ko="이 수리만 합니다(코드나 이름). `usual`은 기본 수리 모두, `all`은 전부입니다.",
)
@option(
    "--list",
    "only_list",
    is_flag=True,
    en="List the repairs and end.",
    ko="할 수 있는 수리의 목록만 보여 줍니다.",
)
@option(
    "--diff",
    "with_diff",
    is_flag=True,
    en="Print every difference between SOURCE and OUT.",
    ko="고치기 전과 후의 차이를 모두 보여 줍니다.",
)
@option(
    "--to",
    "--metamodel",
    "metamodel",
    type=click.Choice(["3.0", "3.1"]),
    en="AAS version to write; default: its own.",
    ko="저장할 메타모델 버전. 주지 않으면 원래 버전 그대로입니다.",
)
@option(
    "--part",
    type=click.Choice(["json", "xml"]),
    en="What an .aasx holds; default: what it held.",
    ko=".aasx 안에 넣을 형식. 주지 않으면 원래 형식 그대로입니다.",
)
@json_option
@lang_option
def command(lang: str, as_json: bool, with_diff: bool, only_list: bool, **values: Any) -> int:
    """Put right what is wrong in an AAS file and has one good answer.

    Every change is told and no value is lost: what has no place any more is kept as displayName or extension.

    Exits with 0 when OUT is valid, 1 when SOURCE could not be read or something is left, 2 when called wrongly, 3 when
    a file could not be read or written.
    """
    from aas_toolkit.cli.output import print_json
    from aas_toolkit.cli.reports.run import grouped
    from aas_toolkit.cli.reports.text import group_lines
    from aas_toolkit.repairing import repair

    if only_list:
        list_repairs(lang)
        return 0
    out = values["out"]
    if out is None:
        raise click.UsageError(wrong("source and out", lang))
    try:
        done = repair(values.pop("source"), to=values.pop("out"), **values)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    if as_json:
        print_json(as_data(done, lang))
        return int(not done.ok)
    for line in lines(done.changes, lang):
        click.echo(line)
    if with_diff:
        from aas_toolkit.cli.diff import show

        show(list(done.differences), lang)
    for group in grouped(done.report):
        for line in group_lines(group, lang):
            click.echo(line)
    if done.path is None and not values["dry_run"]:
        click.echo(say("nothing written", lang))
        return 1
    counts = {kind: sum(one.kind == kind for one in done.differences) for kind in ("changed", "added", "removed")}
    click.echo(say("differences", lang, **counts))
    click.echo(say("errors before and after", lang, before=done.errors_before, after=done.errors_after))
    wrote = say(
        "would repair" if values["dry_run"] else "repaired",
        lang,
        file=out,
        version=done.metamodel,
        changes=counted(len(done.changes), "change", lang),
    )
    click.echo(click.style(wrote, fg="green" if done.ok else "yellow"))
    return int(not done.ok)


def lines(changes: Sequence[Diagnostic], lang: str) -> Iterator[str]:
    """Yield the changes by rule: how many, the first few, what to look at."""
    rules = {change.rule: None for change in changes}
    for rule in sorted(rules, key=lambda rule: rule.code):
        mine = [change for change in changes if change.rule == rule]
        yield click.style(f"{rule.code} {rule.name}: {counted(len(mine), 'change', lang)}", bold=True)
        for change in mine[:EXAMPLES]:
            place = change.where.path or change.where.part or ""
            yield f"    {place}: {change.text(lang)}" if place else f"    {change.text(lang)}"
        if len(mine) > EXAMPLES:
            yield f"    {say('more changes', lang, count=f'{len(mine) - EXAMPLES:,}')}"
        yield click.style(f"    {say('hint', lang)}: {rule.hint.fill(lang, dict(mine[0].values))}", dim=True)


def as_data(done: Repaired, lang: str) -> dict[str, Any]:
    """Return what was done as plain data."""
    from aas_toolkit.cli.output import as_json, finding_json

    return {
        "file": str(done.path) if done.path else None,
        "metamodel": done.metamodel,
        "changes": len(done.changes),
        "by_rule": dict(sorted(done.by_rule.items())),
        "errors_before": done.errors_before,
        "errors_after": done.errors_after,
        "repairs": [finding_json(one, lang) for one in done.changes],
        "differences": [asdict(one) for one in done.differences],
        **as_json(done.report, lang),
    }

"""`aas migrate`: an AAS file in another metamodel version."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from aas_toolkit.cli.bilingual import argument, bilingual_command, option
from aas_toolkit.cli.options import json_option, lang_option
from aas_toolkit.cli.words import counted, say


@bilingual_command(
    "migrate",
    ko="""
    AAS 파일을 메타모델 3.0이나 3.1로 저장하고 달라진 점을 모두 알려 줍니다.

    메타모델 2.0, 3.0, 3.1을 읽습니다. 2.0에서는 허용되지만 3에서는 틀린 내용을 `aas repair`와 같이 고칩니다. 패키지의
    다른 파일은 바이트까지 그대로입니다.

    결과에 문제가 없으면 0, 읽을 수 없거나 결과에 잘못된 곳이 있으면 1, 명령을 잘못 쓰면 2, 파일을 읽거나 쓸 수
    없으면 3으로 끝납니다.
    """,
    examples=("aas migrate injection_moulding.aasx new.aasx --to 3.1",),
)
@argument(
    "source",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    en="An AAS file (JSON, XML, RDF or AASX) of metamodel 2.0, 3.0 or 3.1.",
    ko="메타모델 2.0, 3.0, 3.1의 AAS 파일(JSON, XML, RDF, AASX).",
)
@argument(
    "out",
    type=click.Path(dir_okay=False, path_type=Path),
    en="The file to write.",
    ko="저장할 파일.",
)
@option(
    "--to",
    "--metamodel",
    "metamodel",
    type=click.Choice(["3.0", "3.1"]),
    required=True,
    en="AAS version to write.",
    ko="저장할 메타모델 버전.",
)
@option(
    "--part",
    type=click.Choice(["json", "xml"]),
    en="What an .aasx holds; default: what it held.",
    ko=".aasx 안에 넣을 형식. 주지 않으면 원래 형식 그대로입니다.",
)
@json_option
@lang_option
def command(source: Path, out: Path, metamodel: Any, part: Any, as_json: bool, lang: str) -> int:
    """Write an AAS file as metamodel 3.0 or 3.1 and say everything that is not as it was.

    What 2.0 allowed and 3 does not is repaired as `aas repair` does. Other files of a package stay byte for byte.

    Exits with 0 when the result is valid, 1 when SOURCE could not be read or something
    in the result is not valid, 2 when called wrongly, 3 when a file could not be read or written.
    """
    from aas_toolkit.cli.output import as_json as report_json
    from aas_toolkit.cli.output import print_json, show_findings
    from aas_toolkit.cli.repair import lines
    from aas_toolkit.migrating import migrate

    done = migrate(source, to=out, metamodel=metamodel, part=part)
    report = done.report
    if as_json:
        print_json({"file": str(out) if done.path else None, **report_json(report, lang)})
        return int(not report.ok)
    for line in lines([one for one in report if one.rule.code.startswith("FIX")], lang):
        click.echo(line)
    show_findings([one for one in report if not one.rule.code.startswith("FIX")], lang)
    if done.path is None:
        click.echo(say("nothing written", lang))
        return 1
    changes = sum(one.count for one in report if one.rule.code.startswith(("MIG", "FIX")))
    wrote = say("migrated", lang, file=out, version=metamodel, changes=counted(changes, "change", lang))
    click.echo(click.style(wrote, fg="green" if report.ok else "yellow"))
    return int(not report.ok)

"""`aas export kosmo`: nodeset.xml, engineering.csv and syscfg.json of the Korean programme's gateway and cloud."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from aas_toolkit.cli.bilingual import argument, bilingual_command, option
from aas_toolkit.cli.options import json_option, lang_option
from aas_toolkit.cli.words import say


@bilingual_command(
    "kosmo",
    ko="""
    국내 사업(KOSMO)의 엣지 게이트웨이와 클라우드가 읽는 설정 파일을 만듭니다.

    nodeset.xml, engineering.csv, syscfg.json을 README, 체크섬과 함께 폴더에 저장합니다. 게이트웨이가 빠뜨리거나
    잘못 읽을 것이 있으면 먼저 알려 줍니다.

    이상이 없으면 0, 빠진 것이나 잘못된 것이 있으면 1, 명령을 잘못 쓰면 2, 파일을 읽거나 쓸 수 없으면 3으로 끝납니다.
    """,
    examples=(
        "aas form injection_moulding -o form.xlsx",
        "aas convert form.xlsx -o press.aasx",
        "aas export kosmo press.aasx -o gateway",
    ),
)
@argument(
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    en="Any AAS file: AASX, JSON, XML, RDF.",
    ko="AAS 파일(AASX, JSON, XML, RDF).",
)
@option(
    "--out",
    "-o",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    en="Folder to write.",
    ko="저장할 폴더.",
)
@option(
    "--merge",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    en="Folder of an earlier export: the field mapping typed into its engineering.csv is kept.",
    ko="앞서 내보낸 폴더. 그 engineering.csv에 입력한 필드 매핑을 그대로 옮깁니다.",
)
@option(
    "--values",
    type=click.Choice(["right", "as-parser"]),
    default="right",
    en="Values that OPC UA understands, or the bytes of the programme's own parser.",
    ko="값을 쓰는 법. right는 OPC UA에 맞는 값, as-parser는 국내 사업 파서가 쓰는 그대로(true가 아닌 논리값도 모두 "
    "true)입니다.",
)
@json_option
@lang_option
def kosmo_command(file: Path, out: Path, merge: Path | None, values: Any, as_json: bool, lang: str) -> int:
    """Write the files that configure the Korean programme's gateway and cloud.

    They are nodeset.xml, engineering.csv and syscfg.json, with a README and checksums. Says before what the gateway
    would drop, narrow or choke on.

    Exits with 0 when all is well, 1 when something was left out or is wrong, 2 when called wrongly, 3 when a file
    could not be read or written.
    """
    from aas_toolkit.cli.output import as_json as report_json
    from aas_toolkit.cli.output import print_json
    from aas_toolkit.cli.reports.run import grouped
    from aas_toolkit.cli.reports.text import group_lines
    from aas_toolkit.exporting import MappingWouldBeLostError, export_kosmo

    try:
        exported = export_kosmo(file, to=out, merge=merge, values=values)
    except MappingWouldBeLostError as error:
        raise click.UsageError(say("mapping would be lost", lang, file=error, folder=out)) from error
    written = exported.written
    if as_json:
        paths = [str(path) for path in written.files] if written else []
        print_json({"files": paths, **report_json(exported.report, lang)})
        return int(not exported.report.ok or written is None)
    for group in grouped(exported.report):
        for line in group_lines(group, lang):
            click.echo(line)
    if written is None:
        click.echo(say("nothing written", lang))
        return 1
    numbers = {"tags": written.tags, "gateways": written.gateways, "devices": written.devices, "mapped": written.mapped}
    for path in written.files:
        click.echo(say("unpacked", lang, file=path))
    click.echo(click.style(say("exported", lang, **numbers), fg="green" if exported.report.ok else "yellow"))
    return int(not exported.report.ok)

"""`aas pack`: one package from AAS files and other files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from aas_toolkit.cli.bilingual import argument, bilingual_command, option
from aas_toolkit.cli.options import lang_option
from aas_toolkit.cli.words import counted, say

EXISTING = click.Path(exists=True, dir_okay=False, path_type=Path)


@bilingual_command(
    "pack",
    ko="""
    AAS 파일과 다른 파일을 패키지 하나로 묶습니다. 패키지를 여러 개 주면 합칩니다.

    같은 내용이면 바이트까지 같은 파일이 됩니다. 같은 id의 내용이 서로 다르거나 읽을 수 없는 파일이 있으면 아무것도
    저장하지 않고 1로 끝납니다.
    """,
    examples=("aas pack injection_moulding.aasx --file shots.csv -o all.aasx",),
)
@argument(
    "sources",
    nargs=-1,
    required=True,
    metavar="FILE...",
    type=EXISTING,
    en="AAS files: .json, .xml, .aasx, RDF.",
    ko="AAS 파일(.json, .xml, .aasx, RDF).",
)
@option(
    "--out",
    "-o",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    en="The .aasx to write.",
    ko="저장할 .aasx 파일.",
)
@option(
    "--file",
    "added",
    multiple=True,
    metavar="PATH[=NAME]",
    en="Another file for the package, under a name in it (default: /aasx/suppl/ and its own).",
    ko="패키지에 넣을 다른 파일. `경로=이름`으로 패키지 안의 이름을 정할 수 있으며, 없으면 /aasx/suppl/에 넣습니다.",
)
@option(
    "--thumbnail",
    type=EXISTING,
    en="A PNG or JPEG picture of the package.",
    ko="패키지를 나타내는 그림(PNG나 JPEG).",
)
@option(
    "--part",
    type=click.Choice(["json", "xml"]),
    default="json",
    en="What the .aasx holds.",
    ko=".aasx 안에 넣을 형식.",
)
@option(
    "--metamodel",
    type=click.Choice(["auto", "3.0", "3.1"]),
    default="auto",
    en="AAS version; auto takes that of the sources.",
    ko="AAS 메타모델 버전. auto는 주어진 파일의 버전을 따릅니다.",
)
@lang_option
def command(sources: tuple[Path, ...], out: Path, added: tuple[str, ...], lang: str, **choices: Any) -> int:
    """Put AAS files and other files into one package; packages are merged.

    The same content gives the same bytes. Exits with 1 when two sources disagree about an id or one cannot be read:
    then nothing is written.
    """
    from aas_toolkit.cli.output import show_findings
    from aas_toolkit.packing import pack, part_name

    files: dict[str, Path] = {}
    for one in added:
        path, _, name = (one, "", "") if Path(one).is_file() else one.partition("=")
        if not Path(path).is_file():
            raise click.BadParameter(say("no such file", lang, file=path), param_hint="--file")
        name = name or part_name(Path(path))
        if name in files:
            said = say("one name for two files", lang, first=files[name], second=path, name=name)
            raise click.BadParameter(said, param_hint="--file")
        files[name] = Path(path)
    done = pack(sources, to=out, files=files, **choices)
    show_findings(done.report, lang, err=True)
    if not done.ok:
        click.echo(say("nothing written", lang))
        return 1
    wrote = say("packed", lang, file=out, sources=counted(len(sources), "file", lang), files=len(files))
    click.echo(click.style(wrote, fg="green"))
    return 0

"""`aas unpack`: take a package apart."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from aas_toolkit.cli.bilingual import argument, bilingual_command, option
from aas_toolkit.cli.help_page import width_of
from aas_toolkit.cli.options import json_option, lang_option
from aas_toolkit.cli.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aas_validators.diagnostics import Diagnostic
    from aas_validators.package.opening import Package


@bilingual_command(
    "unpack",
    ko="""
    패키지(.aasx)에 든 AAS, 첨부 파일, 썸네일을 목록으로 보거나 바이트까지 그대로 꺼냅니다.

    --by-shell을 주면 쉘(AAS)마다 패키지를 하나씩 만듭니다. 이때는 어떤 AAS 파일이어도 됩니다.

    읽을 수 없는 것이 있으면 1, 명령을 잘못 쓰면 2로 끝납니다.
    """,
    examples=("aas unpack injection_moulding.aasx --list", "aas unpack injection_moulding.aasx -o parts"),
)
@argument(
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    en="A package; with --by-shell any AAS file.",
    ko="패키지. --by-shell이면 어떤 AAS 파일이어도 됩니다.",
)
@option(
    "--list",
    "listed",
    is_flag=True,
    en="Only list what is in the package.",
    ko="무엇이 들었는지 목록만 보여 줍니다.",
)
@option(
    "--out",
    "-o",
    type=click.Path(file_okay=False, path_type=Path),
    en="The folder to write into. Default: the name of the file.",
    ko="꺼낼 폴더. 주지 않으면 파일과 같은 이름입니다.",
)
@option(
    "--only",
    multiple=True,
    metavar="NAME",
    en="Take out this file only (the end of a name).",
    ko="이 파일만 꺼냅니다(이름의 끝부분).",
)
@option(
    "--by-shell",
    is_flag=True,
    en="Write a package for each shell, with its submodels, concepts, files.",
    ko="쉘(AAS)마다 서브모델, 개념 설명, 파일을 담은 패키지를 하나씩 만듭니다.",
)
@json_option
@lang_option
def command(
    file: Path, out: Path | None, listed: bool, only: tuple[str, ...], by_shell: bool, as_json: bool, lang: str
) -> int:
    """List or take out what is in an .aasx: environments, supplementary files, thumbnail, byte for byte.

    Exits with 1 when something could not be read, 2 when called wrongly.
    """
    from aas_toolkit.cli.output import print_json, show_findings
    from aas_toolkit.packing import split, unpack
    from aas_validators.diagnostics import Severity
    from aas_validators.package.opening import open_package

    if listed:
        with open_package(file) as package:
            findings: Iterable[Diagnostic] = list(package.findings)
            rows = contents_of(package)
        if as_json:
            print_json(rows)
        for row in () if as_json else rows:
            role = say(f"part {row['role']}", lang)
            role += " " * (12 - width_of(role))
            click.echo(f"{row['size']:>12,}  {role} {row['contentType'] or '-':<28} {row['name']}")
    else:
        folder = out or Path(file.stem)
        done = split(file, to=folder) if by_shell else unpack(file, to=folder, only=only)
        findings = done.report
        if as_json:
            print_json([str(path) for path in done.paths])
        for path in () if as_json else done.paths:
            click.echo(say("unpacked", lang, file=path))
        if not done.paths and only:
            click.echo(say("no such part", lang, names=", ".join(only)), err=True)
            return 1
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    show_findings(errors, lang, err=True)
    return int(bool(errors))


def contents_of(package: Package) -> list[dict[str, Any]]:
    """Return what a package holds: name, part it plays, content type and size in bytes."""
    from aas_toolkit.packing import content_parts

    declared = {name for names in package.supplements.values() for name in names}
    rows = []
    for name in content_parts(package):
        part = package.parts[name]
        role = (
            "environment"
            if name in package.specs
            else "thumbnail"
            if name == package.thumbnail
            else "supplement"
            if name in declared
            else "other"
        )
        rows.append({"name": name, "role": role, "contentType": part.content_type, "size": part.size})
    return rows

"""`aas convert`: plant data in, submodels out."""

from __future__ import annotations

import json
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from aas_toolkit.cli.bilingual import bilingual_command
from aas_toolkit.cli.convert_filled import convert_filled
from aas_toolkit.cli.convert_options import convert_options
from aas_toolkit.cli.cores import leave_cores
from aas_toolkit.cli.model_choice import unknown
from aas_toolkit.cli.output import as_json as report_json
from aas_toolkit.cli.output import print_json, show_findings
from aas_toolkit.cli.progress import rows_progress
from aas_toolkit.cli.reading_options import said_settings
from aas_toolkit.cli.shards import convert_in_parts, one_file
from aas_toolkit.cli.source_failures import source_failure
from aas_toolkit.cli.steps import convert_what_is_new
from aas_toolkit.cli.words import counted, fact, say
from aas_toolkit.cli.wrong_calls import wrong

UNMAPPED_SHOWN = 8


@bilingual_command(
    "convert",
    ko="""
    공장 데이터를 참조모델의 서브모델로 변환합니다.

    AAS 파일을 주면 다른 형식으로 저장합니다(`aas convert press.aasx -o press.ttl`). 채운 요청양식이나 모델링
    자료(엑셀)를 주면 거기에 적힌 AAS를 만듭니다.

    모두 저장하면 0, 빠진 셀이나 행이 있으면 1, 명령을 잘못 쓰면 2, 파일이나 서버를 읽거나 쓸 수 없으면 3으로
    끝납니다.
    """,
    examples=(
        "aas convert shots.csv --model injection_moulding -o shots.aasx",
        "aas convert shots.csv --map mapping.yaml -o shots.json --on-error skip",
    ),
)
@convert_options
def command(
    sources: tuple[str, ...],
    out: Path | str | None,
    as_json: bool,
    lang: str,
    fail_on: str,
    folders: tuple[Path, ...],
    **choices: Any,
) -> int:
    """Turn plant data into submodels of a reference model.

    An AAS file is written in another form: `aas convert press.aasx -o press.ttl`. A filled request form and a modelling
    workbook become the AAS that they describe.

    Exits with 0 when everything was written, 1 when a cell or a row was left out, 2 when called wrongly, 3 when a file
    could not be read or written or a server not be reached.
    """
    leave_cores(sources)
    from aas_converters.documents.forms import SUFFIXES
    from aas_converters.sources import SourceError
    from aas_reference_models.library import UnknownModelError
    from aas_toolkit.converting import convert
    from aas_toolkit.transcoding import is_aas
    from aas_validators.diagnostics import FindingsError

    settings = said_settings(choices, sources)
    coverage: Path | None = choices.pop("coverage")
    choices["jobs"] = choices["jobs"] or 0
    if choices["rejects"] is not None and choices["on_error"] != "skip":
        raise click.UsageError(wrong("rejects with stop", lang))
    scheduler, shard_rows = choices.pop("scheduler"), choices.pop("shard_rows")
    if scheduler is not None:
        said = {**choices, "coverage": coverage, "shard_rows": shard_rows, "settings": settings, "models": folders}
        return convert_in_parts(sources, out, scheduler, as_json=as_json, lang=lang, fail_on=fail_on, said=said)
    target = one_file(out) or Path(default_name(sources[0]))
    if target.suffix.lower() not in SUFFIXES:
        endings = ", ".join(SUFFIXES)
        raise click.BadParameter(wrong("ending", lang, name=target.name, endings=endings), param_hint="--out")
    if (state := choices.pop("state")) is not None:
        if not choices["mapping"] or choices.pop("rejects") is not None or coverage is not None or choices["split_by"]:
            raise click.UsageError(wrong("state", lang))
        said = {**choices, "settings": settings, "models": folders}
        return convert_what_is_new(sources, state, target, as_json=as_json, lang=lang, fail_on=fail_on, said=said)
    if len(sources) == 1 and not choices["model"] and not choices["mapping"] and is_aas(Path(sources[0])):
        return rewrite(Path(sources[0]), target, as_json, lang, fail_on, choices["part"], asked_metamodel())
    if len(sources) == 1 and not choices["model"] and not choices["mapping"]:
        said = {**{name: choices[name] for name in ("part", "metamodel")}, "models": folders}
        done = convert_filled(Path(sources[0]), target, as_json=as_json, lang=lang, fail_on=fail_on, **said)
        if done is not None:
            return done
    progress: AbstractContextManager[Any] = nullcontext(lambda rows: None) if as_json else rows_progress()
    try:
        with progress as advance:
            said = {**choices, "settings": settings, "lang": lang}
            result = convert(list(sources), to=target, models=folders, progress=advance, **said)
    except SourceError as error:
        return source_failure(error, as_json=as_json, lang=lang)
    except FindingsError as error:
        if not as_json:
            raise
        print_json({"file": None, **report_json(error.report, lang)})
        return 1
    except UnknownModelError as error:
        raise unknown(error, lang, "--model") from error
    if coverage is not None:
        write_coverage(coverage, result)
    if as_json:
        numbers = {
            "rows": result.rows,
            "submodels": result.written,
            "left_out": result.left_out,
            "rejected": result.rejected,
        }
        file = str(result.path) if result.path else None
        print_json(
            {
                "file": file,
                "packages": [str(path) for path in result.packages],
                "models": [model.name for model in result.models],
                **numbers,
                **report_json(result.report, lang),
            }
        )
    else:
        show(result, lang, mapped=bool(choices["mapping"]), rejects=choices["rejects"])
    failed = not result.ok or (fail_on == "warning" and result.report.warnings)
    return int(bool(failed))


def asked_metamodel() -> Any:
    """Return the version that was asked for, None where it is only the default."""
    context = click.get_current_context()
    default = context.get_parameter_source("metamodel") is ParameterSource.DEFAULT
    return None if default else context.params["metamodel"]


def rewrite(source: Path, target: Path, as_json: bool, lang: str, fail_on: str, part: Any, metamodel: Any) -> int:
    """Write an AAS file in another form and print what was found on the way."""
    from aas_toolkit.transcoding import transcode
    from aas_validators.diagnostics import Severity

    try:
        report = transcode(source, to=target, metamodel=metamodel, part=part).report
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    if as_json:
        print_json({"file": str(target) if report.ok else None, **report_json(report, lang)})
    else:
        show_findings(report, lang)
        click.echo(say("rewritten", lang, file=target, source=source) if report.ok else say("nothing written", lang))
    return report.exit_code(Severity.WARNING if fail_on == "warning" else Severity.ERROR)


def default_name(source: str) -> str:
    """Return the name of the result where none is given: that of the source, in the current folder."""
    if "://" in source:
        # the host: a path may end in anything, and a user in front of the host stays out of names
        source = source.partition("://")[2].partition("/")[0].rpartition("@")[2].partition(":")[0]
        return f"{source or 'submodels'}.aasx"
    path = Path(source)
    stem = path.stem if path.suffix else path.name
    plain = "".join(character for character in stem if character not in '*?[]<>|":')
    return f"{plain.strip(' .') or 'submodels'}.aasx"


def called(model: Any, lang: str) -> str:
    """Return a model as a person reads it: name and version, and the title where it has one."""
    title = model.title.get(lang)
    return f"{model.name} {model.version}".rstrip() + (f" ({title})" if title else "")


def write_coverage(path: Path, result: Any) -> None:
    """Write what became of each column as JSON."""
    from aas_converters.coverage import coverage_json
    from aas_converters.documents.target import replaced

    with replaced(path) as file:
        file.write(json.dumps(coverage_json(result.coverage), ensure_ascii=False, indent=2).encode())


def show_coverage(result: Any, lang: str) -> None:
    """Print in a line what became of the columns."""
    columns = list(result.coverage)
    if not columns:
        return
    unmapped = [one.column for one in result.coverage.unmapped]
    listed = ", ".join(unmapped[:UNMAPPED_SHOWN]) + (" …" if len(unmapped) > UNMAPPED_SHOWN else "")
    parts = [say("covered", lang, mapped=len(columns) - len(unmapped), all=len(columns))]
    parts += [say("unmapped", lang, columns=listed)] if unmapped else []
    constant = sum(one.constant is not None and one.mapped and one.rows > 1 for one in columns)
    outside, empty = (sum(getattr(one, name) for one in columns if one.mapped) for name in ("out_of_range", "empty"))
    parts += [
        say(key, lang, count=f"{n:,}")
        for key, n in (("constant", constant), ("outside", outside), ("empty", empty))
        if n
    ]
    click.echo(", ".join(parts))


def show(result: Any, lang: str, *, mapped: bool, rejects: Path | None = None) -> None:
    """Print what a conversion did."""
    from aas_converters.mapping.write import write_mapping

    quiet = {"quote", "header line", "header rows", "first line of data"}
    said = {name: value for name, value in result.facts.items() if name not in quiet and value not in ("0", "no")}
    facts = ", ".join(f"{fact(name, lang)} {fact(value, lang)}" for name, value in said.items())
    for model in result.models:
        click.echo(f"{say('model', lang)}: {called(model, lang)}")
    if facts:
        click.echo(f"{say('source', lang)}: {facts}")
    if not mapped:
        click.echo(f"{say('mapping', lang)} ({say('save mapping', lang)}):")
        for mapping in result.mappings:
            click.echo("".join(f"    {line}\n" for line in write_mapping(mapping).splitlines()), nl=False)
    show_findings(result.report, lang)
    if rejects is not None:
        click.echo(say("rejected", lang, file=rejects, rows=counted(result.rejected, "row", lang)))
    if result.path is None:
        show_coverage(result, lang)
        click.echo(say("nothing written", lang))
        if result.rows and not result.report.ok:
            click.echo(click.style(f"    {say('hint', lang)}: {say('try skip', lang)}", dim=True))
        return
    if result.left_out or not result.report.ok:
        cells = sum(f.count for f in result.report if f.rule.code.startswith("VAL") and str(f.severity) == "error")
        rows, lost = counted(result.left_out, "row", lang), counted(cells, "cell", lang)
        click.echo(say("left out", lang, rows=rows, cells=lost))
    show_coverage(result, lang)
    written, rows = counted(result.written, "submodel", lang), counted(result.rows, "row", lang)
    wrote = say("wrote", lang, file=result.path, written=written, rows=rows)
    if result.packages:
        files = counted(len(result.packages), "package", lang)
        wrote = say("divided", lang, file=result.path, files=files, written=written, rows=rows)
    click.echo(click.style(wrote, fg="green"))

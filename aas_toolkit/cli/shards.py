"""`aas convert --scheduler`: a conversion in parts, on the processes of this machine or on a cluster."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import Any

import click

from aas_toolkit.cli.output import as_json as report_json
from aas_toolkit.cli.output import print_json, show_findings
from aas_toolkit.cli.progress import rows_progress
from aas_toolkit.cli.source_failures import source_failure
from aas_toolkit.cli.words import counted, say
from aas_toolkit.cli.wrong_calls import wrong

UNSUITED = {"rejects": "--rejects", "coverage": "--report", "state": "--state", "split_by": "--split-by"}
SHARED = ("mapping", "model", "metamodel", "part", "on_error", "strict", "memory")


def out_place(context: click.Context, parameter: click.Parameter, value: str | None) -> Path | str | None:
    """Return what --out says: a path, or an address as it is (a callback of click)."""
    return value if value is None or "://" in value else Path(value)


def one_file(out: Any) -> Path | None:
    """Return what is written to, where it is one file; a folder or an address is for --scheduler."""
    if isinstance(out, str):
        raise click.BadParameter(wrong("address without scheduler", out=out), param_hint="--out")
    if isinstance(out, Path) and out.is_dir():
        raise click.BadParameter(wrong("folder without scheduler", out=out), param_hint="--out")
    return out if isinstance(out, Path) else None


def convert_in_parts(
    sources: tuple[str, ...], out: Any, scheduler: str, *, as_json: bool, lang: str, fail_on: str, said: dict[str, Any]
) -> int:
    """Convert on a cluster, print what was done, and return the exit code."""
    from aas_converters.documents.forms import SUFFIXES
    from aas_converters.sources import SourceError
    from aas_toolkit.sharding import convert_shards

    if out is None or (isinstance(out, Path) and out.suffix.lower() in SUFFIXES):
        raise click.UsageError(wrong("scheduler without folder", lang))
    if scheduler != "local" and "://" not in scheduler:
        raise click.BadParameter(wrong("no scheduler", lang, scheduler=scheduler), param_hint="--scheduler")
    if unsuited := [option for name, option in UNSUITED.items() if said.get(name)]:
        raise click.UsageError(wrong("unsuited to scheduler", lang, options=", ".join(unsuited)))
    choices = {name: said[name] for name in (*SHARED, "settings", "models")}
    if said["shard_rows"]:
        choices["rows"] = said["shard_rows"]
    progress: Any = nullcontext(None) if as_json else rows_progress()
    try:
        with progress as advance:
            result = convert_shards(
                list(sources),
                to=out,
                scheduler=scheduler,
                workers=said.get("jobs") or 0,
                progress=advance,
                **choices,
            )
    except SourceError as error:
        return source_failure(error, as_json=as_json, lang=lang)
    manifest = result.manifest
    if as_json:
        numbers = {"rows": manifest.rows, "submodels": manifest.submodels, "left_out": manifest.left_out}
        made = {"shards": len(manifest.shards), "partitions": manifest.partitions, "made_before": result.again}
        print_json({"out": str(out), **made, **numbers, **report_json(result.report, lang)})
    else:
        show_findings(result.report, lang)
        missing = sum(shard.failed for shard in manifest.shards) + manifest.partitions - len(manifest.shards)
        files = sum(shard.file is not None for shard in manifest.shards)
        written, rows = counted(manifest.submodels, "submodel", lang), counted(manifest.rows, "row", lang)
        if manifest.left_out:
            click.echo(say("left out of shards", lang, rows=counted(manifest.left_out, "row", lang)))
        packages, before = counted(files, "package", lang), counted(result.again, "package", lang)
        said_before = say("shards there", lang, before=before) if result.again else ""
        click.echo(
            click.style(say("sharded", lang, out=out, written=written, rows=rows, packages=packages), fg="green")
            + said_before
            if not missing
            else say("shards missing", lang, out=out, missing=missing, all=manifest.partitions)
        )
    return int(not result.ok or (fail_on == "warning" and result.report.warnings > 0))

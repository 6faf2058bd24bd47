"""`aas form`: the request form of a reference model, for people who fill in what an AAS needs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from aas_toolkit.cli.options import lang_option, models_option
from aas_toolkit.cli.words import say


@click.command("form")
@click.argument("model")
@click.option(
    "--out", "-o", type=click.Path(dir_okay=False, path_type=Path), help="The .xlsx file to write. Default: MODEL.xlsx."
)
@click.option("--name", default="", help="What the equipment is called; filled in on each sheet.")
@models_option
@lang_option
def command(model: str, out: Path | None, name: str, folders: tuple[Path, ...], lang: Any) -> int:
    """Write the request form of MODEL: an Excel file that a plant or a supplier fills in.

    Its sheets ask for identification, nameplate, technical data, the OPC UA points with node id and device, and the
    gateway. `aas convert form.xlsx -o press.aasx` reads it back. Exits with 0, with 2 when called wrongly, with 3 when
    the file could not be written.
    """
    from aas_converters.sources import SourceError
    from aas_reference_models.library import UnknownModelError
    from aas_toolkit.cli.source_failures import source_failure
    from aas_toolkit.forms import make_form

    target = out or Path(f"{Path(model).stem}.xlsx")
    try:
        points = make_form(model, target, lang=lang, name=name, models=folders)
    except SourceError as error:
        return source_failure(error, as_json=False, lang=lang)
    except UnknownModelError as error:
        message = error.message_ko if lang == "ko" else error.message_en
        hint = error.hint_ko if lang == "ko" else error.hint_en
        raise click.BadParameter(f"{message}; {hint}" if hint else message, param_hint="MODEL") from error
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--out") from error
    click.echo(say("form", lang, file=target, points=points))
    return 0

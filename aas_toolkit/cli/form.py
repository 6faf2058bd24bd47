"""`aas form`: the request form of a reference model, for people who fill in what an AAS needs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from aas_toolkit.cli.bilingual import argument, bilingual_command, option
from aas_toolkit.cli.model_choice import unknown
from aas_toolkit.cli.options import lang_option, models_option
from aas_toolkit.cli.words import say


@bilingual_command(
    "form",
    ko="""
    참조모델의 요청양식을 만듭니다. 공장이나 설비 업체가 채우는 엑셀 파일입니다.

    식별정보, 네임태그, 기술사양, OPC UA 필드데이터(노드 id, 장비), 게이트웨이를 시트별로 묻습니다. 채운 파일은
    `aas convert form.xlsx -o press.aasx`로 AAS가 됩니다.

    만들면 0, 명령을 잘못 쓰면 2, 저장할 수 없으면 3으로 끝납니다.
    """,
    examples=('aas form injection_moulding --name "사출기 1호" -o form.xlsx',),
)
@argument(
    "model",
    en="A name from `aas models list`, a path, or an IDTA template file.",
    ko="`aas models list`에 나오는 이름이나 경로, 또는 IDTA 템플릿 파일.",
)
@option(
    "--out",
    "-o",
    type=click.Path(dir_okay=False, path_type=Path),
    en="The .xlsx file to write. Default: the name of the model with .xlsx.",
    ko="저장할 .xlsx 파일. 주지 않으면 모델 이름에 .xlsx를 붙입니다.",
)
@option(
    "--name",
    metavar="NAME",
    default="",
    en="What the equipment is called; filled in on each sheet.",
    ko="설비 이름(대표명칭). 시트마다 미리 적어 둡니다.",
)
@models_option
@lang_option
def command(model: str, out: Path | None, name: str, folders: tuple[Path, ...], lang: Any) -> int:
    """Write the request form of a reference model: an Excel file that a plant or a supplier fills in.

    Its sheets ask for identification, nameplate, technical data, the OPC UA points with node id and device, and the
    gateway. `aas convert form.xlsx -o press.aasx` reads it back.

    Exits with 0, with 2 when called wrongly, with 3 when
    the file could not be written.
    """
    from aas_converters.sources import SourceError
    from aas_reference_models.library import UnknownModelError
    from aas_toolkit.cli.source_failures import source_failure
    from aas_toolkit.forms import make_form

    target = out or Path(f"{Path(model).stem}.xlsx")
    try:
        points = make_form(model, to=target, lang=lang, name=name, models=folders).points
    except SourceError as error:
        return source_failure(error, as_json=False, lang=lang)
    except UnknownModelError as error:
        raise unknown(error, lang) from error
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--out") from error
    click.echo(say("form", lang, file=target, points=points))
    return 0

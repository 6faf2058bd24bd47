"""`aas export`: files that configure somebody's platform, made from an AAS."""

from __future__ import annotations

from functools import partial

from aas_toolkit.cli.bilingual import bilingual_group
from aas_toolkit.cli.export_kosmo import kosmo_command
from aas_toolkit.cli.export_workbook import workbook_command
from aas_toolkit.cli.options import lang_option


@bilingual_group(
    "export",
    ko="AAS 파일로 수집 플랫폼의 설정 파일이나 모델링 자료(엑셀)를 만듭니다.",
    examples=(
        "aas form injection_moulding -o form.xlsx",
        "aas convert form.xlsx -o press.aasx",
        "aas export kosmo press.aasx -o gateway",
    ),
)
@partial(lang_option, exposed=False)
def command() -> None:
    """Write files that configure a platform, or a modelling workbook, from any AAS file."""


command.add_command(kosmo_command)
command.add_command(workbook_command)

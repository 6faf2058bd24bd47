"""How the sheets of a request form look: titles, headers, and the marks by which they are found again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from aas_validators.diagnostics import Sentence

MARK: Final = "aas-form"
"""The name of a hidden sheet that says: this is a request form. Its cells are MARK, the version, model, language."""
VERSION: Final = "1"
START: Final = "form:"
"""What A of the header row begins with; column A is hidden and holds what a row asks for."""
HEADER: Final = 3
FREE: Final = "+"
"""Column A of the line below which anything may be added."""
FREE_ROWS: Final = 12

KEY, ITEM, VALUE, HOW, DEFINITION, UNIT = range(6)
"""Columns of the sheets with a value for each row."""


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet: what it is called, its title, what to do, and the headers from column B on."""

    key: str
    name: Sentence
    title: Sentence
    todo: Sentence
    headers: tuple[Sentence, ...]
    widths: tuple[int, ...]


ITEMS: Final = (
    Sentence("Equipment or controller information", "설비/제어기 정보"),
    Sentence("Value", "값"),
    Sentence("How to fill in", "작성방법"),
    Sentence("Definition", "정의"),
)
FILL_IN: Final = Sentence(
    "Fill in column C; leave empty what is not known. Add rows at the end as you like.",
    "C열에 값을 적으십시오. 모르는 값은 비워 두십시오. 끝에는 필요한 행을 더 적을 수 있습니다.",
)
UNIT_TOO: Final = (*ITEMS, Sentence("Unit", "단위"))
WIDTHS: Final = (40, 34, 38, 52)

PAGES: Final = (
    Page(
        "Identification",
        Sentence("A Identification", "A 식별정보"),
        Sentence("({name}) Identification of the equipment", "({name}) 설비 식별정보"),
        FILL_IN,
        ITEMS,
        WIDTHS,
    ),
    Page(
        "Nameplate",
        Sentence("B Nameplate", "B 네임태그"),
        Sentence("({name}) Nameplate of the equipment", "({name}) 설비 네임태그 정보"),
        FILL_IN,
        ITEMS,
        WIDTHS,
    ),
    Page(
        "TechnicalData",
        Sentence("C Technical data", "C 기술사양"),
        Sentence("({name}) Technical data of the equipment", "({name}) 설비 기술사양 정보"),
        FILL_IN,
        UNIT_TOO,
        (*WIDTHS, 12),
    ),
    Page(
        "OperationalData",
        Sentence("D Field data", "D 필드데이터"),
        Sentence("OPC UA data provided by ({name})", "({name})에서 제공되는 OPC UA 데이터 리스트"),
        Sentence(
            "A row for each point. Collecting needs node id and source; delete the rows the equipment does not have.",
            "포인트마다 한 행입니다. 수집하려면 노드 ID와 정보제공 소스가 있어야 합니다. 설비에 없는 행은 지우십시오.",
        ),
        (
            Sentence("Data name", "데이터 이름"),
            Sentence("Process or equipment", "공정/설비 이름"),
            Sentence("OPC UA Node ID", "OPC UA Node ID"),
            Sentence("Data type", "데이터 타입"),
            Sentence("Array/Dimension", "Array/Dimension"),
            Sentence("Unit", "단위"),
            Sentence("Update period (ms)", "갱신주기(ms)"),
            Sentence("PARA/VAR", "PARA/VAR"),
            Sentence("Source of the information", "정보제공 소스"),
            Sentence(
                "Description (valid range, how to read the value …)", "포인트 설명 (유효한 값 범위, 값 해석 방법 등)"
            ),
            Sentence("Lower limit", "하한"),
            Sentence("Upper limit", "상한"),
            Sentence("Value now", "현재값"),
        ),
        (30, 18, 30, 15, 16, 10, 14, 13, 18, 58, 10, 10, 14),
    ),
    Page(
        "Platform",
        Sentence("E Platform", "E 플랫폼"),
        Sentence(
            "Where ids begin, and how cloud and gateway are reached", "식별자 기준 주소와 클라우드·게이트웨이 접속 정보"
        ),
        Sentence("For the collection platform; leave empty without one.", "수집 플랫폼을 쓸 때만 적으십시오."),
        ITEMS,
        WIDTHS,
    ),
    Page(
        "Devices",
        Sentence("F Devices", "F 필드장비"),
        Sentence(
            "Field devices: what the sources of sheet D are, and their addresses",
            "필드 장비: D 시트의 정보제공 소스와 접속 주소",
        ),
        Sentence("A row for each source named in sheet D.", "D 시트의 정보제공 소스마다 한 행을 적으십시오."),
        (
            Sentence("Device", "필드 장비"),
            Sentence("Address (opc.tcp://…)", "접속 주소 (opc.tcp://…)"),
            Sentence("Sampling interval (ms)", "수집주기(ms)"),
        ),
        (30, 40, 20),
    ),
)
REPRESENTATIVE: Final = Sentence("Representative name", "대표명칭")
REPRESENTATIVE_HOW: Final = Sentence(
    "The same name on every sheet; the AAS is called by it", "모든 시트에 같은 이름을 적습니다. AAS의 이름이 됩니다"
)
ADD_HERE: Final = Sentence("Further information below, as you like", "추가로 제공할 수 있는 정보는 아래에")
EXAMPLE: Final = Sentence("e.g. {example}", "예: {example}")
NEEDED: Final = Sentence("needed", "필수")
PICK: Final = Sentence("choose from the list, or write", "목록에서 고르거나 직접 적습니다")
POINT_NAME, EQUIPMENT, NODE, TYPE, ARRAY, POINT_UNIT, PERIOD, CATEGORY, SOURCE, ABOUT, LOW, HIGH, NOW = range(1, 14)
"""Columns of the sheet of points."""
DEVICE_NAME, DEVICE_ADDRESS, DEVICE_INTERVAL = 1, 2, 3

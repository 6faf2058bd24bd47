"""The words of the HTML page."""

from __future__ import annotations

from typing import Final

from aas_validators.diagnostics import Sentence

PAGE: Final = {
    "title": Sentence("AAS check", "AAS 검사 결과"),
    "no errors": Sentence("No errors", "오류 없음"),
    "search": Sentence("Filter: rule, element, words …", "찾기: 규칙, 요소, 낱말 …"),
    "more places": Sentence("{n} more places", "위치 {n}곳 더 보기"),
    "more findings": Sentence("{n} more of {rule}", "{rule} {n}건 더 보기"),
    "wrong": Sentence("Files with findings", "확인할 파일"),
    "right": Sentence("Files without findings", "문제없는 파일"),
    "passing": Sentence("Files with known or switched-off errors", "기준 파일에 있거나 무시한 오류만 있는 파일"),
    "skipped": Sentence("Skipped: no AAS files", "건너뛴 파일(AAS 아님)"),
    "nothing fits": Sentence("No finding fits the filter.", "조건에 맞는 항목이 없습니다."),
}

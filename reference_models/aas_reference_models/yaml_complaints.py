"""The sentences about YAML that cannot be read, in English and Korean; `{}` is the thing complained about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Complaint:
    """One kind of problem with its sentence and its hint."""

    kind: str
    en: str
    ko: str
    hint_en: str
    hint_ko: str


SYNTAX: Final = Complaint(
    "yaml-syntax",
    "this is not valid YAML: {}",
    "YAML 문법에 맞지 않습니다: {}",
    "look at the indentation, quotes and colons on this line and the one before",
    "이 줄과 바로 윗줄의 들여쓰기, 따옴표, 콜론을 확인하십시오",
)
TOO_DEEP: Final = Complaint(
    "yaml-too-deep",
    "the document is nested too deeply",
    "중첩이 너무 깊습니다",
    "check the brackets and dashes on this line",
    "이 줄의 괄호와 줄표를 확인하십시오",
)
SECOND_DOCUMENT: Final = Complaint(
    "yaml-second-document",
    "a second document starts here",
    "여기서 두 번째 문서가 시작됩니다",
    "put it into a file of its own",
    "별도 파일로 나누십시오",
)
ALIAS: Final = Complaint(
    "yaml-alias",
    "the alias *{} is not allowed here",
    "별칭 *{}은(는) 여기서 쓸 수 없습니다",
    "write the values out",
    "값을 직접 쓰십시오",
)
TAG: Final = Complaint(
    "yaml-tag",
    "the tag {} means nothing here",
    "태그 {}은(는) 여기서 쓸 수 없습니다",
    "remove the tag; put text that looks like a number in quotes",
    "태그를 지우고, 숫자처럼 보이는 글자는 따옴표로 묶으십시오",
)
KEY: Final = Complaint(
    "yaml-key",
    "a key must be plain text",
    "키는 단순한 글자여야 합니다",
    "write the key as text, in quotes if it has brackets",
    "키를 글자로 쓰고, 괄호가 있으면 따옴표로 묶으십시오",
)
DUPLICATE_KEY: Final = Complaint(
    "yaml-duplicate-key",
    "the key {} is there twice",
    "키 {}이(가) 두 번 나옵니다",
    "keep one of the two",
    "둘 중 하나만 남기십시오",
)
ENCODING: Final = Complaint(
    "yaml-encoding",
    "the file is not in UTF-8",
    "파일이 UTF-8로 저장되어 있지 않습니다",
    "save it again as UTF-8",
    "편집기에서 UTF-8로 다시 저장하십시오",
)

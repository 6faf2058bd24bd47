"""What `aas --help` says of each command, and under which heading."""

from __future__ import annotations

from typing import Final

from aas_validators.diagnostics.rule import Sentence

HELP: Final = {
    "convert": Sentence(
        "Turn plant data into submodels of a reference model.",
        "공장 데이터를 참조모델의 서브모델로 변환합니다.",
    ),
    "dataset": Sentence(
        "Describe a data set: a card with size, span, gaps and checksum counted.",
        "데이터셋의 카드(크기, 기간, 결측률, 체크섬)를 만듭니다.",
    ),
    "demo": Sentence(
        "Make a model's bundled example, convert it and check the result.",
        "예제를 만들어 변환하고 결과를 검사합니다.",
    ),
    "diff": Sentence("Compare two AAS files.", "두 AAS 파일을 비교합니다."),
    "doctor": Sentence("Say which AAS tools will open a file.", "어떤 AAS 프로그램이 파일을 열 수 있는지 알려 줍니다."),
    "export": Sentence("Write the files that configure a collection platform.", "수집 플랫폼의 설정 파일을 만듭니다."),
    "extract": Sentence(
        "Turn the submodels of AAS files back into tables.",
        "AAS 파일의 서브모델을 다시 표로 꺼냅니다.",
    ),
    "form": Sentence("Write the request form of a reference model.", "참조모델의 요청양식(엑셀)을 만듭니다."),
    "inspect": Sentence(
        "Show what is in an AAS file, or in a plant's own.", "AAS 파일이나 공장 데이터의 내용을 보여 줍니다."
    ),
    "map": Sentence(
        "Suggest, check and preview mappings of plant files.",
        "공장 파일의 매핑을 제안받고, 검사하고, 미리 봅니다.",
    ),
    "migrate": Sentence(
        "Write an AAS file in another metamodel version.", "AAS 파일을 다른 메타모델 버전으로 저장합니다."
    ),
    "models": Sentence(
        "Find, show, write, check, compare and export reference models.",
        "참조모델을 찾고, 보고, 만들고, 검사하고, 비교하고, 내보냅니다.",
    ),
    "pack": Sentence(
        "Put AAS files and other files into one package.", "AAS 파일과 다른 파일을 하나의 패키지로 묶습니다."
    ),
    "repair": Sentence(
        "Put right what is wrong in an AAS file and has one good answer.",
        "AAS 파일의 오류 중 답이 분명한 것을 고칩니다.",
    ),
    "rule": Sentence("Explain a rule by its code.", "규칙 코드의 뜻을 설명합니다."),
    "unpack": Sentence("List, take out or split what is in a package.", "패키지의 내용을 보거나 꺼내거나 나눕니다."),
    "validate": Sentence(
        "Check AAS files and say what is wrong where.", "AAS 파일을 검사하고 잘못된 곳을 알려 줍니다."
    ),
    "watch": Sentence(
        "Convert each file that comes into a folder, once.", "폴더에 들어오는 파일을 하나씩 한 번만 변환합니다."
    ),
}

SECTIONS: Final = (
    (Sentence("Make an AAS", "AAS 만들기"), ("demo", "convert", "watch", "map", "models", "form", "dataset")),
    (Sentence("Look at it and check it", "보기와 검사"), ("validate", "inspect", "diff", "doctor", "rule")),
    (
        Sentence("Put right, pass on, take apart", "고치기, 내보내기, 풀기"),
        ("repair", "migrate", "export", "extract", "pack", "unpack"),
    ),
)
"""The headings of `aas --help`, with the commands in the order of a plant's work; others stand below the last."""

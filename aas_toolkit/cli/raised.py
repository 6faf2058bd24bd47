"""What click and the library say in English of a wrong call, and the same in Korean.

Click knows no Korean, and an error of the library is a sentence for those who program. What is not known here stays as
it is; tests/cli/test_help.py finds a sentence that nobody says any more.
"""

from __future__ import annotations

import re
from typing import Final

KINDS: Final = {"File": "파일", "Directory": "폴더", "Path": "경로", "integer": "정수", "float": "숫자"}

CLICK: Final = (
    (r"Missing command\.", "명령을 적지 않았습니다"),
    (r"Got unexpected extra arguments? \((?P<rest>.*)\)", "쓸 곳이 없는 인자입니다: {rest}"),
    (r"Option '(?P<name>.+)' requires an argument\.", "{name} 뒤에 값을 적지 않았습니다"),
    (r"Option '(?P<name>.+)' does not take a value\.", "{name}에는 값을 적지 않습니다"),
    (r"'(?P<value>.*)' is not one of (?P<choices>.+)\.", "'{value}'은(는) 쓸 수 없습니다. {choices} 중에서 고르십시오"),
    (r"'(?P<value>.*)' is not (?P<choices>'.+')\.", "'{value}'은(는) 쓸 수 없습니다. {choices}만 됩니다"),
    (r"'(?P<value>.*)' is not a valid (?P<kind>integer|float)( range)?\.", "'{value}'은(는) {kind}가 아닙니다"),
    (r"(?P<value>\S+) is not in the range (?P<range>.+)\.", "{value}은(는) 범위를 벗어났습니다({range})"),
    (r"(?P<kind>File|Directory|Path) '(?P<name>.*)' does not exist\.", "{kind}이(가) 없습니다: {name}"),
    (r"(?P<kind>File|Directory|Path) '(?P<name>.*)' is a file\.", "폴더가 아니라 파일입니다: {name}"),
    (r"(?P<kind>File|Directory|Path) '(?P<name>.*)' is a directory\.", "파일이 아니라 폴더입니다: {name}"),
    (r"(?P<kind>File|Directory|Path) '(?P<name>.*)' is not readable\.", "읽을 수 없습니다: {name}"),
    (r"(?P<kind>File|Directory|Path) '(?P<name>.*)' is not writable\.", "쓸 수 없습니다: {name}"),
)

LIBRARY: Final = (
    (
        r"one file can be attached, and only to a package: let the result end in \.aasx",
        "파일 하나만, 패키지에만 넣을 수 있습니다. 결과의 확장자를 .aasx로 하십시오",
    ),
    (
        r"the file would let out what its mapping keeps in: (?P<names>.+); leave --attach out, or take them out",
        "매핑이 내보내지 않는 열({names})이 파일에 있습니다. --attach를 빼거나 파일에서 그 열을 지우십시오",
    ),
    (
        r"(?P<name>.+) is what is read; choose another name for the result",
        "{name}은(는) 읽는 파일입니다. 결과는 다른 이름으로 저장하십시오",
    ),
    (
        r"(?P<name>.+) is what is read or written; choose another name for the rejects",
        "{name}은(는) 읽거나 저장하는 파일입니다. --rejects에는 다른 이름을 적으십시오",
    ),
    (
        r"only packages are divided: let the result end in \.aasx, not (?P<ending>\S*)",
        "패키지만 나눌 수 있습니다. 결과의 확장자를 {ending}이(가) 아니라 .aasx로 하십시오",
    ),
    (
        r"(?P<model>.+) has a submodel for each row and no groups; divide by asset or size",
        "{model} 모델은 행마다 서브모델이 하나여서 그룹이 없습니다. asset이나 size로 나누십시오",
    ),
    (
        r"say which model: there is no mapping that names one",
        "어떤 모델인지 --model로 적으십시오. 모델 이름이 든 매핑이 없습니다",
    ),
    (r"say which model: (?P<file>.+) names none", "어떤 모델인지 --model로 적으십시오. {file}에 모델 이름이 없습니다"),
    (
        r"(?P<name>.+) is metamodel (?P<version>.+); migrate changes the version",
        "{name}의 메타모델은 {version}입니다. 버전은 aas migrate로 바꾸십시오",
    ),
    (r"(?P<name>\S+) must end in \.xlsx", "{name}의 확장자는 .xlsx여야 합니다"),
    (r"(?P<name>\S+) does not end in \.aasx", "{name}의 확장자는 .aasx여야 합니다"),
    (r"(?P<name>\S+) ends in none of (?P<endings>.+)", "{name}의 확장자는 {endings} 중 하나여야 합니다"),
    (
        r"(?P<name>.+) is no modelling workbook: A1 and the second row say so",
        "{name}은(는) 모델링 자료가 아닙니다. A1 셀과 둘째 행이 다릅니다",
    ),
    (r"there is no repair (?P<names>.+)", "{names} 수리는 없습니다. aas repair --list로 목록을 볼 수 있습니다"),
    (r"root '(?P<name>.+)' is no class of the metamodel", "{name}은(는) 메타모델의 클래스가 아닙니다"),
)

KNOWN: Final = tuple((re.compile(pattern, re.DOTALL), korean) for pattern, korean in (*CLICK, *LIBRARY))


def in_korean(text: str) -> str:
    """Return what click or the library says, in Korean; any other text as it is."""
    for pattern, korean in KNOWN:
        if found := pattern.fullmatch(text):
            values = {
                name: KINDS.get(value, value) if name == "kind" else value for name, value in found.groupdict().items()
            }
            return korean.format(**values)
    return text

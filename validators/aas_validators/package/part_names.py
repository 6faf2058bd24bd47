"""Names of parts: what OPC allows, and what leads out of the package when somebody unpacks it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from aas_validators.diagnostics import Sentence, Severity
from aas_validators.document.finding import shown
from aas_validators.package.rule import package_rule
from aas_validators.syntax.text_encoding import Flaw

ESCAPING_NAME = package_rule(
    10,
    "name-leads-out",
    ("the name {name} leads out of the package", "이름 {name}이(가) 패키지 밖을 가리킵니다"),
    ("do not unpack this file; ask its author", "이 파일을 풀지 말고 작성자에게 문의하십시오"),
    (
        "Unpacked carelessly it overwrites files elsewhere on the disk.",
        "부주의하게 풀면 디스크의 다른 파일을 덮어씁니다.",
    ),
)
BAD_NAME = package_rule(
    11,
    "part-name",
    ("{name} is no part name: {problem}", "{name}은(는) 올바른 파트 이름이 아닙니다: {problem}"),
    (
        "rename the part with ASCII letters, digits, `-`, `_` and `.`",
        "영문자·숫자·`-`·`_`·`.`로 이름을 바꾸십시오",
    ),
    ("Readers that follow OPC cannot address the part.", "OPC를 따르는 프로그램이 파트를 찾지 못합니다."),
)
RISKY_NAME = package_rule(
    12,
    "part-name-with-blank",
    (
        "the part name {name} has a blank or a sign that needs escaping",
        "파트 이름 {name}에 공백 등 이스케이프가 필요한 문자가 있습니다",
    ),
    ("rename the part without blanks", "공백 없이 이름을 바꾸십시오"),
    (
        "Some readers refuse such names or lose the file.",
        "일부 프로그램은 이런 이름을 거부하거나 파일을 잃습니다.",
    ),
    severity=Severity.WARNING,
)
SAME_NAME = package_rule(
    13,
    "duplicate-part-name",
    (
        "the name {name} occurs twice (case does not count)",
        "이름 {name}이(가) 두 번 있습니다 (대소문자 구분 없음)",
    ),
    ("rename or remove one of the two", "하나의 이름을 바꾸거나 제거하십시오"),
    (
        "Readers see different contents, depending on which entry they take.",
        "프로그램마다 다른 내용을 읽게 됩니다.",
    ),
)
NAME_INSIDE_NAME = package_rule(
    14,
    "part-name-below-part",
    (
        "the part {name} lies below {other}, which is a part itself",
        "파트 {name}이(가) 파트 {other}의 하위에 있습니다",
    ),
    ("rename one of the two", "둘 중 하나의 이름을 바꾸십시오"),
    (
        "One name would have to be a file and a folder at once.",
        "하나의 이름이 파일이자 폴더가 되어야 합니다.",
    ),
)

DRIVE = re.compile(r"[A-Za-z]:[\\/]|[A-Za-z]:$")
DEVICE = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
RISKY = re.compile(r"[\s\"<>^`{|}]")


def check_name(entry_name: str) -> Iterator[Flaw]:
    """Yield what is wrong with one entry's name, as the archive spells it."""
    plain = unquote(entry_name)
    segments = entry_name.split("/")
    if (
        plain.startswith("/")
        or "\\" in plain
        or DRIVE.match(plain)
        or any(unquote(segment) in ("..", ".") for segment in segments)
    ):
        yield Flaw(ESCAPING_NAME, {"name": shown(entry_name)})
        return
    if problem := broken_segment(entry_name, segments):
        yield Flaw(BAD_NAME, {"name": shown(entry_name), "problem": problem})
    elif RISKY.search(entry_name):
        yield Flaw(RISKY_NAME, {"name": shown(entry_name)})


def broken_segment(name: str, segments: list[str]) -> Sentence | None:
    """Return why a name breaks the grammar of part names, or None."""
    if any(segment == "" for segment in segments):
        return Sentence("an empty segment", "빈 구간이 있습니다")
    if any(segment.endswith(".") for segment in segments):
        return Sentence("a segment ends with a dot", "점(.)으로 끝나는 구간이 있습니다")
    if re.search(r"%(2f|5c)", name, re.IGNORECASE):
        return Sentence("an escaped slash", "이스케이프한 빗금이 있습니다")
    if re.search(r"%(?![0-9A-Fa-f]{2})", name):
        return Sentence("a lone percent sign", "짝이 없는 퍼센트 기호(%)가 있습니다")
    if any(ord(sign) < 32 or ord(sign) == 127 for sign in unquote(name)):
        return Sentence("a control character", "제어 문자가 있습니다")
    if any(DEVICE.fullmatch(segment) for segment in segments) or ":" in name:
        return Sentence("a device, drive or stream name", "장치, 드라이브 또는 스트림 이름입니다")
    return None


def equivalent(name: str) -> str:
    """Return what two names of one part have in common: unescaped, ASCII letters small, a slash in front."""
    plain = unquote(name).lstrip("/")
    return "/" + "".join(sign.lower() if sign.isascii() else sign for sign in plain)


def check_names(names: Iterable[str]) -> Iterator[tuple[str, Flaw]]:
    """Yield names that meet one another: equal but for case, or one below the other."""
    seen: dict[str, str] = {}
    for name in names:
        key = equivalent(name)
        if key in seen:
            yield name, Flaw(SAME_NAME, {"name": shown(name)})
        seen.setdefault(key, name)
    for key, name in seen.items():
        parent = key.rpartition("/")[0]
        while parent:
            if parent in seen:
                yield name, Flaw(NAME_INSIDE_NAME, {"name": shown(name), "other": shown(seen[parent])})
                break
            parent = parent.rpartition("/")[0]

"""Decode a document: UTF-8, and for XML whatever it declares as long as it is a harmless text encoding."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass

from aas_validators.diagnostics import Rule, Sentence, Severity
from aas_validators.positions.lines import Place, place_in

EMPTY_FILE = Rule(
    code="SCH001",
    name="empty-file",
    severity=Severity.ERROR,
    message=Sentence("the file is empty", "파일이 비어 있습니다"),
    hint=Sentence("export the file again", "파일을 다시 내보내십시오"),
    why=Sentence(
        "An empty file is usually an export or a transfer that broke off.",
        "빈 파일은 대개 내보내기나 전송이 중간에 끊긴 결과입니다.",
    ),
)

NOT_UTF8 = Rule(
    code="SCH002",
    name="invalid-encoding",
    severity=Severity.ERROR,
    message=Sentence(
        "byte {byte} at offset {offset} is not valid {encoding}",
        "오프셋 {offset}의 바이트 {byte}은(는) {encoding} 인코딩이 아닙니다",
    ),
    hint=Sentence("save the file as UTF-8", "파일을 UTF-8로 저장하십시오"),
    why=Sentence(
        "Readers guess a wrong encoding or stop, and names in Korean turn into question marks.",
        "읽는 프로그램이 인코딩을 잘못 추정하거나 중단하고, 한글 이름이 깨집니다.",
    ),
    spec="RFC 8259, 8.1; XML 1.0, 4.3.3",
)

JSON_NOT_UTF8 = Rule(
    code="SCH003",
    name="json-not-utf8",
    severity=Severity.ERROR,
    message=Sentence("JSON is encoded in {encoding}", "JSON이 {encoding}(으)로 인코딩되어 있습니다"),
    hint=Sentence("save the file as UTF-8", "파일을 UTF-8로 저장하십시오"),
    why=Sentence(
        "JSON between systems is UTF-8; most readers refuse anything else.",
        "시스템 간 JSON은 UTF-8이어야 하며 대부분의 프로그램이 다른 인코딩을 거부합니다.",
    ),
    spec="RFC 8259, 8.1",
)

UNKNOWN_ENCODING = Rule(
    code="SCH004",
    name="unknown-encoding",
    severity=Severity.ERROR,
    message=Sentence(
        "the XML declaration names the encoding {encoding}, which cannot be read",
        "XML 선언의 인코딩 {encoding}은(는) 읽을 수 없습니다",
    ),
    hint=Sentence("save the file as UTF-8 and declare UTF-8", "파일을 UTF-8로 저장하고 UTF-8로 선언하십시오"),
    why=Sentence(
        "XML readers have to know only UTF-8 and UTF-16; others end in an error or in wrong letters.",
        "XML 프로그램은 UTF-8과 UTF-16만 보장하므로 다른 인코딩은 오류나 글자 깨짐으로 이어집니다.",
    ),
    spec="XML 1.0, 4.3.3",
)

UNUSUAL_ENCODING = Rule(
    code="SCH005",
    name="unusual-encoding",
    severity=Severity.WARNING,
    message=Sentence("the file is encoded in {encoding}", "파일이 {encoding}(으)로 인코딩되어 있습니다"),
    hint=Sentence("save the file as UTF-8", "파일을 UTF-8로 저장하십시오"),
    why=Sentence(
        "XML readers have to know only UTF-8 and UTF-16.",
        "XML 프로그램이 반드시 지원하는 인코딩은 UTF-8과 UTF-16뿐입니다.",
    ),
    spec="XML 1.0, 4.3.3",
)

UTF_BOMS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)

DECLARED = re.compile(rb"""^<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z][A-Za-z0-9._-]{0,40})["']""")

TEXT_ENCODINGS = re.compile(
    r"(?i)us-?ascii|iso-?8859-?\d+|latin-?1|windows-?125\d|cp125\d|euc[-_]?kr|ks_?c_?5601.*|cp949|ms949|uhc|"
    r"gbk?|gb2312|gb18030|big5|shift[-_]jis|euc[-_]?jp|koi8-[ru]"
)
"""Encodings read when XML declares them. UTF-7 is not among them: it hides mark-up from filters."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with bytes that are not a document, and where; `fatal` ends the reading."""

    rule: Rule
    values: Mapping[str, object]
    place: Place | None = None
    fatal: bool = True


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text without its byte order mark, or None, and what was wrong."""

    text: str | None
    flaws: tuple[Flaw, ...] = ()


def is_utf16_or_32(data: bytes) -> str | None:
    """Return UTF-16 or UTF-32 if bytes start like one of them, with or without a byte order mark."""
    for mark, name in UTF_BOMS:
        if data.startswith(mark):
            return name
    head = data[:4]
    if len(head) >= 2 and 0 in head[:2] and head[:2] != b"\0\0":
        return "UTF-16"
    return None


def decode_json(data: bytes) -> Decoded:
    """Decode JSON, which is UTF-8; a byte order mark is tolerated."""
    if not data:
        return Decoded(None, (Flaw(EMPTY_FILE, {}),))
    if wide := is_utf16_or_32(data):
        return Decoded(None, (Flaw(JSON_NOT_UTF8, {"encoding": wide}),))
    return decoded(data, "utf-8-sig", "UTF-8")


def decode_xml(data: bytes) -> Decoded:
    """Decode XML by byte order mark, else by its declaration, else as UTF-8."""
    if not data:
        return Decoded(None, (Flaw(EMPTY_FILE, {}),))
    wide = is_utf16_or_32(data)
    if wide == "UTF-32":
        return Decoded(None, (Flaw(UNKNOWN_ENCODING, {"encoding": wide}),))
    if wide:
        marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        return decoded(data, "utf-16" if marked else f"utf-16-{'be' if data[0] == 0 else 'le'}", wide)
    match = DECLARED.match(data.removeprefix(codecs.BOM_UTF8))
    name = match.group(1).decode("ascii") if match else "UTF-8"
    if name.lower() in ("utf-8", "utf8"):
        return decoded(data, "utf-8-sig", "UTF-8")
    if not TEXT_ENCODINGS.fullmatch(name):
        return Decoded(None, (Flaw(UNKNOWN_ENCODING, {"encoding": name}),))
    try:
        codecs.lookup(name)
    except LookupError:
        return Decoded(None, (Flaw(UNKNOWN_ENCODING, {"encoding": name}),))
    result = decoded(data, name, name)
    return Decoded(result.text, (*result.flaws, Flaw(UNUSUAL_ENCODING, {"encoding": name}, fatal=False)))


def decoded(data: bytes, codec: str, name: str) -> Decoded:
    """Decode strictly; the first bad byte is the flaw."""
    try:
        return Decoded(data.decode(codec))
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(codec, "replace")
        bad = data[error.start : error.start + 1]
        values = {"byte": f"0x{bad.hex() or '00'}", "offset": error.start, "encoding": name}
        return Decoded(None, (Flaw(NOT_UTF8, values, place_in(before, len(before))),))

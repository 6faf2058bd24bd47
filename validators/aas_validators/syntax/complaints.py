"""What parsers complain about, in our own words: theirs are English only and change from version to version.

For JSON there are two parsers: Python's, and msgspec's where tables are read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from aas_validators.diagnostics import Sentence
from aas_validators.syntax.text_encoding import Flaw

Words = tuple[tuple[str, Sentence], ...]
"""A pattern that a complaint begins with → what we say instead."""

JSON_WORDS: Final[Words] = (
    (
        "expecting property name|object keys must be strings|expected '\"'|trailing comma in object",
        Sentence(
            "a name in double quotes is missing, or a comma stands before the closing brace",
            "큰따옴표로 묶은 이름이 없거나, 닫는 중괄호 앞에 쉼표가 남아 있습니다",
        ),
    ),
    (
        "expecting value|invalid number",
        Sentence("a value is missing or not written as JSON", "값이 없거나 JSON 값이 아닙니다"),
    ),
    (
        "invalid character$",
        Sentence(
            "a sign that cannot stand here, such as a word without quotes or a raw line break inside a text",
            "여기에 쓸 수 없는 문자가 있습니다(따옴표 없는 단어, 문자열 속 줄바꿈 등)",
        ),
    ),
    (
        "expecting ':' delimiter|expected ':'",
        Sentence("a colon is missing after the name", "이름 뒤에 쌍점(:)이 없습니다"),
    ),
    (
        "expecting ',' delimiter|expected ','",
        Sentence("a comma or a closing bracket is missing", "쉼표나 닫는 괄호가 없습니다"),
    ),
    (
        "illegal trailing comma|trailing comma in array",
        Sentence("a comma before a closing bracket", "닫는 괄호 앞에 쉼표가 남아 있습니다"),
    ),
    (
        "extra data|trailing characters",
        Sentence("the document has ended before this", "문서가 끝난 뒤에 다른 내용이 있습니다"),
    ),
    ("input data was truncated", Sentence("the document ends in the middle", "문서가 중간에서 끝납니다")),
    ("unterminated string", Sentence("a text has no closing quote", "문자열의 닫는 따옴표가 없습니다")),
    (
        "invalid control character",
        Sentence(
            "a raw control character, such as a line break, inside a text",
            "문자열 안에 줄바꿈 같은 제어 문자가 그대로 들어 있습니다",
        ),
    ),
    (
        r"invalid \\uxxxx escape|invalid character in unicode escape|unexpected end of hex escape",
        Sentence(r"\u is not followed by four hexadecimal digits", r"\u 뒤에 16진수 네 자리가 없습니다"),
    ),
    (
        r"invalid \\escape|invalid escape",
        Sentence("a backslash before a sign that needs none", "역슬래시(\\) 뒤의 문자가 잘못되었습니다"),
    ),
)

XML_WORDS: Final[Words] = (
    ("syntax error", Sentence("a tag is missing or not written as XML", "태그가 없거나 XML 형식이 아닙니다")),
    (
        "no element found",
        Sentence("the document ends before its last tag is closed", "마지막 태그가 닫히기 전에 문서가 끝납니다"),
    ),
    (
        "not well-formed",
        Sentence(
            "a sign that cannot stand here, such as a bare & or < or a control character",
            "여기에 쓸 수 없는 문자가 있습니다(바꿔 쓰지 않은 & 나 <, 제어 문자 등)",
        ),
    ),
    (
        "unclosed token|unclosed cdata",
        Sentence("a tag, comment or CDATA section has no end", "태그나 주석, CDATA가 끝나지 않았습니다"),
    ),
    ("partial character", Sentence("the file ends inside a character", "글자 중간에서 파일이 끝납니다")),
    (
        "mismatched tag",
        Sentence("the closing tag is not that of the open element", "닫는 태그가 열린 요소와 다릅니다"),
    ),
    ("duplicate attribute", Sentence("an attribute stands twice in a tag", "한 태그에 같은 속성이 두 번 있습니다")),
    (
        "junk after document element",
        Sentence("the root element has ended before this", "루트 요소가 끝난 뒤에 다른 내용이 있습니다"),
    ),
    (
        "undefined entity",
        Sentence(
            "a named entity; without DOCTYPE only amp, lt, gt, quot and apos exist",
            "알 수 없는 개체 이름입니다(DOCTYPE 없이는 amp, lt, gt, quot, apos만 쓸 수 있음)",
        ),
    ),
    (
        "reference to invalid character",
        Sentence("a character number that XML does not allow", "XML에서 쓸 수 없는 문자 번호입니다"),
    ),
    (
        "xml or text declaration not at start",
        Sentence("something stands before the XML declaration", "XML 선언 앞에 다른 내용이 있습니다"),
    ),
    (
        "xml declaration not|malformed declaration",
        Sentence("the XML declaration is not well-formed", "XML 선언의 형식이 잘못되었습니다"),
    ),
    (
        "unbound prefix|namespace prefix .* not defined",
        Sentence("a namespace prefix is used but not declared", "선언하지 않은 네임스페이스 접두사를 썼습니다"),
    ),
    (
        ".*(huge|too long|limit|excessive)",
        Sentence("a text or name is too long for an XML reader", "XML 프로그램이 읽기에는 너무 긴 문자열입니다"),
    ),
)

ZIP_WORDS: Final[Words] = (
    ("file is not a zip file", Sentence("it does not begin or end like one", "ZIP 형식의 시작이나 끝이 없습니다")),
    (
        "bad magic number|truncated|bad offset|corrupt|zipfiles that span",
        Sentence("its directory is damaged or cut off", "파일 목록이 손상되었거나 잘렸습니다"),
    ),
    ("'utf-8' codec", Sentence("a name in it is no text", "파일 이름을 읽을 수 없습니다")),
    ("bad crc-32", Sentence("the checksum is not that of the content", "내용의 체크섬이 맞지 않습니다")),
    (
        "file name in directory",
        Sentence("its name in the directory is another one", "파일 목록에 적힌 이름이 다릅니다"),
    ),
    ("error -|eof|compressed file ended", Sentence("the compressed data is damaged", "압축된 데이터가 손상되었습니다")),
)

PLACE: Final = re.compile(r",? line \d+, column \d+$")
"""The end of lxml's sentences; the finding has its place already."""


def of_json(complaint: str) -> Sentence:
    """Return what a JSON parser complains about."""
    return in_our_words(complaint, JSON_WORDS)


def of_xml(complaint: str) -> Sentence:
    """Return what an XML parser complains about."""
    return in_our_words(complaint, XML_WORDS)


def of_zip(complaint: str) -> Sentence:
    """Return what a reader of archives complains about."""
    return in_our_words(complaint, ZIP_WORDS)


def in_our_words(complaint: str, words: Words) -> Sentence:
    """Return the sentence for a complaint; one that nobody foresaw is quoted."""
    plain = PLACE.sub("", " ".join(complaint.lower().split()))
    for pattern, sentence in words:
        if re.match(pattern, plain):
            return sentence
    return Sentence(plain or "it cannot be read", f"읽을 수 없습니다({plain})" if plain else "읽을 수 없습니다")


def of_first(flaws: Iterable[Flaw]) -> Sentence:
    """Return what the first of several flaws says, as part of another sentence."""
    for flaw in flaws:
        return Sentence(*(flaw.rule.message.fill(language, dict(flaw.values)) for language in ("en", "ko")))
    return Sentence("not readable", "읽을 수 없습니다")

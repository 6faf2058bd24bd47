"""Which encoding a file has, and its text as blocks of UTF-8.

The whole file is looked at, not a sample: Korean may begin a million lines below the header. The same pass
gives the digest.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from aas_converters.sources.binary import NOT_TEXT, binary_kind
from aas_converters.sources.problem import failure, opened
from aas_validators.diagnostics import Diagnostic, Location, Rule, Sentence, Severity

EMPTY: Final = Rule(
    code="SRC006",
    name="empty",
    severity=Severity.ERROR,
    message=Sentence(en="the file is empty", ko="파일이 비어 있습니다"),
    hint=Sentence(en="export it again", ko="데이터를 다시 내보내십시오"),
    why=Sentence(en="there is nothing to convert", ko="변환할 내용이 없습니다"),
)
CHANGED: Final = Rule(
    code="SRC008",
    name="changed-while-reading",
    severity=Severity.ERROR,
    message=Sentence(en="the file became shorter while it was being read", ko="읽는 동안 파일이 짧아졌습니다"),
    hint=Sentence(en="copy the file and read the copy", ko="파일을 복사한 뒤 복사본을 읽으십시오"),
    why=Sentence(
        en="the result would belong to no version of the file",
        ko="결과가 어느 시점의 파일과도 맞지 않게 됩니다",
    ),
)
UNKNOWN_ENCODING: Final = Rule(
    code="SRC010",
    name="encoding-unknown",
    severity=Severity.ERROR,
    message=Sentence(
        en="the encoding is neither UTF-8 nor CP949; at best {bad} places do not decode, as {encoding}",
        ko="인코딩이 UTF-8도 CP949도 아닙니다. 가장 가까운 {encoding}로도 {bad}곳을 읽을 수 없습니다",
    ),
    hint=Sentence(
        en="name the encoding, or save the file as CSV UTF-8",
        ko="인코딩을 지정하거나 CSV UTF-8로 다시 저장하십시오",
    ),
    why=Sentence(en="text would come out garbled", ko="글자가 깨집니다"),
)
WRONG_ENCODING: Final = Rule(
    code="SRC011",
    name="wrong-encoding",
    severity=Severity.ERROR,
    message=Sentence(
        en="the file is not {encoding}: {bad} places do not decode, as {better} all do",
        ko="이 파일은 {encoding}가 아닙니다. {bad}곳을 읽을 수 없지만 {better}로는 모두 읽힙니다",
    ),
    hint=Sentence(
        en="set the encoding to {better}, or do not set it", ko="인코딩을 {better}로 지정하거나 비워 두십시오"
    ),
    why=Sentence(en="text would come out garbled", ko="글자가 깨집니다"),
)
GUESSED_ENCODING: Final = Rule(
    code="SRC012",
    name="encoding-guessed",
    severity=Severity.WARNING,
    message=Sentence(
        en="the encoding was guessed: read as {encoding}, but it may be {other}",
        ko="인코딩을 추정했습니다. {encoding}로 읽었지만 {other}일 수 있습니다",
    ),
    hint=Sentence(
        en="look at the signs and letters beyond ASCII; name the encoding if they are wrong",
        ko="한글과 기호가 올바른지 보고, 깨졌으면 인코딩을 지정하십시오",
    ),
    why=Sentence(en="units such as °C may come out garbled", ko="°C 같은 단위가 깨질 수 있습니다"),
)

UNREADABLE: Final = "\ufdd0"
"""Stands for bytes that do not decode; a noncharacter, so no file means it."""

CHUNK: Final = 1 << 20
BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
TWO_HIGH: Final = re.compile(rb"[\x80-\xff]{2}")


def mark_unreadable(error: UnicodeError) -> tuple[str, int]:
    """Put the mark where bytes do not decode (an error handler of `codecs`)."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return UNREADABLE, error.end


codecs.register_error("aas-unreadable", mark_unreadable)


@dataclass(frozen=True, slots=True)
class Survey:
    """What one pass over a file shows: its digest, its size in bytes, its encoding, the places that do not
    decode."""

    identity: str
    size: int
    encoding: str
    bad: int = 0
    findings: tuple[Diagnostic, ...] = ()


def survey(path: Path, encoding: str | None = None) -> Survey:
    """Look at every byte once (UTF-8) or a few times (the rest).

    Raises SourceError for a file that is empty, no text, or not in the encoding the caller says, ValueError
    for an encoding Python does not know.
    """
    wanted = codec_name(encoding) if encoding else None
    identity, size, head, utf8, cut = first_pass(path)
    name = str(path)
    if not size:
        raise failure(EMPTY, name)
    if kind := binary_kind(head):
        raise failure(NOT_TEXT, name, kind=kind)
    found, bad, other = ("utf-8", 1, None) if cut else detected(path, size, head, utf8)
    if found is None and wanted is None:
        raise failure(NOT_TEXT, name, kind="a binary file")
    if wanted is None or wanted == found:
        if hopeless(bad, size):
            raise failure(UNKNOWN_ENCODING, name, encoding=found, bad=bad)
        doubt = Diagnostic(GUESSED_ENCODING, Location(file=name), {"encoding": found, "other": other})
        return Survey(identity, size, found or "", bad, (doubt,) if other else ())
    wrong = bad_places(path, size, wanted)
    if wrong and found is not None and not bad and not other:
        raise failure(WRONG_ENCODING, name, encoding=wanted, bad=wrong, better=found)
    if hopeless(wrong, size):
        raise failure(UNKNOWN_ENCODING, name, encoding=wanted, bad=wrong)
    return Survey(identity, size, wanted, wrong)


def hopeless(bad: int, size: int) -> bool:
    """Return whether so much does not decode that the encoding must be another one."""
    return bad > 10 and bad * 20 > size


def codec_name(encoding: str) -> str:
    """Return the codec for an encoding a person named; CP949 for EUC-KR, which it contains."""
    try:
        name = codecs.lookup(encoding).name
    except LookupError as error:
        raise ValueError(f"unknown encoding {encoding!r}") from error
    return {"euc_kr": "cp949", "utf-8-sig": "utf-8"}.get(name, name)


def first_pass(path: Path) -> tuple[str, int, bytes, bool, bool]:
    """Return the digest, the size, the first bytes, whether everything is UTF-8, and whether all but the end is.

    A program that writes the file may be in the middle of a letter. Letters before it must be whole for that: without
    them the bytes at the end say nothing.
    """
    digest, size, head = hashlib.sha256(), 0, b""
    decoder = codecs.getincrementaldecoder("utf-8")()
    utf8, letters = True, False
    with opened(path) as file:
        while chunk := file.read(CHUNK):
            head = head or chunk[: 1 << 16]
            digest.update(chunk)
            size += len(chunk)
            if utf8 and not (chunk.isascii() and decoder.getstate()[0] == b""):
                utf8 = decodes(decoder, chunk)
                letters = letters or not chunk[: len(chunk) - len(decoder.getstate()[0])].isascii()
    whole = utf8 and decodes(decoder, b"", final=True)
    return digest.hexdigest(), size, head, whole, utf8 and letters and not whole and b"\x00" not in head


def decodes(decoder: codecs.IncrementalDecoder, chunk: bytes, final: bool = False) -> bool:
    """Return whether the next bytes decode."""
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return True


def detected(path: Path, size: int, head: bytes, utf8: bool) -> tuple[str | None, int, str | None]:
    """Return the encoding (None for binary), the places that do not decode, and the one it may be instead."""
    for mark, encoding in BOMS:
        if head.startswith(mark):
            name = "utf-8" if encoding == "utf-8-sig" else encoding
            return name, 0 if utf8 else bad_places(path, size, name), None
    if b"\x00" in head:
        wide = wide_encoding(head)
        return wide, bad_places(path, size, wide) if wide else 0, None
    if utf8:
        return "utf-8", 0, None
    if not has_two_high_bytes(path, size):
        # Korean letters are pairs of high bytes; single ones are the °, µ, ü of a Western machine
        return "cp1252", bad_places(path, size, "cp1252"), "cp949"
    counts = {encoding: bad_places(path, size, encoding) for encoding in ("cp949", "utf-8")}
    best = min(counts, key=lambda encoding: counts[encoding])
    return best, counts[best], None


def wide_encoding(head: bytes) -> str | None:
    """Return which UTF-16 a file without a mark is, by the side on which the zero bytes of ASCII are."""
    half = len(head) // 2
    high, low = head[0::2].count(0), head[1::2].count(0)
    if low * 5 > half and high * 50 < low:
        return "utf-16-le"
    return "utf-16-be" if high * 5 > half and low * 50 < high else None


def has_two_high_bytes(path: Path, size: int) -> bool:
    """Return whether two bytes above ASCII ever stand side by side."""
    last = b""
    for chunk in raw_blocks(path, size, CHUNK):
        if TWO_HIGH.search(last + chunk):
            return True
        last = chunk[-1:]
    return False


def bad_places(path: Path, size: int, encoding: str) -> int:
    """Count the places that do not decode."""
    decoder = codecs.getincrementaldecoder(encoding)("aas-unreadable")
    count = sum(decoder.decode(chunk).count(UNREADABLE) for chunk in raw_blocks(path, size, CHUNK))
    return count + decoder.decode(b"", True).count(UNREADABLE)


def raw_blocks(path: Path, size: int, block: int) -> Iterator[bytes]:
    """Yield the first `size` bytes of a file; a logger may be appending to it meanwhile."""
    with opened(path) as file:
        left = size
        while left:
            chunk = file.read(min(block, left))
            if not chunk:
                raise failure(CHANGED, str(path))
            left -= len(chunk)
            yield chunk


def text_blocks(path: Path, seen: Survey, block: int) -> Iterator[bytes]:
    """Yield the text as UTF-8 without a byte order mark, `UNREADABLE` where bytes do not decode."""
    chunks = raw_blocks(path, seen.size, max(block, 4))
    if seen.encoding == "utf-8" and not seen.bad:
        # blocks may end inside a character: they are cut at line ends before anyone decodes them
        yield next(chunks).removeprefix(codecs.BOM_UTF8)
        yield from chunks
        return
    decoder = codecs.getincrementaldecoder(seen.encoding)("aas-unreadable")
    started = False
    for chunk in chunks:
        text = decoder.decode(chunk)
        yield (text if started else text.removeprefix("\ufeff")).encode()
        started = started or bool(text)
    yield decoder.decode(b"", True).encode()

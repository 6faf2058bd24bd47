"""The ZIP layer: entries that can be read at all, and reading them without trusting what their headers
say."""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, Final

from aas_validators.diagnostics import Rule
from aas_validators.limits import Limits
from aas_validators.package.rule import package_rule
from aas_validators.syntax.complaints import of_zip
from aas_validators.syntax.text_encoding import Flaw

CHUNK: Final = 1 << 20

BROKEN_SAVING = (
    "save the package again with another tool or transfer it again",
    "다른 도구로 패키지를 다시 저장하거나 다시 전송하십시오",
)

NOT_A_ZIP = package_rule(
    1,
    "not-a-zip",
    ("this is no ZIP archive: {problem}", "ZIP 파일이 아닙니다: {problem}"),
    BROKEN_SAVING,
    (
        "An AASX package is a ZIP archive; nothing can be read from this.",
        "AASX는 ZIP 파일이어야 하며, 아무것도 읽을 수 없습니다.",
    ),
)
DAMAGED = package_rule(
    2,
    "damaged-entry",
    ("the entry cannot be read: {problem}", "항목을 읽을 수 없습니다: {problem}"),
    BROKEN_SAVING,
    ("The content is incomplete or was changed.", "내용이 불완전하거나 변경되었습니다."),
)
ENCRYPTED = package_rule(
    3,
    "encrypted-entry",
    ("the entry is encrypted", "항목이 암호화되어 있습니다"),
    ("save the package without a password", "암호 없이 패키지를 저장하십시오"),
    (
        "OPC allows no ZIP encryption, and readers ask for no password.",
        "OPC는 ZIP 암호화를 허용하지 않으며 프로그램은 암호를 묻지 않습니다.",
    ),
)
OTHER_METHOD = package_rule(
    4,
    "compression-method",
    ("the entry is compressed by method {method}", "항목의 압축 방식이 {method}번입니다"),
    ("save the package with deflate", "deflate 방식으로 다시 저장하십시오"),
    ("OPC allows stored and deflated entries only.", "OPC는 무압축과 deflate만 허용합니다."),
)
TOO_MANY = package_rule(
    5,
    "too-many-entries",
    (
        "the package has {number} entries, at most {limit} are read",
        "항목이 {number}개입니다 (최대 {limit}개)",
    ),
    ("raise the limit if you trust the file", "신뢰하는 파일이면 제한을 올리십시오"),
    (
        "A limit keeps a stranger's file from blocking the machine.",
        "외부 파일이 컴퓨터를 마비시키지 못하게 하는 제한입니다.",
    ),
)
TOO_LARGE = package_rule(
    6,
    "part-too-large",
    ("the part is larger than {limit} bytes when inflated", "압축을 풀면 {limit}바이트를 넘습니다"),
    ("raise the limit if you trust the file", "신뢰하는 파일이면 제한을 올리십시오"),
    ("Inflated without bounds it could fill the memory.", "제한 없이 풀면 메모리가 고갈될 수 있습니다."),
)
TOO_DENSE = package_rule(
    7,
    "compression-ratio",
    ("the part inflates to more than {limit} times its size", "압축을 풀면 {limit}배 이상 커집니다"),
    ("raise the limit if you trust the file", "신뢰하는 파일이면 제한을 올리십시오"),
    ("That is how decompression bombs look.", "압축 폭탄의 전형적인 모습입니다."),
)
SYMLINK = package_rule(
    8,
    "symbolic-link",
    ("the entry is a symbolic link", "항목이 심볼릭 링크입니다"),
    ("replace the link by the file", "링크를 실제 파일로 바꾸십시오"),
    ("Unpacked, a link leads out of the folder.", "압축을 풀면 폴더 밖을 가리킬 수 있습니다."),
)
BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OverflowError,
    RuntimeError,
    ValueError,
)
"""What Python's zipfile raises for bytes that are no good archive; ValueError comes from offsets below zero."""
ALLOWED_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class PartError(Exception):
    """Raised by reading a part that cannot or must not be read; carries what to report."""

    def __init__(self, rule: Rule, values: dict[str, object]) -> None:
        super().__init__(rule.message.fill("en", values))
        self.flaw = Flaw(rule, values)


def check_entry(entry: zipfile.ZipInfo) -> Flaw | None:
    """Return what forbids reading an entry, from its headers alone."""
    if entry.flag_bits & 0x1:
        return Flaw(ENCRYPTED, {})
    if entry.compress_type not in ALLOWED_METHODS:
        return Flaw(OTHER_METHOD, {"method": entry.compress_type})
    if stat.S_ISLNK(entry.external_attr >> 16):
        return Flaw(SYMLINK, {})
    return None


def inflated(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, limits: Limits) -> Iterator[bytes]:
    """Yield an entry's bytes in chunks. What comes out is counted; the sizes in the headers are not believed.

    Raises PartError when a limit is passed or the entry is damaged."""
    size = 0
    try:
        with archive.open(entry) as stream:
            while chunk := read_chunk(stream):
                size += len(chunk)
                if size > limits.entry_size:
                    raise PartError(TOO_LARGE, {"limit": limits.entry_size})
                if size > limits.ratio_from and size > limits.ratio * max(entry.compress_size, 1):
                    raise PartError(TOO_DENSE, {"limit": f"{limits.ratio:g}"})
                yield chunk
    except BROKEN as error:
        raise PartError(DAMAGED, {"problem": of_zip(str(error) or type(error).__name__)}) from error


def read_chunk(stream: IO[bytes]) -> bytes:
    """Return up to CHUNK bytes."""
    return stream.read(CHUNK)

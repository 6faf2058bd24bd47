"""A source that cannot be opened: the error that carries its findings, and the file system's own reasons."""

from __future__ import annotations

from pathlib import Path
from typing import Any, BinaryIO, Final

from aas_converters.sources.table import Table
from aas_validators.diagnostics import Diagnostic, Location, Rule, Sentence, Severity

NOT_FOUND: Final = Rule(
    code="SRC001",
    name="not-found",
    severity=Severity.ERROR,
    message=Sentence(en="there is no such file or folder", ko="파일이나 폴더가 없습니다"),
    hint=Sentence(
        en="check the path; put it in quotation marks if it contains blanks",
        ko="경로를 확인하고, 공백이 있으면 따옴표로 묶으십시오",
    ),
    why=Sentence(en="nothing can be read", ko="읽을 것이 없습니다"),
)
LOCKED: Final = Rule(
    code="SRC002",
    name="locked",
    severity=Severity.ERROR,
    message=Sentence(
        en="the file cannot be read: another program holds it, or this account may not read it",
        ko="파일을 읽을 수 없습니다. 다른 프로그램에서 열려 있거나 읽기 권한이 없습니다",
    ),
    hint=Sentence(
        en="close the file in Excel, or ask for the right to read it",
        ko="엑셀에서 파일을 닫거나 읽기 권한을 요청하십시오",
    ),
    why=Sentence(en="nothing can be read", ko="읽을 것이 없습니다"),
)
DAMAGED: Final = Rule(
    code="SRC009",
    name="damaged",
    severity=Severity.ERROR,
    message=Sentence(
        en="this is no {kind} file, or it is damaged: {reason}",
        ko="{kind} 파일이 아니거나 손상되었습니다: {reason}",
    ),
    hint=Sentence(
        en="export or copy it again, and compare the sizes",
        ko="다시 내보내거나 복사한 뒤 파일 크기를 비교하십시오",
    ),
    why=Sentence(
        en="a copy that was cut off is often all that is left",
        ko="복사가 중간에 끊긴 파일인 경우가 많습니다",
    ),
)


class SourceError(ValueError):
    """A source cannot be read. `findings` say why, `opened` are the tables of the same call that could be
    opened."""

    def __init__(self, findings: tuple[Diagnostic, ...], opened: tuple[Table, ...] = ()) -> None:
        super().__init__("; ".join(map(str, findings)))
        self.findings = findings
        self.opened = opened

    def __reduce__(self) -> tuple[type[SourceError], tuple[tuple[Diagnostic, ...]]]:
        """Come over from another process with the findings; tables stay there."""
        return SourceError, (self.findings,)


def failure(rule: Rule, file: str, line: int | None = None, **values: Any) -> SourceError:
    """Return the error for one finding about a file as a whole."""
    return SourceError((Diagnostic(rule, Location(file=file, line=line), values),))


def opened(path: Path) -> BinaryIO:
    """Open a file for reading bytes; raise SourceError if it is not there or locked."""
    try:
        return path.open("rb")
    except FileNotFoundError as error:
        raise failure(NOT_FOUND, str(path)) from error
    except PermissionError as error:
        raise failure(LOCKED, str(path)) from error

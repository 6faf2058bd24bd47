"""Where the packages of many runs go: a name of its own for each, and never the place of another file."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import Final

from aas_converters.documents.target import supplements_folder
from aas_validators.diagnostics import Diagnostic, Location, Rule, Sentence, Severity

TAKEN_AWAY: Final = Rule(
    code="SRC285",
    name="package-taken-away",
    severity=Severity.WARNING,
    message=Sentence(
        en="the last run broke off just when it gave this package its place, and the package is not there",
        ko="지난 변환이 이 패키지를 저장하는 순간 중단되었고, 지금은 패키지가 없습니다",
    ),
    hint=Sentence(
        en="look for it where packages are taken to; if it is nowhere, remove the source from the state file",
        ko="패키지를 옮겨 두는 곳을 확인하고, 없으면 상태 파일에서 해당 소스를 지우십시오",
    ),
    why=Sentence(
        en="its rows count as converted, so they will not come again",
        ko="그 행은 이미 변환한 것으로 보아 다시 변환하지 않습니다",
    ),
)

BLANK: Final = re.compile(r"\{([^{}]*)\}")
KNOWN: Final = ("source", "date", "time", "number")
FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f{}]+')
"""What Windows does not take in a name."""


def check_name(name: str) -> None:
    """Raise ValueError for a name of packages with a blank nobody fills."""
    unknown = [blank for blank in BLANK.findall(name) if blank not in KNOWN]
    if unknown or "{" in BLANK.sub("", name) or "}" in BLANK.sub("", name):
        raise ValueError(f"{name}: only {', '.join('{' + one + '}' for one in KNOWN)} may stand in the name")


def free_place(to: Path, source: str, number: int, now: datetime | None = None) -> Path:
    """Return where the next package goes; a name without blanks gets the number, one that is taken another one."""
    now = now or datetime.now().astimezone()
    name = to.name if BLANK.search(to.name) else f"{to.stem}-{{number}}{to.suffix}"
    plain = FORBIDDEN.sub("-", re.split(r"[/\\]", source.partition("?")[0].rstrip("/\\"))[-1].rpartition(".")[0])
    values = {
        "source": plain or FORBIDDEN.sub("-", Path(source).name).strip("-") or "source",
        "date": f"{now:%Y%m%d}",
        "time": f"{now:%H%M%S}",
        "number": f"{number:04}",
    }
    first = to.with_name(BLANK.sub(lambda blank: values[blank[1]], name))
    place, again = first, 1
    while place.exists() or (place.parent / supplements_folder(place)).exists():
        again += 1
        place = first.with_name(f"{first.stem}-{again}{first.suffix}")
    return place


def taken_away(package: Path) -> Diagnostic:
    """Return the finding for a package that is neither at its place nor on the way."""
    return Diagnostic(TAKEN_AWAY, Location(file=str(package)))

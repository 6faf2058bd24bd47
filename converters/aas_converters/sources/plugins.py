"""Readers that other packages bring: entry points of the group `aas_toolkit.sources`, named `.suffix` or scheme."""

from __future__ import annotations

from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any, Final

from aas_converters.sources.problem import failure
from aas_validators.diagnostics import Rule, Sentence, Severity

GROUP: Final = "aas_toolkit.sources"

BROKEN_PLUGIN: Final = Rule(
    code="SRC015",
    name="broken-reader",
    severity=Severity.ERROR,
    message=Sentence(
        en="the reader {reader} of the package {package} cannot be used: {reason}",
        ko="패키지 {package}의 판독기 {reader}을(를) 쓸 수 없습니다: {reason}",
    ),
    hint=Sentence(en="update or remove {package}", ko="{package}을(를) 업데이트하거나 제거하십시오"),
    why=Sentence(
        en="without it nobody knows how to read this kind of source",
        ko="이 판독기가 없으면 이 형식의 소스를 읽을 수 없습니다",
    ),
)

FAILURES: Final = (ImportError, AttributeError, SyntaxError, NameError, LookupError, TypeError, ValueError, OSError)
"""What comes out of a module that does not import; RuntimeError and worse are a bug that should be seen whole."""


def suffixes() -> frozenset[str]:
    """Return the suffixes that other packages read; no package is imported."""
    return frozenset(name for name in named() if name.startswith("."))


def plugged(name: str, source: str) -> Any:
    """Return what reads a suffix (`.dat`) or a scheme, None if no package does.

    SourceError about `source` if the package cannot be imported or has no `open_table`.
    """
    point = named().get(name.casefold())
    if point is None:
        return None
    package = point.dist.name if point.dist else point.module
    try:
        found = point.load()
    except FAILURES as error:
        reason = f"{type(error).__name__}: {error}"
        raise failure(BROKEN_PLUGIN, source, reader=point.value, package=package, reason=reason) from error
    if not callable(getattr(found, "open_table", None)):
        raise failure(BROKEN_PLUGIN, source, reader=point.value, package=package, reason="it has no open_table")
    return found


@cache
def named() -> dict[str, EntryPoint]:
    """Return the readers of other packages by name; of two, that of the package whose name comes first."""
    points = sorted(entry_points(group=GROUP), key=lambda point: (point.dist.name if point.dist else "", point.value))
    return {point.name.casefold(): point for point in reversed(points)}

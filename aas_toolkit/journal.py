"""What the library says to the logger `aas_toolkit`: a line for each verb that has done its work, and how long it took.

Nothing is ever printed: a program that wants to read it gives the logger a handler. Findings are not logged; they are
in the report.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from time import perf_counter
from typing import Any, Final, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

LOGGER: Final = logging.getLogger("aas_toolkit")
# without it Python writes warnings of a logger that nobody configured to the screen
LOGGER.addHandler(logging.NullHandler())


def logged(verb: Callable[P, R]) -> Callable[P, R]:
    """Log what a verb did at level INFO, and that it began at level DEBUG; what it raises is the caller's to log."""

    @wraps(verb)
    def told(*given: P.args, **said: P.kwargs) -> R:
        began = perf_counter()
        LOGGER.debug("%s begins", verb.__name__)
        result = verb(*given, **said)
        LOGGER.info("%s: %s in %.2f s", verb.__name__, summary(result), perf_counter() - began)
        return result

    return told


def summary(result: Any) -> str:
    """Return a result in a few words: what was counted, what was found, which file was written."""
    report = getattr(result, "report", result)
    words = [f"{report.errors} errors, {report.warnings} warnings"]
    if (rows := getattr(result, "rows", None)) is not None:
        words.insert(0, f"{rows} rows, {result.written} submodels")
    if (path := getattr(result, "path", None)) is not None:
        words.append(f"wrote {path}")
    return ", ".join(words)

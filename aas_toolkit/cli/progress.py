"""A progress line on a terminal; nothing on a pipe."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final, TextIO

from aas_toolkit.cli.language import language
from aas_toolkit.cli.words import say

EVERY: Final = 0.2
"""Seconds between two looks of the line, and before the first: what is done at once needs none."""
NEARLY: Final = 99
"""Percent at which it waits where the number of rows was guessed too low, and while the file is written."""


@contextmanager
def rows_progress() -> Iterator[Callable[[int], None]]:
    """Give what to call with the rows that were done; it shows them on the terminal's error stream."""
    if not sys.stderr.isatty():
        yield lambda rows: None
        return
    line = RowsLine(sys.stderr, language())
    try:
        yield line
    finally:
        line.clear()


class RowsLine:
    """Rows that are done and, where it is known how many there are, what share that is and how long the rest takes."""

    def __init__(self, stream: TextIO, lang: str, clock: Callable[[], float] = time.monotonic) -> None:
        self.stream = stream
        self.lang = lang
        self.clock = clock
        self.text = ""
        self.expect(None)

    def expect(self, rows: int | None) -> None:
        """Begin at none of so many rows."""
        self.total = rows
        self.done = 0
        self.began = self.shown = self.clock()

    def __call__(self, rows: int) -> None:
        """Add rows that are done."""
        self.done += rows
        now = self.clock()
        if now - self.shown >= EVERY:
            self.shown = now
            self.show(self.said(now - self.began))

    def said(self, seconds: float) -> str:
        """Return the line after so many seconds."""
        if not self.total or not self.done:
            return say("rows done", self.lang, rows=f"{self.done:,}", time=clock_text(seconds))
        share = min(NEARLY, self.done * 100 // self.total)
        rest = max(0.0, seconds * (self.total - self.done) / self.done)
        return say("rows of all", self.lang, share=share, rows=f"{self.done:,}", time=clock_text(rest))

    def show(self, text: str) -> None:
        """Write a text over the one before; without escape codes, which old consoles print."""
        # a Korean letter takes two columns, so blanks are twice as many
        rest = " " * 2 * max(0, len(self.text) - len(text))
        self.stream.write(f"\r{text}{rest}")
        self.stream.flush()
        self.text = text

    def clear(self) -> None:
        """Take the line away."""
        if self.text:
            self.stream.write("\r" + " " * (2 * len(self.text)) + "\r")
            self.stream.flush()
            self.text = ""


def clock_text(seconds: float) -> str:
    """Return a span of time as minutes and seconds, with hours where there are any."""
    minutes, second = divmod(round(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"

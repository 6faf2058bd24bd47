"""Time windows: which hour, shift or day a row belongs to, by the plant's own clock."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

import polars as pl

from aas_converters.shapes.instants import local_times

EVERY: Final = re.compile(r"([1-9]\d*)(s|min|h|d|w|mo)")
UNITS: Final = {"s": "s", "min": "m", "h": "h", "d": "d", "w": "w", "mo": "mo"}
NAMES: Final = {"d": "%Y-%m-%d", "w": "%Y-%m-%d", "mo": "%Y-%m"}
CLOCK: Final = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
MINUTES_PER_DAY: Final = 1440


@dataclass(frozen=True, slots=True)
class Window:
    """A window of time over the slot with the time of a row: a span that repeats, or shifts that begin at a clock time.

    `shifts` are minutes after midnight, in order.
    """

    slot: str
    every: str | None = None
    shifts: tuple[int, ...] = ()
    zone: str | None = None
    """Zone of the plant's clock; None takes each time as it is written."""


def window_of(slot: str, every: str | None, shifts: tuple[str, ...], zone: str | None = None) -> Window:
    """Return the window that a model or mapping asks for; ValueError for a span or clock time that is none."""
    if shifts:
        clocks = [CLOCK.fullmatch(text.strip()) for text in shifts]
        if None in clocks:
            raise ValueError(f"a shift begins at a time such as 06:00, not {', '.join(shifts)}")
        starts = tuple(sorted(int(c[1]) * 60 + int(c[2]) for c in clocks if c))
        return Window(slot, shifts=starts, zone=zone)
    if every is None or not EVERY.fullmatch(every):
        raise ValueError(f"a window is a number and s, min, h, d, w or mo, not {every}")
    return Window(slot, every, zone=zone)


def window_text(window: Window) -> pl.Expr:
    """Return the name of each row's window, as plants write it: a month, a day, a day and a shift or a time.

    A night shift belongs to the day on which it began.
    """
    local = local_times(pl.col(window.slot), window.zone)
    if window.shifts:
        since = local - pl.duration(minutes=window.shifts[0])
        minute = since.dt.hour().cast(pl.Int32) * 60 + since.dt.minute()
        number = pl.sum_horizontal([(minute >= start - window.shifts[0]).cast(pl.Int32) for start in window.shifts])
        return pl.concat_str(since.dt.strftime("%Y-%m-%d"), pl.lit("-"), number.cast(pl.String))
    match = EVERY.fullmatch(window.every or "")
    if match is None:
        raise ValueError(f"{window.every} is no window")
    start = local.dt.truncate(match[1] + UNITS[match[2]])
    return start.dt.strftime(NAMES.get(match[2], "%Y-%m-%dT%H:%M:%S"))

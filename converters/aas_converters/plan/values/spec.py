"""What a plan knows about the cells of one column before it reads the first: type, spelling, unit, codes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from aas_reference_models.model import Interval
from aas_reference_models.unit_conversion import Conversion

EXCEL_SERIAL: Final = "excel-serial"
EPOCH_SECONDS: Final = "epoch-s"
EPOCH_MILLISECONDS: Final = "epoch-ms"

TRUE_WORDS: Final = ("true", "1", "y", "yes", "on", "예", "네", "참")
FALSE_WORDS: Final = ("false", "0", "n", "no", "off", "아니오", "아니요", "거짓")


@dataclass(frozen=True, slots=True)
class NumberStyle:
    """How a plant writes numbers: the decimal sign, and the sign between groups of three digits.

    `thousands` may be empty. The comma is the default because Korean and English software writes `1,234`;
    groups are taken only when every one has three digits and the first does not begin with 0.
    """

    decimal: str = "."
    thousands: str = ","

    def __post_init__(self) -> None:
        if self.decimal not in (".", ","):
            raise ValueError(f"the decimal sign is '.' or ',', not {self.decimal!r}")
        if self.thousands not in ("", ",", ".", "'", " ") or self.thousands == self.decimal:
            raise ValueError(f"{self.thousands!r} cannot part thousands beside the decimal sign {self.decimal!r}")


@dataclass(frozen=True, slots=True)
class TimeStyle:
    """How a plant writes times.

    `pattern` is one of time_patterns' patterns, "excel-serial", "epoch-s" or "epoch-ms"; None reads what
    puts the year first, which needs no guess. `zone` is an IANA name for times that carry no zone; None
    leaves them without. `date` (yyyy-mm-dd) is the day of cells that hold a time only, usually taken from
    the file name.
    """

    pattern: str | None = None
    zone: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueSpec:
    """How the cells of one column become values of one element.

    `codes` are pairs of plant word and model value. `units` are spellings of the column's unit that may
    stand behind a number. `allowed_range` is in the model's unit, whose symbol is `unit`. For xs:duration
    `conversion` turns plain numbers into seconds. `trim` removes blanks at both ends of texts; other types
    ignore them in any case.
    """

    value_type: str
    number: NumberStyle = NumberStyle()
    time: TimeStyle = TimeStyle()
    conversion: Conversion | None = None
    codes: tuple[tuple[str, str], ...] = ()
    true_words: tuple[str, ...] = TRUE_WORDS
    false_words: tuple[str, ...] = FALSE_WORDS
    units: tuple[str, ...] = ()
    allowed_range: Interval | None = None
    unit: str = ""
    trim: bool = True


Style = TypeVar("Style", NumberStyle, TimeStyle)


@dataclass(frozen=True, slots=True)
class Ambiguous(Generic[Style]):
    """A sample that several styles read equally well; the first is the one to use if nobody decides."""

    styles: tuple[Style, ...]

    @property
    def default(self) -> Style:
        """The style to use if nobody decides."""
        return self.styles[0]

"""Decide how the cells of one column are read: type, number and time style, unit, codes, zone.

What the mapping says counts; what it leaves open is found out from a sample of the column, and said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from fractions import Fraction
from typing import Final

import polars as pl

from aas_converters.mapping.mapping import FILE_NAME, Mapping
from aas_converters.plan.targets import Target
from aas_converters.plan.values.lexical import NUMBERS, TIMES
from aas_converters.plan.values.number_detection import detect_number_style
from aas_converters.plan.values.spec import (
    FALSE_WORDS,
    TRUE_WORDS,
    Ambiguous,
    NumberStyle,
    TimeStyle,
    ValueSpec,
)
from aas_converters.plan.values.suspicion import ambiguity
from aas_converters.plan.values.time_detection import WITHOUT_DAY, detect_time_style
from aas_reference_models.model import Element, Kind
from aas_reference_models.unit_conversion import Conversion, ConversionError, conversion
from aas_reference_models.units import unit_named, units
from aas_validators.diagnostics import Diagnostic, Location, Rule, Sentence, Severity

DEFAULT_ZONE: Final = "Asia/Seoul"
"""Plant files hardly ever say their zone; the programme's plants are in Korea. It is assumed aloud."""

OWN_ZONE: Final = r"[:시T][^-/]*(?:Z|UTC|GMT|KST|[+-]\d{2}(?::?\d{2})?)\s*$"
"""A time that says its zone: `T16:27:10Z`, `16:27+09:00`, `16:27:10.5 KST`; the end of a date looks alike, but no clock
stands before it."""
COMMON_UNITS: Final = ("°C", "MPa", "kN", "mm/s", "1/min")
REAL: Final = frozenset(("xs:double", "xs:float", "xs:decimal"))
"""Types with decimals: only there can a comma be a decimal sign."""

OF_KIND: Final = {Kind.FILE: "xs:anyURI", Kind.BLOB: "xs:base64Binary"}
"""Types of the text of kinds that name none themselves."""

UNKNOWN_UNIT: Final = Rule(
    code="MAP006",
    name="unknown-unit",
    severity=Severity.ERROR,
    message=Sentence("{unit} is no unit that is known here", "{unit}은(는) 알 수 없는 단위입니다"),
    hint=Sentence("write a symbol such as {meant}", "{meant} 같은 기호로 쓰십시오"),
    why=Sentence("Values cannot be converted from an unknown unit.", "모르는 단위에서는 값을 환산할 수 없습니다."),
    spec="UCUM",
)
IMPOSSIBLE_UNIT: Final = Rule(
    code="MAP007",
    name="impossible-conversion",
    severity=Severity.ERROR,
    message=Sentence(
        "{column} is in {unit}, which cannot become {wanted} of {path}",
        "{column}의 단위 {unit}은(는) {path}의 {wanted}(으)로 환산할 수 없습니다",
    ),
    hint=Sentence(
        "map another column, or say the right unit with unit:",
        "다른 열을 매핑하거나 unit:에 맞는 단위를 쓰십시오",
    ),
    why=Sentence("The numbers would mean something else.", "숫자가 다른 뜻이 됩니다."),
    spec="UCUM",
)
NO_DAY: Final = Rule(
    code="MAP010",
    name="time-without-day",
    severity=Severity.ERROR,
    message=Sentence("{column} holds times without a day", "{column}에는 날짜 없이 시각만 있습니다"),
    hint=Sentence(
        "write date: yyyy-mm-dd, or put the date into the file name and write date: file name",
        "date: yyyy-mm-dd를 쓰거나, 파일 이름에 날짜를 넣고 date: file name을 쓰십시오",
    ),
    why=Sentence("Nobody could tell which day a value is from.", "어느 날의 값인지 알 수 없습니다."),
    spec="mapping language 1, date",
)
UNFIT_SPEC: Final = Rule(
    code="MAP011",
    name="unfit-setting",
    severity=Severity.ERROR,
    message=Sentence("{path}: {reason}", "{path}: {reason}"),
    hint=Sentence("correct the setting in the mapping", "매핑의 설정을 고치십시오"),
    why=Sentence("The column cannot be read with this setting.", "이 설정으로는 열을 읽을 수 없습니다."),
    spec="mapping language 1",
)


@dataclass(frozen=True, slots=True)
class Sampled:
    """A target with what is known of its column: a sample of text, the unit in the header, the day of the file.

    `spread` gives a larger sample from the whole table, asked for only where the first one is ambiguous.
    """

    target: Target
    sample: pl.Series
    spread: Callable[[], pl.Series]
    header_unit: str | None
    file_day: str | None


@dataclass(frozen=True, slots=True)
class Read:
    """A spec, and whether a zone was assumed for it."""

    spec: ValueSpec
    zone_assumed: bool = False


def value_type_of(element: Element, part: str) -> str:
    """Return the type of a part's text."""
    if element.kind in (Kind.PROPERTY, Kind.RANGE):
        return element.value_type or "xs:string"
    return OF_KIND.get(element.kind, "xs:string")


def read_as(sampled: Sampled, mapping: Mapping) -> Iterator[Read | Diagnostic]:
    """Yield how a column is read, after what there is to say about it; nothing but findings if it cannot be."""
    target, cell = sampled.target, sampled.target.cell
    element = target.place.element
    where = Location(file=mapping.file, line=cell.line or None)
    column = " + ".join(cell.columns) or target.place.path
    value_type = value_type_of(element, target.part)
    codes = codes_of(element, cell.codes)
    allowed = [code.value for code in element.codes]
    unknown = next((value for _, value in cell.codes if allowed and value not in allowed), None)
    if unknown is not None:
        reason = Sentence(
            f"{unknown} is not in the code list ({', '.join(allowed)})",
            f"{unknown}은(는) 코드 목록({', '.join(allowed)})에 없습니다",
        )
        yield Diagnostic(UNFIT_SPEC, where, {"path": target.place.path, "reason": reason})
        return
    number, time, assumed = NumberStyle(), TimeStyle(), False
    if value_type in NUMBERS and not codes:
        number, ambiguous = number_style(sampled, mapping)
        if ambiguous and value_type in REAL:
            yield ambiguity(ambiguous, replace(where, field=column))
    if value_type in TIMES:
        time, others = time_style(sampled)
        if others:
            yield ambiguity(others, replace(where, field=column))
        if time.pattern in WITHOUT_DAY and value_type != "xs:time" and time.date is None:
            yield Diagnostic(NO_DAY, where, {"column": column})
            return
        assumed = not (cell.zone or mapping.zone) and not say_their_zone(sampled.sample)
        time = TimeStyle(time.pattern, cell.zone or mapping.zone or DEFAULT_ZONE, time.date)
    unit = unit_named(cell.unit) if cell.unit else unit_named(sampled.header_unit or "")
    if cell.unit and unit is None:
        yield Diagnostic(UNKNOWN_UNIT, where, {"unit": cell.unit, "meant": meant_units(cell.unit, element)})
        return
    factor = None
    if unit and element.unit and value_type in NUMBERS:
        try:
            exact = conversion(unit, element.unit)
        except ConversionError:
            values = {
                "column": column,
                "unit": unit.symbol,
                "wanted": element.unit.symbol,
                "path": target.place.path,
            }
            yield Diagnostic(IMPOSSIBLE_UNIT, where, values)
            return
        factor = None if exact.identical else exact
    if cell.scale is not None and value_type in NUMBERS:
        try:
            scale = Fraction(cell.scale)
        except (ValueError, ZeroDivisionError):
            yield Diagnostic(UNFIT_SPEC, where, {"path": target.place.path, "reason": f"scale: {cell.scale}"})
            return
        factor = Conversion(scale) if factor is None else Conversion(factor.factor * scale, factor.offset)
    yield Read(
        ValueSpec(
            value_type=value_type,
            number=number,
            time=time,
            conversion=factor,
            codes=codes,
            unit=element.unit.symbol if element.unit else "",
            true_words=TRUE_WORDS,
            false_words=FALSE_WORDS,
            units=tuple({u for u in (cell.unit, sampled.header_unit, unit and unit.symbol) if u}),
            allowed_range=element.allowed_range,
        ),
        assumed and value_type == "xs:dateTime",
    )


def say_their_zone(sample: pl.Series) -> bool:
    """Say whether every time of a sample carries its own zone.

    A log is written by one program: reading all of a large file only to look for times without a zone would cost as
    much as converting it."""
    return len(sample) > 0 and bool(sample.str.contains(OWN_ZONE).all())


def meant_units(text: str, element: Element) -> str:
    """Return the symbols of units that somebody may have meant, the element's own first."""
    own = [element.unit.symbol] if element.unit is not None else []
    by_fold = {symbol.casefold(): symbol for symbol in units()}
    close = [by_fold[one] for one in get_close_matches(text.casefold(), by_fold, n=3, cutoff=0.5)]
    return ", ".join(dict.fromkeys((*own, *close, *(() if own or close else COMMON_UNITS))))


def codes_of(element: Element, mapped: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """Return the plant's words with the model's values: the mapping's, and the model's own words beside them."""
    own = [(word, code.value) for code in element.codes for word in (code.value, *code.aliases)]
    known = {word for word, _ in mapped}
    return (*mapped, *((word, value) for word, value in dict(own).items() if word not in known))


def number_style(sampled: Sampled, mapping: Mapping) -> tuple[NumberStyle, Ambiguous[NumberStyle] | None]:
    """Return how numbers are written, and both ways where that is a guess between two."""
    cell = sampled.target.cell
    decimal = cell.decimal or mapping.settings.decimal
    thousands = cell.thousands if cell.thousands is not None else mapping.settings.thousands
    if decimal is not None or thousands is not None:
        sign = decimal or ("," if thousands == "." else ".")
        return NumberStyle(sign, thousands if thousands is not None else {".": ",", ",": "."}[sign]), None
    found = detect_number_style(sampled.sample)
    if isinstance(found, Ambiguous):
        return found.default, found
    return found or NumberStyle(), None


def time_style(sampled: Sampled) -> tuple[TimeStyle, Ambiguous[TimeStyle] | None]:
    """Return how times are written, and all ways where that is a guess between several."""
    cell = sampled.target.cell
    day = sampled.file_day if cell.date == FILE_NAME else cell.date
    if cell.pattern:
        return TimeStyle(cell.pattern, date=day), None
    found = detect_time_style(sampled.sample)
    if isinstance(found, Ambiguous):
        # The first rows of a log may all be from the first days of a month; one day above 12 further down decides.
        found = detect_time_style(sampled.spread())
    others = found if isinstance(found, Ambiguous) else None
    style = found.default if isinstance(found, Ambiguous) else found or TimeStyle()
    if style.pattern in WITHOUT_DAY and cell.date is None:
        day = sampled.file_day
    return TimeStyle(style.pattern, date=day if style.pattern in WITHOUT_DAY else None), others

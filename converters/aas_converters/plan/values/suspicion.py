"""Judge a whole column before its cells: another unit, a shifted column, a dead channel, two readings.

One finding about the column says more than ten thousand about its cells. A factor that would help is named,
never applied.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import polars as pl

from aas_converters.plan.values.canonical import Value
from aas_converters.plan.values.lexical import NUMBERS
from aas_converters.plan.values.reasons import quoted
from aas_converters.plan.values.spec import Ambiguous, NumberStyle, TimeStyle, ValueSpec
from aas_converters.plan.values.suspicion_rules import (
    AMBIGUOUS_DAY,
    AMBIGUOUS_NUMBER,
    CODES_OF_ANOTHER,
    FILLED_WITH_ONE_VALUE,
    MOSTLY_ANOTHER_KIND,
    OUTSIDE_ALTOGETHER,
    SCALED,
    UNUSED,
)
from aas_reference_models.other_units import units_that_fit
from aas_reference_models.units import unit_named
from aas_validators.diagnostics import Diagnostic, Location, Sentence

A_CODE: Final = Sentence("the code list", "코드 목록")
FEW: Final = 5
"""With fewer cells than this nothing is said about a column."""
NEARLY_ALL: Final = 0.95
MOST: Final = 0.5
NOWHERE: Final = Location()
NO_CODES: Final[Mapping[str, Collection[str]]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Change:
    """What may have happened to a column of numbers; `to` are the model units it explains, all if empty."""

    text: str
    factor: float
    offset: float = 0.0
    to: tuple[str, ...] = ()


CHANGES: Final = (
    Change("× 0.1 (bar → MPa)", 0.1, to=("MPa",)),
    Change("× 10 (MPa → bar)", 10, to=("bar",)),
    Change("× 0.001 (N → kN)", 0.001, to=("kN",)),
    Change("× 1000 (kN → N)", 1000, to=("N",)),
    Change("- 273.15 (K → °C)", 1, -273.15, ("°C", "Cel")),
    Change("+ 273.15 (°C → K)", 1, 273.15, ("K",)),
    Change("(x - 32) × 5/9 (°F → °C)", 5 / 9, -160 / 9, ("°C", "Cel")),
)
SCALES: Final = (
    Change("× 0.1", 0.1),
    Change("× 10", 10),
    Change("× 0.001", 0.001),
    Change("× 1000", 1000),
)


def suspect(
    cells: pl.Series,
    value: Value,
    elsewhere: Mapping[str, Collection[str]] = NO_CODES,
    where: Location = NOWHERE,
) -> Iterator[Diagnostic]:
    """Yield what is wrong with a column as a whole, judged on a sample of its text, at most one finding.

    `elsewhere` are the words of other elements' code lists by element. After a finding of these the
    findings about single cells of the column add nothing.
    """
    cells = cells.drop_nulls()
    if len(cells) < FEW:
        return
    texts = cells.alias(value.column).to_frame().select(value.text)
    bad = texts[value.name].is_null()
    if bad.sum() >= MOST * len(cells):
        yield another_kind(cells.filter(bad), len(cells), value, elsewhere, where)
    elif value.spec.value_type in NUMBERS:
        yield from suspect_numbers(texts, value, where)


def another_kind(
    bad: pl.Series, rows: int, value: Value, elsewhere: Mapping[str, Collection[str]], where: Location
) -> Diagnostic:
    """Return the finding for a column whose cells are mostly bad."""
    facts: dict[str, object] = {
        "share": percent(len(bad), rows),
        "type": A_CODE if value.spec.codes else value.spec.value_type,
        "cell": quoted(str(bad[0])),
    }
    for element, words in elsewhere.items():
        if bad.is_in(list(words)).sum() >= NEARLY_ALL * len(bad):
            return Diagnostic(CODES_OF_ANOTHER, where, facts | {"element": element})
    return Diagnostic(MOSTLY_ANOTHER_KIND, where, facts)


def suspect_numbers(texts: pl.DataFrame, value: Value, where: Location) -> Iterator[Diagnostic]:
    """Yield what is wrong with a column of numbers: dead, filled with one number, or in another unit."""
    numbers = texts[value.name].drop_nulls().cast(pl.Float64, strict=False)
    if (numbers == 0).all():
        yield Diagnostic(UNUSED, where, {"rows": len(numbers)})
        return
    if value.implausible is None or value.spec.allowed_range is None:
        return
    outside = texts.select(value.implausible).to_series()
    if outside.sum() < NEARLY_ALL * len(numbers):
        return
    commonest = texts[value.name].drop_nulls().value_counts(sort=True).row(0)
    facts: dict[str, object] = {
        "outside": int(outside.sum()),
        "rows": len(numbers),
        "low": value.spec.allowed_range.low or "…",
        "high": value.spec.allowed_range.high or "…",
        "unit": value.spec.unit,
        "cell": commonest[0],
    }
    if commonest[1] >= 0.9 * len(numbers):
        yield Diagnostic(FILLED_WITH_ONE_VALUE, where, facts | {"share": percent(commonest[1], len(numbers))})
    elif change := fitting_change(numbers, value.spec):
        yield Diagnostic(SCALED, where, facts | {"change": change})
    else:
        yield Diagnostic(OUTSIDE_ALTOGETHER, where, facts)


def fitting_change(numbers: pl.Series, spec: ValueSpec) -> str | Sentence | None:
    """Return what brings nearly all numbers into the allowed range: a usual change, another unit, or a scale."""
    allowed = spec.allowed_range
    low = float("-inf") if allowed is None or allowed.low is None else float(allowed.low)
    high = float("inf") if allowed is None or allowed.high is None else float(allowed.high)

    def fits(change: Change) -> bool:
        inside = (numbers * change.factor + change.offset).is_between(low, high)
        return bool(inside.sum() >= NEARLY_ALL * len(numbers))

    usual = next((change.text for change in CHANGES if spec.unit in change.to and fits(change)), None)
    if usual is not None:
        return usual
    unit = unit_named(spec.unit) if spec.unit else None
    if unit is not None and allowed is not None and (others := units_that_fit(numbers.to_list(), unit, allowed)):
        return Sentence(f"reading them in {' or '.join(others)}", f"단위를 {' 또는 '.join(others)}")
    return next((change.text for change in SCALES if fits(change)), None)


def ambiguity(found: Ambiguous[NumberStyle] | Ambiguous[TimeStyle], where: Location = NOWHERE) -> Diagnostic:
    """Return the finding for a column that two styles read equally well; the first style is used."""
    first = found.default
    if isinstance(first, NumberStyle):
        return Diagnostic(AMBIGUOUS_NUMBER, where)
    others = " | ".join(str(style.pattern) for style in found.styles[1:] if isinstance(style, TimeStyle))
    return Diagnostic(AMBIGUOUS_DAY, where, {"pattern": first.pattern, "others": others})


def percent(part: int, whole: int) -> str:
    """Return a share in whole percent, never 100 while something is missing."""
    return f"{part * 100 // whole} %"

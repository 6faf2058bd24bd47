"""Convert numbers as text from unit to unit in whole-number arithmetic: no float, no invented digits.

A number N * 10**-n times a Fraction is rounded to as many decimals as the last digit of the source is worth
in the new unit, plus one, so that different readings stay different; where the exact result is shorter it
is exact. A power of ten therefore only moves the point: 489 -> 48.9, 1.50 -> 1500.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

import polars as pl

from aas_reference_models.unit_conversion import Conversion

ROOM: Final = 2**62
LARGEST_EXPONENT: Final = 400
LONGEST_NUMERAL: Final = 1_000
"""Digits beyond which a cell is no measured value, but something broken."""
LONGEST: Final = 40
"""Decimals up to which a step is worth preparing."""
NUMERAL: Final = re.compile(r"([+-]?)([0-9]*)(?:\.([0-9]*))?(?:[eE]([+-]?[0-9]{1,3}))?")


@dataclass(frozen=True, slots=True)
class Step:
    """Turns the digits N of a number with n decimals into the digits (N * a + b) / q of one with d.

    `largest` is the largest |N| for which this stays within 64 bits.
    """

    a: int
    b: int
    q: int
    d: int
    largest: int


def converted(numerals: pl.Series, conversion: Conversion) -> pl.Series:
    """Return the converted numbers as text; what is no number comes back null, INF and NaN as they are.

    The numerals are plain: sign, digits, point, exponent.
    """
    frame = (
        numerals.to_frame("cell")
        .select(
            "cell",
            n=(pl.col("cell").str.len_bytes() - 1 - pl.col("cell").str.find(".", literal=True)).fill_null(0),
            digits=pl.col("cell").str.strip_prefix("+").str.replace(".", "", literal=True).cast(pl.Int64, strict=False),
        )
        .with_columns(digits=pl.when(pl.col("n") <= LONGEST).then("digits"))
    )
    lengths = frame.filter(pl.col("digits").is_not_null())["n"].unique().to_list()
    if not lengths:
        return converted_one_by_one(numerals, conversion)
    first, last = min(lengths), max(lengths)
    steps = pl.DataFrame([step(n, conversion) for n in range(first, last + 1)])
    place = frame.select(pl.when(pl.col("n").is_between(first, last)).then(pl.col("n") - first)).to_series()
    fast = frame.hstack(steps.select(pl.all().gather(place)))
    small = pl.col("digits").is_between(-pl.col("largest"), pl.col("largest"))
    fast = fast.select(
        "cell", "d", x=pl.when(small).then(pl.col("digits") * pl.col("a") + pl.col("b")), q=pl.col("q")
    ).select("cell", "d", "x", magnitude=((pl.col("x").abs() * 2 + pl.col("q")) // (pl.col("q") * 2)))
    texts = fast.select(with_point(pl.col("magnitude"), pl.col("x") < 0, pl.col("d"))).to_series()
    left = texts.is_null() & numerals.is_not_null()
    if not left.any():
        return texts
    rest = converted_one_by_one(numerals.filter(left), conversion)
    places = (left.cum_sum().cast(pl.Int64) - 1).clip(lower_bound=0)
    return texts.zip_with(~left, rest.gather(places))


def with_point(magnitude: pl.Expr, negative: pl.Expr, decimals: pl.Expr) -> pl.Expr:
    """Return text for whole numbers, with a point before the last `decimals` digits."""
    digits = magnitude.cast(pl.String).str.zfill(decimals + 1)
    left = digits.str.len_bytes().cast(pl.Int64) - decimals
    sign = pl.when(negative & (magnitude != 0)).then(pl.lit("-")).otherwise(pl.lit(""))
    point = pl.when(decimals > 0).then(pl.lit(".")).otherwise(pl.lit(""))
    return pl.concat_str(sign, digits.str.slice(0, left), point, digits.str.slice(left))


def step(n: int, conversion: Conversion) -> Step:
    """Return the step for numbers with n decimals; n may be negative for numbers with an exponent."""
    factor, offset = conversion.factor, conversion.offset
    d = decimals(n, factor, offset)
    scaled, moved = factor * Fraction(10) ** (d - n), offset * Fraction(10) ** d
    q = scaled.denominator * moved.denominator
    a, b = int(scaled * q), int(moved * q)
    largest = (ROOM // 2 - q - abs(b)) // max(abs(a), 1)
    if largest <= 0:  # out of 64 bits altogether: neutral numbers, and no digits are small enough
        return Step(1, 0, 1, d, -1)
    return Step(a, b, q, d, largest)


def decimals(n: int, factor: Fraction, offset: Fraction) -> int:
    """Return how many decimals a converted number gets when the source has n."""
    of_factor, of_offset = exact_decimals(factor), exact_decimals(offset)
    moved = power_of_ten(factor)
    if moved is not None and of_offset is not None:
        return max(n - moved, of_offset, 0)
    worth = n
    while Fraction(10) ** (worth - n) * abs(factor) < 1:
        worth += 1
    while Fraction(10) ** (worth - 1 - n) * abs(factor) >= 1:
        worth -= 1
    rounded = max(worth + 1, 0)
    if of_factor is None or of_offset is None:
        return rounded
    return min(rounded, max(n + of_factor, of_offset, 0))


def exact_decimals(number: Fraction) -> int | None:
    """Return how many decimals write a number exactly (fewer than zero never), or None where none do."""
    twos = fives = 0
    rest = number.denominator
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == 1 else None


def power_of_ten(number: Fraction) -> int | None:
    """Return k where the number is 10**k, else None."""
    for part, sign in ((number.numerator, 1), (number.denominator, -1)):
        text = str(part)
        if text.rstrip("0") == "1" and number in (Fraction(part), Fraction(1, part)):
            return sign * (len(text) - 1)
    return None


def converted_one_by_one(numerals: pl.Series, conversion: Conversion) -> pl.Series:
    """Return the converted numbers for the few cells with exponents or too many digits, each text once."""
    texts = numerals.unique().drop_nulls().to_list()
    results = [converted_text(text, conversion) for text in texts]
    return numerals.replace_strict(texts, results, default=None, return_dtype=pl.String)


def converted_text(text: str, conversion: Conversion) -> str | None:
    """Return one converted number, or None where the text is no number, or its exponent or length is absurd."""
    if text in ("INF", "-INF", "NaN"):
        return text if conversion.factor > 0 else {"INF": "-INF", "-INF": "INF"}.get(text, text)
    found = NUMERAL.fullmatch(text)
    if found is None or not (found[2] or found[3]) or len(text) > LONGEST_NUMERAL:
        return None
    fraction, exponent = found[3] or "", int(found[4] or 0)
    if abs(exponent) > LARGEST_EXPONENT:
        return None
    n = len(fraction) - exponent
    d = decimals(n, conversion.factor, conversion.offset)
    number = Fraction(int(found[1] + (found[2] or "") + fraction)) / Fraction(10) ** n
    exact = (number * conversion.factor + conversion.offset) * 10**d
    whole = (2 * abs(exact.numerator) + exact.denominator) // (2 * exact.denominator)
    digits = str(whole).zfill(d + 1)
    text = digits[: len(digits) - d] + ("." + digits[len(digits) - d :] if d else "")
    return f"-{text}" if exact < 0 and whole else text


PLAIN: Final = Conversion(Fraction(1))
"""Changes no value, but writes numbers without an exponent."""

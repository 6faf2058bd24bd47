"""Units of measure by the words plants use for them: `℃`, `㎜`, `kgf/cm2`, `RPM`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final
from unicodedata import normalize

from aas_reference_models.marked_yaml import Marked, read_yaml
from aas_reference_models.model import Unit
from aas_reference_models.problem import ModelError

DOTS: Final = re.compile("[·⋅∙•・ᆞ*×]")
"""What stands between factors; the Korean dot ㆍ becomes ᆞ under NFKC."""

DASHES: Final = str.maketrans({"−": "-", "–": "-", "⁄": "/", "∕": "/"})


@dataclass(frozen=True, slots=True)
class UnitTable:
    """Every unit by symbol, by normalised spelling, and by spelling without case with its first letter."""

    by_symbol: Mapping[str, Unit]
    exact: Mapping[str, Unit]
    folded: Mapping[str, tuple[tuple[str, Unit], ...]]
    quantities: Mapping[str, str]
    """UCUM code → kind of quantity, only where the dimension does not tell."""


def units() -> Mapping[str, Unit]:
    """Return every known unit by its symbol."""
    return unit_table().by_symbol


def unit_named(text: str) -> Unit | None:
    """Return the unit a plant means by a text such as `㎜`, `Mpa` or `kgf/cm2`, None if it is not known.

    Compatibility characters, blanks and dots between factors do not matter. Case matters only for single
    letters and for a leading m or M (milli, mega); `MPA` and `MM` are spellings of their own, `mpa` stays
    unknown. What the other ambiguous spellings mean stands at the top of units.yaml.
    """
    table = unit_table()
    spelling = normalised(text)
    if found := table.exact.get(spelling):
        return found
    if len(spelling) < 2:
        return None
    known_forms = table.folded.get(spelling.casefold(), ())
    candidates = {unit for first, unit in known_forms if first not in "mM" or first == spelling[0]}
    return candidates.pop() if len(candidates) == 1 else None


def is_unit(text: str) -> bool:
    """Say whether a text names a known unit."""
    return unit_named(text) is not None


def quantity(unit: Unit) -> str:
    """Return the kind of quantity where the dimension alone does not tell (`torque`), else an empty text."""
    return unit_table().quantities.get(unit.ucum, "")


def normalised(text: str) -> str:
    """Return a spelling without blanks, with compatibility characters, dots and dashes made equal."""
    plain = normalize("NFKC", text).translate(DASHES)
    return DOTS.sub(".", re.sub(r"\s+", "", plain))


@cache
def unit_table() -> UnitTable:
    """Read units.yaml once."""
    document = read_yaml(files("aas_reference_models").joinpath("units.yaml").read_text("utf-8"), "units.yaml")
    if document.problems:
        raise ModelError(document.problems)
    by_symbol: dict[str, Unit] = {}
    exact: dict[str, Unit] = {}
    folded: dict[str, list[tuple[str, Unit]]] = {}
    quantities: dict[str, str] = {}
    for unit, entry in entries(document):
        by_symbol[unit.symbol] = unit
        if "quantity" in entry:
            quantities[unit.ucum] = entry["quantity"]
        for spelling in (unit.symbol, *map(str, entry.get("spellings", ()))):
            known = normalised(spelling)
            exact.setdefault(known, unit)
            if known[0] == unit.symbol[0] or known[0] not in "mM":
                folded.setdefault(known.casefold(), []).append((known[0], unit))
    return UnitTable(
        MappingProxyType(by_symbol),
        MappingProxyType(exact),
        MappingProxyType({key: tuple(found) for key, found in folded.items()}),
        MappingProxyType(quantities),
    )


def entries(document: Marked) -> Iterator[tuple[Unit, dict[str, Any]]]:
    """Yield every unit of units.yaml with its entry."""
    whole: Any = document.value
    for symbol, entry in whole["units"].items():
        codes = (entry.get(key) for key in ("rec20", "rec20_name", "iec62720"))
        yield Unit(symbol, entry["ucum"], *codes), entry

"""Names that the metamodel allows, for names that people wrote; the same for forms and workbooks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

LEGAL: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]*[A-Za-z0-9_]")
LONGEST: Final = 128


def id_short(text: str, instead: str = "Element") -> str:
    """Return an idShort that is legal in metamodel 3.0 and 3.1; `instead` names what has no Latin letter or digit.

    >>> id_short("Min.MotorPower"), id_short("온도", "Point"), id_short("X"), id_short("1st run")
    ('Min_MotorPower', 'Point', 'X_', 'N1st_run')
    """
    plain = re.sub(r"_+", "_", re.sub(r"[^A-Za-z0-9_]", "_", text.strip())).strip("_")
    if not plain or (not re.search("[A-Za-z]", plain) and re.search(r"[^\W\d_]", text)):
        plain = f"{instead}_{plain}" if plain else instead
    if not plain[0].isalpha():
        plain = f"N{plain}"
    return plain[:LONGEST] if len(plain) > 1 else f"{plain}_"


def legal(text: str, instead: str = "Element") -> str:
    """Return a name as it is where it is legal, else one that is."""
    return text if LEGAL.fullmatch(text) and len(text) <= LONGEST else id_short(text, instead)


def free(name: str, taken: Iterable[str]) -> str:
    """Return a name that none of the others is, by a number behind it where needed.

    >>> free("Speed", ["speed"])
    'Speed_2'
    """
    used = {one.lower() for one in taken}
    number, found = 1, name
    while found.lower() in used:
        number += 1
        found = f"{name[: LONGEST - 6]}_{number}"
    return found

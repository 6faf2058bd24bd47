"""Whether a text is a value of an xs type: a quick yes for how plants write values, else the SDK decides."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache

from aas_validators.fast.profile import Profile, members
from aas_validators.metamodel.sdk import lexical_checks

Fits = Callable[[str], object]

DATE = (
    r"(?:19|20)[0-9]{2}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])"
    r"|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)"
)
TIME = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]{1,12})?"
ZONE = r"(?:Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9])?"
SIGNED = "[+-]?[0-9]{1,%d}"
UNSIGNED = "[0-9]{1,%d}"

QUICK: Mapping[str, str] = {
    "xs:double": r"[+-]?[0-9]{1,15}(?:\.[0-9]{1,30})?(?:[eE][+-]?[0-9]{1,2})?",
    "xs:float": r"[+-]?[0-9]{1,15}(?:\.[0-9]{1,30})?",
    "xs:decimal": r"[+-]?[0-9]{1,30}(?:\.[0-9]{1,30})?",
    "xs:boolean": "true|false|1|0",
    "xs:integer": SIGNED % 30,
    "xs:long": SIGNED % 18,
    "xs:int": SIGNED % 9,
    "xs:short": SIGNED % 4,
    "xs:byte": SIGNED % 2,
    "xs:nonNegativeInteger": UNSIGNED % 30,
    "xs:positiveInteger": "[1-9][0-9]{0,29}",
    "xs:unsignedLong": UNSIGNED % 18,
    "xs:unsignedInt": UNSIGNED % 9,
    "xs:unsignedShort": UNSIGNED % 4,
    "xs:unsignedByte": UNSIGNED % 2,
    "xs:dateTime": f"{DATE}T{TIME}{ZONE}",
    "xs:date": DATE + ZONE,
    "xs:time": TIME + ZONE,
}
"""Only forms that are valid in every version; what does not match may still be valid."""


@cache
def fits(profile: Profile) -> Mapping[str, Fits]:
    """Return for each xs type what tells whether a text is a value of it in every version of a profile.

    The characters of the text have been checked before. What is returned may raise ValueError or RecursionError."""
    found = {name: either(QUICK.get(name), profile, name) for name in value_types(profile)}
    return {**found, "xs:string": bool_true}


def value_types(profile: Profile) -> frozenset[str]:
    """Return the xs types of all versions of a profile."""
    return members(profile)["Property"]["valueType"].bounds.allowed or frozenset()


def either(pattern: str | None, profile: Profile, name: str) -> Fits:
    """Return a test that says yes if the pattern or the SDK of every version does."""

    def exactly(text: str) -> bool:
        return all(lexical_checks(version)[name](text) for version in profile)

    if pattern is None:
        return exactly
    matched = re.compile(pattern).fullmatch
    return lambda text: matched(text) or exactly(text)


def bool_true(text: str) -> bool:
    """Say yes: every text of XML characters is an xs:string."""
    return True

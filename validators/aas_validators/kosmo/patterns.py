"""What identifiers look like: IRDIs of ECLASS and IEC CDD, own URIs in the programme's form, GUIDs."""

from __future__ import annotations

import re
from typing import Final

ECLASS: Final = re.compile(r"0173-1#\d{2}-[A-Z]{3}\d{3}#\d{3}")
IEC_CDD: Final = re.compile(r"0112/2///\d{5}(?:_\d+)?#[A-Z]{3}\d{3}(?:#\d{3})?")
QUALIFIED: Final = re.compile(r"(?P<first>0(?:173-1|112/2///).*?)(?:/0(?:173-|112/).*|\*\d+)")
URI: Final = re.compile(r"[a-z][a-z0-9+.-]*:(?=[^\s])\S+", re.IGNORECASE)
WEB: Final = re.compile(r"https?://[^\s/]+(?:/\S*)?", re.IGNORECASE)
GUID: Final = re.compile(r"[{(]?[0-9A-Fa-f]{8}(?:-?[0-9A-Fa-f]{4}){3}-?[0-9A-Fa-f]{12}[)}]?")
OWN_URI: Final = re.compile(
    r"https?://[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*(?::\d+)?"
    r"/(?P<ns>[^/\s?#]+(?:/(?!\d+(?:/|$))[^/\s?#]+)*?)"
    r"(?:/(?P<version>\d+)(?:/(?P<revision>\d+))?)?"
    r"/(?P<short>(?!\d+(?:/|$))[^/\s?#]+)"
    r"(?:/(?P<attr>(?!\d+(?:/|$))[^/\s?#]+)(?:/(?P<value>[^/\s?#]+))?)?"
)
PUBLISHED: Final = re.compile(r"https?://admin-shell\.io/(?:ZVEI|zvei|idta|IDTA)/.+")
"""Ids of published templates keep the form their publishers gave them."""
TEMPLATE: Final = re.compile(r"https?://example\.com/.*|.*iacf\.kyungnam\.ac\.kr.*|.*aasnest\.io/ids/aas/\d{4}_.*")
"""Ids that reference models come with, to be replaced by own ones."""
RELEASED: Final = re.compile(r"https?://[^/\s]+/(?:[^/\s]+/)*\d+/\d+/[^/\s]+")


def is_irdi(text: str) -> bool:
    """Return whether a text is an IRDI of ECLASS or IEC CDD.

    >>> is_irdi("0173-1#02-AAO677#002"), is_irdi("0112/2///61360_4#ADA014#001"), is_irdi("no_data")
    (True, True, False)
    """
    return bool(ECLASS.fullmatch(text) or IEC_CDD.fullmatch(text))


def is_uri(text: str) -> bool:
    """Return whether a text is a URI with a scheme; a web address needs two slashes and a host."""
    return bool(WEB.fullmatch(text) if text.lower().startswith("http") else URI.fullmatch(text))


def plain_irdi(text: str) -> str | None:
    """Return the IRDI in a text with blanks around it or a path behind it, None where there is none.

    >>> plain_irdi(" 0173-1#02-ABI501#001/0173-1#01-AHF580#001*00")
    '0173-1#02-ABI501#001'
    """
    bare = text.strip()
    if found := QUALIFIED.fullmatch(bare):
        bare = found["first"]
    return bare if is_irdi(bare) else None


def is_own_uri(text: str) -> bool:
    """Return whether a URI has the form of own ids, or is that of a published template.

    >>> is_own_uri("https://admin-shell.io/ids/1/0/RobotCoordinate"), is_own_uri("https://example.com/sm/Nameplate/1/0")
    (True, False)
    """
    return bool(OWN_URI.fullmatch(text) or PUBLISHED.fullmatch(text))

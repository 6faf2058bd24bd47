"""Tell what a file is from its first bytes: package, XML, JSON or RDF."""

from __future__ import annotations

import re
from typing import Literal

Kind = Literal["aasx", "json", "xml", "rdf", "unknown"]


def kind_of_bytes(head: bytes) -> Kind:
    """Return what a file is from its first few kilobytes; its name plays no part."""
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return "aasx"
    text = (
        head.decode("utf-16", "replace")
        if head[:2] in (b"\xff\xfe", b"\xfe\xff")
        else head.decode("utf-8-sig", "replace")
    )
    text = text.replace("\0", "").lstrip()
    if text.startswith("<"):
        turtle = re.match(r"<[a-z]+:[^\s<>]*>\s", text)
        return "rdf" if "<rdf:RDF" in text or turtle else "xml"
    if text.startswith(("@prefix", "@base", "PREFIX ", "BASE ")):
        return "rdf"
    if text.startswith(("{", "[", '"')) or re.match(r"(?:null|true|false|-?\d|//|/\*)", text) or not text:
        return "json"
    return "unknown"

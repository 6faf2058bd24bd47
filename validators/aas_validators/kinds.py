"""Tell what a file is from its first bytes: package, XML, JSON or RDF."""

from __future__ import annotations

import re
from typing import Literal

Kind = Literal["aasx", "json", "xml", "rdf", "unknown"]

COMMENTS = re.compile(r"\A(?:[ \t]*#[^\n]*(?:\n\s*|\Z))*")
STATEMENTS = re.compile(
    r"@(?:prefix|base)\s|(?i:PREFIX\s+[\w.-]*:\s*<|BASE\s*<)|_:\S+\s"
    r"|\[\s*\]\s+(?:a\s|<[^\s<>]+:|[\w.-]*:\w)|\[\s*a\s+(?:<|[\w.-]*:\w)"
    r"|<[A-Za-z][A-Za-z0-9+.-]*:[^\s<>]*>\s+(?:<[^\s<>]+:[^\s<>]*>\s+[<_\"]|a\s|[\w.-]*:\w)"
)
"""How Turtle and N-Triples begin: with a prefix, or with a subject and its predicate."""
JSON_LD = re.compile(r'(?:\[\s*)?\{[^{}\\]*?"@(?:context|graph|id|type)"\s*:')
"""JSON with a name of JSON-LD in its first object, before any other object and any escaped text."""


def kind_of_bytes(head: bytes) -> Kind:
    """Return what a file is from its first few kilobytes; its name plays no part."""
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return "aasx"
    text = (
        head.decode("utf-16", "replace")
        if head[:2] in (b"\xff\xfe", b"\xfe\xff")
        else head.decode("utf-8-sig", "replace")
    )
    text = COMMENTS.sub("", text.replace("\0", "").lstrip(), count=1)
    if "<rdf:RDF" in text or STATEMENTS.match(text) or JSON_LD.match(text):
        return "rdf"
    if text.startswith("<"):
        return "xml"
    if text.startswith(("{", "[", '"')) or re.match(r"(?:null|true|false|-?\d|//|/\*)", text) or not text:
        return "json"
    return "unknown"

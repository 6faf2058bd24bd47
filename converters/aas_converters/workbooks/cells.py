"""What cells of the modelling workbook mean: names with their kind, options, texts in several languages, types."""

from __future__ import annotations

import re
from typing import Final

KINDS: Final = {
    "Prop": "Property",
    "MLP": "MultiLanguageProperty",
    "File": "File",
    "Ref": "ReferenceElement",
}
PREFIX: Final = re.compile(r"\s*(?:(prop|prp|mlp|file|ref)\s*:\s*|(Prop|MLP|File|Ref)(?=[A-Z]))(.+)", re.IGNORECASE)
LANGUAGE: Final = re.compile(r"@([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*):")

VALUE_TYPES: Final = {
    "string": "xs:string",
    "integer": "xs:integer",
    "int": "xs:int",
    "float": "xs:float",
    "double": "xs:double",
    "decimal": "xs:decimal",
    "boolean": "xs:boolean",
    "date": "xs:date",
    "datetime": "xs:dateTime",
    "langstring": "xs:string",
    "data": "xs:string",
    "reference": "xs:string",
    "": "xs:string",
}
"""What the workbooks write, in lower case; anything else becomes xs:string and is kept as it was written."""

DATA_TYPES: Final = frozenset(
    [
        "BLOB",
        "BOOLEAN",
        "DATE",
        "FILE",
        "HTML",
        "INTEGER_COUNT",
        "INTEGER_CURRENCY",
        "INTEGER_MEASURE",
        "IRDI",
        "IRI",
        "RATIONAL",
        "RATIONAL_MEASURE",
        "REAL_COUNT",
        "REAL_CURRENCY",
        "REAL_MEASURE",
        "STRING",
        "STRING_TRANSLATABLE",
        "TIME",
        "TIMESTAMP",
    ]
)


def kind_and_name(text: str) -> tuple[str, str]:
    """Return the class of an element and its name; `prop:`, `Prp:` and a missing colon are slips of `Prop:`.

    >>> kind_and_name("MLP:Title"), kind_and_name("PropAssetID"), kind_and_name("Property")
    (('MultiLanguageProperty', 'Title'), ('Property', 'AssetID'), ('Property', 'Property'))
    """
    match = PREFIX.fullmatch(text)
    # without a colon only the exact word counts, or Reference would be a Ref called erence
    if match is None or (match[2] is not None and match[2] not in KINDS) or (match[2] and not match[3][0].isupper()):
        return "Property", text.strip()
    said = str(match[1] or match[2]).lower()
    word = next((one for one in KINDS if one.lower() == said), "Prop")
    return KINDS[word], match[3].strip()


def prefixed(kind: str, name: str) -> str:
    """Return how a workbook writes an element."""
    return next(f"{word}:{name}" for word, one in KINDS.items() if one == kind)


def options(text: str) -> dict[str, str]:
    """Return `category=PARAMETER,kind=Instance` as pairs."""
    pairs = (part.partition("=") for part in text.split(","))
    return {name.strip(): value.strip() for name, sign, value in pairs if sign}


def language_texts(text: str) -> list[tuple[str, str]]:
    """Return `@en:…@ko:…` as pairs of language and text; English for what names none, also after a slip such as `@en…`.

    >>> language_texts("@en:Speed@ko:속도"), language_texts("@enSpeed")
    ([('en', 'Speed'), ('ko', '속도')], [('en', 'Speed')])
    """
    parts = LANGUAGE.split(text)
    pairs = [("en", parts[0]), *zip((one.lower() for one in parts[1::2]), parts[2::2], strict=True)]
    found: dict[str, str] = {}
    for language, words in pairs:
        if words.strip():
            found.setdefault("ko" if language == "kr" else language, words.removeprefix("@en").strip())
    return list(found.items())


def written_texts(texts: list[tuple[str, str]]) -> str:
    """Return texts in several languages as a workbook writes them."""
    return "".join(f"@{language}:{words}" for language, words in texts)


def value_type(text: str) -> str:
    """Return the type that a workbook's word means.

    >>> value_type("Integer"), value_type("Condition_Det")
    ('xs:integer', 'xs:string')
    """
    return VALUE_TYPES.get(text.strip().removeprefix("xs:").lower(), "xs:string")

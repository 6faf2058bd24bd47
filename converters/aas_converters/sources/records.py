"""Records in JSON: where they are, and the dotted names and texts of what they hold.

Values are cut out of the text and never become numbers: `1.50` stays `1.50`, an id of 20 digits stays whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from msgspec import DecodeError, Raw
from msgspec.json import Decoder

from aas_validators.diagnostics import Sentence
from aas_validators.limits import DEFAULT_LIMITS
from aas_validators.syntax.complaints import of_json

Fields = dict[str, str | None]
"""The fields of a record: dotted name → text, None for null."""

WHOLE: Final = Decoder(Raw)
OBJECT: Final = Decoder(dict[str, Raw])
ARRAY: Final = Decoder(list[Raw])
TEXT: Final = Decoder(str)
NO_NUMBER: Final = re.compile(rb'"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b')
DEEPEST: Final = DEFAULT_LIMITS.depth
"""Objects and arrays inside one another in a document, as in one of AAS; every level is a name in a column's."""
TOO_DEEP: Final = Sentence(
    f"more than {DEEPEST} objects and arrays are nested in one another",
    f"객체와 배열이 {DEEPEST}단계보다 깊게 중첩되어 있습니다",
)
NO_BRACKET: Final = bytes(set(range(256)) - set(b'{}[]"'))
ALIKE: Final = bytes.maketrans(b"{}", b"[]")
AT_BYTE: Final = re.compile(r"JSON is malformed: (.*) \(byte (\d+)\)")


def document(text: bytes) -> Raw:
    """Return a JSON document that is complete, well formed and not too deep; DecodeError says what it is not.

    NaN and Infinity, which Python and JavaScript write though JSON has none, are taken for null.
    """
    try:
        found = well_formed(text)
    except RecursionError:
        raise DecodeError(TOO_DEEP.en) from None
    # A decoder goes down as far as the stack allows, which depends on who called; what follows goes down as far again.
    if is_deep(text):
        raise DecodeError(TOO_DEEP.en)
    return found


def fault(error: DecodeError) -> tuple[Sentence, int | None]:
    """Return what is wrong with a document in both languages, and near which byte, if that is known."""
    if str(error) == TOO_DEEP.en:
        return TOO_DEEP, None
    found = AT_BYTE.fullmatch(str(error))
    return (of_json(found[1]), int(found[2])) if found else (of_json(str(error)), None)


def is_deep(text: bytes) -> bool:
    """Return whether objects and arrays of well-formed JSON are nested deeper than anything here goes down.

    What is left of the text without its strings is only brackets, of which the innermost pairs are taken away, a level
    each time. Two quotation marks beside each other are a string without brackets, or one that ends and one that
    begins; what is inside strings stays inside without them."""
    if text.count(b"{") + text.count(b"[") <= DEEPEST:
        return False
    plain = text.replace(b"\\\\", b"").replace(b'\\"', b"") if b"\\" in text else text
    left = b"".join(plain.translate(ALIKE, NO_BRACKET).replace(b'""', b"").split(b'"')[::2])
    for _ in range(DEEPEST):
        if not left:
            return False
        left = left.replace(b"[]", b"")
    return bool(left)


def well_formed(text: bytes) -> Raw:
    """Return a document that the decoder takes, words for numbers apart."""
    try:
        return WHOLE.decode(text)
    except DecodeError:
        plain = NO_NUMBER.sub(lambda found: found[0] if found[0].startswith(b'"') else b"null", text)
        if plain == text:
            raise
        return WHOLE.decode(plain)


def kind(value: Raw) -> bytes:
    """Return the first character of a value: `{`, `[`, `"` or that of a number, true, false or null."""
    return bytes(memoryview(value)[:1])


def records_in(value: Raw, path: str, outer: Fields | None = None, prefix: str = "") -> Iterator[tuple[Raw, Fields]]:
    """Yield every record at a path, with the fields of the objects around it.

    Arrays on the way are gone through, and an array at its end has the records as its items. Nothing is yielded
    where the path leads nowhere.
    """
    outer = outer or {}
    match kind(value):
        case b"[":
            for item in ARRAY.decode(value):
                yield from records_in(item, path, outer, prefix)
        case b"{" if path:
            members = OBJECT.decode(value)
            steps = [name for name in members if path == name or path.startswith(f"{name}.")]
            if steps:
                step = max(steps, key=len)
                around = dict(outer)
                for name, member in members.items():
                    if name != step and kind(member) != b"[":
                        flatten(member, f"{prefix}{name}", around)
                yield from records_in(members[step], path[len(step) + 1 :], around, f"{prefix}{step}.")
        case _ if not path:
            yield value, outer


def fields_of(record: Raw) -> Fields | None:
    """Return the fields of a record, None if it is no object."""
    if kind(record) != b"{":
        return None
    fields: Fields = {}
    for name, value in OBJECT.decode(record).items():
        flatten(value, name, fields)
    return fields


def flatten(value: Raw, name: str, fields: Fields) -> None:
    """Add a value to the fields: an object member by member, an array as JSON text in one cell."""
    text = bytes(value)
    first = text[:1]
    if first == b"{":
        members = OBJECT.decode(value)
        for member, inner in members.items():
            flatten(inner, f"{name}.{member}", fields)
        if not members:
            fields[name] = None
    elif first == b'"':
        # decoding is only needed where something is escaped
        fields[name] = TEXT.decode(text) if b"\\" in text else text[1:-1].decode()
    else:
        fields[name] = None if text == b"null" else text.decode()


def arrays_of_records(value: Raw) -> list[str]:
    """Return the members of an object that are arrays of objects."""
    members = OBJECT.decode(value)
    return [name for name, member in members.items() if is_array_of_objects(member)]


def is_array_of_objects(value: Raw) -> bool:
    """Return whether a value is an array whose first item is an object."""
    return bytes(memoryview(value)[:256]).translate(None, b" \t\r\n").startswith(b"[{")


def has_records(text: bytes) -> bool:
    """Return whether a line is one JSON object, as every line of JSON Lines is."""
    try:
        return kind(document(text)) == b"{"
    except DecodeError:
        return False

"""Base64 in Blob values and event payloads: neither the JSON schema, nor libxml2, nor the SDK reads it closely."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from aas_validators.diagnostics import Sentence
from aas_validators.document.finding import Finding, shown
from aas_validators.metamodel.walk import Node
from aas_validators.schema_json.violations import PATTERN

ATTRIBUTES: Final[Mapping[str, str]] = {"Blob": "value", "EventPayload": "payload"}
SPACES: Final = re.compile("[ \t\r\n]")
"""What xs:base64Binary allows between the signs."""

SIGNS: Final = re.compile("[A-Za-z0-9+/]*(?:[AQgw]==|[AEIMQUYcgkosw048]=)?")
"""Any signs; before the padding only those whose last bits are nothing. What Python decodes is more, by version."""

BASE64: Final = Sentence("base64", "base64")


def check_base64(node: Node) -> Iterator[Finding]:
    """Yield a finding for a text that should be base64 and is not."""
    attribute = ATTRIBUTES.get(node.name)
    text = node.text(attribute) if attribute else None
    if attribute and text and not is_base64(text):
        values = {"attribute": attribute, "value": shown(text), "expected": BASE64}
        yield Finding(PATTERN, (*node.pointer, attribute), values)


def is_base64(text: str) -> bool:
    """Return whether a text is base64 with its padding, and says in its last sign no more than its bytes.

    >>> is_base64("YWJj YQ=="), is_base64("YQ"), is_base64("%%%"), is_base64("YR=="), is_base64("YWJj=")
    (True, False, False, False, False)
    """
    plain = SPACES.sub("", text)
    return len(plain) % 4 == 0 and SIGNS.fullmatch(plain) is not None

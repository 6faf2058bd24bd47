"""The layers of the check, in the order in which a file passes them."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Layer(StrEnum):
    """One kind of question asked about a file; each can be switched off."""

    PACKAGE = "package"
    SYNTAX = "syntax"
    SCHEMA = "schema"
    ATTRIBUTES = "attributes"
    CONSTRAINTS = "constraints"
    REFERENCES = "references"
    VALUES = "values"
    TEMPLATE = "template"


ALL_LAYERS: Final = frozenset(Layer)

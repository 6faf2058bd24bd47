"""The layers of the check, in the order in which a file passes them."""

from __future__ import annotations

from collections.abc import Iterable
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
    OWN = "own"
    """Rules that other packages add."""


ALL_LAYERS: Final = frozenset(Layer)


def chosen_layers(only: Iterable[str] = (), skip: Iterable[str] = ()) -> frozenset[Layer]:
    """Return the layers named in `only`, by default all, without those named in `skip`.

    Syntax cannot be left out: what cannot be parsed cannot be checked. Raises ValueError for an unknown name."""
    wanted = frozenset(Layer(name) for name in only) or ALL_LAYERS
    return wanted - frozenset(Layer(name) for name in skip)

"""The four scripts a letter can be written in: JSON or XML, metamodel 3.0 or 3.1. The SDK does the writing.

Nothing here knows the order or spelling of attributes; it only knows how to ask the SDK, how characters are escaped
in a filled blank, and what stands between the children of a container.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any, Final, Literal

import polars as pl

Format = Literal["json", "xml"]
Metamodel = Literal["3.0", "3.1"]

NAMESPACES: Final = {"3.0": "https://admin-shell.io/aas/3/0", "3.1": "https://admin-shell.io/aas/3/1"}

JSON_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
# A carriage return written raw is read back as a line feed by every XML parser, so it goes out as a reference.
# The SDK writes it raw: the one place where a filled letter differs from the SDK's text (law: parse(write(v)) = v).
XML_ESCAPES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#xD;"}


@dataclass(frozen=True, slots=True)
class Sdk:
    """One version of the metamodel as the SDK's modules; the class names in them are the same."""

    types: ModuleType
    jsonization: ModuleType
    stringification: ModuleType

    @property
    def xmlization(self) -> ModuleType:
        """The module that writes XML; it takes long to import, and JSON does without it."""
        return import_module(f"{self.types.__package__}.xmlization")


@cache
def sdk(metamodel: Metamodel) -> Sdk:
    """Return the SDK of a metamodel version; imported only when it is needed."""
    if metamodel == "3.0":
        from aas_core3 import jsonization, stringification, types

        return Sdk(types, jsonization, stringification)
    from aas_core3_1 import jsonization as jsonization31
    from aas_core3_1 import stringification as stringification31
    from aas_core3_1 import types as types31

    return Sdk(types31, jsonization31, stringification31)


@dataclass(frozen=True, slots=True)
class Script:
    """How letters are written: format and metamodel version."""

    format: Format
    metamodel: Metamodel

    @property
    def sdk(self) -> Sdk:
        """The SDK that writes this script."""
        return sdk(self.metamodel)

    @property
    def separator(self) -> str:
        """What stands between two children of a container."""
        return "," if self.format == "json" else ""

    @property
    def escapes(self) -> dict[str, str]:
        """Characters that a filled blank must not hold as they are, with what is written instead."""
        return JSON_ESCAPES if self.format == "json" else XML_ESCAPES

    def written(self, thing: Any) -> str:
        """Return what the SDK writes for an object; without the namespace, because letters stand inside a document."""
        if self.format == "json":
            return json.dumps(self.sdk.jsonization.to_jsonable(thing), ensure_ascii=False, separators=(",", ":"))
        text: str = self.sdk.xmlization.to_str(thing)
        return text.replace(f' xmlns="{NAMESPACES[self.metamodel]}"', "", 1).replace("\r", "&#xD;")

    def escaped(self, column: pl.Expr) -> pl.Expr:
        """Return a column of text with the characters replaced that would end the blank."""
        for character, replacement in self.escapes.items():
            column = column.str.replace_all(character, replacement, literal=True)
        return column

"""The public surface as text, a line for each thing that somebody may rely on.

After a change that is meant: python tests/library/surface.py, look at the difference, give it a line in CHANGELOG.md.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from pathlib import Path
from typing import Any

import aas_toolkit as aas

RECORDED = Path(__file__).with_name("surface.txt")


def surface() -> str:
    """Return the surface: every public name with its arguments, fields, members and kinds of errors."""
    names = [name for name in aas.__all__ if not name.startswith("__")]
    return "\n".join(line for name in names for line in (*lines(name, getattr(aas, name)), ""))


def lines(name: str, thing: Any) -> Iterator[str]:
    """Yield the lines of one name."""
    if inspect.isfunction(thing):
        yield from function_lines(name, thing)
        return
    bases = ", ".join(base.__name__ for base in thing.__bases__ if base not in (object, Enum))
    yield f"class {name}({bases})" if bases else f"class {name}"
    if is_dataclass(thing):
        for field in fields(thing):
            must = field.default is MISSING and field.default_factory is MISSING
            yield f"    {field.name}: {field.type}{'' if must else ' = …'}"
    for member, value in sorted(vars(thing).items()):
        if member.startswith("_") or (is_dataclass(thing) and member in {field.name for field in fields(thing)}):
            continue
        if isinstance(value, property):
            yield f"    .{member} -> {inspect.signature(value.fget).return_annotation}"  # type: ignore[arg-type]
        elif inspect.isfunction(value):
            first, *arguments = function_lines(member, value)
            yield f"    .{first}"
            yield from arguments
        elif issubclass(thing, Enum) and isinstance(value, thing):
            yield f"    .{member} = {value.value}"


def function_lines(name: str, function: Any) -> Iterator[str]:
    """Yield a line for a function and one for each of its arguments."""
    signature = inspect.signature(function)
    yield f"{name}() -> {signature.return_annotation}"
    for one in signature.parameters.values():
        sign = {one.KEYWORD_ONLY: "", one.VAR_KEYWORD: "**", one.VAR_POSITIONAL: "*"}.get(one.kind, "/ ")
        if one.name != "self":
            yield f"        {sign}{one.name}: {one.annotation}{default(one)}"


def default(argument: inspect.Parameter) -> str:
    """Return the default of an argument as the line has it: of our own settings only the class."""
    value = argument.default
    if value is argument.empty:
        return ""
    plain = value is None or isinstance(value, str | int | float | bool | tuple | dict)
    return f" = {value!r}" if plain else f" = {type(value).__name__}()"


if __name__ == "__main__":
    RECORDED.write_text(surface(), encoding="utf-8", newline="\n")
    sys.stdout.write(f"{RECORDED} is written; look at the difference\n")

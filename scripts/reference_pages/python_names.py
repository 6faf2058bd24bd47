"""The page about the public names of the library, made from signatures and docstrings."""

from __future__ import annotations

import ast
import inspect
import textwrap
from dataclasses import fields, is_dataclass
from typing import Any

import aas_toolkit
from reference_pages.markdown import page, table

INTRO = (
    "`import aas_toolkit` gives these names, and they keep their meaning and arguments within a major version. "
    "Everything else may change. Examples: [Use it in Python](../how-to/python.md)."
)


def pages() -> dict[str, str]:
    """Return the page."""
    names = [name for name in aas_toolkit.__all__ if not name.startswith("__")]
    functions = [name for name in names if inspect.isfunction(getattr(aas_toolkit, name))]
    rest = [name for name in names if name not in functions]
    parts = [part(name) for name in (*functions, *rest)]
    return {"python.md": page("Python library", INTRO, *parts)}


def part(name: str) -> str:
    """Return what the page says about a name."""
    thing = getattr(aas_toolkit, name)
    head = f"## {name} {{ #{name} }}"
    told = inspect.cleandoc(thing.__doc__ or "")
    if inspect.isfunction(thing):
        return f"{head}\n\n```python\n{signature(thing)}\n```\n\n{told}"
    attributes = [(f"`{field.name}`", f"`{field.type}`") for field in fields(thing)] if is_dataclass(thing) else []
    return "\n\n".join(
        text
        for text in (head, told, table(("field", "type"), attributes) if attributes else "", members(thing))
        if text
    )


def signature(function: Any) -> str:
    """Return the signature as the source has it, an argument a line."""
    node = ast.parse(textwrap.dedent(inspect.getsource(function))).body[0]
    assert isinstance(node, ast.FunctionDef)
    positional = [ast.unparse(argument) for argument in node.args.args]
    given = [""] * (len(positional) - len(node.args.defaults)) + [f" = {ast.unparse(d)}" for d in node.args.defaults]
    named = [
        f"{ast.unparse(argument)}{f' = {ast.unparse(default)}' if default else ''}"
        for argument, default in zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True)
    ]
    arguments = [a + g for a, g in zip(positional, given, strict=True)] + (["*", *named] if named else [])
    body = ", ".join(arguments)
    if len(body) > 80:
        body = "\n" + "".join(f"    {argument},\n" for argument in arguments)
    return f"{node.name}({body}) -> {ast.unparse(node.returns) if node.returns else 'None'}"


def members(thing: Any) -> str:
    """Return the public methods and properties of a class with the first line of their docstrings."""
    rows = []
    for name, member in vars(thing).items():
        told = inspect.getdoc(member)
        if name.startswith("_") or not told or not (isinstance(member, property) or inspect.isfunction(member)):
            continue
        brackets = "" if isinstance(member, property) else "()"
        rows.append((f"`{name}{brackets}`", told.splitlines()[0]))
    return table(("member", "meaning"), rows) if rows else ""

"""The page about the public names of the library, made from signatures and docstrings."""

from __future__ import annotations

import ast
import inspect
import textwrap
from dataclasses import fields, is_dataclass
from typing import Any, Final

import aas_toolkit
from reference_pages.markdown import page, table

INTRO = (
    "`import aas_toolkit` gives these names, and they keep their meaning and arguments within a major version. "
    "Everything else may change: [What stays the same](../explanation/stability.md). How to use them: "
    "[Use it in Python](../how-to/python.md). The examples run in a folder with `shots.csv`, its `mapping.yaml` and "
    "`shots.aasx`, and small AAS files; `aas` is `aas_toolkit`."
)

SECTIONS: Final = {
    "Plant data": (
        "convert",
        "convert_new",
        "convert_shards",
        "watch",
        "describe",
        "open_table",
        "spool",
    ),
    "Mappings": ("read_mapping", "suggest_mapping", "check_mapping", "preview_mapping"),
    "Forms and workbooks": ("make_form", "convert_form", "convert_workbook", "export_workbook"),
    "AAS data": (
        "validate",
        "repair",
        "migrate",
        "transcode",
        "pack",
        "unpack",
        "split",
        "extract",
        "inspect",
        "diff",
        "doctor",
        "leaves_the_plant",
        "export_kosmo",
    ),
    "Objects of SDKs": ("submodels", "to_basyx"),
    "Reference models and rules": (
        "models",
        "load_model",
        "examples",
        "rank_models",
        "check_models",
        "diff_models",
        "export_template",
        "new_model",
        "rules",
    ),
    "Results": (
        "Conversion",
        "Step",
        "Sharded",
        "Written",
        "Repaired",
        "Extracted",
        "Inspected",
        "Compared",
        "Exported",
        "Form",
        "FromForm",
        "Described",
        "Preview",
        "Suggested",
        "Answer",
        "Change",
        "Difference",
        "Fit",
        "Leaving",
    ),
    "Findings": ("Report", "Diagnostic", "Location", "Severity", "Rule", "Sentence", "Finding", "Node"),
    "What they take": ("Settings", "Limits", "Mapping", "Model", "Table"),
    "Errors": (
        "FindingsError",
        "SourceError",
        "ModelError",
        "UnknownModelError",
        "UnknownRuleError",
        "StateError",
        "OtherRunError",
        "MappingWouldBeLostError",
    ),
}
"""Every public name, by what it is for."""


TYPES: Final = (
    ("`Source`", "a path: `str` or `os.PathLike`"),
    (
        "`AasSource`",
        "AAS data: a path; bytes; a file open for reading bytes; an object of BaSyx or aas-core (any class of the "
        "metamodel, an environment, a store); plain data as JSON spells it; an iterable of such objects",
    ),
    (
        "`Given`",
        "plant data that a program has: a DataFrame or LazyFrame of polars, a DataFrame of pandas, Arrow, an iterable "
        "of dictionaries, an open `Table`",
    ),
    ("`ModelChoice`", "the name or path of a reference model, an IDTA template file, or a `Model`"),
    ("`MappingChoice`", "the path of a mapping, a file open for reading bytes, or a `Mapping`"),
    ("`Metamodel`, `Version`", "`3.0` or `3.1`; where the default is `auto` also that: as the data say"),
    ("`Format`, `DocumentForm`", "`json` or `xml`; the second also `ttl`, `nt`, `rdf`, `jsonld`"),
    ("`Objects`", "`aas-core`, `basyx` or `plain`"),
    ("`OnError`", "`stop` or `skip`"),
    ("`SplitBy`, `Compress`", "`asset`, `group` or `size`; `normal`, `low` or `store`"),
    ("`Level`", "`off`, `info`, `warning` or `error`"),
    ("`Progress`", "a function that gets a number of rows"),
    ("`Choices`", "arguments of `convert`: `model`, `metamodel`, `part`, `on_error`, `strict`, `memory`, `models` …"),
)
"""Words in signatures."""


def pages() -> dict[str, str]:
    """Return the page. Raises ValueError for a public name in no section."""
    told = {name for names in SECTIONS.values() for name in names}
    if differing := told ^ {name for name in aas_toolkit.__all__ if not name.startswith("__")}:
        raise ValueError(f"public names and SECTIONS differ: {', '.join(sorted(differing))}")
    parts = []
    for title, names in SECTIONS.items():
        parts += [f"## {title}", *(part(name) for name in names)]
    words = ["## Words in signatures", table(("word", "meaning"), TYPES)]
    return {"python.md": page("Python library", INTRO, *parts, *words)}


def part(name: str) -> str:
    """Return what the page says about a name."""
    thing = getattr(aas_toolkit, name)
    head = f"### {name} {{ #{name} }}"
    told = with_examples(inspect.cleandoc(thing.__doc__ or ""))
    if inspect.isfunction(thing):
        return f"{head}\n\n```python\n{signature(inspect.unwrap(thing))}\n```\n\n{told}"
    attributes = [(f"`{field.name}`", f"`{field.type}`") for field in fields(thing)] if is_dataclass(thing) else []
    return "\n\n".join(
        text
        for text in (head, told, table(("field", "type"), attributes) if attributes else "", members(thing))
        if text
    )


def with_examples(docstring: str) -> str:
    """Return a docstring with its examples in blocks of code; they are tested where they stand."""
    paragraphs = []
    for paragraph in docstring.split("\n\n"):
        is_code = paragraph.startswith((">>> ", "    "))
        paragraphs.append(f"```python\n{textwrap.dedent(paragraph)}\n```" if is_code else paragraph)
    return "\n\n".join(paragraphs)


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

"""Find the line and column of a few elements in an XML text, and name elements by path.

lxml knows no columns and its line numbers saturate, so expat reads the text again, only for what is
reported."""

from __future__ import annotations

from collections.abc import Collection
from xml.parsers import expat

from lxml import etree

from aas_validators.positions.lines import Place

ElementPath = tuple[int, ...]
"""Which child element at every level, counted from 0; the root is the empty path."""


def element_path(element: etree._Element) -> ElementPath:
    """Return the path of an element; comments and processing instructions do not count."""
    steps: list[int] = []
    parent = element.getparent()
    while parent is not None:
        steps.append(sum(1 for _ in element.itersiblings(etree.Element, preceding=True)))
        element, parent = parent, parent.getparent()
    return tuple(reversed(steps))


def x_path(element: etree._Element) -> str:
    """Return a readable XPath without namespace prefixes, positions only where siblings share the name."""
    steps: list[str] = []
    here: etree._Element | None = element
    while here is not None:
        name = local_name(here)
        before = sum(1 for _ in here.itersiblings(here.tag, preceding=True))
        after = next(iter(here.itersiblings(here.tag)), None) is not None
        steps.append(f"{name}[{before + 1}]" if before or after else name)
        here = here.getparent()
    return "/" + "/".join(reversed(steps))


def local_name(element: etree._Element) -> str:
    """Return an element's name without its namespace; empty for comments and processing instructions."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def places(data: bytes, wanted: Collection[ElementPath]) -> dict[ElementPath, Place]:
    """Return where each wanted element starts in well-formed UTF-8 bytes."""
    found: dict[ElementPath, Place] = {}
    if not wanted:
        return found
    missing = set(wanted)
    prefixes = {path[:length] for path in missing for length in range(len(path) + 1)}
    parser = expat.ParserCreate("utf-8")
    counts = [0]
    path: list[int] = []
    outside = 0  # levels below an element that leads to nothing wanted

    def start(name: str, attributes: object) -> None:
        nonlocal outside
        if outside:
            outside += 1
            return
        step = counts[-1]
        counts[-1] += 1
        here = (*path, step)[1:]
        if here not in prefixes:
            outside = 1
            return
        path.append(step)
        counts.append(0)
        if here in missing:
            found[here] = Place(parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)

    def end(name: str) -> None:
        nonlocal outside
        if outside:
            outside -= 1
            return
        path.pop()
        counts.pop()

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.Parse(data, True)
    return found

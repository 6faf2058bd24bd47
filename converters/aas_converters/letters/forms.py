"""What a letter is to be written for: elements of the model with their parts, each a constant or a column.

The plan builds this tree from model and mapping; `letters.write` turns it into text and blanks.
"""

from __future__ import annotations

from dataclasses import dataclass

from aas_reference_models.model import Element


@dataclass(frozen=True, slots=True)
class Constant:
    """A text that is the same in every row, canonical but not escaped."""

    text: str


@dataclass(frozen=True, slots=True)
class FromColumn:
    """A text that comes from a column of the filled frame."""

    column: str


Part = Constant | FromColumn


@dataclass(frozen=True, slots=True)
class Leaf:
    """An element without children.

    `parts` are pairs of part name and where its text comes from. Names: `value` (Property, File, Blob,
    ReferenceElement), `min` and `max` (Range), a language tag (MultiLanguageProperty), `first` and `second`
    (RelationshipElement), `globalAssetId` (Entity). A File or Blob takes its content type
    from the model; `sha256` of a File becomes an extension.
    """

    element: Element
    parts: tuple[tuple[str, Part], ...]


@dataclass(frozen=True, slots=True)
class Container:
    """A collection, list or entity with its children. A `mandatory` one is written even when it has none."""

    element: Element
    children: tuple[Form, ...]
    parts: tuple[tuple[str, Part], ...] = ()
    mandatory: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """A list or collection with one child for each row of a group.

    `item` is what a row becomes; the children come as written text, joined, from `column`.
    """

    element: Element
    item: Form
    column: str
    parts: tuple[tuple[str, Part], ...] = ()


Form = Leaf | Container | Rows


def columns_of(form: Form) -> tuple[str, ...]:
    """Return the columns a form is filled from, each once, in order."""
    if isinstance(form, Rows):
        return (form.column,)
    own = [part.column for _, part in form.parts if isinstance(part, FromColumn)]
    below = [name for child in form.children for name in columns_of(child)] if isinstance(form, Container) else []
    return tuple(dict.fromkeys([*own, *below]))

"""A compiled plan: everything a batch needs, with every name already looked up."""

from __future__ import annotations

from dataclasses import dataclass, field

import polars as pl

from aas_converters.letters.forms import Form
from aas_converters.letters.nodes import Node
from aas_converters.letters.script import Script
from aas_converters.mapping.mapping import Mapping
from aas_converters.plan.targets import Target
from aas_converters.plan.values.canonical import Value
from aas_converters.shapes.group_plan import GroupPlan
from aas_converters.shapes.series_plan import SeriesPlan
from aas_reference_models.model import Model

ROW = "row"
"""Name of the column with the record number of each row."""


@dataclass(frozen=True, slots=True)
class Filler:
    """One column of the filled frame.

    `source` gives the plant's text from a batch. `value` turns it into canonical text. `guards` are the slots of
    which one must be filled before an empty cell of a mandatory element is a fault; `mandatory` says it always is.
    `escaped` says whether the text may hold characters that end a blank.
    """

    target: Target
    slot: str
    source: pl.Expr
    value: Value
    mandatory: bool = False
    guards: tuple[str, ...] = ()
    escaped: bool = False


@dataclass(frozen=True, slots=True)
class Key:
    """A key made of fixed texts and slots: `pieces` alternate between text and the name of a column."""

    pieces: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns the key is made of."""
        return self.pieces[1::2]


@dataclass(frozen=True, slots=True)
class Naming:
    """How ids come about: the plant's base or none, the digest of the source, and the keys.

    `identity` is the digest of one file, `run` that of all files of the run: a machine that writes a file a day is
    one asset, while the record numbers count within each file.
    """

    base: str | None
    identity: str
    run: str
    model: str
    asset: Key
    submodel: Key


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Model, mapping and columns of one table, resolved."""

    model: Model
    mapping: Mapping
    script: Script
    table: str
    fillers: tuple[Filler, ...]
    constants: dict[str, str] = field(default_factory=dict)
    forms: tuple[Form, ...] = ()
    submodel: Node
    naming: Naming
    group: GroupPlan | None = None
    """How rows become groups; None for one submodel per row."""
    series: SeriesPlan | None = None
    """How the rows of a group become a time series; None where they do not."""
    facts: dict[str, str] = field(default_factory=dict)
    """What a person should know of how the file was understood, such as the time zone."""

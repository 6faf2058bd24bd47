"""What a run is asked for and what it did."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal

from aas_converters.coverage import Coverage
from aas_converters.documents.forms import DocumentForm
from aas_converters.documents.segments import Compress
from aas_converters.letters.script import Metamodel
from aas_converters.mapping.mapping import Mapping
from aas_converters.parts import SplitBy
from aas_converters.plan.plan import Plan
from aas_converters.plan.run import OnError
from aas_reference_models.model import Model
from aas_validators.diagnostics import Report

MEGABYTE: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Job:
    """One model to fill from the source, by one mapping."""

    model: Model
    mapping: Mapping


@dataclass(frozen=True, slots=True)
class Options:
    """How a run goes. `strict` makes every warning about the mapping an error; `memory` is in bytes."""

    metamodel: Metamodel = "3.0"
    part: DocumentForm = "json"
    on_error: OnError = "stop"
    strict: bool = False
    memory: int = 128 * MEGABYTE
    rejects: Path | None = None
    """Where the rows that are not written go; a row with a bad cell goes there whole."""
    lang: Literal["en", "ko"] = "en"
    """Language of the reasons in it."""
    jobs: int = 0
    """Cores that share the work; 0 for as many as pay. What is written does not depend on it."""
    split_by: SplitBy | None = None
    """What divides the result into several packages, named after the target, with an index."""
    split_size: int = 200 * MEGABYTE
    """Bytes after which a package is full, where size divides."""
    compress: Compress = "normal"


@dataclass(slots=True)
class Outcome:
    """What a run did: rows read, submodels written, rows left out, findings, and the plan of each job.

    With several jobs a row counts as left out when any of them left it out.
    """

    report: Report = field(default_factory=Report)
    read: int = 0
    written: int = 0
    left_out: int = 0
    plans: list[Plan] = field(default_factory=list)
    file: Path | None = None
    packages: list[Path] = field(default_factory=list)
    coverage: Coverage = field(default_factory=Coverage)
    rejected: int = 0

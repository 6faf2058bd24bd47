"""What is asked of a check, and what it answers."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from aas_validators.diagnostics import Diagnostic, Severity
from aas_validators.kinds import Kind
from aas_validators.layers import ALL_LAYERS, Layer
from aas_validators.limits import DEFAULT_LIMITS, Limits
from aas_validators.metamodel.shapes import VERSIONS, shapes

if TYPE_CHECKING:  # a small file that is in order needs neither
    from aas_validators.document.locate import Document
    from aas_validators.own_rules import OwnRules
    from aas_validators.template.check import FindModel

Metamodel = Literal["auto", "3.0", "3.1"]


@dataclass(frozen=True, slots=True)
class Task:
    """What is asked of a check."""

    metamodel: Metamodel = "auto"
    root: str | None = None
    layers: Collection[Layer] = ALL_LAYERS
    limits: Limits = DEFAULT_LIMITS
    find_model: FindModel | None = None
    jobs: int = 1
    """Processes that may share the check of one file; what is found never depends on it."""
    own: tuple[OwnRules, ...] = ()
    """Rules of others that are checked too."""
    fast: bool = True
    """Whether to accept fast what can be; what is found never depends on it."""


DEFAULT_TASK = Task()


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a file is and what is wrong with it. `document` is the parsed text, where there is one.

    `metamodels` are the versions under which it has no error: for JSON, which names none, possibly several.
    Where there is none, the findings are those of the version that fits best."""

    kind: Kind
    metamodels: tuple[str, ...]
    root: str | None
    findings: tuple[Diagnostic, ...]
    document: Document | None = field(default=None, repr=False, compare=False)

    @property
    def ok(self) -> bool:
        """Whether no finding is an error."""
        return all(finding.severity < Severity.ERROR for finding in self.findings)


def checked_task(task: Task) -> None:
    """Raise ValueError if a task asks for what does not exist."""
    if task.metamodel not in ("auto", *VERSIONS):
        raise ValueError(f"metamodel {task.metamodel!r} is none of auto, {', '.join(VERSIONS)}")
    if task.root is not None and task.root.removeprefix("list of ") not in shapes(VERSIONS[-1]):
        raise ValueError(f"root {task.root!r} is no class of the metamodel")

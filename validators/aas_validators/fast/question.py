"""What is asked about an environment, and the answer."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from aas_validators.diagnostics import Diagnostic
from aas_validators.layers import Layer
from aas_validators.limits import Limits

if TYPE_CHECKING:  # a file that is in order needs neither
    from aas_validators.document.locate import Document
    from aas_validators.own_rules import OwnRules
    from aas_validators.template.check import FindModel

SMALL = 200_000
"""A document of fewer bytes is accepted as a whole or explained as a whole."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked about a document. `versions` are the metamodel versions in question, oldest first."""

    versions: Sequence[str]
    layers: Collection[Layer]
    limits: Limits
    find_model: FindModel | None
    path: Path | None = None
    jobs: int = 1
    small: int = SMALL
    own: Sequence[OwnRules] = ()
    part: bool = False
    """Whether the document is a part of a package, whose files are compared with what it names."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Under which versions a document is valid, and what is wrong with it. `document` has the pieces that name
    files, for those who compare them with the parts of a package."""

    versions: tuple[str, ...]
    findings: tuple[Diagnostic, ...]
    document: Document | None = None
    root: str = "Environment"

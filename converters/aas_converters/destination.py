"""Where the submodels of all jobs of a run go."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from aas_converters.documents.in_order import InOrder
from aas_converters.parts import Parts, Piece
from aas_converters.seen_ids import SeenIds


@dataclass(slots=True)
class Destination:
    """Where the submodels of all jobs go: the document, the shells, and the ids seen so far."""

    parts: Parts
    line: InOrder[Piece]
    target: Path
    stack: ExitStack
    seen: SeenIds
    prefixes: list[str] = field(default_factory=list)
    streams: bool = False
    """Whether the references of shells are written with the submodels."""

    def file_prefix(self, model: str) -> str:
        """Return what the files of one more job begin with; several jobs may fill the same model."""
        self.prefixes.append(model)
        again = self.prefixes.count(model)
        return model if again == 1 else f"{model}-{again}"

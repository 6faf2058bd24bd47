"""The result of a conversion: what was written, what was found, and the submodels as objects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from aas_converters.coverage import Coverage
from aas_converters.mapping.mapping import Mapping
from aas_reference_models.model import Model
from aas_validators.diagnostics import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversion:
    """What a conversion did.

    `rows` were read, `written` submodels came out, `left_out` rows did not become one; `rows == written + left_out`
    for models with one submodel per row. `path` is the written file, None where nothing was written. `models` and
    `mappings` belong together pairwise; a mapping may have been found by the headers. Without a target the document
    lives in a temporary folder as long as this object does. Where the result
    is divided, `path` is the index of its `packages`. `coverage` says what became of each column, `rejected` how
    many rows were put aside.
    """

    models: tuple[Model, ...]
    mappings: tuple[Mapping, ...]
    report: Report
    rows: int
    written: int
    left_out: int
    path: Path | None
    facts: dict[str, str]
    coverage: Coverage
    rejected: int = 0
    packages: tuple[Path, ...] = ()
    folder: TemporaryDirectory[str] | None = None

    @property
    def model(self) -> Model:
        """The first model."""
        return self.models[0]

    @property
    def mapping(self) -> Mapping:
        """The mapping of the first model."""
        return self.mappings[0]

    @property
    def ok(self) -> bool:
        """Whether every row and every cell was written."""
        return self.report.ok and self.left_out == 0

    def submodels(self) -> Iterator[Any]:
        """Yield the submodels as objects of the aas-core SDK of the document's metamodel version."""
        from aas_converters.documents.objects import submodels_in

        for path in self.packages or filter(None, [self.path]):
            yield from submodels_in(path)

    def to_basyx(self) -> Any:
        """Return the document as a BaSyx object store (`DictIdentifiableStore`, before 2.1 `DictObjectStore`).

        BaSyx turns values into Python types, so `007` becomes 7 there; the file keeps what the plant wrote.
        Raises ValueError for a result that is divided: a shell in several packages would lose submodels.
        """
        from aas_converters.documents.objects import basyx_store

        if self.packages:
            raise ValueError("the result is divided: open its packages one by one")
        return basyx_store(self.path)

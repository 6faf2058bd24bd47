"""The result of a conversion: what was written, what was found, and the submodels as objects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any, Literal, Self, overload
from weakref import finalize

from aas_converters.coverage import Coverage
from aas_converters.letters.script import Metamodel
from aas_converters.mapping.mapping import Mapping
from aas_reference_models.model import Model
from aas_validators.diagnostics import Report

if TYPE_CHECKING:
    from basyx.aas import model as basyx

    from aas_converters.documents.sdk_objects import Objects


class TemporaryFolder:
    """A folder that lives as long as this object, and goes with it without a word."""

    def __init__(self) -> None:
        self.path = Path(mkdtemp(prefix="aas-toolkit-"))
        self.close = finalize(self, rmtree, self.path, ignore_errors=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversion:
    """What a conversion did.

    `rows` were read, `written` submodels came out, `left_out` rows did not become one; `rows == written + left_out`
    for models with one submodel per row. `path` is the written file, None where nothing was written. `models` and
    `mappings` belong together pairwise; a mapping may have been found by the headers. Without a target the document
    lives in a temporary folder as long as this object does, or until the end of a `with`. Where the result is divided,
    `path` is the index of its `packages`. `coverage` says what became of each column, `rejected` how
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
    metamodel: Metamodel = "3.0"
    rejected: int = 0
    packages: tuple[Path, ...] = ()
    folder: TemporaryFolder | None = field(default=None, repr=False)

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

    def close(self) -> None:
        """Remove the temporary document, if there is one."""
        if self.folder is not None:
            self.folder.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()

    @property
    def paths(self) -> tuple[Path, ...]:
        """The written file, or the index and its packages."""
        return (self.path, *self.packages) if self.path else ()

    @overload
    def submodels(self, *, objects: Literal["plain"]) -> Iterator[dict[str, Any]]: ...
    @overload
    def submodels(self, *, objects: Literal["basyx"]) -> Iterator[basyx.Submodel]: ...
    @overload
    def submodels(self, *, objects: Objects = "aas-core") -> Iterator[Any]: ...
    def submodels(self, *, objects: Objects = "aas-core") -> Iterator[Any]:
        """Yield the submodels: as objects of the aas-core SDK of their metamodel version, of BaSyx, or as plain data.

        One by one: memory holds one of them, however many there are.
        """
        from aas_toolkit.sdk_objects import submodels

        for path in self.packages or filter(None, [self.path]):
            yield from submodels(path, objects=objects, metamodel=self.metamodel)

    def to_basyx(self) -> Any:
        """Return the document as a BaSyx object store (`DictIdentifiableStore`, before 2.1 `DictObjectStore`).

        BaSyx turns values into Python types, so `007` becomes 7 there; the file keeps what the plant wrote. Raises
        ValueError for a result that is divided: a shell in several packages would lose submodels; FindingsError where
        BaSyx refuses a value.
        """
        from aas_converters.documents.sdk_objects import basyx_store
        from aas_toolkit.sdk_objects import to_basyx

        if self.packages:
            raise ValueError("the result is divided: open its packages one by one")
        return basyx_store([]) if self.path is None else to_basyx(self.path)

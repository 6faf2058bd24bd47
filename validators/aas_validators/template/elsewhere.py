"""Elements of a model that a submodel keeps in the records of a time series instead of in itself.

A submodel of a group says so by an extension: the records have one value each of what the model puts into a submodel
of one row. What stands there is not missing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from aas_validators.document.jsonable import Json

IN_TIME_SERIES: Final = "inTimeSeries"
"""Name of the extension; its value are the paths of the elements, with blanks between them."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The paths, by idShorts, of what stands elsewhere below an element or a submodel."""

    paths: frozenset[tuple[str, ...]] = frozenset()

    def has(self, name: str | None) -> bool:
        """Say whether the element of this name below stands elsewhere itself."""
        return (name,) in self.paths

    def below(self, name: str | None) -> Elsewhere:
        """Return what of the element of this name below stands elsewhere."""
        return Elsewhere(frozenset(path[1:] for path in self.paths if path[0] == name and len(path) > 1))


NOTHING: Final = Elsewhere()


def elsewhere(submodel: dict[str, Json]) -> Elsewhere:
    """Return what a submodel says to stand in its time series."""
    held = submodel.get("extensions")
    paths: set[tuple[str, ...]] = set()
    for extension in held if isinstance(held, list) else ():
        if isinstance(extension, dict) and extension.get("name") == IN_TIME_SERIES:
            value = extension.get("value")
            paths.update(tuple(path.split(".")) for path in (value if isinstance(value, str) else "").split())
    return Elsewhere(frozenset(paths))

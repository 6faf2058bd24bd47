"""What an AAS file holds, as plain data: its environments, and the other files of a package."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from aas_converters.documents.forms import DocumentForm
from aas_validators.diagnostics import Diagnostic, Severity
from aas_validators.package.opening import Package

Environment = dict[str, Any]
"""An environment as its JSON would be read: `assetAdministrationShells`, `submodels`, `conceptDescriptions`."""

LISTS: Final = ("assetAdministrationShells", "submodels", "conceptDescriptions")
"""The lists of an environment, in the order in which they are written."""


@dataclass(frozen=True, slots=True)
class Part:
    """One environment. `name` is that of the part in its package, or of the file.

    `metamodel` is the version the text names (`3.0`), None where it names none, as JSON does. `supplements` are the
    names of the files that the part declares.
    """

    name: str
    form: DocumentForm
    metamodel: str | None
    environment: Environment
    supplements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of a package that is no environment: `name` begins with a slash. Its bytes stay where they are.

    `chunks` yields them in pieces of at most 1 MiB; it raises PartError if they must not be read.
    """

    name: str
    content_type: str | None
    chunks: Callable[[], Iterator[bytes]]


@dataclass(frozen=True, slots=True)
class Content:
    """Everything a file holds. Attachments can be read until the file is closed: use it in a `with`.

    `findings` say what could not be read, or is not held here: with an error among them something is missing.
    """

    file: str
    parts: tuple[Part, ...]
    attachments: Mapping[str, Attachment]
    thumbnail: str | None = None
    findings: tuple[Diagnostic, ...] = ()
    package: Package | None = None

    @property
    def ok(self) -> bool:
        """Whether everything could be read."""
        return all(finding.severity < Severity.ERROR for finding in self.findings)

    def with_environments(self, environments: tuple[Environment, ...]) -> Content:
        """Return the same file with other environments, one for each part."""
        pairs = zip(self.parts, environments, strict=True)
        return replace(self, parts=tuple(replace(part, environment=one) for part, one in pairs))

    def __enter__(self) -> Content:
        """Return the content itself."""
        return self

    def __exit__(self, *error: object) -> None:
        """Close the file."""
        if self.package is not None:
            self.package.close()

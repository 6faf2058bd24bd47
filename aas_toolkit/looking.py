"""The verbs of the library that look into AAS data: its content as a tree, the differences of two, who can open it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from aas_toolkit.aas_sources import AasSource, held
from aas_validators.diagnostics import FindingsError, Report

if TYPE_CHECKING:
    from aas_converters.interchange.differences import Difference
    from aas_toolkit.diagnosis import Answer
    from aas_toolkit.leaving import Leaving

MAPPINGS: Final = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Inspected:
    """What AAS data hold: `environments` as plain data, as JSON spells it; several where a package has several."""

    report: Report
    environments: tuple[dict[str, Any], ...] = ()
    names: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether everything could be read."""
        return self.report.ok and bool(self.environments)


@dataclass(frozen=True, slots=True)
class Compared:
    """What differs between two AAS files; the report says what could not be read of them."""

    report: Report
    differences: tuple[Difference, ...] = ()
    readable: bool = True

    @property
    def ok(self) -> bool:
        """Whether both could be read."""
        return self.report.ok and self.readable

    @property
    def same(self) -> bool:
        """Whether both could be read and hold the same."""
        return self.readable and not self.differences


def inspect(source: AasSource, *, lang: Literal["en", "ko"] = "en") -> Inspected:
    """Return the environments in AAS data as plain data; a single submodel or shell gets an environment of its own.

    `source` is a file, its bytes, an open file, or objects of an SDK. What cannot be read is in the report: `validate`
    says everything. OSError from the disk.

    >>> aas.inspect("press.json").environments[0]["submodels"][0]["idShort"]
    'Data'
    """
    from aas_converters.documents.objects import read_environments

    report = Report(lang=lang)
    with held(source) as given:
        found, findings = read_environments(given.path)
        report.extend(map(given.told, findings))
        names = tuple(str(given.said(name)) for name, _ in found)
    return Inspected(report, tuple(environment for _, environment in found), names)


def diff(before: AasSource, after: AasSource, *, lang: Literal["en", "ko"] = "en") -> Compared:
    """Compare two AAS files by ids and idShort paths: elements, values, semantic ids, files of a package.

    Each is a file, its bytes, an open file, or objects of an SDK. OSError from the disk.

    >>> found = aas.diff("press.json", "broken.json")
    >>> [(one.kind, one.path, one.before, one.after) for one in found.differences]
    [('changed', 'Force', '7.5', '7,5')]
    """
    from aas_converters.interchange import open_content
    from aas_converters.interchange.differences import differences

    report = Report(lang=lang)
    with held(before) as one, held(after) as other, open_content(one.path) as old, open_content(other.path) as new:
        report.extend(map(one.told, old.findings))
        report.extend(map(other.told, new.findings))
        if not old.parts or not new.parts:
            return Compared(report, readable=False)
        return Compared(report, tuple(differences(old, new)))


def doctor(source: AasSource, *, tools: Iterable[str] = ()) -> tuple[Answer, ...]:
    """Return which AAS tools will open a file, what they will see, and what mends it where they do not.

    By rules about the tools, without any of them. `tools` are parts of their names: only these are asked about.
    ValueError where none has such a name, OSError from the disk.

    >>> [str(answer.state) for answer in aas.doctor("press.json", tools=["BaSyx Python 2.1"])]
    ['opens']
    """
    from aas_toolkit.diagnosis import examined

    wanted = [text.casefold() for text in ((tools,) if isinstance(tools, str) else tools)] or [""]
    with held(source) as given:
        answers = tuple(one for one in examined(given.path) if any(text in one.tool.casefold() for text in wanted))
    if not answers:
        raise ValueError(f"no tool is called {' or '.join(wanted)}")
    return answers


def leaves_the_plant(source: AasSource) -> tuple[Leaving, ...]:
    """Return what of the plant is in an AAS file, or gets out by a mapping (.yaml): elements, ids, files, columns.

    Raises FindingsError for a mapping or a file that cannot be read, and OSError from the disk.

    >>> [one.name for one in aas.leaves_the_plant("press.json") if one.kind == "element"]
    ['Data.Force']
    """
    from aas_converters.mapping.read import read_mapping
    from aas_toolkit.leaving import leaving_by_mapping, leaving_in_file

    if isinstance(source, str | PathLike) and Path(source).suffix.lower() in MAPPINGS:
        mapping, findings = read_mapping(Path(source))
        if mapping is None:
            report = Report()
            report.extend(findings)
            raise FindingsError(report)
        return tuple(leaving_by_mapping(mapping))
    with held(source) as given:
        given.report(inspect(given.path).report).raise_for_errors()
        return tuple(leaving_in_file(given.path))

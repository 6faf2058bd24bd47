"""Convert what is new since the last time, each source into a package of its own."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, Unpack

from aas_converters.mapping.mapping import Mapping
from aas_converters.outcome import Job
from aas_converters.portions.groups import check_groups
from aas_converters.portions.growth import UNFINISHED, Growth, newer
from aas_converters.portions.places import check_name, free_place, taken_away
from aas_converters.portions.portion import Portion
from aas_converters.portions.renamed import renamed, same_beginning
from aas_converters.sources import Settings, SourceError, Table, open_table
from aas_converters.sources.delimited import NO_ROWS
from aas_converters.sources.encoding import EMPTY
from aas_converters.sources.opening import expanded
from aas_converters.sources.settings import merged
from aas_toolkit.converting import Choices, MappingChoice, convert, read_mapping, several
from aas_toolkit.state import Intended, State, open_state
from aas_validators.diagnostics import Diagnostic, Report, Severity

if TYPE_CHECKING:
    from aas_toolkit.conversion import Conversion

Source = str | PathLike[str]

RESTED: Final = 60.0
"""Seconds after which a file that nobody touches is taken to be complete, with its last line."""


@dataclass(frozen=True, slots=True)
class Step:
    """What became of one source: `package` was written (None: there was nothing new, or it failed).

    `findings` are about the source itself, those about its rows are in the report of `conversion`.
    """

    source: str
    package: Path | None = None
    conversion: Conversion | None = None
    findings: tuple[Diagnostic, ...] = ()
    error: SourceError | None = None

    @property
    def report(self) -> Report:
        """Everything that was found: about the source, why it cannot be opened, and about its rows."""
        report = Report()
        report.extend((*self.findings, *(self.error.findings if self.error else ())))
        if self.conversion is not None:
            report.include(self.conversion.report)
        return report

    @property
    def ok(self) -> bool:
        """Whether nothing was wrong and nothing was left out; also where there was nothing new."""
        return not self.failed and (self.conversion is None or self.conversion.ok)

    @property
    def path(self) -> Path | None:
        """The package, None where there was nothing new or it failed."""
        return self.package

    @property
    def paths(self) -> tuple[Path, ...]:
        """The package, if there is one."""
        return (self.package,) if self.package else ()

    @property
    def failed(self) -> bool:
        """Whether there was something to convert and it was not converted."""
        return self.error is not None or (self.conversion is not None and self.package is None)


def convert_new(
    source: Source | Iterable[Source],
    *,
    state: Source,
    to: Source,
    mapping: MappingChoice | Sequence[MappingChoice],
    settings: Settings | None = None,
    lang: Literal["en", "ko"] = "en",
    **said: Unpack[Choices],
) -> Iterator[Step]:
    """Convert the rows that are new since the last call with the same state file; yield a step for each source.

    `to` names the packages: `out/{source}-{date}.aasx` with {source}, {date}, {time} and {number}; a name without them
    gets the number. An existing file is never replaced. A mapping is needed: it says the same every time. `said` is
    what `convert` takes. Raises StateError (a ValueError), ValueError for a name with other blanks, and what `convert`
    raises.

    >>> for step in aas.convert_new("shots.csv", state="shots.state", to="new/{source}.aasx", mapping="mapping.yaml"):
    ...     print(step.ok, step.path.name)
    True shots.aasx
    """
    check_name(Path(to).name)
    mappings = [one if isinstance(one, Mapping) else read_mapping(one) for one in several(mapping)]
    if not mappings:
        raise ValueError("name a mapping; without one each run could understand the columns in another way")
    wanted = merged(mappings[0].settings, settings or Settings())
    with open_state(Path(state)) as memory:
        for package in memory.gone:
            yield Step(str(package), findings=(taken_away(package),))
        for each in [source] if isinstance(source, str | PathLike) else source:
            # what is new comes first: it may be what another file was, which has been begun anew
            found = expanded(Path(each) if isinstance(each, PathLike) else each)
            for one in sorted(found, key=lambda one: memory.key(one) in memory.memory.sources):
                if isinstance(one, Path) and one.absolute() == memory.path.absolute():
                    continue  # in a folder of tables it looks like one
                yield convert_source(one, memory, Path(to), wanted, {**said, "mapping": mappings, "lang": lang})


def convert_source(
    source: Path | str, state: State, to: Path, settings: Settings, said: dict[str, Any], rested: float = RESTED
) -> Step:
    """Convert what is new in one source and remember it; a file that has rested so many seconds is complete."""
    if state.memory.intended is not None:  # the move did not succeed a moment ago
        state.carry_out(state.memory.intended)
    key, name = state.key(source), str(source)
    database = isinstance(source, str) or source.suffix.lower() in (".sqlite", ".sqlite3")
    known = state.memory.sources.get(key)
    try:
        stamp = None if isinstance(source, str) else stamp_of(source)
        if stamp is not None and stamp == state.memory.looked_at.get(key):
            return Step(name)
        complete = stamp is None or database or time.time() - stamp[1] / 1e9 >= rested
        table = open_table(source, settings)
        growth = newer(table, known, complete=complete, file=not database)
        if known is None and growth.portion is not None and (before := was_before(table, state)) is not None:
            state.rename(before, key)
            known = state.memory.sources[key]
            growth = newer(table, known, complete=complete)
            growth = replace(
                growth, findings=(renamed(table, os.path.normpath(state.folder / before), known), *growth.findings)
            )
    except FileNotFoundError:
        return Step(name)  # it went away after the folder was listed
    except SourceError as error:
        # a log that was just begun; in a folder that is watched it has rested, and is a fault
        fresh = rested > 0 and all(finding.rule is EMPTY for finding in error.findings)
        return Step(name) if fresh else Step(name, error=error)
    if any(finding.rule is UNFINISHED for finding in growth.findings):
        stamp = None
    if growth.portion is not None:
        return publish(key, growth.portion, growth, state, to, said, stamp)
    if growth.mark is not None and (growth.mark != known or stamp is not None):
        state.remember(key, growth.mark, stamp)
    return Step(table.name, findings=growth.findings)


def was_before(table: Table, state: State) -> str | None:
    """Return the source that a new file was under another name, None where it is new indeed."""
    marks = state.memory.sources
    found = (key for key in same_beginning(table, marks) if "://" not in key and state.was_left(key, marks[key]))
    return next(found, None)


def publish(
    key: str,
    portion: Portion,
    growth: Growth,
    state: State,
    to: Path,
    said: dict[str, Any],
    stamp: tuple[int, int] | None,
) -> Step:
    """Convert a portion in a folder of its own, then give the package its place."""
    name = portion.name
    package = free_place(to, name, state.memory.number + 1)
    stage = package.parent / f".{state.path.name}.stage"
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir(parents=True)
    try:
        result = convert([portion], to=stage / package.name, **said)
        mark = growth.reached()
        if result.path is None or mark is None:
            # rows that the mapping does not choose are looked at again with those behind them
            chosen = result.rows or any(finding.rule is not NO_ROWS for finding in errors_of(result))
            return Step(name, None, result if chosen else None, growth.findings)
        findings = (*growth.findings, *check_groups(portion, map(Job, result.models, result.mappings)))
        intended = Intended(key, mark, state.seen(stage), state.seen(package), stamp)
        return Step(name, state.publish(intended), result, findings)
    except SourceError as error:
        return Step(name, error=error, findings=growth.findings)
    finally:
        # where moving it failed the stage holds the package, and the state knows it
        if state.memory.intended is None:
            shutil.rmtree(stage, ignore_errors=True)


def errors_of(result: Conversion) -> list[Diagnostic]:
    """Return the errors of a conversion."""
    return [finding for finding in result.report if finding.severity is Severity.ERROR]


def stamp_of(path: Path) -> tuple[int, int]:
    """Return size and time of a file, which change when its content does."""
    found = path.stat()
    return found.st_size, found.st_mtime_ns

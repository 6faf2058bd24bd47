"""Watch a folder: every file that comes is converted once, when it is complete, whatever happens meanwhile."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from os import PathLike
from pathlib import Path
from typing import Any, Final, Literal, Unpack

import msgspec

from aas_converters.documents.target import replaced
from aas_converters.mapping.mapping import Mapping
from aas_converters.portions.places import check_name, taken_away
from aas_converters.sources import Settings
from aas_converters.sources.opening import BY_SUFFIX, by_name, is_environment
from aas_converters.sources.plugins import suffixes
from aas_converters.sources.problem import LOCKED, NOT_FOUND, failure
from aas_converters.sources.settings import merged
from aas_toolkit.continuing import Step, convert_source, stamp_of
from aas_toolkit.converting import Choices, MappingChoice, read_mapping, several
from aas_toolkit.journal import LOGGER
from aas_toolkit.state import Failed, State, open_state
from aas_validators.diagnostics import Diagnostic, Location, Report, Severity

Source = str | PathLike[str]
Stamp = tuple[int, int]

STATE: Final = "aas-watch.json"
NAME: Final = "{source}.aasx"
UNFINISHED_NAMES: Final = (".tmp", ".temp", ".part", ".partial", ".filepart", ".crdownload", ".download", ".swp", "~")
"""How programs call a file while they write it."""
HIDDEN: Final = ("~$", ".")


@dataclass(slots=True)
class Watch:
    """What is watched, and since when each file has been as it is."""

    folder: Path
    state: State
    to: Path
    settings: Settings
    said: dict[str, Any]
    settle: float
    lang: Literal["en", "ko"]
    subfolders: bool = False
    since: dict[Path, tuple[Stamp, float]] = field(default_factory=dict)
    held: set[Path] = field(default_factory=set)
    away: bool = False


def watch(
    folder: Source,
    *,
    to: Source,
    mapping: MappingChoice | Sequence[MappingChoice],
    name: str = NAME,
    state: Source | None = None,
    every: float = 10.0,
    settle: float = 5.0,
    once: bool = False,
    subfolders: bool = False,
    settings: Settings | None = None,
    lang: Literal["en", "ko"] = "en",
    pause: Callable[[float], None] = time.sleep,
    **said: Unpack[Choices],
) -> Iterator[Step]:
    """Convert each table that comes into a folder, and yield a step for each; never ends unless `once`.

    The packages go to the folder `to`, called `name`; {source} is the file's name without its ending. The folder is
    looked at again after `every` seconds. A file is complete when size and time have not changed for `settle`
    seconds; one that another program holds is tried again. A file that cannot be converted is left alone until it
    changes; its report is in the folder `failed`. A file that grows later gives a package with its new rows. The
    state file, `aas-watch.json` in `to`, knows what is done, also when this process is killed. With `once` the files
    that are there are converted, after a pause of `settle`. With `subfolders` those of the folder are watched too,
    and packages lie in folders of the same names. `said` is what `convert` takes. Raises StateError where another
    watch uses the state, FindingsError for a mapping that cannot be read, and OSError from the disk of `to`.

    >>> for step in aas.watch(".", to="packages", mapping="mapping.yaml", settle=0, once=True):
    ...     print(Path(step.source).name, step.ok)
    shots.csv True
    """
    check_name(name)
    mappings = [one if isinstance(one, Mapping) else read_mapping(one) for one in several(mapping)]
    if not mappings:
        raise ValueError("name a mapping; without one each file could be understood in another way")
    wanted = merged(mappings[0].settings, settings or Settings())
    out = Path(to)
    with open_state(Path(state) if state else out / STATE) as opened:
        for package in opened.gone:
            yield Step(str(package), findings=(taken_away(package),))
        choices = {**said, "mapping": mappings, "lang": lang}
        watched = Watch(Path(folder), opened, out / name, wanted, choices, settle, lang, subfolders)
        yield from look(watched)
        if once:
            pause(settle)
            yield from look(watched)
            return
        while True:
            pause(min(every, settle) if watched.since else every)
            yield from look(watched)


def look(watched: Watch) -> Iterator[Step]:
    """Look at the folder once, and convert what is complete."""
    try:
        known = watched.state.memory.sources
        # what is new comes first: it may be what another file was, which has been begun anew
        files = sorted(files_of(watched), key=lambda file: (watched.state.key(file) in known, by_name(file)))
    except OSError as error:
        # the disk of another computer: it comes back
        if not watched.away:
            rule = LOCKED if isinstance(error, PermissionError) else NOT_FOUND
            yield Step(str(watched.folder), error=failure(rule, str(watched.folder)))
        watched.away = True
        return
    watched.away = False
    there = set(files)
    watched.since = {file: since for file, since in watched.since.items() if file in there}
    watched.held &= there
    for file in files:
        if has_settled(file, watched):
            step = waiting(file, watched) if is_open_elsewhere(file) else converted(file, watched)
            if step is not None:
                if step.failed:
                    LOGGER.warning("watch: %s could not be converted", file)
                yield step


def files_of(watched: Watch) -> Iterator[Path]:
    """Yield the tables in the folder, and in those below where they are wanted; never those among our own files."""
    ours = watched.to.parent.absolute()
    for place, folders, names in walk(watched.folder):
        below = Path(place)
        yield from (file for name in names if is_wanted(file := below / name, watched.state))
        if not watched.subfolders:
            return
        kept = [name for name in folders if not name.startswith(HIDDEN) and (below / name).absolute() != ours]
        folders[:] = kept  # so the others are not walked


def walk(folder: Path) -> Iterator[tuple[str, list[str], list[str]]]:
    """Walk a folder; OSError where it cannot be listed itself, while one below it that cannot is left out."""
    with os.scandir(folder):
        pass
    yield from os.walk(folder)


def is_wanted(file: Path, state: State) -> bool:
    """Return whether a file is a table by its name, and neither half written nor one of ours."""
    name = file.name.lower()
    if (
        name.startswith(HIDDEN)
        or name.endswith(UNFINISHED_NAMES)
        or file.suffix.lower() not in (*BY_SUFFIX, *suffixes())
    ):
        return False
    return file.is_file() and file.absolute() != state.path.absolute() and not is_environment(file)


def has_settled(file: Path, watched: Watch) -> bool:
    """Return whether a file that is new or has changed has been as it is for long enough."""
    key, memory = watched.state.key(file), watched.state.memory
    try:
        stamp = stamp_of(file)
    except OSError:
        return False
    failed = memory.failed.get(key)
    if memory.looked_at.get(key) == stamp or (failed is not None and (failed.size, failed.modified) == stamp):
        watched.since.pop(file, None)
        return False
    before, since = watched.since.get(file, (None, 0.0))
    if before != stamp:
        watched.since[file] = (stamp, time.monotonic())
        return watched.settle == 0
    return time.monotonic() - since >= watched.settle


def is_open_elsewhere(file: Path) -> bool:
    """Return whether Excel or LibreOffice has a workbook open: they put a file of their own beside it."""
    # Excel leaves out the first two letters of a long name
    beside = (f"~${file.name}", f"~${file.name[2:]}", f".~lock.{file.name}#")
    return any(file.with_name(name).exists() for name in beside)


def converted(file: Path, watched: Watch) -> Step | None:
    """Convert a complete file; None where there is nothing to say of it."""
    stamp = watched.since[file][0]
    before = watched.state.memory.failed.get(watched.state.key(file))
    to = watched.to.parent / file.parent.relative_to(watched.folder) / watched.to.name
    step = convert_source(file, watched.state, to, watched.settings, watched.said, rested=float("-inf"))
    if step.error is not None and any(finding.rule is LOCKED for finding in step.error.findings):
        return waiting(file, watched)
    watched.since.pop(file, None)
    watched.held.discard(file)
    if step.package is not None and before is not None:
        (watched.state.folder / before.report).unlink(missing_ok=True)
    if step.failed:
        note_failure(file, stamp, step, watched)
    return step if step.failed or step.package is not None or step.findings else None


def waiting(file: Path, watched: Watch) -> Step | None:
    """Say once of a file that another program holds it; it is tried again at each look."""
    if file in watched.held:
        return None
    watched.held.add(file)
    held = Diagnostic(LOCKED, Location(file=str(file)), severity_override=Severity.WARNING)
    return Step(str(file), findings=(held,))


def note_failure(file: Path, stamp: Stamp, step: Step, watched: Watch) -> None:
    """Write the report of a file that could not be converted, and remember to leave it alone."""
    report = Report(lang=watched.lang)
    report.extend(step.findings)
    report.extend(step.error.findings if step.error is not None else ())
    if step.conversion is not None:
        report.extend(step.conversion.report)
    below = file.parent.relative_to(watched.folder)
    place = watched.to.parent / "failed" / below / f"{file.name}.json"
    content = {"source": str(file), **report.to_json(watched.lang)}
    with replaced(place) as written:
        written.write(msgspec.json.format(msgspec.json.encode(content), indent=2))
    when = datetime.now().astimezone().isoformat(timespec="seconds")
    watched.state.memory.failed[watched.state.key(file)] = Failed(*stamp, when, watched.state.seen(place))
    watched.state.save()

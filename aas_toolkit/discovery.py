"""Find the AAS files that a command is about: files, folders and patterns."""

from __future__ import annotations

import glob
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from aas_toolkit.file_names import matches, relative
from aas_validators.task import Assessment

SUFFIXES: Final = (".aasx", ".json", ".xml", ".ttl", ".nt", ".rdf", ".jsonld")
LEFT_ALONE: Final = ("node_modules", "__pycache__", "site-packages")
"""Folders that hold other people's files; so do those whose name begins with a full stop."""

AAS_WORDS: Final = re.compile(
    rb"admin-shell|assetAdministrationShell|submodel|conceptDescription|idShort|modelType|identification", re.IGNORECASE
)
READ: Final = 1 << 20
"""Bytes in which a file that cannot be parsed is searched for words of AAS."""

TOP_NAMES: Final = frozenset(("modelType", "idShort", "submodels", "assetAdministrationShells", "conceptDescriptions"))


@dataclass(frozen=True, slots=True)
class Found:
    """A file to check. One that was `named` is checked whatever it is; one in a folder only if it is of AAS."""

    path: Path
    named: bool = True


def find_files(places: Iterable[str], exclude: Iterable[str] = (), home: Path | None = None) -> list[Found]:
    """Return the files that places name, each once: a file itself, a folder's files at any depth, sorted, and the
    same for what fits a pattern such as `lines/**/*.aasx`.

    `exclude` holds patterns of paths counted from `home`; a file that is named itself is never excluded.
    Raises FileNotFoundError for a place that is not there, or a pattern that nothing fits."""
    patterns, here = tuple(exclude), home or Path.cwd()
    found: dict[Path, Found] = {}
    for place in places:
        for each in at(place, patterns, here):
            known = found.setdefault(each.path, each)
            if each.named and not known.named:
                found[each.path] = each
    return list(found.values())


def at(place: str, exclude: tuple[str, ...], home: Path) -> Iterator[Found]:
    """Yield the files at one place."""
    path = Path(place)
    if path.exists():
        paths = [path]
    else:
        # a shell that expands patterns gives names; what it would have named counts as named here as well
        hits = glob.glob(place, recursive=True)  # noqa: PTH207 (Path.glob takes no absolute pattern)
        paths = sorted(map(Path, hits)) if glob.has_magic(place) else []
        if not paths:
            raise FileNotFoundError(2, "there is no such file or folder", place)
    for each in paths:
        if each.is_dir():
            yield from (Found(file, named=False) for file in files_below(each, exclude, home))
        elif each.suffix.lower() in SUFFIXES or len(paths) == 1:
            yield Found(each)


def files_below(folder: Path, exclude: tuple[str, ...], home: Path) -> Iterator[Path]:
    """Yield the files below a folder that may hold AAS, sorted by name, without what is excluded."""
    for path in sorted(folder.iterdir()):
        if is_excluded(path, exclude, home):
            continue
        if path.is_dir():
            # a link may lead back up, round and round
            if not (path.name.startswith(".") or path.name in LEFT_ALONE or path.is_symlink()):
                yield from files_below(path, exclude, home)
        elif path.suffix.lower() in SUFFIXES and path.is_file():
            yield path


def is_excluded(path: Path, exclude: Iterable[str], home: Path) -> bool:
    """Return whether a path fits one of the patterns that are left out."""
    return any(matches(relative(path, home), pattern) for pattern in exclude)


def is_stranger(path: Path, assessment: Assessment) -> bool:
    """Return whether JSON, XML or RDF has nothing to do with AAS: no class is known, and no word of AAS is in it."""
    if assessment.root is not None or assessment.kind == "aasx" or path.suffix.lower() == ".aasx":
        return False
    named = {finding.rule.name for finding in assessment.findings}
    if named == {"unknown-namespace"}:
        # JUnit XML of an earlier run is full of words of AAS
        return not any(is_of_aas(finding.values) for finding in assessment.findings)
    if assessment.kind == "json" and named == {"unknown-root"}:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
        tops = content if isinstance(content, list) else [content]
        return not any(isinstance(top, dict) and TOP_NAMES & top.keys() for top in tops)
    with path.open("rb") as file:
        head = file.read(READ).replace(b"\0", b"")
    return bool(head.strip()) and not AAS_WORDS.search(head)


def is_of_aas(root: Mapping[str, object]) -> bool:
    """Return whether a root element, by what a finding says of it, is one of AAS in a namespace that is not."""
    from aas_validators.metamodel.shapes import ENVIRONMENT_LISTS, VERSIONS, class_of_element

    name, namespace = str(root["root"]), str(root["namespace"])
    return "admin-shell" in namespace.lower() or name in class_of_element(VERSIONS[-1]) or name in ENVIRONMENT_LISTS

"""Several packages from one: a shell with its submodels, the concepts these use and the files they name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from aas_converters.interchange.content import Content, Environment, Part
from aas_converters.interchange.files import files_named
from aas_converters.interchange.write import joined
from aas_validators.document.jsonable import strings
from aas_validators.package.part_names import equivalent

UNSAFE: Final = '<>:"/\\|?*'


def by_shell(content: Content) -> Iterator[tuple[str, Content]]:
    """Yield a file name without suffix and the content for each shell, then what belongs to no shell as `rest`."""
    environment = joined([part.environment for part in content.parts])
    submodels = {one.get("id"): one for one in environment.get("submodels") or []}
    concepts = {one.get("id"): one for one in environment.get("conceptDescriptions") or []}
    placed: set[Any] = set()
    used: set[Any] = set()
    names: set[str] = set()
    for shell in environment.get("assetAdministrationShells") or []:
        named = [reference["keys"][-1] for reference in shell.get("submodels") or [] if reference.get("keys")]
        ids = [key.get("value") for key in named]
        mine = [submodels[one] for one in dict.fromkeys(ids) if one in submodels]
        placed.update(ids)
        piece, needed = with_concepts({"assetAdministrationShells": [shell], "submodels": mine}, concepts)
        used |= needed
        yield file_name(shell, names), of_part(content, piece)
    loose: Environment = {
        "submodels": [one for key, one in submodels.items() if key not in placed],
    }
    piece, needed = with_concepts(loose, concepts)
    left = [one for key, one in concepts.items() if key not in used | needed]
    piece["conceptDescriptions"] = [*piece.get("conceptDescriptions", []), *left]
    if any(piece.values()):
        yield file_name({"idShort": "rest"}, names), of_part(content, piece)


def with_concepts(environment: Environment, concepts: dict[Any, Any]) -> tuple[Environment, set[Any]]:
    """Return an environment with the concept descriptions it names, and their ids."""
    texts = {text for _, text in strings(environment)}
    needed = {key for key in concepts if key in texts}
    while more := {k for key in needed for _, k in strings(concepts[key]) if k in concepts} - needed:
        needed |= more
    kept = {name: items for name, items in environment.items() if items}
    if needed:
        kept["conceptDescriptions"] = [one for key, one in concepts.items() if key in needed]
    return kept, needed


def of_part(content: Content, environment: Environment) -> Content:
    """Return a content with one environment and the files it names."""
    first = content.parts[0]
    wanted = {name for part in content.parts for name in files_named(environment, part.name)}
    files = {name: one for name, one in content.attachments.items() if equivalent(name) in wanted}
    thumbnail = content.thumbnail if content.thumbnail in files else None
    supplements = tuple(name for name in files if name != thumbnail)
    part = Part("/aasx/data.json", first.form, first.metamodel, environment, supplements)
    return replace(content, parts=(part,), attachments=files, thumbnail=thumbnail, findings=(), package=None)


def file_name(shell: dict[str, Any], taken: set[str]) -> str:
    """Return a name for the file of a shell that no other has: its idShort, or the end of its id."""
    said = str(shell.get("idShort") or str(shell.get("id", "")).rstrip("/").rpartition("/")[2] or "shell")
    plain = "".join("_" if sign in UNSAFE or not sign.isprintable() else sign for sign in said).strip(" .") or "shell"
    name, number = plain[:100], 1
    while name.casefold() in taken:
        number += 1
        name = f"{plain[:100]}-{number}"
    taken.add(name.casefold())
    return name

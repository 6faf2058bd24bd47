"""Find reference models: the bundled ones, those in a plant's own folders or in installed packages, or one file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import entry_points
from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from aas_reference_models.concept_ids import BASE
from aas_reference_models.marked_yaml import read_yaml, read_yaml_file
from aas_reference_models.model import Model
from aas_reference_models.problem import as_it_is, meant
from aas_reference_models.read_model import PACKAGE, read_model

FILE: Final = "model.yaml"
"""A model is a folder named after it with this file, and examples beside it."""

ENTRY_POINTS: Final = "aas_toolkit.models"
"""Group of entry points by which an installed package offers models: `name = "package"`, a folder of models."""

SUBMODEL_ID: Final = re.compile(re.escape(BASE) + r"submodel/([a-z0-9_]+)/\d+/\d+")


class UnknownModelError(ValueError):
    """Raised when there is no model of a name; its hint names the closest."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        self.name = name
        self.hint_en, self.hint_ko = meant(name, sorted(known))
        self.message_en = f"there is no model {name}"
        self.message_ko = f"{name} 모델이 없습니다"
        super().__init__(f"{self.message_en}; {self.hint_en}" if self.hint_en else self.message_en)

    def __reduce__(self) -> tuple[Any, ...]:
        return as_it_is(self)


def models(folders: Iterable[Path | str] = ()) -> Mapping[str, str]:
    """Return name → path of the model file, sorted by name; those in `folders` before installed and bundled ones.

    Reads no YAML. A bundled path is for showing; load by name.
    """
    found = {name: str(folder.joinpath(FILE)) for name, folder in bundled_folders().items()}
    for folder in reversed(all_folders(folders)):
        # a folder of models, like the bundled one
        found.update({path.parent.name: str(path) for path in sorted(folder.glob(f"*/{FILE}"))})
    return dict(sorted(found.items()))


def load_model(name_or_path: str | Path, folders: Iterable[Path | str] = ()) -> Model:
    """Return a model by name or path.

    A path is a YAML file or a folder with a model.yaml. A name is looked up in `folders`, then in installed
    packages, then among the bundled models. Raises ModelError if the file is no good, UnknownModelError if there
    is none, OSError from the disk.
    """
    path = Path(name_or_path)
    if path.suffix in (".yaml", ".yml"):
        return load_file(path)
    if (path / FILE).is_file():
        return load_file(path / FILE)
    name = str(name_or_path)
    for folder in all_folders(folders):
        if is_name(name) and (folder / name / FILE).is_file():
            return load_file(folder / name / FILE)
    if name in bundled_folders():
        return load_bundled(name)
    raise UnknownModelError(name, models(folders))


def model_for(semantic_id: str, folders: Iterable[Path | str] = ()) -> Model | None:
    """Return the model whose submodels carry a semantic id, None if there is none.

    Bundled models are found by the id itself; models in `folders` and installed packages have to be read.
    """
    match = SUBMODEL_ID.fullmatch(semantic_id.strip())
    if match and match[1] in bundled_folders():
        model = load_bundled(match[1])
        if model.semantic_id == semantic_id.strip():
            return model
    for folder in all_folders(folders):
        for path in sorted(folder.glob(f"*/{FILE}")):
            model = load_file(path)
            if model.semantic_id == semantic_id.strip():
                return model
    return None


def examples(name: str, folders: Iterable[Path | str] = ()) -> Mapping[str, Path]:
    """Return plant → folder of the examples of a model. Raises UnknownModelError if there is no such model."""
    own = [folder / name for folder in all_folders(folders) if is_name(name) and (folder / name / FILE).is_file()]
    if own:
        return examples_in(own[0])
    if name not in bundled_folders():
        raise UnknownModelError(name, models(folders))
    with as_file(bundled_folders()[name]) as path:
        return examples_in(path)


def examples_in(folder: Path) -> dict[str, Path]:
    """Return plant → folder of the examples beside a model file."""
    return {each.name: each for each in sorted((folder / "examples").glob("*")) if each.is_dir()}


def all_folders(folders: Iterable[Path | str]) -> list[Path]:
    """Return the folders that are searched before the bundled models: those asked for, then installed ones."""
    return [*(Path(folder) for folder in folders), *installed_folders()]


@cache
def installed_folders() -> tuple[Path, ...]:
    """Return the folders of models that installed packages offer, in the order of the entry points' names.

    A package is looked up, not run; one that is not there any more offers nothing.
    """
    found: list[Path] = []
    for point in sorted(entry_points(group=ENTRY_POINTS), key=lambda point: point.name):
        try:
            spec = find_spec(point.module)
        except ModuleNotFoundError:
            continue
        found.extend(Path(place) for place in (spec.submodule_search_locations or () if spec else ()))
    return tuple(found)


def is_name(text: str) -> bool:
    """Say whether a text can be the name of a model, and so no way out of a folder."""
    return re.fullmatch(r"[a-z][a-z0-9_]*", text) is not None


def load_file(path: Path) -> Model:
    """Return the model in a file."""
    return read_model(read_yaml_file(path))


@cache
def load_bundled(name: str) -> Model:
    """Return a bundled model; read once."""
    file = bundled_folders()[name].joinpath(FILE)
    return read_model(read_yaml(file.read_text(encoding="utf-8"), f"models/{name}/{FILE}"), trusted=True)


@cache
def bundled_folders() -> Mapping[str, Traversable]:
    """Return name → folder of every bundled model."""
    root = files(PACKAGE).joinpath("models")
    return {each.name: each for each in root.iterdir() if is_name(each.name) and each.joinpath(FILE).is_file()}

"""Check models as files: what cannot be read, what is missing or unclear, and what would collide with other models."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from os import PathLike
from pathlib import Path
from typing import Final, Literal

from aas_converters.model_rules import model_diagnostics
from aas_reference_models.check_model import check_model
from aas_reference_models.concept_ids import BASE
from aas_reference_models.library import FILE, bundled_folders, is_name, load_bundled, load_file, load_model
from aas_reference_models.library import models as known_models
from aas_reference_models.model import Model
from aas_reference_models.problem import ModelError, Problem
from aas_validators.diagnostics import Diagnostic, Report

Source = str | PathLike[str]

YAML: Final = (".yaml", ".yml")


def check_models(
    source: Source | Iterable[Source], *, models: Iterable[Source] = (), lang: Literal["en", "ko"] = "en"
) -> Report:
    """Check reference models: names, model files, folders of a model, or folders of models; one or several.

    Names are looked up in the folders `models` first. Raises UnknownModelError for a name that is none, OSError from
    the disk.

    >>> aas.check_models("plating").ok
    True
    """
    report = Report(lang=lang)
    asked = [source] if isinstance(source, str | PathLike) else list(source)
    report.extend(model_findings(asked, [Path(folder) for folder in models]))
    return report


def model_findings(asked: Iterable[Source], places: list[Path | str]) -> Iterator[Diagnostic]:
    """Yield what is wrong with models."""
    for one in asked:
        path = Path(one)
        files = model_files(path)
        if not files and path.suffix not in YAML:
            files = named(str(one), places)
        for file in files or [path]:
            yield from model_diagnostics(check_file(file) if file is not None else check_bundled(str(one)))


def model_files(path: Path) -> list[Path | None]:
    """Return the model files that a path stands for, none if it is no path to models."""
    if path.suffix in YAML:
        return [path]
    if (path / FILE).is_file():
        return [path / FILE]
    return [*sorted(path.glob(f"*/{FILE}"))] if path.is_dir() else []


def named(name: str, folders: list[Path | str]) -> list[Path | None]:
    """Return the file of a model by name; None stands for a bundled one. Raises UnknownModelError."""
    found = known_models(folders).get(name)
    if found is None:
        load_model(name, folders)  # raises, with the closest names
    return [None] if found is None or not Path(found).is_file() or is_bundled(Path(found)) else [Path(found)]


def is_bundled(path: Path) -> bool:
    """Say whether a file is that of a bundled model."""
    folder = bundled_folders().get(path.parent.name)
    return folder is not None and str(folder.joinpath(FILE)) == str(path.absolute())


def check_bundled(name: str) -> Iterator[Problem]:
    """Yield what is wrong with a bundled model."""
    yield from check_model(load_bundled(name))


def check_file(path: Path) -> Iterator[Problem]:
    """Yield what is wrong with a model file, in the order of its lines."""
    try:
        model = load_file(path)
    except ModelError as error:
        yield from error.problems
        return
    yield from check_model(model)
    if not is_bundled(path):
        yield from check_place(model, path)


def check_place(model: Model, path: Path) -> Iterator[Problem]:
    """Yield what would keep a model of one's own from being found, or mix it up with a bundled one."""
    file, folder = str(path), path.absolute().parent.name
    if path.name == FILE and folder != model.id:
        yield Problem(
            "folder-name",
            file,
            1,
            1,
            f"the folder {folder} is not named after its model {model.id}",
            f"폴더 이름 {folder}이(가) 모델 이름 {model.id}과(와) 다릅니다",
            f"rename the folder to {model.id}",
            f"폴더 이름을 {model.id}(으)로 바꾸십시오",
        )
    if is_name(model.id) and model.id in bundled_folders():
        yield Problem(
            "name-taken",
            file,
            1,
            1,
            f"{model.id} is the name of a bundled model too",
            f"{model.id}은(는) 기본 제공 모델의 이름이기도 합니다",
            "choose another name, unless yours is to take its place",
            "기본 모델을 대신하려는 것이 아니라면 다른 이름을 쓰십시오",
            "warning",
        )
    if model.semantic_id.startswith(BASE):
        yield Problem(
            "bundled-ids",
            file,
            1,
            1,
            f"its ids begin with {BASE}, the base of the bundled models",
            f"식별자가 기본 제공 모델의 {BASE}(으)로 시작합니다",
            "add base: with an address of your own",
            "base: 에 직접 관리하는 주소를 적으십시오",
            "warning",
        )

"""The verbs of the library for reference models: find, load, compare, rank, and write as templates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from aas_reference_models.library import examples as examples_of
from aas_reference_models.library import models as known_models
from aas_reference_models.model import Model
from aas_toolkit.results import Written
from aas_toolkit.templates import ENDINGS, choose_model
from aas_validators.diagnostics import Report

if TYPE_CHECKING:
    from aas_converters.letters.script import Format, Metamodel
    from aas_converters.mapping.ranking import Fit
    from aas_toolkit.model_changes import Change

Source = str | PathLike[str]
ModelChoice = str | PathLike[str] | Model


def models(*, models: Iterable[Source] = ()) -> Mapping[str, str]:
    """Return name → path of the model file, sorted by name.

    Those in the folders `models` come before installed and bundled ones. Reads no YAML. A bundled path is for showing;
    load by name.

    >>> "plating" in aas.models()
    True
    """
    return known_models([Path(folder) for folder in models])


def load_model(model: ModelChoice, *, models: Iterable[Source] = ()) -> Model:
    """Return a reference model by name or path, or a template from an IDTA template file.

    A path is a YAML file, a folder with a model.yaml, or a template file (`t.aasx`, `t.aasx#IdShort` where it holds
    several). A name is looked up in the folders `models`, then in installed packages, then among the bundled models.
    Raises ModelError if the file is no good, FindingsError for a template file without a template, UnknownModelError if
    there is none, OSError from the disk.

    >>> aas.load_model("plating").title.get("ko")
    '전기 도금'
    """
    return model if isinstance(model, Model) else choose_model(model, [Path(folder) for folder in models])


def examples(model: str, *, models: Iterable[Source] = ()) -> Mapping[str, Path]:
    """Return plant → folder of the examples of a model: a plant file and its mapping.

    Raises UnknownModelError if there is no such model.

    >>> [(folder / "mapping.yaml").exists() for folder in aas.examples("injection_moulding").values()]
    [True]
    """
    return examples_of(model, [Path(folder) for folder in models])


def diff_models(old: ModelChoice, new: ModelChoice, *, models: Iterable[Source] = ()) -> tuple[Change, ...]:
    """Return what changed between two versions of a model, and which of it breaks what was written by the old one.

    Raises what `load_model` raises.

    >>> aas.diff_models("plating", "plating")
    ()
    """
    from aas_toolkit.model_changes import changes

    folders = list(models)
    return tuple(changes(load_model(old, models=folders), load_model(new, models=folders)))


def rank_models(source: Any, *, models: Iterable[Source] = ()) -> tuple[Fit, ...]:
    """Return how well reference models fit plant data, the best first; those that do not fit at all are left out.

    `source` is what `open_table` takes. Raises SourceError if it cannot be opened, OSError from the disk.

    >>> aas.rank_models("shots.csv")[0].model.name
    'injection_moulding'
    """
    from aas_converters.mapping.ranking import rank
    from aas_converters.sources import open_table

    folders = [Path(folder) for folder in models]
    known = [load_model(name, models=folders) for name in known_models(folders)]
    table = open_table(Path(source) if isinstance(source, PathLike) else source)
    return tuple(fit for fit in rank(known, table) if fit.columns)


def export_template(
    model: ModelChoice,
    *,
    to: Source,
    metamodel: Metamodel = "3.0",
    part: Format = "json",
    models: Iterable[Source] = (),
    lang: Literal["en", "ko"] = "en",
) -> Written:
    """Write a reference model as an IDTA submodel template, with a concept description for each element.

    `to` is a file that ends in .json, .xml or .aasx, or a folder for all three. The report has what the template breaks
    of the metamodel. Raises what `load_model` raises, and OSError from the disk.

    >>> [path.suffix for path in aas.export_template("plating", to="templates").paths]
    ['.json', '.xml', '.aasx']
    """
    from aas_converters.templates.write import write_template
    from aas_toolkit.api import validate

    chosen, target = load_model(model, models=models), Path(to)
    one = target.suffix.lower() in ENDINGS and not target.is_dir()
    targets = [target] if one else [target / f"{chosen.name}{ending}" for ending in ENDINGS]
    report = Report(lang=lang)
    for path in targets:
        write_template(chosen, path, metamodel=metamodel, part=part)
        # whether it conforms to itself need not be asked
        report.extend(validate(path, metamodel=metamodel, skip=("template",)))
    return Written(report, tuple(targets))

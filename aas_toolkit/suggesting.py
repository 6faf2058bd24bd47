"""Suggest a mapping for plant data: the verb of the library."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import Final, Literal

from aas_converters.mapping.explained import explained
from aas_converters.mapping.mapping import Mapping
from aas_converters.mapping.plausible import samples
from aas_converters.mapping.ranking import Fit, rank
from aas_converters.mapping.suggest import Suggestion, suggest
from aas_converters.sources import Settings, Table, open_tables
from aas_reference_models.library import load_model
from aas_reference_models.library import models as model_names
from aas_reference_models.model import Model
from aas_toolkit.templates import choose_model

Source = str | PathLike[str]
NO_SETTINGS: Final = Settings()


@dataclass(frozen=True, slots=True)
class Suggested:
    """A mapping that is suggested for a table, and how well each model fits it; no `fits` if one was asked for."""

    suggestion: Suggestion
    table: Table
    fits: tuple[Fit, ...]

    @property
    def mapping(self) -> Mapping:
        """The mapping."""
        return self.suggestion.mapping

    def text(self, lang: Literal["en", "ko"] = "en") -> str:
        """Return the mapping as YAML, with the reasons, the doubts and what is missing as comments."""
        return explained(self.suggestion, self.table, self.fits, lang)


def suggest_mapping(
    source: Source | Iterable[Source],
    *,
    model: str | PathLike[str] | Model | None = None,
    models: Iterable[Source] = (),
    settings: Settings = NO_SETTINGS,
) -> Suggested:
    """Suggest which column fills which element of a model, for one table or the one of several that fits best.

    Without `model` the one that fits best of all is taken. Headers, units and a sample of the cells decide; the same
    data give the same answer, and nothing is asked of a network. Raises ValueError (UnknownModelError) for an unknown
    model, SourceError if a source cannot be opened, and OSError from the disk.

    >>> found = aas.suggest_mapping("shots.csv")
    >>> found.mapping.model
    'injection_moulding'
    >>> Path("suggested.yaml").write_text(found.text("ko"), encoding="utf-8") > 0
    True
    """
    folders = [Path(folder) for folder in models]
    wanted = model if isinstance(model, Model) or model is None else choose_model(model, folders)
    sources = [source] if isinstance(source, str | PathLike) else list(source)
    tables = open_tables([one if isinstance(one, str) else Path(one) for one in sources], settings)
    if not tables:
        raise ValueError("there is no source to suggest a mapping for")
    known = [load_model(name, folders) for name in model_names(folders)] if wanted is None else []
    found = [suggested(table, wanted, known) for table in tables]
    return max(found, key=lambda one: len(one.suggestion.proposals))


def suggested(table: Table, model: Model | None, known: list[Model]) -> Suggested:
    """Return what is suggested for one table, with a model or with the one of those known that fits best."""
    cells = samples(table)
    fits = () if model is not None else tuple(rank(known, table, cells))
    return Suggested(suggest(model or fits[0].model, table, cells), table, fits)

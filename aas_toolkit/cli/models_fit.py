"""`aas models list --for`: the models that fit a plant file, the best first."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import click

from aas_converters.mapping.ranking import Fit, rank
from aas_converters.sources import SourceError, open_tables
from aas_reference_models.model import Model
from aas_toolkit.cli.output import print_json
from aas_toolkit.cli.source_failures import source_failure
from aas_toolkit.cli.tables import print_table

SHOWN: Final = 10
"""How many models a person sees; a program gets all that fit at all."""
HEADS: Final = {
    "en": ("name", "title", "fit", "columns", "mandatory"),
    "ko": ("이름", "제목", "적합도", "맞는 열", "필수 요소"),
}


def list_for(source: Path, models: Sequence[Model], *, as_json: bool, lang: str) -> int:
    """Print how well models fit a file; those that do not fit at all are left out. Return the exit code."""
    try:
        # of a folder with tables of several kinds, the one that is best known
        ranked = [(table, rank(models, table)) for table in open_tables([source])]
        table, ranking = max(ranked, key=lambda one: one[1][0].score if one[1] else 0.0)
        fits = [fit for fit in ranking if fit.columns]
    except SourceError as error:
        return source_failure(error, as_json=as_json, lang=lang)
    total = len(table.columns)
    if as_json:
        print_json([fit_json(fit, total) for fit in fits])
    elif fits:
        print_table(HEADS["ko" if lang == "ko" else "en"], [row(fit, total, lang) for fit in fits[:SHOWN]])
    else:
        nothing = "맞는 모델이 없습니다" if lang == "ko" else "no model has anything like its columns"
        click.echo(f"{source}: {nothing}")
    return 0


def row(fit: Fit, total: int, lang: str) -> tuple[str, ...]:
    """Return the line of a model."""
    return (
        fit.model.name,
        fit.model.title.get(lang),
        f"{fit.score:.0%}",
        f"{len(fit.columns)}/{total}",
        f"{fit.mandatory_found}/{fit.mandatory}",
    )


def fit_json(fit: Fit, total: int) -> dict[str, object]:
    """Return a fit as plain data."""
    return {
        "name": fit.model.name,
        "version": fit.model.version,
        "title": dict(fit.model.title.by_language),
        "score": fit.score,
        "columns": {"of": total, "matched": dict(fit.columns)},
        "mandatory": {"of": fit.mandatory, "found": fit.mandatory_found},
    }

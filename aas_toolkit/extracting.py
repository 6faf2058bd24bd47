"""The verb of the library that turns AAS files back into tables."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import replace
from os import PathLike
from pathlib import Path
from typing import Literal

from aas_converters.extract.extract import FORMATS, Extracted
from aas_converters.extract.extract import extract as extract_tables
from aas_reference_models.library import model_for
from aas_toolkit.aas_sources import AasSource, held, several
from aas_toolkit.journal import logged

Source = str | PathLike[str]


@logged
def extract(
    source: AasSource,
    *,
    to: Source,
    submodel: str | None = None,
    models: Iterable[Source] = (),
    lang: Literal["en", "ko"] = "en",
) -> Extracted:
    """Write the submodels of AAS data as tables: one row each, or one for each record of a group or time series.

    `source` is a file, its bytes, an open file, or objects of an SDK, or several of these. `to` ends in .csv, .jsonl or
    .parquet; several kinds of submodels become several files named after it, unless `submodel` picks one by idShort or
    semantic id. `models` are folders with models of your own: they say which list of a submodel holds its records. The
    report of the result says what could not be extracted. Raises ValueError for another suffix, and OSError from the
    disk.

    >>> done = aas.extract("shots.aasx", to="again.csv")
    >>> done.path.name, done.tables[0].rows
    ('again.csv', 24)
    """
    target = Path(to)
    if target.suffix.lower() not in FORMATS:
        raise ValueError(f"{target.name} ends in none of {', '.join(FORMATS)}")
    folders = [Path(folder) for folder in models]
    with ExitStack() as stack:
        files = [stack.enter_context(held(one)) for one in several(source)]
        paths = [one.path for one in files]
        done = extract_tables(paths, target, submodel=submodel, find_model=lambda name: model_for(name, folders))
        report = done.report
        for one in files:
            report = one.report(report)
    return replace(done, report=replace(report, lang=lang))

"""The verb of the library that turns AAS files back into tables."""

from __future__ import annotations

from collections.abc import Iterable
from os import PathLike
from pathlib import Path

from aas_converters.extract.extract import FORMATS, Extracted
from aas_converters.extract.extract import extract as extract_tables
from aas_reference_models.library import model_for

Source = str | PathLike[str]


def extract(
    source: Source | Iterable[Source],
    *,
    to: Source,
    submodel: str | None = None,
    models: Iterable[Source] = (),
) -> Extracted:
    """Write the submodels of AAS files as tables: one row each, or one for each record of a group or time series.

    `to` ends in .csv, .jsonl or .parquet; several kinds of submodels become several files named after it, unless
    `submodel` picks one by idShort or semantic id. `models` are folders with models of your own: they say which list
    of a submodel holds its records. The report of the result says what could not be extracted. Raises ValueError for
    another suffix, and OSError from the disk.
    """
    target = Path(to)
    if target.suffix.lower() not in FORMATS:
        raise ValueError(f"{target.name} ends in none of {', '.join(FORMATS)}")
    folders = [Path(folder) for folder in models]
    files = [Path(source)] if isinstance(source, str | PathLike) else [Path(one) for one in source]
    return extract_tables(files, target, submodel=submodel, find_model=lambda name: model_for(name, folders))

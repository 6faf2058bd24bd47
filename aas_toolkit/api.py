"""The verbs of the library that look at AAS files. Each composes the floors below in a few lines."""

from __future__ import annotations

from collections.abc import Iterable
from os import PathLike
from pathlib import Path

from aas_reference_models.library import model_for
from aas_validators.check import Metamodel as CheckedMetamodel
from aas_validators.check import check_file
from aas_validators.diagnostics import Report
from aas_validators.limits import Limits
from aas_validators.template.check import by_semantic_id

Source = str | PathLike[str]


def validate(
    source: Source | bytes,
    *,
    metamodel: CheckedMetamodel = "auto",
    root: str | None = None,
    name: str | None = None,
    models: Iterable[Source] = (),
    limits: Limits = Limits(),  # noqa: B008 (frozen)
) -> Report:
    """Check an AAS file: .json, .xml or .aasx, metamodel 3.0 or 3.1, a path or the bytes themselves.

    `root` is the class of the document where it is no environment (`Submodel`); it is detected by default. `name`
    is what findings call the file. A submodel whose semanticId is that of a reference model is checked against it.
    Raises ValueError for an unknown metamodel or root, and OSError from the disk.
    """
    folders = [Path(folder) for folder in models]
    report = Report()
    report.extend(
        check_file(
            source,
            name=name,
            metamodel=metamodel,
            root=root,
            limits=limits,
            find_model=by_semantic_id(lambda semantic_id: model_for(semantic_id, folders)),
        )
    )
    return report

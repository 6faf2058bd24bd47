"""Describe a data set, and put it into a package with its description: the verb for whoever hands data over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from os import PathLike
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, Literal

from aas_converters.datasets.card import (
    DATA,
    LABEL,
    MODEL,
    Row,
    card_of,
    defect_ratio,
    mapping_of,
    meanings_of,
    rows_of,
)
from aas_converters.datasets.contents import Contents, contents_of
from aas_converters.documents.aasx import SUPPLEMENTS
from aas_converters.mapping.mapping import Mapping as PlantMapping
from aas_converters.plan.naming import NO_BASE as DERIVED_IDS
from aas_converters.plan.values.suspicion_rules import UNUSED
from aas_converters.sources import Settings, open_table
from aas_reference_models.library import load_model
from aas_reference_models.model import Element, Kind, Model
from aas_toolkit.converting import convert, read_mapping
from aas_toolkit.packing import TYPES, pack, part_name
from aas_toolkit.templates import choose_model
from aas_validators.diagnostics import Report

Source = str | PathLike[str]
VERDICTS: Final = ("quality_result", "Result.Verdict")
"""The model and element whose code list says what is good and what is not."""
QUIET: Final = (UNUSED, DERIVED_IDS)
NOTHING_SAID: Final[Mapping[str, str]] = {}


@dataclass(frozen=True, slots=True)
class Described:
    """What became of a data set: its card by element path, what was counted, and the file that was written if any."""

    card: Row
    contents: Contents
    report: Report
    path: Path | None
    attached: bool

    @property
    def paths(self) -> tuple[Path, ...]:
        """The file, if one was written."""
        return (self.path,) if self.path else ()

    @property
    def ok(self) -> bool:
        """Whether the card was written and no finding is an error."""
        return self.report.ok and self.path is not None


def describe(
    source: Source,
    *,
    to: Source,
    said: Mapping[str, str] = NOTHING_SAID,
    mapping: Source | PlantMapping | None = None,
    base: str | None = None,
    attach: bool = False,
    lang: Literal["en", "ko"] = "en",
) -> Described:
    """Write the card of a data set: a submodel of `ai_dataset_card` with all that can be counted, and what is `said`.

    `source` is a file, or a folder of labels. `said` are elements by their paths (`Access.Licence`) and go before what
    was counted. With `mapping`, the one that converts these data, each column gets the meaning of its element, and the
    words of its verdict count as good and not good where `said` names the label column. `attach` puts the file itself
    into the package beside its card; without it no value of the data leaves but the ends of columns.
    Columns that the mapping drops are not described, and of those it hashes only names; such a file is not attached.
    With an error in the report, such as an element that a card does not have, nothing was written. Raises ValueError
    for what cannot be attached, SourceError if the data cannot be read, FindingsError for a mapping that cannot be,
    and OSError from the disk.

    >>> done = aas.describe("shots.csv", to="card.aasx", mapping="mapping.yaml", attach=True)
    >>> done.ok, done.contents.rows
    (True, 24)
    """
    path, target = Path(source), Path(to)
    if attach and (path.is_dir() or target.suffix.lower() != ".aasx"):
        raise ValueError("one file can be attached, and only to a package: let the result end in .aasx")
    if path.resolve() == target.resolve():
        raise ValueError(f"{target.name} is what is read; choose another name for the result")
    found = mapping if mapping is None or isinstance(mapping, PlantMapping) else read_mapping(mapping)
    if attach and found is not None and (found.drop or found.hashed):
        kept = ", ".join((*found.drop, *found.hashed))
        raise ValueError(
            f"the file would let out what its mapping keeps in: {kept}; leave --attach out, or take them out"
        )
    table = open_table(path, found.settings if found is not None else Settings())
    contents = contents_of(table)
    contents = contents if found is None else without_secrets(contents, found)
    card = {**card_of(path, table, contents), **said}
    meanings = {} if found is None or found.model is None else meanings_of(found, model_of(found))
    label = card.get(LABEL)
    if label and "Quality.DefectRatio" not in said:
        card["Quality.DefectRatio"] = defect_ratio(table, label, verdicts(found, label))
    if attach:
        card[DATA] = SUPPLEMENTS + part_name(path)
    rows = list(rows_of(card, contents, meanings))
    with TemporaryDirectory(prefix="aas-toolkit-") as folder:
        made = Path(folder, "card.json") if attach else target
        done = convert(rows, model=card_model(path), mapping=mapping_of(rows, base), to=made, lang=lang)
        report = Report(lang=lang)
        # the card is a table of its own: zeros are good news in its columns, and its ids are not a mapping's
        report.extend(one for one in (*table.findings, *contents.findings, *done.report) if one.rule not in QUIET)
        written = done.path is not None
        if written and attach:
            packed = pack(made, to=target, files=[path], lang=lang)
            report.extend(packed.report)
            written = bool(packed.paths)
    return Described(card, contents, report, target if written else None, attach)


def without_secrets(contents: Contents, mapping: PlantMapping) -> Contents:
    """Return what may be said of data: nothing of columns that the mapping drops, no value of those it hashes."""
    shown = [one for one in contents.columns if one.column.name not in mapping.drop]
    hidden = [
        replace(one, low=None, high=None, examples=()) if one.column.name in mapping.hashed else one for one in shown
    ]
    return replace(contents, columns=tuple(hidden))


def card_model(path: Path) -> Model:
    """Return the model of cards with the media type of the data, which each File says of what it points to."""
    kind = TYPES.guess_type(path.name)[0] or "application/octet-stream"

    def typed(element: Element) -> Element:
        if element.kind is Kind.FILE:
            return replace(element, content_type=kind)
        return replace(element, elements=tuple(map(typed, element.elements)))

    model = load_model(MODEL)
    return replace(model, elements=tuple(map(typed, model.elements)))


def model_of(mapping: PlantMapping) -> Model:
    """Return the model of a mapping; one beside the mapping's file, too."""
    return choose_model(mapping.model or "", [], beside=Path(mapping.file).parent)


def verdicts(mapping: PlantMapping | None, label: str) -> dict[str, str]:
    """Return the words for good and not good: the usual ones, and those that a mapping says of the label column."""
    name, path = VERDICTS
    collection, _, id_short = path.partition(".")
    above = next(one for one in load_model(name).elements if one.id_short == collection)
    element = next(one for one in above.elements if one.id_short == id_short)
    words = {word: code.value for code in element.codes for word in (code.value, *code.aliases)}
    for one in mapping.assignments if mapping is not None else ():
        for _, cell in one.parts:
            words |= dict(cell.codes) if label in cell.columns else {}
    return words

"""An invented furnace: tables, mappings and runs for everything that makes submodels of groups of rows."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from aas_converters.convert import convert
from aas_converters.documents.objects import environments
from aas_converters.mapping.mapping import Mapping
from aas_converters.mapping.read import parse_mapping
from aas_converters.outcome import Job, Options, Outcome
from aas_converters.sources import open_tables
from aas_reference_models.library import load_model
from aas_reference_models.model import Model
from tests.laws.plating_tables import Small

Row = dict[str, str]
COLUMNS: Final = ("Time", "Machine", "Lot", "Temp", "Count", "Remark")
ELEMENTS: Final = """\
  Header.Time: Time
  Header.EquipmentId: Machine
  Header.LotNumber: Lot
  Measured.Temperature: {column: Temp, decimal: "."}
  Measured.Count: {column: Count, decimal: "."}
  Measured.Remark: Remark
"""
ITEMS: Final = """\
  Pieces[].Time: Time
  Pieces[].Temperature: {column: Temp, decimal: "."}
  Pieces[].Remark: Remark
"""
SOURCE: Final = '{encoding: utf-8, delimiter: ",", quote: "\\"", header_rows: 1, unit_row: false, skip_rows: 0}'


def furnace() -> Model:
    """The model; rows become items of `Pieces` unless the mapping wants otherwise."""
    return load_model(Path(__file__).parent / "furnace" / "model.yaml")


def mapping(
    shape: str = "{}", *, elements: str = ELEMENTS, more: str = "", zone: str = "Asia/Seoul", **ids: str
) -> Mapping:
    """A mapping with a shape in YAML; `more` are further lines of the top level, `ids` keys beside the base."""
    keys = {"base": "https://plant.example/ids", "asset": "{Header.EquipmentId}", **ids}
    text = (
        f"mapping: 1\nmodel: furnace\nsource: {SOURCE}\n"
        f"ids: {json.dumps(keys)}\n"
        f"time: {{zone: {zone}}}\nshape: {shape}\n{more}elements:\n{elements}"
    )
    found, findings = parse_mapping(text)
    assert found is not None, findings
    return found


def write(path: Path, table: Sequence[Row], columns: Sequence[str] = COLUMNS) -> Path:
    """Write rows as a CSV file."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerows(table)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.getvalue(), encoding="utf-8", newline="")
    return path


def run(
    sources: Sequence[Path],
    found: Mapping | Sequence[Mapping],
    target: Path,
    *,
    batch: int | None = None,
    **options: Any,
) -> Outcome:
    """Convert files, in batches as small as one likes."""
    mappings = [found] if isinstance(found, Mapping) else list(found)
    tables: list[Any] = list(open_tables(list(sources), mappings[0].settings))
    if batch is not None:
        tables = [Small(one, batch) for one in tables]
    jobs = [Job(furnace() if m.model == "furnace" else load_model(str(m.model)), m) for m in mappings]
    return convert(tables, jobs, target, Options(**options))


@contextmanager
def folder() -> Iterator[Path]:
    with TemporaryDirectory() as name:
        yield Path(name)


def environment(path: Path) -> dict[str, Any]:
    """The one environment of a document."""
    ((_, content),) = environments(path)
    return content


def told(outcome: Outcome) -> list[str]:
    """The findings of a run as lines, for the message of a failing test."""
    return [f"{f.rule.code} {f.message} ({f.count})" for f in outcome.report]

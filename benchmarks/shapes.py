"""Measure the shapes: `python -m benchmarks.shapes`. Long series, unsorted groups, and internal series beside BaSyx.

Every case is a process of its own; memory is its peak, CPU time that of all its threads. The BaSyx part runs on fewer
rows at two sizes; its cost is a straight line, and numbers with ~ lie on it.
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.measure import Cost, FailedError, best, measured

FIELDS: Final = 12
ROW_POOL: Final = 9973
"""Different rows of values; a prime, so that they do not repeat in step with anything."""
TIMES: Final = 3
START: Final = datetime(2024, 1, 1)

Limit = tuple[str, float]


def write_model(folder: Path) -> None:
    """Write a model of a furnace with twelve channels and its mappings, one for each way to keep records."""
    names = [f"Channel{i + 1:02}" for i in range(FIELDS)]
    channels = "".join(
        f"      {name}: {{name: {{en: {name}}}, definition: {{en: Value of {name}.}}, unit: °C}}\n" for name in names
    )
    items = "".join(
        f"        {name}: {{concept: Item{name}, name: {{en: {name}}}, definition: {{en: Of {name}.}}, unit: °C}}\n"
        for name in names
    )
    (folder / "model.yaml").write_text(
        "model: furnace\n"
        'version: "1.0"\n'
        "base: https://plant.example/\n"
        "id_short: FurnaceLot\n"
        "title: {en: Furnace}\n"
        "description: {en: An invented furnace.}\n"
        "shape: {one_per: group, by: [Header.LotNumber], records: list, list: Readings}\n"
        "header: {Time: One, EquipmentId: , LotNumber: One}\n"
        "elements:\n"
        "  Measured:\n"
        "    name: {en: Measured}\n"
        "    definition: {en: Measured values.}\n"
        "    role: measured\n"
        f"    elements:\n{channels}"
        "  Readings:\n"
        "    name: {en: Readings}\n"
        "    definition: {en: The rows.}\n"
        "    item:\n"
        "      concept: Reading\n"
        "      name: {en: Reading}\n"
        "      definition: {en: One row.}\n"
        f"      elements:\n{items}",
        encoding="utf-8",
    )
    for records, segment in (
        ("list", ""),
        ("internal", ""),
        ("external", ", segment: {rows: 1000000}"),
        ("parquet", ""),
    ):
        where = "Readings[]" if records == "list" else "Measured"
        shape = f"records: {records}{segment}" if records != "parquet" else "records: external, format: parquet"
        elements = "".join(f'  {where}.{name}: {{column: {name}, decimal: "."}}\n' for name in names)
        (folder / f"{records}.yaml").write_text(
            "mapping: 1\nmodel: furnace\n"
            'ids: {base: "https://plant.example/ids", asset: "{Header.EquipmentId}"}\n'
            f"time: {{zone: Asia/Seoul}}\nshape: {{{shape}}}\n"
            f"elements:\n  Header.Time: Time\n  Header.EquipmentId: Machine\n  Header.LotNumber: Lot\n{elements}",
            encoding="utf-8",
        )


def write_data(path: Path, rows: int, lot_of: Callable[[int], int]) -> Path:
    """Write a CSV of so many rows, a second apart; `lot_of` says in which lot each is."""
    draw = random.Random(20260101)
    pool = [",".join(f"{draw.uniform(20, 900):.2f}" for _ in range(FIELDS)) for _ in range(ROW_POOL)]
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write("Time,Machine,Lot," + ",".join(f"Channel{i + 1:02}" for i in range(FIELDS)) + "\n")
        for row in range(rows):
            moment = START + timedelta(seconds=row)
            file.write(f"{moment:%Y-%m-%d %H:%M:%S},F-1,L{lot_of(row):05},{pool[row % ROW_POOL]}\n")
    return path


def convert(folder: Path, data: Path, records: str) -> Cost:
    """Measure one conversion into a package."""
    target = folder / f"{records}.aasx"
    options = ["-m", str(folder / "model.yaml"), "--map", str(folder / f"{records}.yaml"), "-o", str(target)]
    cost = measured(["-m", "aas_toolkit", "convert", str(data), *options, "--json"])
    target.unlink()
    return cost


def long_series(folder: Path, rows: int) -> None:
    """Measure an external time series of one lot, as CSV and as Parquet."""
    data = write_data(folder / "long.csv", rows, lambda row: 1)
    for records, name in (("external", "CSV"), ("parquet", "Parquet")):
        show(f"{rows:,} rows, external {name}", convert(folder, data, records), ("peak MB", 600))
    data.unlink()


def unsorted_groups(folder: Path, rows: int, groups: int) -> None:
    """Measure lots whose rows come in any order, as a list and as internal time series."""
    draw = random.Random(7)
    data = write_data(folder / "unsorted.csv", rows, lambda row: draw.randrange(groups))
    for records in ("list", "internal"):
        show(f"{rows:,} rows, {groups:,} unsorted groups, {records}", convert(folder, data, records), ("peak MB", 500))
    data.unlink()


def beside_basyx(folder: Path, rows: int, peer_rows: int) -> None:
    """Measure one internal time series, and the same records by BaSyx."""
    data = write_data(folder / "series.csv", rows, lambda row: 1)
    few = write_data(folder / "few.csv", rows // 10, lambda row: 1)
    convert(folder, few, "internal")  # not measured: the first run compiles this checkout
    # the best of three on both sides: other work on the machine only ever adds
    tenth = min((convert(folder, few, "internal") for _ in range(TIMES)), key=lambda cost: cost.cpu)
    ours = min((convert(folder, data, "internal") for _ in range(TIMES)), key=lambda cost: cost.cpu)
    show(f"{rows:,} x {FIELDS} internal", ours)
    our_row = (ours.cpu - tenth.cpu) / (rows - rows // 10)
    costs = []
    for some in (peer_rows // 4, peer_rows):
        few = write_data(folder / f"peer-{some}.csv", some, lambda row: 1)
        costs.append(best(["-m", "benchmarks.shapes", "--peer", str(few), str(folder / "peer.aasx")], TIMES))
    per_row = (costs[1].cpu - costs[0].cpu) / (peer_rows - peer_rows // 4)
    theirs = costs[1].cpu + per_row * (rows - peer_rows)
    print(f"{'BaSyx, from ' + format(peer_rows, ',') + ' rows':52}{'~':>3}{theirs:10.1f}")
    print(f"{'times our CPU time, start-up of both included':55}{theirs / ours.cpu:10.0f}   (goal 150)")
    print(f"{'times our CPU time of one more record':55}{per_row / our_row:10.0f}   (goal 150)")


def show(what: str, cost: Cost, limit: Limit | None = None) -> None:
    """Print one result."""
    goal = "" if limit is None else f"   (goal {limit[0]} < {limit[1]:g})"
    print(f"{what:55}{cost.cpu:10.1f}{cost.wall:10.1f}{cost.peak:10.0f}{goal}", flush=True)


def peer(data: Path, target: Path) -> None:
    """Write an internal time series with the BaSyx Python SDK, as its documentation shows it."""
    from basyx.aas import model
    from basyx.aas.adapter.aasx import AASXWriter, DictSupplementaryFileContainer
    from basyx.aas.model import datatypes

    def concept(name: str) -> model.ExternalReference:
        iri = f"https://admin-shell.io/idta/TimeSeries/{name}/1/1"
        return model.ExternalReference((model.Key(model.KeyTypes.GLOBAL_REFERENCE, iri),))

    records = model.SubmodelElementCollection("Records", semantic_id=concept("Records"))
    zone = datatypes.tzutc() if hasattr(datatypes, "tzutc") else None
    with data.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), 1):
            moment = datetime.fromisoformat(row["Time"]).replace(tzinfo=zone)
            record = model.SubmodelElementCollection(f"Record{number:08}", semantic_id=concept("Record"))
            time = model.Property("Time", datatypes.DateTime, moment, semantic_id=concept("UtcTime"))
            record.value.add(time)
            step = datatypes.Long(number * 1000)  # type: ignore[no-untyped-call]  # BaSyx leaves it without types
            record.value.add(model.Property("Time00", datatypes.Long, step, semantic_id=concept("T")))
            for i in range(FIELDS):
                name = f"Channel{i + 1:02}"
                value = datatypes.Double(row[name])
                record.value.add(model.Property(name, datatypes.Double, value, semantic_id=concept(name)))
            records.value.add(record)
    segment = model.SubmodelElementCollection("InternalSegment01", [records], semantic_id=concept("InternalSegment"))
    segments = model.SubmodelElementCollection("Segments", [segment], semantic_id=concept("Segments"))
    submodel = model.Submodel("https://plant.example/series", [segments], semantic_id=concept("TimeSeries"))
    shell = model.AssetAdministrationShell(
        model.AssetInformation(model.AssetKind.INSTANCE, global_asset_id="https://plant.example/F-1"),
        id_="https://plant.example/shell",
        submodel={model.ModelReference.from_referable(submodel)},
    )
    store = (getattr(model, "DictIdentifiableStore", None) or model.DictObjectStore)([shell, submodel])
    with AASXWriter(str(target)) as writer:
        files = DictSupplementaryFileContainer()  # type: ignore[no-untyped-call]  # the same
        writer.write_all_aas_objects("/aasx/data.json", store, files, write_json=True)


def main() -> int:
    """Run what is asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.shapes", description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000_000, help="rows of the external series")
    parser.add_argument("--unsorted", type=int, default=1_000_000, help="rows in unsorted groups")
    parser.add_argument("--internal", type=int, default=100_000, help="records of the internal series")
    parser.add_argument("--peer-rows", type=int, default=4_000, help="records for BaSyx")
    parser.add_argument("--only", choices=["long", "unsorted", "internal"])
    parser.add_argument("--peer", nargs=2, type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.peer:
        peer(*asked.peer)
        return 0
    try:
        with TemporaryDirectory(prefix="aas-shapes-") as name:
            folder = Path(name)
            write_model(folder)
            print(f"{'':55}{'CPU s':>10}{'wall s':>10}{'peak MB':>10}")
            if asked.only in (None, "internal"):
                beside_basyx(folder, asked.internal, asked.peer_rows)
            if asked.only in (None, "unsorted"):
                unsorted_groups(folder, asked.unsorted, 1_000)
            if asked.only in (None, "long"):
                long_series(folder, asked.rows)
    except (FailedError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Measure the sources: `python -m benchmarks.sources`. The same rows as CSV, Parquet and a table in PostgreSQL.

Each becomes an external time series of one lot (twelve channels, CSV files in the package) in a process of its own;
memory is its peak. PostgreSQL is started here (`pip install pgserver`) and its own memory is not counted.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from benchmarks.measure import FailedError, measured
from benchmarks.shapes import FIELDS, show, write_data, write_model

LIMIT = ("peak MB", 500)
KINDS = ("CSV", "Parquet", "PostgreSQL")


def convert(folder: Path, source: str, rows: int, kind: str) -> None:
    """Measure one conversion into a package."""
    target = folder / "series.aasx"
    options = ["-m", str(folder / "model.yaml"), "--map", str(folder / "external.yaml"), "-o", str(target)]
    cost = measured(["-m", "aas_toolkit", "convert", source, *options, "--json"])
    show(f"{rows:,} rows of {FIELDS + 3} columns, {kind}", cost, LIMIT)
    target.unlink()


def as_parquet(data: Path) -> Path:
    """Write the rows as typed columns."""
    target = data.with_suffix(".parquet")
    times = pl.col("Time").str.to_datetime("%Y-%m-%d %H:%M:%S")
    pl.scan_csv(data).with_columns(times).sink_parquet(target)
    return target


def in_postgres(folder: Path, data: Path, rows: int) -> None:
    """Copy the rows into a server of our own and measure their conversion."""
    import pgserver
    import psycopg

    server = pgserver.get_server(folder / "pg", cleanup_mode="stop")
    try:
        channels = ", ".join(f'"Channel{i + 1:02}" float8' for i in range(FIELDS))
        with psycopg.connect(server.get_uri(), autocommit=True) as connection, connection.cursor() as cursor:
            cursor.execute(f'CREATE UNLOGGED TABLE long ("Time" timestamp, "Machine" text, "Lot" text, {channels})')
            with cursor.copy("COPY long FROM STDIN (FORMAT csv, HEADER true)") as copy, data.open("rb") as file:
                while block := file.read(1 << 20):
                    copy.write(block)
        data.unlink()  # the disk may not have room for everything at once
        convert(folder, server.get_uri().replace("postgres:@", "postgres@"), rows, "PostgreSQL")
    finally:
        server.cleanup()


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.sources", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=5_000_000)
    parser.add_argument("--only", choices=KINDS, help="one kind of source")
    parser.add_argument("--folder", type=Path, help="where the data are put meanwhile; about 250 bytes a row")
    asked = parser.parse_args()
    wanted = KINDS if asked.only is None else (asked.only,)
    print(f"{'':55}{'CPU s':>10}{'wall s':>10}{'peak MB':>10}")
    try:
        with TemporaryDirectory(prefix="aas-sources-", dir=asked.folder) as name:
            folder = Path(name)
            write_model(folder)
            data = write_data(folder / "long.csv", asked.rows, lambda row: 1)
            if "CSV" in wanted:
                convert(folder, str(data), asked.rows, "CSV")
            if "Parquet" in wanted:
                parquet = as_parquet(data)
                convert(folder, str(parquet), asked.rows, "Parquet")
                parquet.unlink()
            if "PostgreSQL" in wanted:
                in_postgres(folder, data, asked.rows)
    except (FailedError, OSError, ImportError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

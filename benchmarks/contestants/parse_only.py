"""A limit: polars parses the CSV as text, nothing is written but the number of rows."""

from __future__ import annotations

import sys
from pathlib import Path

import polars as pl


def main(data: Path, target: Path) -> None:
    target.write_text(str(pl.read_csv(data, infer_schema=False).height), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[2]), Path(sys.argv[3]))

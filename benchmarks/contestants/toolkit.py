"""This toolkit, as a library, on one core like the others: its command uses all of them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal

from aas_toolkit import convert


def main(folder: Path, data: Path, target: Path, part: Literal["json", "xml"]) -> None:
    result = convert(data, model=folder / "model.yaml", mapping=folder / "mapping.yaml", to=target, part=part, jobs=1)
    if not result.ok:
        raise SystemExit(f"{result.left_out} rows were left out")


if __name__ == "__main__":
    folder, data, target, part = sys.argv[1:]
    main(Path(folder), Path(data), Path(target), "xml" if part == "xml" else "json")

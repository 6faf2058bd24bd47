"""A limit: fixed text between the cells as they are, deflated; no checks, no ids, no shells, no package.

What no converter on polars and isal can go below on the same number of cores.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import IO, cast

import polars as pl
from isal import isal_zlib

ROWS_AT_ONCE = 10_000


def main(folder: Path, data: Path, target: Path, part: str) -> None:
    sheet = json.loads((folder / "sheet.json").read_text(encoding="utf-8"))
    expression = pl.concat_str(pieces(sheet, part)).alias("submodel")
    frame = pl.read_csv(data, infer_schema=False)
    deflate = isal_zlib.compressobj(1, wbits=31)
    with target.open("wb") as file:
        for batch in frame.iter_slices(ROWS_AT_ONCE):
            chunks = Chunks()
            batch.select(expression).write_csv(cast("IO[bytes]", chunks), include_header=False, quote_style="never")
            for chunk in chunks.kept:
                file.write(deflate.compress(chunk))
        file.write(deflate.flush())


class Chunks:
    """A file that keeps what is written to it."""

    def __init__(self) -> None:
        self.kept: list[bytes] = []

    def write(self, data: bytes) -> int:
        self.kept.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Do nothing."""


def pieces(sheet: dict[str, object], part: str) -> list[pl.Expr]:
    columns = cast("list[dict[str, str]]", sheet["columns"])
    found: list[pl.Expr] = []
    for column in columns:
        if part == "json":
            before = (
                f'{{"idShort":"{column["id_short"]}","semanticId":{{"type":"ExternalReference","keys":[{{"type":'
                f'"GlobalReference","value":"{column["semantic_id"]}"}}]}},"valueType":"{column["value_type"]}","value":"'
            )
            after = '","modelType":"Property"},'
        else:
            before = (
                f"<property><idShort>{column['id_short']}</idShort><semanticId><type>ExternalReference</type><keys><key>"
                f"<type>GlobalReference</type><value>{column['semantic_id']}</value></key></keys></semanticId>"
                f"<valueType>{column['value_type']}</valueType><value>"
            )
            after = "</value></property>"
        found += [pl.lit(before), pl.col(column["header"]).fill_null(""), pl.lit(after)]
    return found


if __name__ == "__main__":
    folder, data, target, part = sys.argv[1:]
    main(Path(folder), Path(data), Path(target), part)

"""Find ids that occur in two parts: each part leaves digests of its ids, and they are compared when all are made."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import polars as pl

from aas_converters.partitions.store import Store
from aas_validators.diagnostics import Rule, Sentence, Severity

IN_TWO_PARTS: Final = Rule(
    code="SRC287",
    name="ids-in-two-parts",
    severity=Severity.INFO,
    message=Sentence(
        en="{count} ids of {rows} came before in {first_rows}",
        ko="{rows}의 id {count}개가 앞의 {first_rows}에 이미 있습니다",
    ),
    hint=Sentence(
        en="look at these rows of both; VAL022 names an id",
        ko="양쪽의 해당 행을 확인하십시오. VAL022에 id가 하나 나옵니다",
    ),
    why=Sentence(
        en="parts of a run are converted on their own, so a repeated id is found when all are made",
        ko="나누어 변환할 때는 부분마다 따로 처리하므로 겹치는 id는 모두 끝난 뒤에 찾습니다",
    ),
)
FOLDER: Final = ".ids"
"""Where the digests are until the run is complete."""
AT_ONCE: Final = 4_000_000
"""Ids that are compared in memory; more are dealt out to files by their digest first."""
BUCKETS: Final = 64
REPEATS: Final = {"id": pl.UInt64, "part": pl.UInt32, "first": pl.UInt32}


def file_of(number: int) -> str:
    """Return where the digests of a partition are."""
    return f"{FOLDER}/{number:05}.parquet"


def write_ids(store: Store, number: int, digests: pl.Series) -> None:
    """Keep the digests of a partition."""
    content = BytesIO()
    digests.to_frame("id").write_parquet(content, compression="uncompressed")
    store.write(file_of(number), content.getvalue())


def packed(digests: pl.Series) -> bytes:
    """Return digests as plain bytes."""
    return array("Q", digests.to_list()).tobytes()


def unpacked(content: bytes) -> pl.Series:
    """Return digests from plain bytes."""
    return pl.Series("id", array("Q", content), dtype=pl.UInt64)


def repeats(store: Store, numbers: Iterable[int], at_once: int = AT_ONCE) -> pl.DataFrame:
    """Return the ids that occur in several partitions: `part` has one that came `first` in an earlier partition.

    Memory is that of `at_once` ids, or of a 64th of all where that is more, and of the repeated ones.
    """
    with TemporaryDirectory(prefix="aas-ids-") as name:
        folder, waiting, rows, rounds = Path(name), list[pl.DataFrame](), 0, 0
        for frame in frames(store, numbers):
            waiting.append(frame)
            rows += frame.height
            if rows >= at_once:
                deal(pl.concat(waiting), folder, rounds)
                waiting, rows, rounds = [], 0, rounds + 1
        if not rounds:
            return repeated(waiting)
        if waiting:
            deal(pl.concat(waiting), folder, rounds)
        buckets = (sorted(folder.glob(f"{bucket}-*")) for bucket in range(BUCKETS))
        return pl.concat([repeated([pl.read_parquet(file) for file in files]) for files in buckets])


def frames(store: Store, numbers: Iterable[int]) -> Iterator[pl.DataFrame]:
    """Yield the digests of partitions, those that have left any."""
    for number in sorted(numbers):
        content = store.read(file_of(number))
        if content is not None:
            yield pl.read_parquet(BytesIO(content)).with_columns(pl.lit(number, pl.UInt32).alias("part"))


def deal(frame: pl.DataFrame, folder: Path, number: int) -> None:
    """Write digests to files of which each has all equal ones of a round."""
    keyed = frame.with_columns((pl.col("id") % BUCKETS).alias("bucket"))
    for (bucket,), rows in keyed.partition_by("bucket", as_dict=True, include_key=False).items():
        rows.write_parquet(folder / f"{bucket}-{number}", compression="uncompressed")


def repeated(found: list[pl.DataFrame]) -> pl.DataFrame:
    """Return the ids of some frames that occur in several parts, for each part but the first."""
    if not found:
        return pl.DataFrame(schema=REPEATS)
    several = pl.concat(found).filter(pl.col("id").is_duplicated())
    first = several.with_columns(pl.col("part").min().over("id").alias("first"))
    return first.filter(pl.col("part") > pl.col("first")).select(*REPEATS)

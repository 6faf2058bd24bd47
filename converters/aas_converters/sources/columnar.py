"""Tables in typed files: Parquet, Arrow and Feather. Read in slices; values become text as `typed` says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl

from aas_converters.sources.delimited import NO_ROWS
from aas_converters.sources.encoding import EMPTY, first_pass
from aas_converters.sources.headers import columns_of
from aas_converters.sources.problem import DAMAGED, failure
from aas_converters.sources.settings import MISSING_WORDS, Settings
from aas_converters.sources.table import BATCH_ROWS, Batch, Column
from aas_converters.sources.typed import float32_noise, leaves_of, text_of, unreadable
from aas_reference_models.units import is_unit
from aas_validators.diagnostics import Diagnostic, Location, Rule, Sentence, Severity

FLOAT32_NOISE: Final = Rule(
    code="SRC100",
    name="float32-noise",
    severity=Severity.INFO,
    message=Sentence(
        en="the numbers of {columns} were 32-bit ones before and are written with their digits",
        ko="{columns} 열의 숫자는 원래 32비트였으므로 그 자릿수대로 씁니다",
    ),
    hint=Sentence(
        en="look whether the digits are those the machine gave",
        ko="설비가 보낸 자릿수와 같은지 확인하십시오",
    ),
    why=Sentence(
        en="9.59 stored in 32 bits and widened reads 9.59000015258789, which nobody measured",
        ko="32비트로 저장한 9.59를 64비트로 넓히면 아무도 재지 않은 9.59000015258789가 됩니다",
    ),
)
NOT_UTF8: Final = Rule(
    code="SRC101",
    name="bytes-not-text",
    severity=Severity.WARNING,
    message=Sentence(
        en="{count} cells of the bytes in {column} are no UTF-8 text and were left empty",
        ko="'{column}' 열의 바이트 값 {count}개는 UTF-8 텍스트가 아니어서 비웠습니다",
    ),
    hint=Sentence(en="export the column as text", ko="이 열을 텍스트로 내보내십시오"),
    why=Sentence(en="bytes without an encoding have no meaning", ko="인코딩을 모르는 바이트는 뜻을 알 수 없습니다"),
)

KINDS: Final = {"parquet": "Parquet", "pq": "Parquet", "arrow": "Arrow", "feather": "Arrow", "ipc": "Arrow"}
CELLS: Final = 2_000_000
"""Cells of a slice: about 100 MB as text."""

LOOKED_AT: Final = 2_000
LOST: Final = "\x00"
FAILURES: Final = (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError)


@dataclass(frozen=True, slots=True)
class ColumnarTable:
    """A Parquet or Arrow file that is open; see `Table`. `texts` make the columns; `lost` says per
    column of bytes which cells are no text.
    """

    path: Path
    name: str
    columns: tuple[Column, ...]
    identity: str
    about: dict[str, str]
    findings: tuple[Diagnostic, ...]
    height: int
    texts: tuple[pl.Expr, ...]
    lost: tuple[tuple[str, pl.Expr], ...]

    def batches(self, rows: int = BATCH_ROWS) -> Iterator[Batch]:
        """Yield the rows from the beginning, at most `rows` at a time; there are no lines.

        Raises SourceError if the file is gone, or damaged in what was not looked at before.
        """
        if rows < 1:
            raise ValueError(f"a batch has at least one row, not {rows}")
        size = max(rows, min(CELLS // len(self.columns), 200_000) // rows * rows)
        for start in range(0, self.height, size):
            frame, findings = self.slice(start, size)
            for offset in range(0, frame.height, rows):
                yield Batch(frame.slice(offset, rows), start + offset + 1, findings=() if offset else tuple(findings))

    def slice(self, start: int, size: int) -> tuple[pl.DataFrame, list[Diagnostic]]:
        """Return some rows as text, and what could not become text."""
        lost = [no_text.alias(f"{LOST}{name}") for name, no_text in self.lost]
        try:
            frame = scan(self.path).slice(start, size).select(*self.texts, *lost).collect()
        except FAILURES as error:
            raise failure(DAMAGED, self.name, kind=self.about["kind"], reason=reason(error)) from error
        findings = []
        for name, _ in self.lost:
            if count := int(frame[f"{LOST}{name}"].sum()):
                values = {"column": name, "count": count}
                findings.append(Diagnostic(NOT_UTF8, Location(file=self.name, field=name), values, count=count))
        return frame.drop(f"{LOST}{name}" for name, _ in self.lost) if lost else frame, findings


def open_table(path: Path, settings: Settings) -> ColumnarTable:
    """Open a Parquet or Arrow file: a pass over its bytes for the digest, its schema, its first rows.

    Raises SourceError with the findings if it cannot be read as a table.
    """
    name, kind = str(path), KINDS.get(path.suffix.lower().lstrip("."), "Parquet")
    identity, size, *_ = first_pass(path)
    if not size:
        raise failure(EMPTY, name)
    try:
        lazy = scan(path)
        schema = lazy.collect_schema()
        height = int(lazy.select(pl.len()).collect().item())
        parts = leaves_of(schema)
        head = lazy.head(LOOKED_AT).select(value.alias(str(i)) for i, (_, _, value) in enumerate(parts)).collect()
    except FAILURES as error:
        raise failure(DAMAGED, name, kind=kind, reason=reason(error)) from error
    if not parts:
        raise failure(EMPTY, name)
    columns, notes = columns_of([[part for part, _, _ in parts]], None, len(parts), is_unit, name)
    noisy = [float32_noise(series) for series in head]
    missing = (*MISSING_WORDS, *settings.missing)
    texts = tuple(
        text_of(value, dtype, missing, noisy=noise).alias(column.name)
        for column, (_, dtype, value), noise in zip(columns, parts, noisy, strict=True)
    )
    findings = [*notes]
    if noise := [column.name for column, is_noise in zip(columns, noisy, strict=True) if is_noise]:
        findings.append(Diagnostic(FLOAT32_NOISE, Location(file=name), {"columns": ", ".join(noise)}))
    if not height:
        findings.append(Diagnostic(NO_ROWS, Location(file=name)))
    lost = tuple(
        (column.name, unreadable(value))
        for column, (_, dtype, value) in zip(columns, parts, strict=True)
        if dtype == pl.Binary
    )
    about = {"kind": kind, "rows": str(height)}
    return ColumnarTable(path, name, columns, identity, about, tuple(findings), height, texts, lost)


def scan(path: Path) -> pl.LazyFrame:
    """Return the file as something to ask for slices of."""
    # brackets in a name are no pattern here
    if KINDS.get(path.suffix.lower().lstrip(".")) == "Arrow":
        return pl.scan_ipc(path, glob=False)
    return pl.scan_parquet(path, glob=False)


def reason(error: BaseException) -> str:
    """Return the first line of what the reader said."""
    return next(iter(str(error).splitlines()), type(error).__name__)

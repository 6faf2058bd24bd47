"""Sources that can be read only once (a query, a stream): their rows are kept in temporary files.

The rows are written as text, a few at a time, so any number of them takes little memory. The files go when nobody
uses the table any more, when the program ends, and when reading is interrupted.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import weakref
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

import polars as pl

from aas_converters.sources.columnar import FLOAT32_NOISE, NOT_UTF8
from aas_converters.sources.delimited import NO_ROWS
from aas_converters.sources.headers import columns_of, free_name
from aas_converters.sources.problem import SourceError, failure
from aas_converters.sources.settings import MISSING_WORDS, Settings
from aas_converters.sources.table import BATCH_ROWS, Batch, Column
from aas_converters.sources.typed import Leaf, float32_noise, leaves, text_of, unreadable
from aas_reference_models.units import is_unit
from aas_validators.diagnostics import Diagnostic, Location, Rule, Sentence, Severity

if TYPE_CHECKING:
    from hashlib import _Hash

NOTHING_CAME: Final = Rule(
    code="SRC130",
    name="nothing-came",
    severity=Severity.ERROR,
    message=Sentence(en="nothing came from the source", ko="소스에서 받은 데이터가 없습니다"),
    hint=Sentence(
        en="check the address and what is asked for; wait longer if it sends from time to time",
        ko="주소와 요청 내용을 확인하고, 가끔 보내는 소스라면 더 오래 기다리십시오",
    ),
    why=Sentence(en="there is nothing to convert", ko="변환할 내용이 없습니다"),
)
STOPPED: Final = Rule(
    code="SRC131",
    name="stopped-in-the-middle",
    severity=Severity.ERROR,
    message=Sentence(
        en="the source stopped after {rows} rows: {reason}",
        ko="{rows}행을 받은 뒤 소스와의 연결이 끊겼습니다: {reason}",
    ),
    hint=Sentence(
        en="look at the server and the network, then run the command again",
        ko="서버와 네트워크를 확인한 뒤 명령을 다시 실행하십시오",
    ),
    why=Sentence(
        en="a part of the rows would look like all of them",
        ko="일부 행만으로 만든 결과는 전체처럼 보이게 됩니다",
    ),
)

PIECE: Final = 500_000
"""Cells of a file: about 20 MB as text."""

LOOKED_AT: Final = 2_000
LINE: Final = "\0line"
"""The name of a column with the line of the file on which each row starts."""

CELL_END: Final = "\x1e"
NO_CELL: Final = "\x1f"
PREFIX: Final = "aas-toolkit-"


@dataclass(frozen=True, slots=True, weakref_slot=True)
class SpooledTable:
    """Rows in temporary files; see `Table`. `pieces` are the files, `names` the columns in them behind `columns`.

    A column that came late is missing in the pieces before; `LINE` among the columns is the line of each row.
    `broken` are about rows that could not be read.
    """

    name: str
    columns: tuple[Column, ...]
    identity: str
    about: dict[str, str]
    findings: tuple[Diagnostic, ...]
    pieces: tuple[Path, ...]
    names: tuple[str, ...]
    broken: tuple[Diagnostic, ...] = ()

    def batches(self, rows: int = BATCH_ROWS) -> Iterator[Batch]:
        """Yield the rows from the beginning, at most `rows` at a time; there are lines if the frames had them."""
        if rows < 1:
            raise ValueError(f"a batch has at least one row, not {rows}")
        pairs = list(zip(self.columns, self.names, strict=True))
        first = 1
        if self.broken:
            nothing = pl.DataFrame(schema={column.name: pl.String for column in self.columns})
            yield Batch(nothing, first, None, self.broken, len(self.broken))
        for piece in self.pieces:
            # the stream format: a file is never mapped into memory, which on Windows would keep it from being deleted
            frame = pl.read_ipc_stream(piece)
            known = set(frame.columns)
            lines = frame[LINE].cast(pl.Int64) if LINE in known else None
            none = pl.lit(None, dtype=pl.String)
            # by the columns themselves: an expression would take a name such as `*` for those of several
            frame = frame.select((frame[name] if name in known else none).alias(column.name) for column, name in pairs)
            for start in range(0, frame.height, rows):
                here = None if lines is None else lines.slice(start, rows)
                yield Batch(frame.slice(start, rows), first + start, here)
            first += frame.height


def spool(
    name: str,
    frames: Iterable[pl.DataFrame],
    *,
    about: dict[str, str],
    columns: Sequence[Column] | None = None,
    findings: Iterable[Diagnostic] = (),
    broken: Iterable[Diagnostic] = (),
    settings: Settings = Settings(),  # noqa: B008 (frozen)
    stops: tuple[type[Exception], ...] = (),
    reason: Callable[[Exception], str] = str,
) -> SpooledTable:
    """Read frames to the end, each typed or text, and return them as a table that can be read again and again.

    `name` is what messages call the source: no secrets. Without `columns` the names of the frames are the headers
    (structs become dotted names, a unit in brackets is taken off) and a later frame may bring new ones; with them
    every frame has exactly these names. A column LINE is no column but the line of the file. `about` gets the number of
    rows. `findings`, and `broken`, one for each row that could not be read, are taken when the frames are at their end.
    `identity` is a digest of the content, whatever the size of the frames was.

    An exception of a kind in `stops` while the frames come means that the source broke off: SourceError with STOPPED,
    whose text is what `reason` makes of it. Raises SourceError (NOTHING_CAME) when there is not even a column,
    ValueError for frames that do not have the columns, OSError from the disk. Nothing is left behind then.

    >>> spool("a queue", [pl.DataFrame({"Force": [7.5]})], about={"kind": "queue"}).about["rows"]
    '1'
    """
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    try:
        kept = Kept(folder, (*MISSING_WORDS, *settings.missing))
        if columns is not None:
            kept.announce([column.name for column in columns])
        coming = iter(frames)
        while True:
            try:
                frame = next(coming, None)
            except SourceError:
                raise
            except stops as error:
                # the chain would show what the library said in full, with the password in it
                raise failure(STOPPED, name, rows=kept.rows, reason=first_line(reason(error))) from None
            if frame is None:
                break
            kept.add(frame, grows=columns is None)
        kept.flush()
        if not kept.digests:
            raise failure(NOTHING_CAME, name)
        table = finished(kept, name, about, columns, (tuple(findings), tuple(broken)))
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    weakref.finalize(table, shutil.rmtree, folder, ignore_errors=True)
    return table


@dataclass(slots=True)
class Kept:
    """What was taken so far. `digests` have the columns in the order in which they came; `lost` counts the cells of
    bytes that are no text; `noisy` are the columns of 64-bit numbers that were 32-bit ones."""

    folder: Path
    missing: tuple[str, ...]
    digests: dict[str, _Hash] = field(default_factory=dict)
    lost: dict[str, int] = field(default_factory=dict)
    noisy: dict[str, bool] = field(default_factory=dict)
    pieces: list[Path] = field(default_factory=list)
    waiting: list[pl.DataFrame] = field(default_factory=list)
    rows: int = 0
    unwritten: int = 0

    def announce(self, names: Iterable[str]) -> None:
        """Take notice of columns; one that comes late is empty in the rows before."""
        for name in names:
            if name != LINE and name not in self.digests:
                self.digests[name] = hashlib.sha256()
                self.digests[name].update(empty_cells(self.rows))

    def add(self, frame: pl.DataFrame, *, grows: bool) -> None:
        """Take the rows of a frame as text."""
        # an expression would take a name such as `*` for those of several, so here the columns are numbers
        columns = enumerate(frame.schema.items())
        found = distinct([leaf for i, (name, dtype) in columns for leaf in leaves(name, dtype, pl.col(str(i)))])
        frame = pl.DataFrame([column.alias(str(i)) for i, column in enumerate(frame.get_columns())])
        names = [leaf.name for leaf in found]
        if grows:
            self.announce(names)
        elif set(names) - {LINE} != set(self.digests):
            raise ValueError(f"the frame has the columns {names}, not {list(self.digests)}")
        text = self.as_text(frame, found)
        none = pl.lit(None, dtype=pl.String)
        text = text.with_columns(none.alias(name) for name in self.digests if name not in names)
        for name, digest in self.digests.items():
            digest.update(cells_of(text[name]))
        self.rows += text.height
        self.unwritten += text.height
        self.waiting.append(text)
        if self.unwritten * len(self.digests) >= PIECE:
            self.flush()

    def as_text(self, frame: pl.DataFrame, found: Sequence[Leaf]) -> pl.DataFrame:
        """Return the values of a frame as text; bytes that are none are counted."""
        for leaf in found:
            if leaf.dtype == pl.Float64 and leaf.name not in self.noisy and frame.height:
                self.noisy[leaf.name] = float32_noise(frame.head(LOOKED_AT).select(leaf.value).to_series())
            if leaf.dtype == pl.Binary:
                count = int(frame.select(unreadable(leaf.value).sum()).item())
                self.lost[leaf.name] = self.lost.get(leaf.name, 0) + count
        return frame.select(
            text_of(leaf.value, leaf.dtype, self.missing, noisy=self.noisy.get(leaf.name, False)).alias(leaf.name)
            for leaf in found
        )

    def flush(self) -> None:
        """Write what waits into a file of its own."""
        if self.unwritten:
            piece = self.folder / f"{len(self.pieces):06}.arrow"
            pl.concat(self.waiting, how="diagonal").write_ipc_stream(piece, compression="lz4")
            self.pieces.append(piece)
        self.waiting.clear()
        self.unwritten = 0


def distinct(leaves: Sequence[Leaf]) -> list[Leaf]:
    """Return columns with names that do not repeat."""
    taken: set[str] = set()
    found = []
    for number, leaf in enumerate(leaves, 1):
        name = leaf.name if leaf.name not in taken else free_name(leaf.name, number, taken)
        taken.add(name)
        found.append(leaf._replace(name=name))
    return found


def finished(
    kept: Kept,
    name: str,
    about: dict[str, str],
    columns: Sequence[Column] | None,
    said: tuple[tuple[Diagnostic, ...], tuple[Diagnostic, ...]],
) -> SpooledTable:
    """Return the table of what was taken, with what there is to say about it: its findings, its broken rows."""
    names, notes, broken = tuple(kept.digests), list(said[0]), said[1]
    if columns is None:
        columns, remarks = columns_of([names], None, len(names), is_unit, name)
        notes.extend(remarks)
    called = {own: column.name for own, column in zip(names, columns, strict=True)}
    if noise := [called[own] for own, is_noise in kept.noisy.items() if is_noise]:
        notes.append(Diagnostic(FLOAT32_NOISE, Location(file=name), {"columns": ", ".join(noise)}))
    for own, count in kept.lost.items():
        if count:
            values = {"column": called[own], "count": count}
            notes.append(Diagnostic(NOT_UTF8, Location(file=name, field=called[own]), values, count=count))
    if not kept.rows and not broken:
        notes.append(Diagnostic(NO_ROWS, Location(file=name)))
    whole = hashlib.sha256()
    for own, digest in kept.digests.items():
        whole.update(f"{called[own]}\0{digest.hexdigest()}\0".encode())
    return SpooledTable(
        name=name,
        columns=tuple(columns),
        identity=whole.hexdigest(),
        about={**about, "rows": str(kept.rows)},
        findings=tuple(notes),
        pieces=tuple(kept.pieces),
        names=names,
        broken=broken,
    )


def cells_of(values: pl.Series) -> bytes:
    """Return the cells of a column one after the other: the same for any division into frames."""
    text = BytesIO()
    values.alias("cells").fill_null(NO_CELL).to_frame().write_csv(
        text, include_header=False, quote_style="never", separator="\x1d", line_terminator=CELL_END
    )
    return text.getvalue()


def empty_cells(count: int) -> bytes:
    """Return so many cells without a value, as `cells_of` writes them."""
    return f"{NO_CELL}{CELL_END}".encode() * count


def first_line(text: str) -> str:
    """Return the first line of what a library said."""
    return next(iter(text.strip().splitlines()), "-")

"""Put bad rows aside: a table of them as the plant wrote them, with why, to be corrected and converted again.

It has the columns, the delimiter and the encoding that the mapping says, so the same mapping reads it; the columns with
the reasons begin with `aas:` and are never mapped.
"""

from __future__ import annotations

import codecs
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Final, Literal

import polars as pl

from aas_converters.documents.target import replaced
from aas_converters.plan.plan import Filler, Plan
from aas_converters.plan.tally import EMPTY_KEY, EMPTY_MANDATORY
from aas_converters.plan.values.reasons import why_bad
from aas_converters.sources import Settings
from aas_converters.sources.table import REASON_PREFIX, Batch
from aas_validators.diagnostics import Diagnostic

RULE, COLUMN, MESSAGE, FILE, LINE = (REASON_PREFIX + name for name in ("rule", "column", "message", "file", "line"))
BETWEEN: Final = "; "
BLOCK: Final = 1 << 20


@dataclass(slots=True)
class Rejects:
    """Rows that are not written, so far. `rows` counts them; `why` holds those of the batch at hand.

    `why` is by place in the batch: rules, columns and messages, in the order they were found.
    """

    scratch: IO[bytes]
    settings: Settings
    lang: Literal["en", "ko"] = "en"
    rows: int = 0
    why: dict[int, list[tuple[str, str, str]]] = field(default_factory=dict)

    def note(self, place: int, finding: Diagnostic, column: str) -> None:
        """Keep why the row at a place of the batch is not written."""
        self.why.setdefault(place, []).append((finding.rule.code, column, finding.text(self.lang)))

    def add(self, batch: Batch, table: str) -> None:
        """Write the rows of a batch that were noted, and forget why."""
        if not self.why:
            return
        places = sorted(self.why)
        said = [list(zip(*dict.fromkeys(self.why[place]), strict=True)) for place in places]
        names = [name for name in batch.frame.columns if not name.startswith(REASON_PREFIX)]
        lines = [None] * len(places) if batch.lines is None else batch.lines[places].cast(pl.String).to_list()
        reasons = {
            RULE: [BETWEEN.join(dict.fromkeys(rules)) for rules, _, _ in said],
            COLUMN: [BETWEEN.join(dict.fromkeys(filter(None, columns))) for _, columns, _ in said],
            MESSAGE: [BETWEEN.join(messages) for _, _, messages in said],
            FILE: [table] * len(places),
            LINE: lines,
        }
        frame = batch.frame.select(names)[places].with_columns(
            pl.Series(name, texts, dtype=pl.String) for name, texts in reasons.items()
        )
        if not self.rows:
            self.head(frame.columns)
        separator = self.settings.delimiter or ","
        self.scratch.write(frame.write_csv(include_header=False, separator=separator).encode())
        self.rows += len(places)
        self.why.clear()

    def head(self, names: list[str]) -> None:
        """Write what stands above the rows: as many title rows and header rows as the mapping says there are."""
        self.scratch.write(b"#\n" * (self.settings.skip_rows or 0))
        header_rows = 1 if self.settings.header_rows is None else self.settings.header_rows
        if not header_rows:
            return
        separator = self.settings.delimiter or ","
        row = pl.DataFrame(schema=dict.fromkeys(names, pl.String)).write_csv(separator=separator)
        blank = separator * (len(names) - 1) + "\n"
        blanks = header_rows - 1 + bool(self.settings.unit_row)
        self.scratch.write((row + blank * blanks).encode())

    def finish(self, path: Path, names: list[str]) -> None:
        """Give the file its name, all at once; without a bad row it holds the header only."""
        if not self.rows:
            self.head([name for name in names if not name.startswith(REASON_PREFIX)] + list(REASONS))
        encoding = self.settings.encoding or "utf-8-sig"
        self.scratch.seek(0)
        # the mark at the beginning of utf-8-sig comes once, and a character never ends at a block
        decoder = codecs.getincrementaldecoder("utf-8")()
        encoder = codecs.getincrementalencoder(encoding)(errors="backslashreplace")
        with replaced(path) as file:
            while block := self.scratch.read(BLOCK):
                file.write(encoder.encode(decoder.decode(block)))


REASONS: Final = (RULE, COLUMN, MESSAGE, FILE, LINE)


@contextmanager
def open_rejects(path: Path | None, settings: Settings, lang: Literal["en", "ko"]) -> Iterator[Rejects | None]:
    """Give what keeps bad rows on the disk of their file, None where nobody asked for them."""
    if path is None:
        yield None
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=path.parent) as scratch:
        yield Rejects(scratch, settings, lang)


def note_cells(
    rejects: Rejects, plan: Plan, batch: Batch, sources: pl.DataFrame, texts: pl.DataFrame, lost: pl.Series
) -> None:
    """Keep why rows of a batch are lost: each bad cell, each mandatory one that is empty, or a key that is."""
    for filler in plan.fillers:
        source, text = sources[filler.slot], texts[filler.slot]
        if text.null_count() == 0:
            continue
        column = " + ".join(filler.target.cell.columns)
        for place in (source.is_not_null() & text.is_null()).arg_true().to_list():
            rejects.note(place, why_bad(source[place], filler.value.spec), column)
        if filler.mandatory or filler.guards:
            note_empty(rejects, filler, (source.is_null() & lost).arg_true().to_list(), texts, column)
    for place in lost.arg_true().to_list():
        if place not in rejects.why:
            rejects.note(place, Diagnostic(EMPTY_KEY), "")


def note_empty(rejects: Rejects, filler: Filler, places: list[int], texts: pl.DataFrame, column: str) -> None:
    """Keep the rows in which a mandatory element has no value."""
    values: dict[str, Any] = {"path": filler.target.place.path}
    for place in places:
        if filler.mandatory or any(texts[slot][place] is not None for slot in filler.guards):
            rejects.note(place, Diagnostic(EMPTY_MANDATORY, values=values), column)

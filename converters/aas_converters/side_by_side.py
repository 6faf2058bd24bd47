"""Run a job over a large text file with processes beside this one: each works a block, this one too.

Every block is cut as if each line were a record, which is so in nearly every plant's file. Results are taken in the
order of the file. What a block is suspected of in this way (a record of several lines, an id that came before) is found
when its turn comes: then it is read again as in any other run, and so are those behind it where that moves their rows.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Final

import polars as pl

from aas_converters.beside.block import Done, Setup, Text, worked
from aas_converters.beside.cutting import Cutter
from aas_converters.beside.process import Crew
from aas_converters.chunks import Filler
from aas_converters.documents.in_order import done
from aas_converters.running import Running, filling_of
from aas_converters.sources.blocks import pieces
from aas_converters.sources.delimited import DelimitedTable
from aas_converters.sources.table import Batch

STUBBORN: Final = 4
"""Blocks that had to be read again after which all others are read one after the other."""

Alone = Callable[[Batch], None]
"""What runs a batch as any other run does."""


def run_side_by_side(
    table: DelimitedTable, running: Running, rows: int, crew: Crew, alone: Alone, seen: Callable[[int], None]
) -> None:
    """Run a job whose plan is made over a table; `rows` are those of a batch, `seen` is told how many were read."""
    plan = running.plan
    if plan is None:
        return
    setup = Setup(plan, table.parse, rows, filling_of(plan, running.destination.parts))
    cutter = Cutter(table.blocks(table.block_size(rows)), table.line, table.name)
    crew.start()
    with ThreadPoolExecutor(max(1, len(crew.all)), thread_name_prefix="aas-beside") as pool:
        lane = Lane(setup, Filler(setup.filling), running, cutter, crew, pool, alone, seen)
        try:
            lane.run()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


class Lane:
    """The blocks under way, in the order of the file."""

    def __init__(
        self,
        setup: Setup,
        filler: Filler,
        running: Running,
        cutter: Cutter,
        crew: Crew,
        pool: ThreadPoolExecutor,
        alone: Alone,
        seen: Callable[[int], None],
    ) -> None:
        self.setup, self.filler, self.running = setup, filler, running
        self.cutter, self.crew, self.pool = cutter, crew, pool
        self.alone, self.seen = alone, seen
        self.waiting: deque[tuple[Text, Future[Done | None]]] = deque()
        self.stubborn = 0
        self.judged = False

    def run(self) -> None:
        """Run all blocks: the first one with a row here, because columns are judged by their first rows."""
        first = self.cutter.cut()
        if first is None:
            return
        for _ in self.crew.all:
            self.begin(self.cutter.cut())
        self.read_alone(first)
        while True:
            while self.waiting and self.stubborn > STUBBORN:
                self.take(*self.waiting.popleft())
            text = self.cutter.cut()
            if text is None and not self.waiting:
                return
            if text is None:
                self.help()
            elif self.stubborn > STUBBORN:
                self.read_alone(text)
            else:
                self.begin(text)
            while self.waiting and (text is None or self.is_due()):
                self.take(*self.waiting.popleft())

    def help(self) -> None:
        """Work the blocks here that no process has begun."""
        for place, (text, future) in enumerate(self.waiting):
            if future.cancel():
                self.waiting[place] = (text, self.worked_here(text))

    def is_due(self) -> bool:
        """Return whether the next result is there, or so many wait that it must be waited for."""
        return self.waiting[0][1].done() or len(self.waiting) > 3 * len(self.crew.all) + 2

    def begin(self, text: Text | None) -> None:
        """Have a block worked, if there is one."""
        if text is not None:
            self.waiting.append((text, self.begun(text)))

    def begun(self, text: Text) -> Future[Done | None]:
        """Have a block worked: beside, or here where all others are busy."""
        busy = sum(not future.done() for _, future in self.waiting)
        if busy > 2 * len(self.crew.all):
            return self.worked_here(text)
        coverage = self.running.outcome.coverage.seed()
        return self.pool.submit(self.crew.worked, self.setup, text, coverage, references=self.references)

    def worked_here(self, text: Text) -> Future[Done | None]:
        """Work a block in this process."""
        coverage = self.running.outcome.coverage.seed()
        return done(worked(self.setup, self.filler, text, coverage, references=self.references))

    @property
    def references(self) -> bool:
        """Whether references of shells are still written with the submodels."""
        return self.running.destination.streams and not self.running.many_assets

    def take(self, text: Text, future: Future[Done | None]) -> None:
        """Put what became of a block where it belongs, or read it again."""
        found = future.result()
        if found is None or not self.fits(found):
            self.read_alone(text)
            return
        self.running.merge(found)
        self.seen(text.lines)

    def fits(self, found: Done) -> bool:
        """Return whether the submodels of a block may be written as they are: their ids are new."""
        running = self.running
        if not self.judged:
            return False
        if not found.batches:
            return True
        if running.many_assets and any(some.chunks.references is not None for some in found.batches):
            return False
        hashes = pl.concat([some.hashes for some in found.batches])
        return not running.destination.seen.known(hashes).any()

    def read_alone(self, text: Text) -> None:
        """Run a block as any other run does; what waits behind it is done again where its rows are others."""
        block, plain = self.cutter.read(text, [one for one, _ in self.waiting], self.setup.parse)
        if not plain:
            for _, future in self.waiting:
                future.cancel()
            self.waiting.clear()
        self.stubborn += 1
        self.judged = self.judged or block.frame.height > 0
        for batch in pieces(block, text.row, self.setup.rows):
            self.alone(batch)

"""Run tasks on threads and take their results in the order of the tasks.

polars and isal let other threads run while they work, so plain threads keep several cores busy.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Final, Generic, TypeVar

Result = TypeVar("Result")

AHEAD: Final = 32
"""Tasks that may wait or be done but not taken: enough to work on while the next batch is read."""
MOST: Final = 4
"""Threads beyond which reading the rows is what everything waits for (docs/explanation/benchmarks.md)."""


class InOrder(Generic[Result]):
    """Tasks under way. `take` gets each result, in the thread that puts the tasks."""

    def __init__(self, pool: ThreadPoolExecutor | None, take: Callable[[Result], None]) -> None:
        self.pool = pool
        self.take = take
        self.waiting: deque[Future[Result]] = deque()

    def put(self, task: Callable[[], Result]) -> None:
        """Run a task soon, or at once where there are no threads; what it raises comes out here or in `drain`."""
        if self.pool is None:
            self.take(task())
            return
        self.waiting.append(self.pool.submit(task))
        while self.waiting and (len(self.waiting) > AHEAD or self.waiting[0].done()):
            self.take(self.waiting.popleft().result())

    def drain(self) -> None:
        """Wait for all tasks and take what is left."""
        while self.waiting:
            self.take(self.waiting.popleft().result())


@contextmanager
def threads(jobs: int) -> Iterator[ThreadPoolExecutor | None]:
    """Give threads beside this one, None for one job. What has not begun when the block raises never will."""
    if jobs < 2:
        yield None
        return
    pool = ThreadPoolExecutor(jobs - 1, thread_name_prefix="aas-fill")
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def usual_jobs() -> int:
    """Return how many jobs a run has where nobody says: the cores it may use, up to where more do not help."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(usable, MOST)

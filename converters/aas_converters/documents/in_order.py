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

AHEAD: Final = 1
"""Tasks that wait until a thread is free."""
MOST: Final = 4
"""Threads beyond which reading the rows is what everything waits for (docs/explanation/benchmarks.md)."""


class InOrder(Generic[Result]):
    """Tasks under way. `take` gets each result, in the thread that puts the tasks."""

    def __init__(self, pool: ThreadPoolExecutor | None, take: Callable[[Result], None], jobs: int = 1) -> None:
        self.pool = pool
        self.take = take
        self.most = jobs + AHEAD
        self.waiting: deque[tuple[Future[Result], Callable[[], Result]]] = deque()

    def put(self, task: Callable[[], Result]) -> None:
        """Run a task soon, or at once where no thread is free; what it raises comes out here or in `drain`."""
        if self.pool is None:
            self.take(task())
            return
        free = sum(not future.done() for future, _ in self.waiting) < self.most
        self.waiting.append((self.pool.submit(task) if free else done(task()), task))
        while self.waiting and self.waiting[0][0].done():
            self.take(self.waiting.popleft()[0].result())

    def drain(self) -> None:
        """Wait for all tasks and take what is left; what no thread has begun is done here."""
        for place, (future, task) in enumerate(self.waiting):
            if future.cancel():
                self.waiting[place] = (done(task()), task)
        while self.waiting:
            self.take(self.waiting.popleft()[0].result())


def done(result: Result) -> Future[Result]:
    """Return a result as one that was waited for."""
    future: Future[Result] = Future()
    future.set_result(result)
    return future


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

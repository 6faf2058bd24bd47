"""Give partitions to the workers of a Dask cluster; what a lost worker had is done again by another one."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from typing import Any, Final

from aas_converters.partitions.manifest import Shard
from aas_converters.partitions.shard import Work, make_shard
from aas_converters.partitions.split import Partition
from aas_converters.sources.extras import library
from aas_validators.diagnostics import Diagnostic

LOCAL: Final = "local"
TRIES: Final = 3
"""How often a partition is tried again where something outside of it fails, such as the store."""


@contextmanager
def client_of(scheduler: str, workers: int = 0) -> Iterator[Any]:
    """Give a client of a Dask scheduler: `local` starts one on this machine, otherwise an address such as tcp://…:8786.

    `workers` are processes of a local one, 0 for one for each core. SourceError where Dask is not installed, OSError
    where nobody answers.
    """
    distributed = library("distributed", "Dask", "dask", scheduler)
    if scheduler == LOCAL:
        with (
            distributed.LocalCluster(
                n_workers=workers or os.cpu_count() or 1, threads_per_worker=1, dashboard_address=":0"
            ) as cluster,
            distributed.Client(cluster) as client,
        ):
            yield client
        return
    with distributed.Client(scheduler, timeout=20) as client:
        yield client


def made(client: Any, partitions: list[Partition], work: Work) -> Iterator[tuple[Shard, list[Diagnostic]]]:
    """Yield what became of each partition, in the order in which they are done; OSError where the cluster gives up."""
    distributed = library("distributed", "Dask", "dask", LOCAL)
    # A result of a task, and not data that are scattered: where the only worker that has it is lost, it is made again.
    shared = client.submit(unchanged, work, pure=False, retries=TRIES)
    futures = [client.submit(make_shard, one, shared, pure=False, retries=TRIES) for one in partitions]
    for future in distributed.as_completed(futures):
        try:
            done = future.result()
        except (distributed.scheduler.KilledWorker, CancelledError, ImportError) as error:
            # every worker that had the part died, the scheduler went away, or workers have other versions
            raise OSError(errno.EIO, next(iter(str(error).splitlines()), "-"), "Dask") from error
        yield done
        future.release()


def unchanged(work: Work) -> Work:
    """Return what all partitions share."""
    return work

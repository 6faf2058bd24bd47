"""Job-shop instances in the standard text form (JSPLIB, Taillard): the operations of each job, in order.

Comments with # stand on top, then the numbers of jobs and machines, then a line for each job with pairs of machine
and duration.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import polars as pl

from aas_converters.sources.encoding import EMPTY
from aas_converters.sources.problem import failure, opened
from aas_converters.sources.settings import Settings
from aas_converters.sources.spool import LINE, spool
from aas_converters.sources.table import Column, Table
from aas_validators.diagnostics import Rule, Sentence, Severity

BROKEN: Final = Rule(
    code="SRC160",
    name="broken-job-shop",
    severity=Severity.ERROR,
    message=Sentence(
        en="this is no job-shop instance: {reason_en}", ko="작업장 일정 문제 파일이 아닙니다: {reason_ko}"
    ),
    hint=Sentence(
        en="compare the line with the first one, which gives the numbers of jobs and machines",
        ko="작업 수와 설비 수를 적은 첫 줄과 비교해 보십시오",
    ),
    why=Sentence(en="every number after it would be read as another", ko="그 뒤의 숫자를 모두 잘못 읽게 됩니다"),
)

NAMES: Final = ("instance", "job", "operation", "operation_id", "predecessor", "machine", "duration")
NUMBER: Final = re.compile(r"\d+(?:\.\d+)?")


def open_table(path: Path, settings: Settings) -> Table:
    """Open an instance: a row for each operation. Jobs and operations count from 1, machines as the file does.

    Raises SourceError with the line of the first mistake.
    """
    name = str(path)
    with opened(path) as file:
        text = file.read().decode("utf-8-sig", errors="replace")
    rows = list(operations(text, path.stem or path.name, name))
    frame = pl.DataFrame(rows, schema=[*NAMES, LINE], orient="row")
    columns = [Column(one, one) for one in NAMES]
    jobs = {row[1] for row in rows}
    about = {"kind": "job shop", "jobs": str(len(jobs)), "machines": str(len({row[5] for row in rows}))}
    return spool(name, [frame], about=about, columns=columns, settings=settings)


def operations(text: str, instance: str, file: str) -> Iterator[tuple[str | int | None, ...]]:
    """Yield the operations of an instance."""
    lines = [(number, line.split()) for number, line in enumerate(text.splitlines(), 1)]
    lines = [(number, parts) for number, parts in lines if parts and not parts[0].startswith("#")]
    if not lines:
        raise failure(EMPTY, file)
    head, sizes = lines[0]
    if len(sizes) < 2 or not all(part.isdecimal() for part in sizes[:2]):
        said = ("there are no numbers of jobs and machines", "작업 수와 설비 수가 없습니다")
        raise failure(BROKEN, file, head, reason_en=said[0], reason_ko=said[1])
    jobs, machines = map(int, sizes[:2])
    if len(lines) - 1 < jobs:
        said = (
            f"{jobs} jobs are announced, {len(lines) - 1} lines follow",
            f"작업 {jobs}개 중 {len(lines) - 1}줄만 있습니다",
        )
        raise failure(BROKEN, file, lines[-1][0], reason_en=said[0], reason_ko=said[1])
    for job, (number, parts) in enumerate(lines[1 : jobs + 1], 1):
        pairs = list(zip(parts[::2], parts[1::2], strict=False))
        if len(parts) != 2 * machines:
            said = (
                f"{machines} pairs of machine and duration are expected",
                f"설비와 시간이 {machines}쌍이어야 합니다",
            )
            raise failure(BROKEN, file, number, reason_en=said[0], reason_ko=said[1])
        before: str | None = None
        for operation, (machine, duration) in enumerate(pairs, 1):
            if not machine.isdecimal() or not NUMBER.fullmatch(duration):
                said = (
                    f"{machine} {duration} is no machine and duration",
                    f"'{machine} {duration}'은(는) 설비와 시간이 아닙니다",
                )
                raise failure(BROKEN, file, number, reason_en=said[0], reason_ko=said[1])
            own = f"{job}-{operation}"
            yield instance, str(job), str(operation), own, before, machine, duration, number
            before = own

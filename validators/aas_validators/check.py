"""Check any AAS file: an AASX package, JSON or XML; an environment, one instance or a list."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from mmap import ACCESS_READ, mmap
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from aas_validators.diagnostics import Diagnostic, Location, Rule, Sentence, Severity
from aas_validators.document.source import Source
from aas_validators.kinds import Kind, kind_of_bytes
from aas_validators.layers import ALL_LAYERS, Layer
from aas_validators.limits import DEFAULT_LIMITS, Limits
from aas_validators.metamodel.shapes import VERSIONS
from aas_validators.task import DEFAULT_TASK
from aas_validators.task import Assessment as Assessment
from aas_validators.task import Metamodel as Metamodel
from aas_validators.task import Task as Task
from aas_validators.task import checked_task as checked_task

if TYPE_CHECKING:
    from aas_validators.template.check import FindModel

TOO_LARGE = Rule(
    code="SCH013",
    name="file-too-large",
    severity=Severity.ERROR,
    message=Sentence(
        "the file has {size} bytes, at most {limit} are read",
        "파일이 {size}바이트입니다 (최대 {limit}바이트)",
    ),
    hint=Sentence("raise the size limit if you trust the file", "신뢰하는 파일이면 크기 제한을 올리십시오"),
    why=Sentence(
        "A limit keeps a stranger's file from filling the memory.",
        "제한은 외부 파일이 메모리를 고갈시키는 것을 막습니다.",
    ),
)
"""See `Limits.document_size`."""


def check_file(
    source: str | PathLike[str] | bytes,
    *,
    name: str | None = None,
    metamodel: Metamodel = "auto",
    root: str | None = None,
    layers: Collection[Layer] = ALL_LAYERS,
    find_model: FindModel | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Iterator[Diagnostic]:
    """Yield every finding about a file, in the order of their places.

    `source` is a path or the bytes themselves; `name` is what the findings call the file. `root` is the
    class of the document (`Submodel`, or `list of Submodel`); by default it is detected. `find_model`
    returns the model that a submodel should conform to. Raises ValueError for an
    unknown metamodel or root, and OSError if the file cannot be read."""
    task = Task(metamodel, root, layers, limits, find_model)
    yield from assess_file(source, task, name=name).findings


def assess_file(
    source: str | PathLike[str] | bytes, task: Task = DEFAULT_TASK, *, name: str | None = None
) -> Assessment:
    """Return what a file is, under which metamodel versions it is valid, and what is wrong with it."""
    checked_task(task)
    if isinstance(source, bytes):
        return assess_bytes(source, task, Source(name))
    path = Path(source)
    shown_name = name or str(path)
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(4096)
    if kind_of_bytes(head) == "aasx" or (path.suffix.lower() == ".aasx" and kind_of_bytes(head) != "rdf"):
        from aas_validators.exact import assess_package  # late: a file that is in order does not need it

        return assess_package(path, task, shown_name, assess_bytes)
    if size > task.limits.document_size:
        values = {"size": size, "limit": task.limits.document_size}
        return Assessment("unknown", (), None, (Diagnostic(TOO_LARGE, Location(file=shown_name), values),))
    kind = kind_of_bytes(head)
    if task.fast and size and kind in ("json", "xml"):
        with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as mapped:
            if found := assessed_fast(mapped, kind, task, Source(shown_name), path):
                return found
        task = replace(task, fast=False)
    return assess_bytes(path.read_bytes(), task, Source(shown_name))


def assessed_fast(
    data: bytes | mmap, kind: Kind, task: Task, source: Source, path: Path | None = None
) -> Assessment | None:
    """Return the assessment of an environment that the fast path answers for, else None."""
    if kind not in ("json", "xml") or not task.fast or (task.root and task.root != "Environment"):
        return None
    from aas_validators.fast.assess import assess  # late: only here are its records made
    from aas_validators.fast.question import Question

    versions = VERSIONS if task.metamodel == "auto" else (task.metamodel,)
    part = source.part is not None
    own = task.own if Layer.OWN in task.layers else ()
    answer = assess(
        data,
        kind,
        source,
        Question(versions, task.layers, task.limits, task.find_model, path, task.jobs, own=own, part=part),
    )
    if answer is None:
        return None
    return Assessment(kind, answer.versions, answer.root, answer.findings, answer.document)


def assess_bytes(data: bytes, task: Task, source: Source) -> Assessment:
    """Return the assessment of a document or package in memory."""
    kind = kind_of_bytes(data[:4096])
    if found := assessed_fast(data, kind, task, source):
        return found
    from aas_validators.exact import assess_document, assess_package  # late, as above

    if kind == "aasx":
        return assess_package(data, task, source.file, assess_bytes)
    return assess_document(data, kind, task, source)

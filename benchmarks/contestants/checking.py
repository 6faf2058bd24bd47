"""Check one file with one tool: `python -m benchmarks.contestants.checking TOOL FILE [JOBS]`.

A tool that cannot check reads strictly instead. Ends with 1 if it finds anything wrong."""

from __future__ import annotations

import json
import sys
from pathlib import Path


def ours(path: Path, jobs: int) -> bool:
    from aas_validators.check import Task, assess_file

    return assess_file(path, Task(jobs=jobs)).ok


def exact(path: Path, jobs: int) -> bool:
    from aas_validators.check import Task, assess_file

    return assess_file(path, Task(fast=False)).ok


def test_engines(path: Path, jobs: int) -> bool:
    from aas_test_engines import file  # type: ignore[import-not-found, unused-ignore]

    with path.open("rb") as stream:
        result = file.check_json_file(stream) if path.suffix == ".json" else file.check_xml_file(stream)
    return bool(result.ok())


def aas_core(path: Path, jobs: int) -> bool:
    from aas_core3 import jsonization, verification, xmlization

    if path.suffix == ".json":
        with path.open(encoding="utf-8") as stream:
            environment = jsonization.environment_from_jsonable(json.load(stream))
    else:
        environment = xmlization.environment_from_file(path)
    return not any(True for _ in verification.verify(environment))


def basyx(path: Path, jobs: int) -> bool:
    from basyx.aas.adapter.json import read_aas_json_file

    with path.open(encoding="utf-8") as stream:
        return sum(1 for _ in read_aas_json_file(stream, failsafe=False)) > 0


TOOLS = {"ours": ours, "exact": exact, "test_engines": test_engines, "aas_core": aas_core, "basyx": basyx}

if __name__ == "__main__":
    tool, name, *rest = sys.argv[1:]
    sys.exit(0 if TOOLS[tool](Path(name), int(rest[0]) if rest else 1) else 1)

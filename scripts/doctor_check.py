"""Hold the answers of `aas doctor` against the tools themselves, on packages with one quirk each.

Usage: python scripts/doctor_check.py

Each tool runs in an environment of its own. Exits with 1 if a tool does something else than the doctor says."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from doctor_cases import cases
from environments import environment, output
from interop import READERS

from aas_toolkit.diagnosis import State, examined

ASKED = {
    "BaSyx Python 1.2 - 2.0": (
        ("basyx-python-sdk==1.2.1", "basyx_store.py"),
        ("basyx-python-sdk==2.0.1", "basyx_store.py"),
    ),
    "BaSyx Python 2.1 and newer": (("basyx-python-sdk==2.2.0", "basyx_store.py"),),
    "aas-test-engines 1.0": (("aas-test-engines==1.0.3", "engines.py"),),
    "aas-core 3.0 (no packages)": (("aas-core3.0==1.1.4", "core.py"),),
    "aas-core 3.1 (no packages)": (("aas-core3.1==1.0.0", "core.py"),),
}
"""The tools that can be installed, by the doctor's name for them: requirement and reader."""
NAMES = {"basyx-python-sdk": "BaSyx"}


def seen(reader: str, reading: dict[str, Any], elements: int) -> State:
    """Return what a tool made of a file that holds one submodel with so many elements.

    A checker refuses by reporting anything but what is only deprecated."""
    content = reading.get("content")
    if reader in ("engines.py", "core.py"):
        faults = [one for one in reading["problems"] if not one.startswith("Deprecated")]
        return State.REFUSES if faults else State.OPENS
    if not content:
        return State.REFUSES if reading["problems"] else State.EMPTY
    return State.OPENS if all(len(facts) == elements + 1 for facts in content.values()) else State.PART


def agrees(said: State, found: State) -> bool:
    """Return whether an answer is right: releases differ in whether a package they cannot follow raises."""
    return said == found or {said, found} == {State.EMPTY, State.REFUSES}


def main() -> int:
    """Ask every tool about every case and print where the doctor is wrong."""
    wrong = []
    with TemporaryDirectory(prefix="aas-doctor-") as folder:
        files = list(cases(Path(folder)))
        answers = {file: {one.tool: one.state for one in examined(file)} for file in files}
        for tool, versions in ASKED.items():
            for requirement, reader in versions:
                name, _, version = requirement.partition("==")
                python = environment(f"{NAMES.get(name, name)}-{version}", (requirement,))
                read = json.loads(output(python, str(READERS / reader), *map(str, files)))
                right = 0
                for file in files:
                    said, found = answers[file][tool], seen(reader, read[str(file)], 2 if "file" in file.stem else 1)
                    right += agrees(said, found)
                    if not agrees(said, found):
                        problem = (read[str(file)]["problems"] or ["-"])[0]
                        wrong.append(f"{requirement}, {file.name}: doctor says {said}, it {found} ({problem[:120]})")
                print(f"{requirement:28} {right:3} of {len(files)} as the doctor says")
    print("\n".join(wrong) or "the doctor is right about every tool")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())

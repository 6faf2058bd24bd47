"""Run the command inside this process or as a program of its own."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from aas_toolkit.cli import aas
from aas_toolkit.cli.failures import guarded

ROOT = Path(__file__).parents[2]
ROOMS = (ROOT, ROOT / "converters", ROOT / "validators", ROOT / "reference_models")


@dataclass(frozen=True)
class Answer:
    """What a run of the command gave back."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        return self.out + self.err


Run = Callable[..., Answer]


def run(*arguments: object) -> Answer:
    """Run `aas` in this process; an exception that gets out fails the test."""
    out, err = io.StringIO(), io.StringIO()
    with (
        patch.object(sys, "argv", ["aas", *map(str, arguments)]),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        code = guarded(aas)
    return Answer(code, out.getvalue(), err.getvalue())


def environment(**changes: str) -> dict[str, str]:
    """An environment in which the checkout can be imported, in English."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHON"))}
    return {
        **plain,
        "AAS_LANG": "en",
        "PYTHONIOENCODING": "utf-8",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": os.pathsep.join(map(str, ROOMS)),
        **changes,
    }


def start(*arguments: object, code: str | None = None, cwd: Path | None = None, **env: str) -> subprocess.Popen[bytes]:
    """Start `python -m aas_toolkit`, or a piece of code instead."""
    program = ["-c", code] if code is not None else ["-m", "aas_toolkit"]
    return subprocess.Popen(
        [sys.executable, *program, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        env=environment(**env),
        cwd=cwd,
    )


def program(
    *arguments: object, code: str | None = None, cwd: Path | None = None, encoding: str = "utf-8", **env: str
) -> Answer:
    """Run the program to its end."""
    process = start(*arguments, code=code, cwd=cwd, **env)
    out, err = process.communicate(timeout=120)
    answer = Answer(process.returncode, out.decode(encoding), err.decode(encoding))
    assert "Traceback" not in answer.said, answer.said
    return answer


PLATING = """\
Time,Machine,Lot,Temp,Current,pH
2024-03-01 00:00:00,L1,A,25.5,3.1,4.2
2024-03-01 00:00:05,L1,A,25.6,3.2,4.2
"""
MAPPING = """\
mapping: 1
model: plating
ids: {base: "https://plant.example/ids", asset: "{Header.EquipmentId}", submodel: "{Header.EquipmentId}/{Header.Time}"}
time: {zone: Asia/Seoul}
elements:
  Header.Time: Time
  Header.EquipmentId: Machine
  Header.LotNumber: Lot
  Measured.BathTemperature: {column: Temp, unit: °C}
  Measured.RectifierCurrent: Current
  Measured.BathPh: pH
"""


def plant(folder: Path, text: str = PLATING, name: str = "plant.csv", encoding: str = "utf-8") -> Path:
    """Write a plant file."""
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def mapping(folder: Path, text: str = MAPPING, name: str = "map.yaml") -> Path:
    """Write a mapping."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path

"""Virtual environments for the scripts beside this file: made once under build/, and anew when their list changes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
PLACE: Final = ROOT / "build" / "environments"
LIST: Final = "requirements-installed.txt"
"""What was installed; written last, so that a half-made environment is made again."""


def environment(name: str, requirements: Sequence[str], *, fresh: bool = False) -> Path:
    """Return the Python of an environment that holds some requirements; installed with pip if it does not.

    Raises CalledProcessError if pip cannot install them; what pip said is on stderr.
    """
    folder = PLACE / name
    python = python_in(folder)
    wanted = "\n".join([sys.version, *requirements])
    known = folder / LIST
    if not fresh and python.exists() and known.exists() and known.read_text(encoding="utf-8") == wanted:
        return python
    shutil.rmtree(folder, ignore_errors=True)
    venv.create(folder, with_pip=True)
    pip(python, "install", *requirements)
    known.write_text(wanted, encoding="utf-8")
    return python


def python_in(folder: Path) -> Path:
    """Return where an environment keeps its Python."""
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def pip(python: Path, *arguments: str) -> None:
    """Run pip in an environment. Raises CalledProcessError."""
    call(python, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments)


def call(python: Path, *arguments: str, cwd: Path = ROOT) -> None:
    """Run Python with nothing of this checkout in its way. Raises CalledProcessError."""
    subprocess.run([str(python), *arguments], cwd=cwd, env=clean(), check=True)


def output(python: Path, *arguments: str, cwd: Path = ROOT) -> str:
    """Run Python and return what it printed. Raises CalledProcessError; errors go to stderr as they come."""
    done = subprocess.run(
        [str(python), *arguments], cwd=cwd, env=clean(), check=True, stdout=subprocess.PIPE, encoding="utf-8"
    )
    return done.stdout


def clean() -> dict[str, str]:
    """Return the environment variables without those that change what Python imports or prints."""
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}
    return {**kept, "PYTHONUTF8": "1"}

"""`aas convert` killed at any moment: the result is the old one or the whole new one, and the next run tidies up."""

from __future__ import annotations

import os
import random
import sys
import time
from pathlib import Path
from zipfile import ZipFile

import pytest

from aas_converters.documents.leftovers import begin, scratch_folder, sweep
from tests.cli.running import MAPPING, PLATING, mapping, program, run, start

KILLS = int(os.environ.get("AAS_KILLS", "1"))
ROWS = 40_000 if KILLS > 1 else 5_000
OLD = b"what an earlier run has written"
HEAD = PLATING.splitlines()[0] + "\n"
UNSORTED = MAPPING.replace("{Header.Time}", "{Header.LotNumber}") + "shape: {one_per: group, by: [Header.LotNumber]}\n"
KILLED_IN = """
import os, signal, sys
from {module} import {owner}
def killed(*arguments, **options):
    os.kill(os.getpid(), signal.SIGKILL)
{owner}.{name} = killed
from aas_toolkit.cli import main
sys.exit(main())
"""
not_on_windows = pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is of other systems")


def log(folder: Path, rows: int = ROWS, lots: str = "A") -> Path:
    path = folder / "log.csv"
    times = (f"2024-03-01 {i // 3600:02}:{i // 60 % 60:02}:{i % 60:02},L1" for i in range(rows))
    text = "".join(f"{one},{lots[i % len(lots)]},25.5,3.1,4.2\n" for i, one in enumerate(times))
    path.write_text(HEAD + text, encoding="utf-8")
    return path


def beside(target: Path) -> list[str]:
    """What else is in the folder of a result."""
    return sorted(file.name for file in target.parent.iterdir() if file != target)


@not_on_windows
@pytest.mark.parametrize("older", [False, True])
@pytest.mark.parametrize("suffix", [".aasx", ".json"])
def test_kill_9_leaves_the_old_file_or_the_whole_new_one(tmp_path: Path, suffix: str, older: bool) -> None:
    chance, target = random.Random(suffix + str(older)), tmp_path / "out" / f"log{suffix}"
    target.parent.mkdir()
    call = ("convert", log(tmp_path), "--map", mapping(tmp_path), "-o", target)
    began = time.monotonic()
    assert program(*call).code == 0
    took, whole = time.monotonic() - began, target.read_bytes()
    target.unlink()
    for _ in range(KILLS):
        if older:
            target.write_bytes(OLD)
        process = start(*call)
        time.sleep(chance.uniform(0.2, took))
        process.kill()
        process.communicate()
        found = target.read_bytes() if target.exists() else None
        assert found in (whole, OLD if older else None)
        assert [name for name in beside(target) if not name.startswith(".")] == []
        target.unlink(missing_ok=True)
    assert program(*call).code == 0
    assert target.read_bytes() == whole
    assert beside(target) == []


@not_on_windows
@pytest.mark.parametrize(
    ("module", "owner", "name", "rules"),
    [
        ("pathlib", "Path", "replace", MAPPING),
        ("aas_converters.documents.zip_writer", "ZipWriter", "add_segments", MAPPING),
        ("aas_converters.shapes.spill", "Spill", "sorted_rows", UNSORTED),
    ],
)
def test_the_next_run_takes_away_what_a_killed_one_left(
    tmp_path: Path, module: str, owner: str, name: str, rules: str
) -> None:
    target = tmp_path / "out" / "log.aasx"
    target.parent.mkdir()
    target.write_bytes(OLD)
    call = ("convert", log(tmp_path, 300, "ABAB"), "--map", mapping(tmp_path, rules), "-o", target)
    answer = program(*call, code=KILLED_IN.format(module=module, owner=owner, name=name))
    assert answer.code == -9, answer.said
    assert target.read_bytes() == OLD
    assert len(beside(target)) == 1
    assert run(*call).code == 0
    assert beside(target) == []
    assert ZipFile(target).testzip() is None


def test_what_somebody_is_writing_is_no_leftover(tmp_path: Path) -> None:
    """Two runs with one target: the second one takes nothing away from the first."""
    target = tmp_path / "log.aasx"
    part, file = begin(target)
    with file, scratch_folder("spill", tmp_path) as folder:
        sweep(target)
        assert sorted(tmp_path.iterdir()) == sorted([part, folder])
        strangers = [
            tmp_path / name for name in (".other.aasx.0a1b2c3d.part", ".log.aasx.part", ".aas-notes", "log.part")
        ]
        for one in strangers:
            one.touch()
    sweep(target)
    assert sorted(tmp_path.iterdir()) == sorted(strangers)

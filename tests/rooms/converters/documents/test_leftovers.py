"""Scratch folders of runs beside each other: nobody takes away what another one has just made."""

from __future__ import annotations

import threading
from pathlib import Path

from aas_converters.documents.leftovers import scratch_folder, sweep


def test_a_folder_stays_while_others_sweep(tmp_path: Path) -> None:
    done = threading.Event()

    def sweep_on() -> None:
        while not done.is_set():
            sweep(tmp_path / "press.aasx")

    sweepers = [threading.Thread(target=sweep_on) for _ in range(2)]
    for one in sweepers:
        one.start()
    try:
        for _ in range(300):
            with scratch_folder("test", tmp_path) as folder:
                (folder / "table").mkdir()
    finally:
        done.set()
        for one in sweepers:
            one.join()
    assert list(tmp_path.iterdir()) == []

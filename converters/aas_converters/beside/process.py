"""Processes beside this one that work blocks.

polars runs the work of all threads of a process on one pool, and its threads wait for each other; a process of its own
waits for nobody. It is started as a program, not by multiprocessing, so that a script that calls the library needs no
guard around its main part. Nothing depends on it: what a process that is gone has not done is done here.
"""

from __future__ import annotations

import os
import pickle
import re
import subprocess
import sys
from queue import Queue
from typing import Final, Self

from aas_converters.beside.block import Done, Setup, Text
from aas_converters.beside.messages import receive, send
from aas_converters.coverage import Coverage

PYTHON: Final = re.compile(r"(python|pypy|graalpy)[0-9.]*[a-z]?(_d)?(\.exe)?")
"""How an interpreter is called: python3.13t, pythonw.exe, python_d.exe; pythonservice.exe is none."""
PIPE: Final = 1 << 20
SET_PIPE_SIZE: Final = 1031
"""F_SETPIPE_SZ of Linux: a message then passes in few steps."""


class Beside:
    """One such process. It may be gone at any time: `ask` then says so."""

    def __init__(self) -> None:
        path = os.pathsep.join(os.path.abspath(place) for place in sys.path if place)  # noqa: PTH100 (no Path per entry)
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "aas_converters.beside.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path, "POLARS_MAX_THREADS": "1"},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        widen(self.process)
        self.knows: Setup | None = None

    def ask(self, setup: Setup, text: Text, coverage: Coverage, *, references: bool) -> tuple[bool, Done | None]:
        """Return whether the process is there, and what `worked` returned in it."""
        reading, writing = self.process.stdout, self.process.stdin
        if reading is None or writing is None:
            return False, None
        new = None if self.knows is setup else setup
        try:
            send(writing, pickle.dumps((new, text, coverage, references), pickle.HIGHEST_PROTOCOL))
            answer = receive(reading)
        except (OSError, ValueError):  # broken, or closed by this process
            return False, None
        self.knows = setup
        return (False, None) if answer is None else (True, pickle.loads(answer))

    def close(self) -> None:
        """End the process."""
        self.process.kill()
        self.process.communicate()


class Crew:
    """The processes of a run, at `most` so many; a thread borrows one at a time."""

    def __init__(self, most: int) -> None:
        self.most = most if startable() else 0
        self.all: list[Beside] = []
        self.idle: Queue[Beside | None] = Queue()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.idle.put(None)
        for one in self.all:
            one.close()

    def start(self) -> None:
        """Start the processes, unless they are there; fewer where the system gives no more."""
        while len(self.all) < self.most:
            try:
                self.all.append(Beside())
            except OSError:
                self.most = len(self.all)
            else:
                self.idle.put(self.all[-1])

    def worked(self, setup: Setup, text: Text, coverage: Coverage, *, references: bool) -> Done | None:
        """Return what `worked` returns, from the next process that is free; None where it is gone, or all are."""
        one = self.idle.get()
        there, found = (False, None) if one is None else one.ask(setup, text, coverage, references=references)
        self.idle.put(one if there else None)
        return found


def startable() -> bool:
    """Say whether `sys.executable` is a Python that can run a module.

    Not so in a program that was frozen, nor in one with a Python inside (uWSGI, MATLAB): that would start once more.
    """
    name = os.path.basename(sys.executable or "").lower()  # noqa: PTH119 (None in some programs)
    return PYTHON.fullmatch(name) is not None and not getattr(sys, "frozen", False)


def widen(process: subprocess.Popen[bytes]) -> None:
    """Make the pipes of a process wider where the system can."""
    if sys.platform == "linux":
        import fcntl

        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                try:
                    fcntl.fcntl(pipe.fileno(), SET_PIPE_SIZE, PIPE)
                except OSError:  # a limit of this user: narrow pipes work too
                    return

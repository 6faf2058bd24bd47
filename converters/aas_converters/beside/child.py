"""The process beside: it answers messages until nobody asks any more. Run by `process`, with pipes for both streams."""

from __future__ import annotations

import os
import pickle
import signal

from aas_converters.beside.block import Setup, worked
from aas_converters.beside.messages import receive, send
from aas_converters.chunks import Filler


def main() -> None:
    """Answer until the pipe ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever interrupts the run interrupts the process that asked
    with os.fdopen(0, "rb") as asked, os.fdopen(os.dup(1), "wb") as answers:
        os.dup2(2, 1)  # what a library prints must not get between the answers
        known: tuple[Setup, Filler] | None = None
        while (message := receive(asked)) is not None:
            new, text, coverage, references = pickle.loads(message)
            if new is not None:
                known = (new, Filler(new.filling))
            if known is None:
                raise ValueError("the first message says how blocks are worked")
            found = worked(*known, text, coverage, references=references)
            send(answers, pickle.dumps(found, pickle.HIGHEST_PROTOCOL))


if __name__ == "__main__":
    main()

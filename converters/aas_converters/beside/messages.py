"""Messages between this process and those beside it, through pipes: bytes with their length before them."""

from __future__ import annotations

import struct
from typing import IO, Final

LENGTH: Final = struct.Struct("<Q")


def send(pipe: IO[bytes], *parts: bytes | memoryview) -> None:
    """Write a message of one or more parts, which arrive as one."""
    pipe.write(LENGTH.pack(sum(len(part) for part in parts)))
    for part in parts:
        pipe.write(part)
    pipe.flush()


def receive(pipe: IO[bytes]) -> bytes | None:
    """Return the next message, None where the other side is gone."""
    head = pipe.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    data = pipe.read(length)
    return data if len(data) == length else None

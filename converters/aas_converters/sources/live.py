"""Servers and devices that are read while they run: how long, as whom, and how a reading ends early."""

from __future__ import annotations

import os
import queue
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPException
from types import FrameType
from typing import Any, Final, TypeVar

from aas_converters.sources.addresses import NO_ADDRESS, Address, conceal, read_address
from aas_converters.sources.problem import failure
from aas_converters.sources.settings import Settings
from aas_validators.diagnostics import Diagnostic, Location, Rule, Sentence, Severity

UNREACHABLE: Final = Rule(
    code="SRC260",
    name="server-unreachable",
    severity=Severity.ERROR,
    message=Sentence(en="the server cannot be reached: {reason_en}", ko="서버에 연결할 수 없습니다: {reason_ko}"),
    hint=Sentence(
        en="check the address and the port, and whether this computer may reach the machine network",
        ko="주소와 포트, 그리고 이 PC가 설비망에 접속할 수 있는지 확인하십시오",
    ),
    why=Sentence(en="nothing can be read", ko="읽을 것이 없습니다"),
)
CONNECTION_LOST: Final = Rule(
    code="SRC261",
    name="connection-lost",
    severity=Severity.WARNING,
    message=Sentence(
        en="the connection ended after {count} readings, which are converted: {reason_en}",
        ko="측정값 {count}건을 받은 뒤 연결이 끊겼습니다({reason_ko}). 받은 값은 변환합니다",
    ),
    hint=Sentence(
        en="look whether the server runs, then read on; --fail-on warning makes an error of it",
        ko="서버가 동작하는지 보고 이어서 읽으십시오. 오류로 다루려면 --fail-on warning을 지정하십시오",
    ),
    why=Sentence(en="what came later is not in the result", ko="그 뒤의 값은 결과에 없습니다"),
)
ENDED_BY_HAND: Final = Rule(
    code="SRC263",
    name="ended-by-hand",
    severity=Severity.INFO,
    message=Sentence(
        en="the reading was ended by Ctrl-C; the {count} readings that came are converted",
        ko="Ctrl-C로 읽기를 끝냈습니다. 받은 측정값 {count}건을 변환합니다",
    ),
    hint=Sentence(en="press Ctrl-C once more to stop everything", ko="모두 멈추려면 Ctrl-C를 한 번 더 누르십시오"),
    why=Sentence(en="nobody should lose what was read for hours", ko="오래 읽은 데이터를 잃지 않게 합니다"),
)
NO_LIMIT: Final = Rule(
    code="SRC264",
    name="reading-without-end",
    severity=Severity.ERROR,
    message=Sentence(en="this source never ends by itself", ko="이 소스는 스스로 끝나지 않습니다"),
    hint=Sentence(
        en="say how long with --seconds, or how many readings with --limit",
        ko="--seconds로 시간을, 또는 --limit로 건수를 정하십시오",
    ),
    why=Sentence(en="a file is written when the reading ends", ko="읽기가 끝나야 파일을 저장합니다"),
)
REFUSED_LOGIN: Final = Rule(
    code="SRC262",
    name="login-refused",
    severity=Severity.ERROR,
    message=Sentence(en="the server does not let us in: {reason_en}", ko="서버가 접속을 거부했습니다: {reason_ko}"),
    hint=Sentence(
        en="set AAS_SOURCE_USER and AAS_SOURCE_PASSWORD, or ask who runs the server for the right to read",
        ko="AAS_SOURCE_USER와 AAS_SOURCE_PASSWORD를 설정하거나 서버 담당자에게 읽기 권한을 요청하십시오",
    ),
    why=Sentence(en="nothing can be read", ko="읽을 것이 없습니다"),
)

PATIENCE: Final = 10.0
"""Seconds to wait for a server that does not answer."""
REASONS: Final = (
    ((ConnectionRefusedError,), Sentence("nobody answers at this port", "이 포트에서 응답이 없습니다")),
    ((socket.gaierror,), Sentence("the host is not known", "호스트 이름을 찾을 수 없습니다")),
    (
        (TimeoutError,),
        Sentence(f"there was no answer within {PATIENCE:.0f} s", f"{PATIENCE:.0f}초 안에 응답이 없습니다"),
    ),
    (
        (ConnectionError, EOFError, HTTPException),
        Sentence("the server hung up", "서버가 연결을 끊었습니다"),
    ),
)
"""What the errors of the network mean."""


@dataclass(slots=True)
class Deadline:
    """When a live reading ends: after a time, after a number of readings, or when somebody presses Ctrl-C."""

    seconds: float | None
    limit: int | None
    started: float = field(default_factory=time.monotonic)
    count: int = 0
    by_hand: threading.Event = field(default_factory=threading.Event)

    @property
    def left(self) -> float:
        """Seconds that are left, without end if there is no such limit."""
        return float("inf") if self.seconds is None else self.seconds - (time.monotonic() - self.started)

    @property
    def room(self) -> int | None:
        """Readings that may still come, None for any number."""
        return None if self.limit is None else max(0, self.limit - self.count)

    @property
    def over(self) -> bool:
        """Whether the reading has to end."""
        return self.by_hand.is_set() or self.left <= 0 or self.room == 0

    def wait(self, seconds: float) -> None:
        """Wait, but not beyond the end."""
        self.by_hand.wait(max(0.0, min(seconds, self.left)))


@contextmanager
def ending(settings: Settings) -> Iterator[Deadline]:
    """Return when the reading ends; within, the first Ctrl-C ends the reading and the second everything."""
    deadline = Deadline(settings.seconds, settings.limit)

    def pressed(number: int, frame: FrameType | None) -> None:
        if deadline.by_hand.is_set():
            raise KeyboardInterrupt
        deadline.by_hand.set()

    # only the main thread may say what a signal does
    if threading.current_thread() is not threading.main_thread():
        yield deadline
        return
    before = signal.signal(signal.SIGINT, pressed)
    try:
        yield deadline
    finally:
        signal.signal(signal.SIGINT, before)


def endings(deadline: Deadline, file: str) -> tuple[Diagnostic, ...]:
    """Return what to say about a reading that somebody ended."""
    if not deadline.by_hand.is_set():
        return ()
    return (Diagnostic(ENDED_BY_HAND, Location(file=file), {"count": f"{deadline.count:,}"}),)


def server_address(source: str, form: str) -> Address:
    """Return the parts of an address of a server; SourceError where it is none, or holds a password."""
    address = read_address(source, form)
    if not address.host or (address.port and not address.port.isdecimal()):
        raise failure(NO_ADDRESS, address.shown, form=form)
    return address


def login(address: Address) -> tuple[str, str] | None:
    """Return user and password, None without a user: from the address, else from the environment.

    `AAS_SOURCE_USER` and `AAS_SOURCE_PASSWORD` are those of every source.
    """
    user = address.user or os.environ.get("AAS_SOURCE_USER")
    return (user, address.password or os.environ.get("AAS_SOURCE_PASSWORD", "")) if user else None


def why(error: BaseException | str, secrets: Iterable[tuple[str, str]] = ()) -> dict[str, Any]:
    """Return why a server does not answer, in both languages: `reason_en` and `reason_ko` of a message.

    What only a library can say stays in its words, without `secrets`.
    """
    inner = getattr(error, "reason", error)
    texts = next((texts for kinds, texts in REASONS if isinstance(inner, kinds)), None)
    if texts is None:
        said = str((inner.strerror if isinstance(inner, OSError) else None) or inner)
        text = conceal(said or type(inner).__name__, secrets)
        # asyncio tries several addresses of a host and says so in a text of its own
        texts = REASONS[0][1] if "Connect call failed" in text else Sentence(text, text)
    return {"reason_en": texts.en, "reason_ko": texts.ko}


T = TypeVar("T")


def from_thread(work: Callable[[Callable[[T], None]], None]) -> Iterator[T]:
    """Yield what `work` gives to the function it is called with, in a thread of its own; raise what it raises.

    So an event loop runs beside whatever loop the caller may have, and Ctrl-C reaches the caller.
    """
    given: queue.Queue[T] = queue.Queue(maxsize=100)
    stopped = threading.Event()

    def give(item: T) -> None:
        while not stopped.is_set():
            try:
                return given.put(item, timeout=0.2)
            except queue.Full:
                continue
        raise InterruptedError

    with ThreadPoolExecutor(max_workers=1) as pool:
        working = pool.submit(work, give)
        try:
            while not (working.done() and given.empty()):
                try:
                    item = given.get(timeout=0.05)
                except queue.Empty:
                    continue
                yield item
            working.result()
        finally:
            stopped.set()

"""A small MTConnect agent on 127.0.0.1, with a buffer that forgets, for tests of everything that asks one."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

PROBE = """<?xml version="1.0" encoding="UTF-8"?>
<MTConnectDevices xmlns="urn:mtconnect.org:MTConnectDevices:2.0"><Header instanceId="7" version="2.0"/>
<Devices><Device id="d" name="MCT-12" uuid="u-12"><DataItems>
  <DataItem category="EVENT" id="avail" type="AVAILABILITY"/></DataItems><Components>
  <Axes id="ax"><Components><Rotary id="c" name="C"><DataItems>
    <DataItem category="SAMPLE" id="c1" name="Sspeed" subType="ACTUAL" type="ROTARY_VELOCITY"
      units="REVOLUTION/MINUTE" nativeUnits="REVOLUTION/MINUTE"/>
    <DataItem category="SAMPLE" id="c2" name="Sload" type="LOAD" units="PERCENT"/>
  </DataItems></Rotary></Components></Axes>
  <Controller id="cn"><Components><Path id="p" name="path"><DataItems>
    <DataItem category="EVENT" id="exec" name="execution" type="EXECUTION"/>
    <DataItem category="SAMPLE" id="feed" name="Fact" type="PATH_FEEDRATE" subType="ACTUAL" units="MILLIMETER/SECOND"/>
    <DataItem category="CONDITION" id="logic" type="LOGIC_PROGRAM"/>
  </DataItems></Path></Components></Controller>
</Components></Device></Devices></MTConnectDevices>"""

KINDS = {"c1": ("Samples", "RotaryVelocity"), "c2": ("Samples", "Load"), "feed": ("Samples", "PathFeedrate")}
KINDS |= {"exec": ("Events", "Execution"), "avail": ("Events", "Availability")}
NAMES = {"c1": "Sspeed", "c2": "Sload", "exec": "execution", "feed": "Fact"}

Said = tuple[int, str, str, str]
"""Sequence, time, item, value; the value of a condition is `Fault|101|text`."""


def observation(said: Said) -> tuple[str, str]:
    """The group an observation stands in, and its XML."""
    sequence, when, item, value = said
    head = f'dataItemId="{item}" timestamp="{when}" sequence="{sequence}"'
    if item == "logic":
        level, code, text = (*value.split("|"), "", "")[:3]
        return "Condition", f'<{level} {head} type="LOGIC_PROGRAM" nativeCode="{code}">{text}</{level}>'
    group, tag = KINDS[item]
    name = f' name="{NAMES[item]}"' if item in NAMES else ""
    return group, f"<{tag} {head}{name}>{value}</{tag}>"


def streams(found: list[Said], first: int, last: int, after: int, instance: int = 7) -> str:
    """An answer to current or sample."""
    groups: dict[str, list[str]] = {}
    for said in found:
        group, text = observation(said)
        groups.setdefault(group, []).append(text)
    body = "".join(f"<{group}>{''.join(texts)}</{group}>" for group, texts in groups.items())
    return (
        '<?xml version="1.0" encoding="UTF-8"?><MTConnectStreams xmlns="urn:mtconnect.org:MTConnectStreams:2.0">'
        f'<Header creationTime="2026-03-02T06:00:10Z" instanceId="{instance}" version="2.0" '
        f'firstSequence="{first}" lastSequence="{last}" nextSequence="{after}"/>'
        f'<Streams><DeviceStream name="MCT-12" uuid="u-12"><ComponentStream component="Path" name="path" '
        f'componentId="p">{body}</ComponentStream></DeviceStream></Streams></MTConnectStreams>'
    )


def refusal(code: str, text: str) -> str:
    """An answer that says what is wrong."""
    return (
        '<?xml version="1.0"?><MTConnectError xmlns="urn:mtconnect.org:MTConnectError:2.0"><Header/>'
        f'<Errors><Error errorCode="{code}">{text}</Error></Errors></MTConnectError>'
    )


@dataclass
class Agent:
    """What the agent has: observations in order, of which the oldest are forgotten beyond `buffer`.

    `grows` are said one by one, one for each answer to sample. After `breaks` answers it hangs up.
    """

    said: list[Said]
    grows: list[Said] = field(default_factory=list)
    buffer: int = 1000
    breaks: int | None = None
    forgets: int = 0
    instance: int = 7
    redirect: str | None = None
    asked: list[str] = field(default_factory=list)
    headers: list[str] = field(default_factory=list)
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def answer(self, request: str, query: dict[str, str]) -> str:
        if request == "probe":
            return PROBE
        kept = self.said[-self.buffer :]
        first, last = kept[0][0], kept[-1][0]
        if request == "current":
            latest = {one[2]: one for one in self.said}
            return streams(sorted(latest.values()), first, last, last + 1, self.instance)
        if request != "sample":
            return refusal("UNSUPPORTED", f"no {request}")
        if self.forgets and len(self.asked) > 3:
            self.buffer, self.forgets = self.forgets, 0
            return self.answer(request, query)
        begin = int(query.get("from", first))
        if begin < first or begin > last + 1:
            return refusal("OUT_OF_RANGE", f"'from' must be between {first} and {last + 1}")
        found = [one for one in kept if one[0] >= begin][: int(query.get("count", 100))]
        if self.grows:
            self.said.append(self.grows.pop(0))
        return streams(found, first, last, found[-1][0] + 1 if found else begin, self.instance)


@contextmanager
def serving(agent: Agent) -> Iterator[Agent]:
    """Let the agent answer while the test runs."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            agent.asked.append(self.path)
            agent.headers.append(self.headers.get("Authorization", ""))
            if agent.redirect:
                self.send_response(302)
                self.send_header("Location", agent.redirect)
                self.end_headers()
                return
            if agent.breaks is not None and len(agent.asked) > agent.breaks:
                self.send_response(200)
                self.send_header("Content-Length", "5000")
                self.end_headers()
                self.wfile.write(b"<?xml")
                return
            query = {key: values[0] for key, values in parse_qs(parts.query).items()}
            body = agent.answer(parts.path.rpartition("/")[2], query).encode()
            self.send_response(404 if b"MTConnectError" in body else 200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    agent.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield agent
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)

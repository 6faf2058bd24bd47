"""Ask a server that the command named for a document, over HTTP: no other host, no proxy, no endless waiting."""

from __future__ import annotations

import base64
import http.client
import ssl
from typing import IO, Any, Final
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, HTTPSHandler, OpenerDirector, ProxyHandler, Request, build_opener

from aas_converters.sources.live import PATIENCE
from aas_converters.sources.problem import failure
from aas_validators.diagnostics import Rule, Sentence, Severity

REDIRECTED: Final = Rule(
    code="SRC266",
    name="sent-to-another-host",
    severity=Severity.ERROR,
    message=Sentence(en="the server sends us to another host, {host}", ko="서버가 다른 호스트 {host}(으)로 보냅니다"),
    hint=Sentence(
        en="name that host in the command if it is the right one",
        ko="그 호스트가 맞으면 명령에 직접 적으십시오",
    ),
    why=Sentence(
        en="only servers that the command names are asked",
        ko="명령에 적은 서버에만 접속합니다",
    ),
)

LOST: Final = (OSError, http.client.HTTPException)
"""What the library raises where a server is not there or stops answering."""


class SameHost(HTTPRedirectHandler):
    """Follows redirects within a host; to another one is a finding."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str
    ) -> Request | None:
        """Return the request to follow with."""
        host = urlsplit(newurl).hostname
        if host != urlsplit(req.full_url).hostname:
            fp.close()
            raise failure(REDIRECTED, req.full_url, host=host)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def opener() -> OpenerDirector:
    """Return what opens addresses. Machines are asked directly, whatever proxy the office uses."""
    return build_opener(ProxyHandler({}), SameHost(), HTTPSHandler(context=ssl.create_default_context()))


def answer(by: OpenerDirector, address: str, user: tuple[str, str] | None) -> bytes:
    """Return what a server answers, an answer that says what is wrong included.

    Raises one of `LOST` where it does not answer, SourceError where it sends us to another host. `user` is a
    name with its password.
    """
    request = Request(address, headers={"Accept": "application/xml, text/xml"})
    if user is not None:
        request.add_unredirected_header("Authorization", f"Basic {base64.b64encode(':'.join(user).encode()).decode()}")
    try:
        with by.open(request, timeout=PATIENCE) as response:
            return bytes(response.read())
    except HTTPError as error:
        with error:
            body = error.read()
        if b"MTConnectError" in body[:4096]:
            return body
        raise URLError(f"HTTP {error.code}") from None

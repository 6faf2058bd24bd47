"""One small hostile file for each trick there is; each ends in its finding, quickly, in little memory, offline."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from aas_validators.check import Task, assess_bytes
from aas_validators.diagnostics import Severity
from aas_validators.document.source import Source

NAMESPACE = 'xmlns="https://admin-shell.io/aas/3/1"'
MEGABYTES = 512
SECONDS = 10


def package(*entries: tuple[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return made.getvalue()


def bomb() -> bytes:
    """100 MB of blanks in a tenth of one."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("[Content_Types].xml", b"<Types/>")
        with archive.open("_rels/.rels", "w", force_zip64=True) as part:
            for _ in range(100):
                part.write(b" " * (1 << 20))
    return made.getvalue()


def encrypted() -> bytes:
    """A part marked as encrypted, in the central directory and before the part."""
    data = bytearray(package(("[Content_Types].xml", b"<Types/>"), ("_rels/.rels", b"x")))
    for signature, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = data.find(signature)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(signature, at + 4)
    return bytes(data)


def twice() -> bytes:
    with pytest.warns(UserWarning, match="Duplicate name"):
        return package(("_rels/.rels", b"<a/>"), ("_rels/.rels", b"<b/>"))


def xml(inside: str = "", before: str = "") -> bytes:
    return f"{before}<environment {NAMESPACE}>{inside}</environment>".encode()


def submodel(inside: str) -> bytes:
    return xml(f"<submodels><submodel><id>urn:x</id>{inside}</submodel></submodels>")


def element(inside: str) -> bytes:
    return submodel(f"<submodelElements>{inside}</submodelElements>")


def text(value: str) -> bytes:
    made = {"modelType": "Property", "idShort": "Force", "valueType": "xs:string", "value": value}
    return json.dumps({"submodels": [{"modelType": "Submodel", "id": "urn:x", "submodelElements": [made]}]}).encode()


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol"}">' for n in range(10))
SLOW = "a" * 50_000 + "!"

HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "zip bomb": (bomb, "PKG"),
    "path traversal": (lambda: package(("[Content_Types].xml", b"<Types/>"), ("../../etc/passwd", b"x")), "PKG"),
    "absolute name": (lambda: package(("[Content_Types].xml", b"<Types/>"), ("/etc/passwd", b"x")), "PKG"),
    "drive letter": (lambda: package(("[Content_Types].xml", b"<Types/>"), ("C:\\a.dll", b"x")), "PKG"),
    "part name twice": (twice, "PKG"),
    "encrypted part": (encrypted, "PKG"),
    "truncated package": (lambda: package(("[Content_Types].xml", b"<Types/>"))[:-30], "PKG"),
    "doctype": (lambda: xml(before="<!DOCTYPE environment>"), "SCH"),
    "external entity": (
        lambda: xml("&x;", '<!DOCTYPE environment [<!ENTITY x SYSTEM "file:///etc/hostname">]>'),
        "SCH",
    ),
    "external DTD": (lambda: xml(before='<!DOCTYPE environment SYSTEM "http://127.0.0.1:9/x.dtd">'), "SCH"),
    "billion laughs": (lambda: xml("&l9;", f"<!DOCTYPE environment [{LAUGHS}]>"), "SCH"),
    "parameter entity": (
        lambda: xml(before='<!DOCTYPE environment [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p"> %p;]>'),
        "SCH",
    ),
    "xinclude": (
        lambda: xml('<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/hostname"/>'),
        "SCH",
    ),
    "deep JSON": (lambda: b'{"submodels":' + b"[" * 200_000 + b"]" * 200_000 + b"}", "SCH"),
    "deep XML": (lambda: xml("<submodels>" * 100_000 + "</submodels>" * 100_000), "SCH"),
    "huge integer": (lambda: b'{"submodels":[{"id":' + b"9" * 1_000_000 + b"}]}", "SCH"),
    "huge exponent": (lambda: b'{"submodels":[{"id":1e999999999}]}', "SCH"),
    "huge string": (lambda: submodel(f"<idShort>{'x' * 20_000_000}</idShort>"), ""),
    "lone surrogate": (lambda: text("a").replace(b'"a"', b'"\\ud83d"'), ""),
    "NUL escaped": (lambda: text("\0"), "AAS"),
    "NUL": (lambda: text("a").replace(b'"a"', b'"\0"'), "SCH"),
    "NUL in XML": (lambda: element("\0"), "SCH"),
    "invalid UTF-8": (lambda: text("a").replace(b'"a"', b'"\xff\xfe"'), "SCH"),
    "truncated JSON": (lambda: text("a")[:-5], "SCH"),
    "truncated XML": (lambda: element("")[:-5], "SCH"),
    "duplicate keys": (lambda: b'{"submodels":[{"modelType":"Submodel","id":"urn:a","id":"urn:b"}]}', "SCH"),
    "slow idShort": (lambda: element(f"<capability><idShort>{SLOW}</idShort></capability>"), ""),
    "slow path": (
        lambda: element(f"<file><idShort>ab</idShort><value>file:/{'a/' * 20_000}%</value></file>"),
        "",
    ),
    "slow content type": (
        lambda: element(f"<file><idShort>ab</idShort><contentType>{'a/a;a=' * 9_000}!</contentType></file>"),
        "",
    ),
    "slow language": (
        lambda: submodel(
            "<description><langStringTextType><language>" + "a-" * 20_000 + "!</language><text>x</text>"
            "</langStringTextType></description>"
        ),
        "",
    ),
    "slow number": (
        lambda: element(
            f"<property><idShort>ab</idShort><valueType>xs:double</valueType><value>{'1' * 50_000}x</value></property>"
        ),
        "",
    ),
}
"""What it is, and the family that says so; any where several rules may."""


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_ends_in_its_finding(name: str) -> None:
    make, family = HOSTILE[name]
    data = make()
    for fast in (True, False):
        found = assess_bytes(data, Task(fast=fast), Source("hostile"))
        errors = [finding for finding in found.findings if finding.severity is Severity.ERROR]
        assert errors, name
        assert any(finding.rule.code.startswith(family) for finding in errors)
        assert all(len(finding.text("en")) < 2_000 and finding.text("ko") for finding in found.findings)
        assert "root:" not in " ".join(finding.text("en") for finding in found.findings)


@pytest.mark.skipif(sys.platform != "linux", reason="limits of a process are set as Linux does")
def test_a_small_hostile_file_takes_little_memory_and_no_network(tmp_path: Path) -> None:
    """All of them one after the other in one process: less than 512 MB in all, no socket, a moment each."""
    paths = []
    for number, (make, _) in enumerate(HOSTILE.values()):
        path = tmp_path / f"{number}.aas"
        path.write_bytes(make())
        paths.append(path)
    script = (
        "import socket, sys, time\n"
        "def refused(*args, **more): raise SystemExit('a socket was opened')\n"
        "socket.socket = socket.create_connection = refused\n"
        "from aas_validators.check import assess_file\n"
        "for path in sys.argv[1:]:\n"
        "    begun = time.perf_counter()\n"
        "    assert not assess_file(path).ok, path\n"
        f"    assert time.perf_counter() - begun < {SECONDS}, path\n"
        # not getrusage: what the tests' own process once took is handed on to it
        "peak = next(line for line in open('/proc/self/status') if line.startswith('VmHWM'))\n"
        "print(int(peak.split()[1]) // 1024)\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    command = [sys.executable, "-c", script, *map(str, paths)]
    done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < MEGABYTES

"""What fuzzing starts from: our own small files of each kind."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
CASES: Final = ROOT / "tests" / "cases"
MODELS: Final = ROOT / "reference_models" / "aas_reference_models" / "models"
LARGEST: Final = 30_000
"""Bytes of a file that is changed a thousand times a second."""

PARTS: Final = (
    "[Content_Types].xml",
    "_rels/.rels",
    "aasx/aasx-origin",
    "aasx/_rels/aasx-origin.rels",
    "aasx/data.xml",
    "aasx/_rels/data.xml.rels",
    "aasx/data.json",
    "docs/sheet.pdf",
)
"""The parts of a package that is fuzzed part by part."""
APART: Final = b"\n--part--\n"
"""What stands between the parts."""


def files(folder: Path, pattern: str) -> Iterator[bytes]:
    """Yield the contents of the small files that match a pattern, by name."""
    for path in sorted(folder.rglob(pattern)):
        if path.stat().st_size <= LARGEST:
            yield path.read_bytes()


def heads(folder: Path, pattern: str) -> Iterator[bytes]:
    """Yield the first lines of files that match a pattern."""
    for path in sorted(folder.rglob(pattern)):
        yield b"".join(path.read_bytes().splitlines(keepends=True)[:6])


def parts() -> Iterator[bytes]:
    """Yield the parts of small packages, one after the other."""
    for path in sorted(CASES.rglob("*.aasx")):
        if path.stat().st_size > LARGEST or not zipfile.is_zipfile(path):
            continue
        with zipfile.ZipFile(path) as archive:
            names = [name for name in archive.namelist() if archive.getinfo(name).file_size <= LARGEST]
            contents = {name: content(archive, name) for name in names}
        yield APART.join(contents.get(name, b"") for name in PARTS)


def content(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return a part; nothing where a package is broken on purpose."""
    try:
        return archive.read(name)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError):
        return b""


ROWS: Final = (
    b'[{"Time":"2026-03-02 08:00","Current":"12.5"},{"Time":"2026-03-02 08:01","Current":null,"Lot":{"No":7}}]',
    b'{"Time":"2026-03-02 08:00","Current":12.5}\n{"Time":"2026-03-02 08:01"}\n',
    b'{"meta":{"plant":"A"},"data":[{"a":1,"b":[1,2]},{"a":"\\u00e9"}]}',
)
TABLES: Final = (
    b"<rows><row><Time>2026-03-02</Time><Current unit='A'>12.5</Current></row><row><Time/></row></rows>",
    b"<?xml version='1.0' encoding='euc-kr'?><a><b c='1'>x</b><b c='2'>y</b></a>",
    b"<MTConnectStreams xmlns='urn:mtconnect.org:MTConnectStreams:1.3'><Header instanceId='1' nextSequence='9'/>"
    b"<Streams><DeviceStream name='VMC' uuid='1'><ComponentStream component='Axes' componentId='x'><Samples>"
    b"<Position dataItemId='xp' name='Xabs' sequence='7' timestamp='2026-03-02T08:00:00Z'>12.5</Position>"
    b"</Samples></ComponentStream></DeviceStream></Streams></MTConnectStreams>",
    b"<UANodeSet xmlns='http://opcfoundation.org/UA/2011/03/UANodeSet.xsd'><NamespaceUris><Uri>urn:x</Uri>"
    b"</NamespaceUris><UAVariable NodeId='ns=1;i=6' BrowseName='1:Temp' DataType='Double'>"
    b"<DisplayName>Temp</DisplayName></UAVariable></UANodeSet>",
)

SEEDS: Final[Mapping[str, Callable[[], Iterator[bytes]]]] = {
    "json": lambda: files(CASES, "*.json"),
    "xml": lambda: files(CASES, "*.xml"),
    "rdf": lambda: (data for ending in ("*.ttl", "*.jsonld", "*.nt", "*.rdf") for data in files(CASES, ending)),
    "package": lambda: files(CASES, "*.aasx"),
    "parts": parts,
    "delimited": lambda: heads(MODELS, "examples/**/*.[ct]s[v]"),
    "json-table": lambda: iter(ROWS),
    "xml-table": lambda: iter(TABLES),
    "mapping": lambda: files(MODELS, "mapping.yaml"),
    "model": lambda: files(MODELS, "model.yaml"),
    "template": lambda: files(CASES, "TPL0*/*.json"),
}
"""The readers and their seeds."""


def write_seeds(name: str, folder: Path) -> None:
    """Write the seeds of a reader into its corpus; the name of a file is the digest of it."""
    for data in SEEDS[name]():
        (folder / hashlib.sha1(data, usedforsecurity=False).hexdigest()).write_bytes(data)

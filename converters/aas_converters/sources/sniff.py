"""What a file or folder is that its suffix does not say: a short look at it."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Final

CLASS_FILES: Final = ("data.yaml", "data.yml", "dataset.yaml", "classes.txt", "obj.names", "_darknet.labels")
HEAD: Final = 1 << 16
GZIP: Final = b"\x1f\x8b"
LOOKED_AT: Final = 50
"""Label files that are looked at; one with a box is enough, and files of images without defects are empty."""

ANNOTATION: Final = re.compile(rb"(?:\xef\xbb\xbf)?#(?:datatype|group|default),")
TAG: Final = re.compile(rb'"(?:NAME|field|tag)"\s*:\s*"(?:ns=2;s=)?[A-Za-z]\w*(?:\.\w+)+"')
VALUE: Final = re.compile(rb'"(?:VALUE|value)"\s*:')
NO_DATA: Final = re.compile(rb'\s*\{\s*"code"\s*:\s*0\s*,\s*"message"\s*:\s*"(?:No data|Failed)"')
"""The platform's answer where it has nothing; code 0 alone is success with others."""
POINT: Final = re.compile(rb"(?:\\.|[^\s#\\])(?:\\.|[^\s\\])* [^\s=]+=\S.*? -?\d{9,19}")
"""With a time: without one, a sentence that holds an equals sign would look so too."""


def is_job_shop(head: bytes) -> bool:
    """Return whether a file begins as a job-shop instance: two numbers, then lines of as many pairs as machines."""
    lines = [line.split() for line in head.split(b"\n") if line.strip() and not line.lstrip().startswith(b"#")]
    if len(lines) < 2 or len(lines[0]) != 2 or not all(part.isdigit() for part in lines[0]):
        return False
    return len(lines[1]) == 2 * int(lines[0][1]) > 2 and all(part.replace(b".", b"", 1).isdigit() for part in lines[1])


def is_annotated(head: bytes) -> bool:
    """Return whether a CSV file is annotated, as InfluxDB writes it."""
    return ANNOTATION.match(head.lstrip(b"\r\n")) is not None


def is_line_protocol(head: bytes) -> bool:
    """Return whether the first lines of a file are points in the line protocol of InfluxDB."""
    lines = [line.strip() for line in head.split(b"\n") if line.strip() and not line.startswith(b"#")]
    return bool(lines) and all(POINT.fullmatch(line) for line in lines[:3])


def is_collected(head: bytes) -> bool:
    """Return whether JSON holds values by the tags of the Korean programme's platform, as its interfaces give them."""
    return (TAG.search(head) is not None and VALUE.search(head) is not None) or NO_DATA.match(head) is not None


def is_backup(head: bytes) -> bool:
    """Return whether CSV of InfluxDB holds values by the tags of that platform."""
    return b"_time" in head and b"_field" in head and b",ns=2;s=" in head


MODULES: Final = MappingProxyType(
    {
        "aas_converters.sources.kosmo_backup": ((".csv", ".log", ".gz"), is_backup),
        "aas_converters.sources.kosmo_messages": ((".json", ".jsonl", ".ndjson", ".log", ".gz"), is_collected),
        "aas_converters.sources.job_shop": ((".txt", ".jsp", ".fjs", ""), is_job_shop),
        "aas_converters.sources.line_protocol": ((".txt", ".line", ""), is_line_protocol),
        "aas_converters.sources.annotated_csv": ((".csv",), is_annotated),
    }
)


def module_of_content(path: Path) -> str | None:
    """Return the module that reads a file whose suffix says too little, None for any other file."""
    # 1.5.line and la01 have no suffix that means anything
    suffix = path.suffix.lower()
    kinds = [(module, looks_so) for module, (suffixes, looks_so) in MODULES.items() if suffix in suffixes]
    if not kinds:
        return None
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
        if head.startswith(GZIP):
            # what can be unpacked of its beginning; a piece of a packed file has no end
            head = zlib.decompressobj(wbits=31).decompress(head, HEAD)
    except (OSError, zlib.error):
        return None  # the reader says what is wrong with it
    if len(head) == HEAD:
        # a document in one line stays as it is
        head = head[: head.rfind(b"\n") + 1] or head
    return next((module for module, looks_so in kinds if looks_so(head)), None)


def is_labels(path: Path) -> bool:
    """Return whether a folder holds labels of images, and the names of their classes."""
    if not path.is_dir() or class_file(path) is None:
        return False
    for file in islice(label_files(path), LOOKED_AT):
        with file.open("rb") as opened:
            first = opened.read(HEAD).lstrip().partition(b"\n")[0].split()
        if len(first) in (5, 6) and first[0].isdigit():
            return True
    return False


def class_file(folder: Path) -> Path | None:
    """Return the file with the names of the classes: in the folder or, for `labels` and its parts, above it."""
    above = (folder.parent, folder.parent.parent) if "labels" in folder.parts[-2:] else ()
    places = [one / name for one in (folder, *above) for name in CLASS_FILES]
    return next((place for place in places if place.is_file()), None)


def label_files(folder: Path) -> Iterator[Path]:
    """Yield the text files that may hold labels."""
    for file in folder.rglob("*.txt"):
        if file.name not in CLASS_FILES and not file.name.startswith("."):
            yield file

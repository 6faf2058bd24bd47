"""Write a run as several packages with an index of what is in which."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from hashlib import file_digest
from pathlib import Path
from typing import Final

from aas_converters.documents.segments import Segment, joined
from aas_converters.documents.target import replaced
from aas_converters.parts import Part, SplitBy
from aas_converters.shells import Shells, id_short
from aas_validators.diagnostics import Diagnostic, Location, Rule, Sentence, Severity

DENSE_PART: Final = Rule(
    code="PKG070",
    name="dense-part",
    severity=Severity.WARNING,
    message=Sentence(
        "the data in the package unpack to {ratio} times their size; tools written in Java stop at 100",
        "패키지의 데이터가 풀면 {ratio}배로 커집니다. Java로 만든 도구는 100배를 넘으면 열지 않습니다",
    ),
    hint=Sentence("add --compress low", "--compress low를 붙이십시오"),
    why=Sentence(
        "A file that grows so much looks like an attack to Apache POI, with which AAS4J and FA³ST read packages.",
        "이만큼 커지는 파일은 AAS4J와 FA³ST가 쓰는 Apache POI가 공격으로 보고 거부합니다.",
    ),
    spec="Apache POI, ZipSecureFile.setMinInflateRatio",
)
LARGE_PART: Final = Rule(
    code="PKG071",
    name="part-over-4-gib",
    severity=Severity.WARNING,
    message=Sentence(
        "the data in the package are {size} unpacked; tools written in Java stop at 4.3 GB",
        "패키지의 데이터가 풀면 {size}입니다. Java로 만든 도구는 4.3 GB를 넘으면 열지 않습니다",
    ),
    hint=Sentence("divide it: --split-by size, asset or group", "--split-by size, asset 또는 group으로 나누십시오"),
    why=Sentence(
        "Apache POI, with which AAS4J and FA³ST read packages, refuses larger parts, and few tools can hold them.",
        "AAS4J와 FA³ST가 쓰는 Apache POI는 더 큰 파트를 거부하고, 이를 메모리에 담는 도구도 드뭅니다.",
    ),
    spec="Apache POI, ZipSecureFile.setMaxEntrySize",
)
MOST_DENSE: Final = 100
HARMLESS: Final = 100 << 10
"""Bytes up to which those tools do not look at the ratio."""
LARGEST: Final = 0xFFFFFFFF
NAMED_BY: Final = 40


@dataclass(frozen=True, slots=True)
class Package:
    """One package in the index: its name, the assets and how many submodels it has, and the rows they come from."""

    file: str
    assets: tuple[str, ...]
    submodels: int
    rows: int
    bytes: int
    sha256: str


def check_density(environment: list[Segment], file: str) -> Iterator[Diagnostic]:
    """Yield what keeps other tools from opening a package with this environment."""
    stored, size, _ = joined(environment)
    if size > HARMLESS and size > MOST_DENSE * stored:
        yield Diagnostic(DENSE_PART, Location(file=file), {"ratio": f"{size / stored:.0f}"})
    if size > LARGEST:
        yield Diagnostic(LARGE_PART, Location(file=file), {"size": f"{size / 1e9:.1f} GB"})


def write_packages(
    target: Path, parts: list[Part], split_by: SplitBy, write: Callable[[Part, Shells, Path], None]
) -> tuple[Path, list[Path]]:
    """Write each part by `write` into a package named after the target, then the index; return both.

    The index goes first and comes back last: where there is one, it is of the packages beside it.
    """
    index = target.with_name(f"{target.stem}.index.json")
    index.unlink(missing_ok=True)
    packages: list[Package] = []
    for number, part in enumerate(parts, 1):
        file = target.with_name(name_of(target, number, part.key, split_by))
        shells = part.all_shells()
        assets = tuple(shells.assets())
        write(part, shells, file)
        with file.open("rb") as written:
            digest = file_digest(written, "sha256").hexdigest()
        size = file.stat().st_size
        packages.append(Package(file.name, assets, part.written, part.rows, size, digest))
    content = {"index": 1, "split_by": split_by, "packages": [asdict(package) for package in packages]}
    with replaced(index) as out:
        out.write(json.dumps(content, ensure_ascii=False, indent=1).encode() + b"\n")
    return index, [target.with_name(package.file) for package in packages]


def name_of(target: Path, number: int, key: str, split_by: SplitBy) -> str:
    """Return the name of a package: `press-0001-PRESS_01.aasx`; the number makes it unique."""
    said = "" if split_by == "size" or key.startswith("urn:uuid:") else last_of(key)
    return f"{target.stem}-{number:04d}{said and '-' + said}{target.suffix}"


def last_of(key: str) -> str:
    """Return what a person would call an asset or a group, as part of a file name."""
    return id_short(key.rstrip("/").rpartition("/")[2])[:NAMED_BY].rstrip("_")

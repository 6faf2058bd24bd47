"""The folder of an export: the three files of the platform, a README and checksums."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from aas_converters.documents.target import replaced
from aas_converters.kosmo.engineering import Row, engineering, read_engineering
from aas_converters.kosmo.nodeset import Values, nodeset
from aas_converters.kosmo.read_me import read_me
from aas_converters.kosmo.syscfg import syscfg
from aas_validators.kosmo.folder import ENGINEERING as ENGINEERING
from aas_validators.kosmo.folder import NODESET, SYSCFG
from aas_validators.kosmo.gateways import gateways_of
from aas_validators.kosmo.tree import PREFIX, Object, first_points, tree_of

DROPPED: Final = "engineering.dropped.csv"
"""Rows that somebody typed whose tags are gone; nothing reads it but people."""
READ_ME: Final = "README.txt"
CHECKSUMS: Final = "checksums.sha256"


@dataclass(frozen=True, slots=True)
class Written:
    """What an export holds: paths of its files, and how many tags, gateways, devices and mapped tags."""

    files: tuple[Path, ...]
    tags: int
    gateways: int
    devices: int
    mapped: int


def write_files(
    environment: Object, folder: Path, source: str, known: Mapping[str, Row], values: Values = "right"
) -> Written:
    """Write the files for an environment into a folder. Rows of tags that are `known` stay as they are.

    The same input gives the same bytes. OSError comes from the disk."""
    tree, gateways = tree_of(environment), gateways_of(environment)
    points = list(first_points(tree))
    tags = {PREFIX + point.tag for point in points}
    devices = sum(device.is_collection for one in gateways for device in one.devices)
    mapped = sum(row.node != "" for identifier, row in known.items() if identifier in tags)
    numbers = (len(tags), len(gateways), devices, mapped)
    texts = {
        NODESET: "".join(nodeset(tree, values)),
        ENGINEERING: "".join(engineering(points, known)),
        SYSCFG: syscfg(gateways),
        READ_ME: read_me(source, *numbers),
    }
    if gone := [row for row in known.values() if row.typed and row.identifier not in tags]:
        texts[DROPPED] = with_dropped(folder / DROPPED, gone)
    data = {name: text.encode("utf-8", "replace") for name, text in texts.items()}
    data[CHECKSUMS] = "".join(f"{sha256(each).hexdigest()}  {name}\n" for name, each in data.items()).encode()
    for name, each in data.items():
        with replaced(folder / name) as file:
            file.write(each)
    return Written(tuple(folder / name for name in data), *numbers)


def with_dropped(path: Path, gone: list[Row]) -> str:
    """Return the rows of earlier exports whose tags went away, and the new ones."""
    rows = read_engineering(path.read_bytes(), str(path))[0] if path.exists() else {}
    rows |= {row.identifier: row for row in gone}
    return "".join(f"{row}\n" for row in rows.values())

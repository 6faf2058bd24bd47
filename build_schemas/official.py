"""Which schema files IDTA published, and the test that a file is one of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

Files = Mapping[str, bytes]
"""Content by file name: aas.json, AAS.xsd, shacl-schema.ttl, rdf-ontology.ttl."""


class SchemaError(Exception):
    """The schemas could not be made; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Release:
    """One published state of the schemas of one metamodel version."""

    metamodel: str
    version: str
    tag: str
    sha256: Mapping[str, str]


V3_1 = Release(
    metamodel="3.1",
    version="V3.1.2",
    tag="v3.1.2",
    sha256={
        "aas.json": "9a8a005e303634f5041b9a2eac2e19c5cca05b9dd54c4bd20afbc7ab809d411e",
        "AAS.xsd": "9270966e703a7305ff17920cff1efe8ef032d7e9f4949b2a6e5173f4994bff77",
        "shacl-schema.ttl": "9fc16b9556f19667adeaf976a81cba23d976c6827370bac7383c36dd105d1f7c",
        "rdf-ontology.ttl": "4c0a313d5e85d7de5034d9798c7de682d5775b8e58a081ab8e674a2a95d713e4",
    },
)
V3_0 = Release(
    metamodel="3.0",
    version="V3.0.9",
    tag="IDTA-01001-3-0-1_schemasV3.0.9",
    sha256={
        "aas.json": "eb566d47316c99093805bf03545ca4d5439ec4568c218742b7640e39b1548349",
        "AAS.xsd": "40eb128b16846f971d02d14040ce0a0ce9d1041ede7001e955b7227b155d1e7a",
        "shacl-schema.ttl": "8c3cc583076b16ed14c0cfb405139e9a2e7163266dc7d6dc29d24bc2d3111ef5",
        "rdf-ontology.ttl": "5b1d395a7b6cafee0fc03c6931dedd3e94cacecd8f4d7884dc2558fa8a564157",
    },
)
RELEASES = (V3_1, V3_0)

BY_HAND = (
    "copy IDTA's own four files (github.com/admin-shell-io/aas-specs-metamodel, folder schemas, tag {tag}) "
    "into validators/aas_validators/schemas/{metamodel}/ and build again: right files are used as they are"
)


def by_hand(release: Release) -> str:
    """Return the way out that always works, as the second half of an error text."""
    return BY_HAND.format(tag=release.tag, metamodel=release.metamodel)


def digest(content: bytes) -> str:
    """Return the SHA-256 of the content in hexadecimal."""
    return sha256(content).hexdigest()


def prove(files: Files, release: Release) -> None:
    """Raise unless each file of the release is there and is IDTA's, byte for byte."""
    for name, expected in release.sha256.items():
        found = digest(files.get(name, b""))
        if found != expected:
            raise SchemaError(
                f"the generated {release.metamodel}/{name} is not IDTA's {release.version}: "
                f"its SHA-256 is {found}, IDTA's is {expected}. Nothing was written. "
                f"Build again from an unchanged checkout, or {by_hand(release)}."
            )


def read_proven(folder: Path, release: Release) -> Files | None:
    """Return the files of the release from a folder, or None if one is missing or is not IDTA's."""
    files = {name: path.read_bytes() for name in release.sha256 if (path := folder / name).is_file()}
    right = all(digest(files.get(name, b"")) == expected for name, expected in release.sha256.items())
    return files if right else None

"""Let other people's tools read our packages, and compare what they understood with what is written.

Usage: python scripts/interop.py [--only TEXT] [--keep FOLDER]

Every bundled example is converted to .aasx with a JSON and an XML part, .json and .xml, metamodel 3.0 and 3.1. Each
tool runs in an environment of its own and reads the files of the versions it knows. A tool agrees if it refuses
nothing and finds the same identifiables and, in each submodel, the same elements with the same values. Exits with 1
if any tool disagrees."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal, Required, TypedDict

from environments import environment, output
from interop_readers.canonical import Facts
from interop_written import written

from aas_reference_models.library import examples, models
from aas_toolkit import convert

READERS = Path(__file__).resolve().parent / "interop_readers"


class Reading(TypedDict, total=False):
    """What a tool makes of a file. Without content it only checks."""

    problems: Required[list[str]]
    content: dict[str, Facts]


@dataclass(frozen=True)
class Tool:
    """One tool: how pip names it, its reader beside this file, and what it can read.

    `json` and `xml` are the metamodel versions it reads in that form. JSON names no version, so a tool may read what
    it was not made for."""

    name: str
    requirements: tuple[str, ...]
    reader: str
    json: tuple[str, ...]
    xml: tuple[str, ...]

    def reads(self, file: File) -> bool:
        """Say whether a file is one it should be able to read."""
        return file.metamodel in (self.json if file.part == "json" else self.xml)


@dataclass(frozen=True)
class File:
    """One converted example."""

    path: Path
    model: str
    metamodel: Literal["3.0", "3.1"]
    part: Literal["json", "xml"]


BOTH: tuple[Literal["3.0", "3.1"], ...] = ("3.0", "3.1")
FORMS: tuple[tuple[str, Literal["json", "xml"]], ...] = (
    (".aasx", "json"),
    (".aasx", "xml"),
    (".json", "json"),
    (".xml", "xml"),
)
TOOLS = (
    Tool("aas-test-engines 1.0.3", ("aas-test-engines==1.0.3",), "engines.py", ("3.0",), ("3.0",)),
    Tool("BaSyx 1.2.1", ("basyx-python-sdk==1.2.1",), "basyx_store.py", BOTH, ("3.0",)),
    Tool("BaSyx 2.0.1", ("basyx-python-sdk==2.0.1",), "basyx_store.py", BOTH, ("3.0",)),
    Tool("BaSyx 2.2.0", ("basyx-python-sdk==2.2.0",), "basyx_store.py", BOTH, ("3.1",)),
    Tool("aas-core3.0 1.1.4", ("aas-core3.0==1.1.4",), "core.py", ("3.0",), ("3.0",)),
    Tool("aas-core3.1 1.0.0", ("aas-core3.1==1.0.0",), "core.py", ("3.1",), ("3.1",)),
)


def convert_examples(folder: Path, only: str) -> Iterator[File]:
    """Convert every bundled example into every form; raise ValueError if one does not convert cleanly."""
    for model in models():
        for plant, place in examples(model).items():
            if only not in f"{model}/{plant}":
                continue
            sources = sorted(file for file in place.iterdir() if file.suffix not in (".yaml", ".md"))
            for metamodel in BOTH:
                for suffix, part in FORMS:
                    path = folder / f"{model}-{plant}-{metamodel}-{part}{suffix}"
                    mapping = place / "mapping.yaml"
                    result = convert(sources, mapping=mapping, to=path, metamodel=metamodel, part=part)
                    if not result.ok:
                        raise ValueError(f"{model}/{plant} does not convert: {next(iter(result.report)).message}")
                    yield File(path, model, metamodel, part)


def read_by(tool: Tool, files: list[File]) -> dict[str, Reading]:
    """Return what a tool makes of files, by path."""
    python = environment(tool.name.replace(" ", "-"), tool.requirements)
    return dict(json.loads(output(python, str(READERS / tool.reader), *[str(file.path) for file in files])))


def disagreements(read: Reading, wanted: dict[str, Facts]) -> list[str]:
    """Return what a tool reports or understood otherwise, a line each."""
    found = [*read["problems"]]
    content = read.get("content")
    if content is None:
        return found
    for identifier in sorted(wanted.keys() | content.keys()):
        ours, theirs = wanted.get(identifier), content.get(identifier)
        if ours is None or theirs is None:
            found.append(f"{identifier} is {'not written' if ours is None else 'not in their reading'}")
        elif ours != theirs:
            found.append(f"{identifier}: {difference(ours, theirs)}")
    return found


def difference(ours: Facts, theirs: Facts) -> str:
    """Return how many places of an identifiable differ, and the first."""
    places = [place for place in {**ours, **theirs} if ours.get(place) != theirs.get(place)]
    first = places[0]
    return f"{len(places)} differ, first {first or 'itself'}: written {ours.get(first)}, read {theirs.get(first)}"


def main() -> int:
    """Convert, let every tool read, print the table and the disagreements."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", metavar="TEXT", help="examples with this text in model/plant only")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="leave the converted files here")
    asked = parser.parse_args()
    with TemporaryDirectory(prefix="aas-interop-") as temporary:
        folder = asked.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        files = list(convert_examples(folder, asked.only))
        wanted = {file.path: written(file.path) for file in files}
        bad = []
        print(f"{'tool':24}{'files':>6}{'agree':>7}{'elements':>10}")
        for tool in TOOLS:
            readable = [file for file in files if tool.reads(file)]
            try:
                read = read_by(tool, readable)
            except subprocess.CalledProcessError as error:
                print(f"{tool.name:24}{'could not run':>23}")
                bad.append(f"{tool.name}: {error}")
                continue
            wrong = {f: disagreements(read[str(f.path)], wanted[f.path]) for f in readable}
            facts = (found for f in readable for found in read[str(f.path)].get("content", {}).values())
            elements = sum(len(found) - 1 for found in facts)
            agree = sum(not lines for lines in wrong.values())
            print(f"{tool.name:24}{len(readable):6}{agree:7}{elements or '':>10}")
            bad += [f"{tool.name}, {f.path.name}: {line}" for f, lines in wrong.items() for line in lines[:3]]
        print("\n".join(["", *bad]) if bad else "every tool agrees")
        return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())

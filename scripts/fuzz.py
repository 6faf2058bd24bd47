"""Fuzz every reader of strangers' files: change bytes (and trees, see fuzz_readers/mutate.py) where that reaches new
code, and look for crashes and hangs.

Usage: python scripts/fuzz.py [--seconds N] [--only TEXT] [--corpus FOLDER] [--list]

Each reader (fuzz_readers/readers.py) runs in a process of its own, in an environment under build/ that has atheris; it
starts from our own files and from what earlier runs have found under --corpus. Anything but an answer is a crash: an
exception that is not listed, more than --timeout seconds for one input, more than 512 MB beyond what an empty run
takes. The input is kept beside the corpus; `python scripts/fuzz.py --only NAME --again FILE` tries it again. atheris
has wheels for Linux only. Exits with 1 if any reader crashed."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Final

from environments import ROOT, clean, environment
from fuzz_readers.seeds import SEEDS, write_seeds

ONE: Final = Path(__file__).resolve().parent / "fuzz_readers" / "one.py"
ATHERIS: Final = "atheris>=2.3"
MEGABYTES: Final = 1024
"""Most a process may hold: what the imports and the instrumented code take, and 512 more."""


def main() -> int:
    """Fuzz one reader after the other and say how each of them did."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=600, help="for each reader (default: ten minutes)")
    parser.add_argument("--timeout", type=int, default=10, help="seconds one input may take")
    parser.add_argument("--only", default="", metavar="TEXT", help="readers with this text in their name only")
    parser.add_argument("--corpus", type=Path, default=ROOT / "build" / "fuzz", help="where found inputs are kept")
    parser.add_argument("--again", type=Path, metavar="FILE", help="try one input with the reader that --only names")
    parser.add_argument("--list", action="store_true", help="print the readers and stop")
    asked = parser.parse_args()
    names = [asked.only] if asked.only in SEEDS else [name for name in SEEDS if asked.only in name]
    if asked.list:
        print("\n".join(names))
        return 0
    if asked.seconds < 1 or asked.timeout < 1 or not names or (asked.again and len(names) != 1):
        parser.error("--seconds and --timeout count from 1, --only names a reader, and --again needs one")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    try:
        python = environment("fuzz", [*project["dependencies"], ATHERIS])
    except subprocess.CalledProcessError:
        print("atheris cannot be installed here; it has wheels for Linux only", file=sys.stderr)
        return 1
    crashed = [name for name in names if fuzz(python, name, asked)]
    print(f"{len(names) - len(crashed)} of {len(names)} readers without a crash", *crashed)
    return 1 if crashed else 0


def fuzz(python: Path, name: str, asked: argparse.Namespace) -> bool:
    """Fuzz one reader; return whether it crashed."""
    corpus = asked.corpus / name
    corpus.mkdir(parents=True, exist_ok=True)
    write_seeds(name, corpus)
    options = [
        f"-max_total_time={asked.seconds}",
        f"-timeout={asked.timeout}",
        f"-rss_limit_mb={MEGABYTES}",
        "-max_len=65536",
        "-print_final_stats=1",
        f"-artifact_prefix={corpus.parent}/{name}-",
        str(asked.again or corpus),
    ]
    print(f"{name}: {asked.seconds} seconds", flush=True)
    done = subprocess.run(
        [str(python), str(ONE), name, *options],
        cwd=ROOT,
        env=clean(),
        capture_output=True,
        encoding="utf-8",
        errors="replace",
    )
    lines = done.stderr.splitlines()
    runs = next((line.rpartition(" ")[2] for line in lines if "number_of_executed_units" in line), "?")
    print(f"{name}: {'crashed' if done.returncode else 'no crash'} after {runs} inputs", flush=True)
    if done.returncode:
        print("\n".join([*done.stdout.splitlines()[-40:], *lines[-25:]]), flush=True)
    return done.returncode != 0


if __name__ == "__main__":
    sys.exit(main())

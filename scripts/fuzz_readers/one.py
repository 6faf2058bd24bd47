"""Fuzz one reader until its time is up: `python one.py NAME LIBFUZZER-OPTION ...`. Runs in the fuzz environment."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[2]
for room in ("", "converters", "validators", "reference_models", "scripts"):
    sys.path.insert(0, str(ROOT / room))

import atheris  # type: ignore[import-not-found,unused-ignore]  # noqa: E402 (only in this environment)

with atheris.instrument_imports(include=["aas_validators", "aas_converters", "aas_reference_models"]):
    from fuzz_readers.mutate import MUTATES, Mutate
    from fuzz_readers.readers import READERS


def mutator(mutate: Mutate) -> Callable[[bytes, int, int], bytes]:
    """Return a mutator of libFuzzer: half of the time trees are changed, otherwise bytes."""

    def changed(data: bytes, most: int, seed: int) -> bytes:
        random = Random(seed)  # the same seed has to give the same input
        found = mutate(data, random) if random.random() < 0.5 else None
        return found if found is not None and len(found) <= most else atheris.Mutate(data, most)

    return changed


if __name__ == "__main__":
    name, *options = sys.argv[1:]
    special = {"custom_mutator": mutator(MUTATES[name])} if name in MUTATES else {}
    atheris.Setup([sys.argv[0], *options], READERS[name], **special)
    atheris.Fuzz()

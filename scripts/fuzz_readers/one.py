"""Fuzz one reader until its time is up: `python one.py NAME LIBFUZZER-OPTION ...`. Runs in the fuzz environment."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
for room in ("", "converters", "validators", "reference_models", "scripts"):
    sys.path.insert(0, str(ROOT / room))

import atheris  # type: ignore[import-not-found,unused-ignore]  # noqa: E402 (only in this environment)

with atheris.instrument_imports(include=["aas_validators", "aas_converters", "aas_reference_models"]):
    from fuzz_readers.readers import READERS

if __name__ == "__main__":
    name, *options = sys.argv[1:]
    atheris.Setup([sys.argv[0], *options], READERS[name])
    atheris.Fuzz()

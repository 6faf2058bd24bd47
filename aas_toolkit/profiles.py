"""Profiles: what a programme asks of AAS files beyond the standard."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import Final

from aas_validators.diagnostics import Diagnostic

PROFILES: Final = ("kosmo",)
"""The profiles there are: that of the Korean national programme for AAS-based manufacturing data."""


def check_profile(
    source: str | PathLike[str],
    profile: str,
    *,
    name: str | None = None,
    folder: str | PathLike[str] | None = None,
) -> list[Diagnostic]:
    """Return what an AAS file breaks of a profile; `name` is what the findings call it.

    `folder` has files exported from it (`aas export`), which must not contradict it.
    Nothing where the file cannot be read: `aas_toolkit.validate` says why. Raises ValueError for an unknown profile,
    and OSError from the disk."""
    if profile not in PROFILES:
        raise ValueError(f"there is no profile {profile}; there is {', '.join(PROFILES)}")
    from aas_validators.kosmo.check import check_file  # late: most runs ask for no profile

    return check_file(Path(source), name, None if folder is None else Path(folder))

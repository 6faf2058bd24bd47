"""Real files that are no part of the repository: beside the checkout, or where AAS_SHARED says."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("AAS_SHARED", Path(__file__).parents[1].parent / "shared"))


def shared(name: str) -> Path:
    """Return the path of a shared file or folder, or skip the test."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"{name} is not beside this checkout (../shared)")
    return path

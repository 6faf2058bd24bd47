"""Keep what was generated for this user, so that the next build needs neither network nor generator."""

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from build_schemas.official import V3_1, Files, digest, read_proven


def cache_folder(
    environment: Mapping[str, str] = os.environ, platform: str = sys.platform, home: Path | None = None
) -> Path:
    """Return the folder for V3.1, named after the hashes it must have; V3.0 follows from it in no time."""
    home = home or Path.home()
    if platform == "win32":
        place = Path(environment.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif platform == "darwin":
        place = home / "Library" / "Caches"
    else:
        place = Path(environment.get("XDG_CACHE_HOME") or home / ".cache")
    key = digest("".join(V3_1.sha256.values()).encode())[:16]
    return place / "aas-toolkit" / f"schemas-{key}"


def recall() -> Files | None:
    """Return the kept V3.1 files, or None if there are none or they were changed."""
    return read_proven(cache_folder(), V3_1)


def keep(files: Files) -> None:
    """Keep the V3.1 files for the next build."""
    # A home that cannot be written to only costs the next build its shortcut.
    with suppress(OSError):
        write_files(cache_folder(), files)


def write_files(folder: Path, files: Files) -> None:
    """Write the files that differ from what is there, each in one step: no reader sees half a file."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        path = folder / name
        if path.is_file() and path.read_bytes() == content:
            continue
        beside = folder / f".{name}.{os.getpid()}"
        beside.write_bytes(content)
        beside.replace(path)

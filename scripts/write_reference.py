"""Write docs/reference/ and docs/ko/reference/ from the code, so that the reference cannot say what the code does not.

Usage: python scripts/write_reference.py [--check]

With --check nothing is written; exits with 1 and names the pages if one is out of date, missing or left over.
"""

from __future__ import annotations

import sys
from pathlib import Path

from reference_pages import commands, exit_codes, languages, models, python_names, rules

DOCS = Path(__file__).parents[1] / "docs"
FOLDERS = ("reference", "ko/reference")
"""Everything below these folders is generated."""


def pages() -> dict[str, str]:
    """Return path below docs → content of every generated page."""
    both = (commands, exit_codes, models, rules)
    found = {f"reference/{name}": text for part in both for name, text in part.pages("en").items()}
    found |= {f"ko/reference/{name}": text for part in both for name, text in part.pages("ko").items()}
    found |= {f"reference/{name}": text for part in (languages, python_names) for name, text in part.pages().items()}
    return found


def out_of_date(wanted: dict[str, str]) -> list[str]:
    """Return the pages that differ from what is on the disk, are missing there or should not be there."""
    present = {
        path.relative_to(DOCS).as_posix(): path.read_text(encoding="utf-8")
        for folder in FOLDERS
        for path in (DOCS / folder).rglob("*")
        if path.suffix in (".md", ".json")
    }
    return sorted(name for name in wanted.keys() | present.keys() if wanted.get(name) != present.get(name))


def write(wanted: dict[str, str], names: list[str]) -> None:
    """Write pages; those that nothing makes any more are removed."""
    for name in names:
        path = DOCS / name
        if name in wanted:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(wanted[name], encoding="utf-8", newline="\n")
        else:
            path.unlink()


def main(arguments: list[str]) -> int:
    """Write the pages, or with --check say which are out of date."""
    wanted = pages()
    names = out_of_date(wanted)
    if "--check" not in arguments:
        write(wanted, names)
        return 0
    for name in names:
        print(f"docs/{name} is out of date: run python scripts/write_reference.py")
    return int(bool(names))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

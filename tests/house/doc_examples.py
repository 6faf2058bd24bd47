"""Examples in a page: blocks a reader can repeat, and how to repeat them in an empty folder.

```console blocks are commands after `$ ` with what they print; a line `…` stands for any lines, and `…` inside a line
for any text. ```pycon blocks are doctests. Other blocks with title="name" are files the reader saves.
"""

from __future__ import annotations

import doctest
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from aas_toolkit.cli import main

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r'^```(\w+)(?: title="([^"]+)")?\n(.*?)^```$', re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A block of a page."""

    kind: str
    title: str
    text: str


def blocks(page: Path) -> list[Block]:
    """Return the blocks of a page."""
    return [Block(kind, title, text) for kind, title, text in BLOCK.findall(page.read_text(encoding="utf-8"))]


def pages_with_examples() -> list[str]:
    """Return every page with something to repeat."""
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    names = [page for page in pages if any(block.kind in ("console", "pycon") for block in blocks(page))]
    return sorted(page.relative_to(ROOT).as_posix() for page in names)


def commands(console: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each command of a console block with the lines it prints."""
    for part in re.split(r"^\$ ", console, flags=re.MULTILINE)[1:]:
        command, *printed = part.rstrip("\n").split("\n")
        yield command, printed


def fits(printed: str, expected: list[str]) -> bool:
    """Say whether what was printed is what the page shows."""
    lines = "\n".join(line.rstrip() for line in printed.replace("\\", "/").splitlines() if line.strip())
    wanted = [line.rstrip() for line in expected if line.strip()]
    pattern = "".join(r"(?:.*\n)*" if line == "…" else line_pattern(line) for line in wanted)
    return re.fullmatch(pattern, lines + "\n" if lines else "") is not None


def line_pattern(line: str) -> str:
    """Return the pattern of one line."""
    # a command's own ellipsis stays an ellipsis where it is followed by a count
    return re.sub(r"…(?! \d)", ".*", re.escape(line).replace(r"\ ", " ")) + r"\n"


class Reader:
    """Someone who does what a page says, in an empty folder."""

    def __init__(self, patch: pytest.MonkeyPatch, capture: pytest.CaptureFixture[str], folder: Path) -> None:
        self.patch, self.capture, self.folder, self.here, self.code = patch, capture, folder, folder, 0
        self.names: dict[str, object] = {}

    def do(self, block: Block) -> None:
        """Save a file, run commands or run a doctest."""
        if block.kind == "console":
            for command, printed in commands(block.text):
                said = self.run(command)
                assert fits(said, printed), f"$ {command}\n{said}\nbut the page shows\n" + "\n".join(printed)
        elif block.kind == "pycon":
            self.python(block.text)
        elif block.title:
            file = self.folder / block.title
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(block.text, encoding="utf-8")

    def run(self, command: str) -> str:
        """Run a command and return what it prints."""
        words = shlex.split(command)
        if words == ["echo", "$?"]:
            return str(self.code)
        if words[0] == "cd":
            self.here = self.here / words[1]
            self.patch.chdir(self.here)
            return ""
        assert words[0] == "aas", f"a page shows a command that is not ours: {command}"
        self.patch.setattr("sys.argv", words)
        with pytest.raises(SystemExit) as ended:
            main()
        self.code = int(ended.value.code or 0)
        said = self.capture.readouterr()
        return said.out + said.err

    def python(self, text: str) -> None:
        """Run a doctest; names stay for the next one of the page."""
        test = doctest.DocTestParser().get_doctest(text, self.names, "page", None, None)
        complaints: list[str] = []
        doctest.DocTestRunner(verbose=False).run(test, out=complaints.append, clear_globs=False)
        self.names = test.globs
        assert not complaints, "".join(complaints)

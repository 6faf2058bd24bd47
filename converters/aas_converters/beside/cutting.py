"""Cut a text file into blocks of whole lines, as reading it one block after the other would."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

from aas_converters.beside.block import Text
from aas_converters.sources.blocks import ENDLESS, LONGEST_LINE, Block, Parser, read_block, with_last
from aas_converters.sources.problem import failure


class Cutter:
    """The blocks of a file from the record on line `line`, numbered as if every line were a record.

    Where that turns out to be wrong, `read` reads a block with all care, and what was cut behind it is cut again.
    """

    def __init__(self, blocks: Iterator[bytes], line: int, name: str) -> None:
        self.name = name
        self.source = with_last(blocks)
        self.back: deque[tuple[bytes, bool]] = deque()
        self.before = b""
        self.line = line
        self.row = 1

    def cut(self) -> Text | None:
        """Return the next lines, None at the end."""
        used, final, block = 0, False, b""
        while not used and not final:
            found = self.back.popleft() if self.back else next(self.source, None)
            if found is None:
                return None
            more, final = found
            block = block + more if block else more
            used = len(block) if final else block.rfind(b"\n") + 1
            if len(block) - used > LONGEST_LINE:
                raise failure(ENDLESS, self.name, self.line, bytes=LONGEST_LINE)
        lines = self.before.count(b"\n") + block.count(b"\n", 0, used)
        lines += final and not (block or self.before).endswith(b"\n")
        text = Text(block, self.before, used, final, self.line, self.row, lines)
        self.before = block[used:]
        self.line, self.row = self.line + lines, self.row + lines
        return text

    def read(self, text: Text, behind: Iterable[Text], parse: Parser) -> tuple[Block, bool]:
        """Return the rows of a block, and whether its lines were its rows.

        If not, the texts `behind`, which were cut after it, are cut again.
        """
        block, rest = read_block(text.before, text.block, text.line, parse, text.final)
        if block.frame.height == text.lines and rest == text.block[text.used :]:
            return block, True
        self.back.extendleft(reversed([(one.block, one.final) for one in behind]))
        self.before, self.line, self.row = rest, block.next_line, text.row + block.frame.height
        return block, False

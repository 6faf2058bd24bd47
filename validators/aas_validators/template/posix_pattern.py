"""Match POSIX extended regular expressions in time linear in the text.

Python's `re` backtracks: a template of a stranger could keep it busy for ever. Here a pattern becomes a small
automaton whose states are followed all at once. `\\d`, `\\w` and `\\s` are understood too, because templates in
use have them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

MOST_STATES: Final = 2000
MOST_NESTED: Final = 50
LONGEST_TEXT: Final = 4000
"""Longer texts are not decided: nobody lists them."""

CLASSES: Final[Mapping[str, Callable[[str], bool]]] = {
    "alpha": str.isalpha,
    "digit": str.isdigit,
    "alnum": str.isalnum,
    "upper": str.isupper,
    "lower": str.islower,
    "space": str.isspace,
    "punct": lambda sign: sign.isprintable() and not sign.isalnum() and not sign.isspace(),
    "xdigit": lambda sign: sign in "0123456789abcdefABCDEF",
    "blank": lambda sign: sign in " \t",
    "word": lambda sign: sign.isalnum() or sign == "_",
}
ESCAPED: Final = {"d": "digit", "w": "word", "s": "space"}


@dataclass(frozen=True, slots=True)
class Signs:
    """A set of characters: ranges and named classes, or everything but them."""

    ranges: tuple[tuple[str, str], ...] = ()
    classes: tuple[str, ...] = ()
    negated: bool = False

    def has(self, sign: str) -> bool:
        """Return whether a character is in the set."""
        found = any(low <= sign <= high for low, high in self.ranges) or any(CLASSES[c](sign) for c in self.classes)
        return found is not self.negated


ANY: Final = Signs(negated=True)


@dataclass(slots=True)
class State:
    """A step of the automaton: over a character if `signs` is set, else free, to each of `ways`."""

    signs: Signs | None
    ways: list[int]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern. The last state is the end."""

    states: tuple[State, ...]
    start: int


@lru_cache(maxsize=1024)
def compile_pattern(text: str) -> Pattern:
    """Return the automaton of a pattern.

    Raises ValueError if it is no extended regular expression, or larger than any honest one."""
    reader = Reader(text)
    first, last = reader.alternatives(0)
    if reader.position < len(text):
        raise ValueError(f"unexpected {text[reader.position]} at character {reader.position + 1}")
    end = reader.state(None)
    reader.states[last].ways.append(end)
    return Pattern(tuple(reader.states), first)


def matches(pattern: Pattern, text: str) -> bool:
    """Return whether the whole text is one the pattern describes."""
    if len(text) > LONGEST_TEXT:
        return True
    here = reached(pattern, {pattern.start})
    for sign in text:
        over = {
            way
            for s in here
            if (signs := pattern.states[s].signs) and signs.has(sign)
            for way in pattern.states[s].ways
        }
        here = reached(pattern, over)
        if not here:
            return False
    return len(pattern.states) - 1 in here


def reached(pattern: Pattern, starts: set[int]) -> set[int]:
    """Return the states that are reached without reading a character."""
    found, waiting = set(starts), list(starts)
    while waiting:
        state = pattern.states[waiting.pop()]
        if state.signs is None:
            new = [way for way in state.ways if way not in found]
            found.update(new)
            waiting.extend(new)
    return found


class Reader:
    """Reads a pattern from left to right and makes its states. Each piece is a pair: first and last state."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self.states: list[State] = []

    def state(self, signs: Signs | None, *ways: int) -> int:
        """Add a state and return its number."""
        if len(self.states) >= MOST_STATES:
            raise ValueError("the pattern is too large")
        self.states.append(State(signs, list(ways)))
        return len(self.states) - 1

    def peek(self) -> str:
        """Return the next character, empty at the end."""
        return self.text[self.position : self.position + 1]

    def take(self) -> str:
        """Return the next character and go on. Raises ValueError at the end."""
        if self.position >= len(self.text):
            raise ValueError("the pattern ends too early")
        self.position += 1
        return self.text[self.position - 1]

    def alternatives(self, depth: int) -> tuple[int, int]:
        """Read `a|b|c`."""
        if depth > MOST_NESTED:
            raise ValueError("the pattern is nested too deeply")
        pieces = [self.sequence(depth)]
        while self.peek() == "|":
            self.take()
            pieces.append(self.sequence(depth))
        if len(pieces) == 1:
            return pieces[0]
        last = self.state(None)
        for _, end in pieces:
            self.states[end].ways.append(last)
        return self.state(None, *(start for start, _ in pieces)), last

    def sequence(self, depth: int) -> tuple[int, int]:
        """Read pieces until an alternative or a group ends."""
        start = end = self.state(None)
        while self.peek() and self.peek() not in "|)":
            begin = self.position
            first, last = self.one(depth)
            first, last = self.repeated(begin, first, last, depth)
            self.states[end].ways.append(first)
            end = last
        return start, end

    def one(self, depth: int) -> tuple[int, int]:
        """Read one character, set or group."""
        match self.take():
            case "(":
                piece = self.alternatives(depth + 1)
                if self.peek() != ")":
                    raise ValueError("a group is not closed")
                self.take()
                return piece
            case "[":
                return self.over(self.bracket())
            case ".":
                return self.over(ANY)
            case "^" | "$":
                # The whole text has to match anyway.
                empty = self.state(None)
                return empty, empty
            case "\\":
                sign = self.take()
                named = ESCAPED.get(sign.lower())
                return self.over(Signs(classes=(named,), negated=sign.isupper()) if named else Signs(((sign, sign),)))
            case "*" | "+" | "?" | "{" as sign:
                raise ValueError(f"nothing stands before {sign}")
            case sign:
                return self.over(Signs(((sign, sign),)))

    def over(self, signs: Signs) -> tuple[int, int]:
        """Return a piece that reads one character of a set."""
        last = self.state(None)
        return self.state(signs, last), last

    def bracket(self) -> Signs:
        """Read a set after its opening bracket."""
        negated = self.peek() == "^"
        if negated:
            self.take()
        ranges: list[tuple[str, str]] = []
        classes: list[str] = []
        while True:
            sign = self.take()
            if sign == "]" and (ranges or classes):
                return Signs(tuple(ranges), tuple(classes), negated)
            if sign == "[" and self.peek() == ":":
                name, colon, _ = self.text[self.position + 1 :].partition(":]")
                if not colon or name not in CLASSES:
                    raise ValueError(f"there is no class of characters {name[:20]}")
                classes.append(name)
                self.position += len(name) + 3
            elif sign == "\\" and self.peek() in ESCAPED:
                classes.append(ESCAPED[self.take()])
            else:
                if sign == "\\" and self.peek() in ("\\", "]", "[", "-", "."):
                    sign = self.take()
                high = sign
                if self.peek() == "-" and self.text[self.position + 1 : self.position + 2] not in ("]", ""):
                    self.take()
                    high = self.take()
                if high < sign:
                    raise ValueError(f"the range {sign}-{high} stands the wrong way round")
                ranges.append((sign, high))

    def repeated(self, begin: int, first: int, last: int, depth: int) -> tuple[int, int]:
        """Read the quantifiers after a piece, which began at a position."""
        while self.peek() in ("*", "+", "?", "{") and self.peek():
            stop = self.position
            least, most = self.quantifier()
            after = self.position
            copies = [(first, last)]
            copies.extend(self.copy(begin, stop, depth) for _ in range(1, max(least, most or least, 1)))
            self.position = after
            first, last = self.chain(copies, least, most)
        return first, last

    def quantifier(self) -> tuple[int, int | None]:
        """Read `*`, `+`, `?` or `{m,n}`; return least and most, None for no limit."""
        sign = self.take()
        if sign != "{":
            return {"*": (0, None), "+": (1, None), "?": (0, 1)}[sign]
        inside, closed, _ = self.text[self.position :].partition("}")
        low, comma, high = inside.partition(",")
        if not closed or not low.isdecimal() or len(inside) > 9 or (high and not high.isdecimal()):
            raise ValueError("{} holds no numbers")
        self.position += len(inside) + 1
        least, most = int(low), (int(high) if high else None) if comma else int(low)
        if (most is not None and most < least) or max(least, most or 0) > MOST_STATES:
            raise ValueError(f"{{{inside}}} is no range")
        return least, most

    def copy(self, begin: int, stop: int, depth: int) -> tuple[int, int]:
        """Read a piece with the quantifiers it already has once more, for `{m,n}`."""
        self.position = begin
        first, last = self.one(depth)
        while self.position < stop:
            inner = self.position
            least, most = self.quantifier()
            after = self.position
            copies = [(first, last), *(self.copy(begin, inner, depth) for _ in range(1, max(least, most or least, 1)))]
            self.position = after
            first, last = self.chain(copies, least, most)
        return first, last

    def chain(self, copies: list[tuple[int, int]], least: int, most: int | None) -> tuple[int, int]:
        """Join copies of a piece so that between `least` and `most` of them are passed."""
        end = self.state(None)
        start = self.state(None, copies[0][0])
        for number, (_, last) in enumerate(copies, 1):
            if number < len(copies):
                self.states[last].ways.append(copies[number][0])
            if number >= least:
                self.states[last].ways.append(end)
        if most is None:
            self.states[copies[-1][1]].ways.append(copies[-1][0])
        if least == 0:
            self.states[start].ways.append(end)
        if most == 0:
            self.states[start].ways = [end]
        return start, end

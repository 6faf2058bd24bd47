"""XML of machines, read as it comes: beginnings and ends of elements, without a tree, a DOCTYPE or the network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final
from xml.parsers import expat

from aas_converters.sources.problem import DAMAGED, SourceError, failure

DEEPEST: Final = 240
CHUNK: Final = 1 << 18


@dataclass(frozen=True, slots=True)
class Start:
    """An element begins: its local name, its namespace, its attributes by local name."""

    name: str
    space: str
    attributes: dict[str, str]
    line: int


@dataclass(frozen=True, slots=True)
class End:
    """An element ends: `text` is what stands in it before its first child and after its children, trimmed."""

    name: str
    text: str


class StoppedError(Exception):
    """Raised inside the parser where a document is not worth reading on."""


def xml_events(chunks: Iterable[bytes], file: str, kind: str) -> Iterator[Start | End]:
    """Yield the elements of a document; SourceError (damaged `kind`) where it is not well formed or has a DOCTYPE."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    waiting: list[Start | End] = []
    texts: list[list[str]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if len(texts) >= DEEPEST:
            raise StoppedError(f"elements are nested deeper than {DEEPEST}")
        texts.append([])
        space, _, local = name.rpartition(" ")
        # as in texts, blanks around a value are none of it: names of columns come out of both
        plain = {key.rpartition(" ")[2]: value.strip() for key, value in attributes.items()}
        waiting.append(Start(local, space, plain, parser.CurrentLineNumber))

    def end(name: str) -> None:
        waiting.append(End(name.rpartition(" ")[2], "".join(texts.pop()).strip()))

    def text(data: str) -> None:
        if texts:
            texts[-1].append(data)

    def doctype(*declared: object) -> None:
        raise StoppedError("it has a document type declaration")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = doctype
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
            yield from waiting
            waiting.clear()
        parser.Parse(b"", True)
        yield from waiting
    except StoppedError as error:
        raise failure(DAMAGED, file, parser.CurrentLineNumber, kind=kind, reason=str(error)) from error
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code) or "not well formed"
        raise failure(DAMAGED, file, error.lineno, kind=kind, reason=reason) from error
    except SourceError:
        raise  # the source itself broke off
    except (ValueError, LookupError) as error:  # an encoding that expat does not know, or of several bytes a sign
        raise failure(DAMAGED, file, parser.CurrentLineNumber, kind=kind, reason=str(error)) from error

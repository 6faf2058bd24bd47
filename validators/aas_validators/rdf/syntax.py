"""Parse a text of RDF: Turtle, N-Triples, RDF/XML or JSON-LD. Nothing is fetched, nothing is printed."""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Final, Literal
from xml.sax import SAXException

from aas_validators.diagnostics import Rule, Sentence, Severity
from aas_validators.document.jsonable import Json
from aas_validators.limits import Limits
from aas_validators.positions.lines import Place
from aas_validators.rdf.vocabulary import NAME_BASE
from aas_validators.syntax.json_text import TOO_DEEP, parse_json
from aas_validators.syntax.text_encoding import Flaw, decode_json, decode_xml
from aas_validators.syntax.xml_text import parse_xml

if TYPE_CHECKING:
    from aas_validators.rdf.statements import Statements

Syntax = Literal["turtle", "nt", "xml", "json-ld"]

NAMES: Final = {"turtle": "Turtle", "nt": "N-Triples", "xml": "RDF/XML", "json-ld": "JSON-LD"}

RDF_SYNTAX = Rule(
    code="SCH301",
    name="rdf-syntax",
    severity=Severity.ERROR,
    message=Sentence("this is not {syntax}: {problem}", "{syntax} 문법 오류입니다: {problem}"),
    hint=Sentence(
        "correct the text at this place, or export the file again",
        "이 위치의 내용을 고치거나 파일을 다시 내보내십시오",
    ),
    why=Sentence(
        "An RDF reader stops here, so nothing of the file is imported.",
        "RDF 프로그램이 여기서 멈추므로 파일 전체를 읽지 못합니다.",
    ),
    spec="RDF 1.1",
)

REMOTE_CONTEXT = Rule(
    code="SCH302",
    name="remote-json-ld-context",
    severity=Severity.ERROR,
    message=Sentence(
        "the meaning of the names is at {address}, which is not fetched",
        "이름의 뜻이 {address}에 있으나 외부 주소는 읽지 않습니다",
    ),
    hint=Sentence("put the @context itself into the file", "@context 내용을 파일 안에 직접 쓰십시오"),
    why=Sentence(
        "A check that fetches what a file names tells strangers about it and differs from day to day.",
        "파일이 가리키는 주소를 읽으면 외부에 노출되고, 날마다 결과가 달라질 수 있습니다.",
    ),
    spec="JSON-LD 1.1, 3.1",
)

N_TRIPLE = re.compile(
    r"(?:[ \t]*(?:#[^\n]*)?\r?\n)*[ \t]*(?:<[^<>\s]*>|_:\S+)[ \t]*<[^<>\s]*>[ \t]*"
    r"[<_\"][^\n]*\.[ \t]*(?:#[^\n]*)?(?:\r?\n|\Z)"
)
"""One line of N-Triples, comments before it."""
JSON_LD = re.compile(r"\s*(?:\{|\[\s*\{)\s*\"")
DECLARATION = re.compile(rb"\A\s*<\?xml[^>]*\?>")

# What rdflib's parsers raise at a text that is none: they name no type of their own.
REFUSALS: Final = (
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    AssertionError,
    SyntaxError,
    OSError,
    SAXException,
)

ONE_AT_A_TIME: Final = Lock()


@dataclass(frozen=True, slots=True)
class ParsedRdf:
    """The statements of a text, or None, what was wrong with it, and how it was written."""

    statements: Statements | None
    flaws: tuple[Flaw, ...] = ()
    syntax: Syntax = "turtle"


def parse_rdf(data: bytes, limits: Limits) -> ParsedRdf:
    """Parse the bytes of a document; a flaw that leaves no statements comes without them."""
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"<?xml") or b"<rdf:RDF" in head:
        return rdf_xml(data, limits)
    decoded = decode_json(data)
    if decoded.text is None:
        return ParsedRdf(None, decoded.flaws)
    if JSON_LD.match(decoded.text):
        return json_ld(decoded.text, limits)
    if N_TRIPLE.match(decoded.text):
        found = statements_of(decoded.text.encode(), "nt", limits)
        if found.statements is not None:
            return found
    # N-Triples is a part of Turtle, whose parser also says where a fault is.
    return statements_of(decoded.text.encode(), "turtle", limits)


def rdf_xml(data: bytes, limits: Limits) -> ParsedRdf:
    """Parse RDF/XML: any XML first, so that no DOCTYPE gets further."""
    decoded = decode_xml(data)
    parsed = parse_xml(decoded.text, limits) if decoded.text is not None else None
    if parsed is None or parsed.tree is None:
        return ParsedRdf(None, (*decoded.flaws, *(parsed.flaws if parsed else ())), "xml")
    return statements_of(DECLARATION.sub(b"", parsed.data), "xml", limits, decoded.flaws)


def json_ld(text: str, limits: Limits) -> ParsedRdf:
    """Parse JSON-LD: any JSON first, then only if it names no context elsewhere."""
    parsed = parse_json(text, limits)
    remote = next(remote_contexts(parsed.value), None) if parsed.ok else None
    flaws = (*parsed.flaws, Flaw(REMOTE_CONTEXT, {"address": remote})) if remote else parsed.flaws
    if remote or not parsed.ok:
        return ParsedRdf(None, flaws, "json-ld")
    return statements_of(text.encode(), "json-ld", limits, flaws)


def remote_contexts(value: Json) -> Iterator[str]:
    """Yield the addresses of contexts that stand in another document."""
    waiting: list[Json] = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, list):
            waiting.extend(item)
        elif isinstance(item, dict):
            for name, held in item.items():
                if name == "@import" or (name == "@context" and isinstance(held, str)):
                    yield str(held)
                elif name == "@context" and isinstance(held, list):
                    yield from (one for one in held if isinstance(one, str))
                waiting.append(held)


def statements_of(data: bytes, syntax: Syntax, limits: Limits, flaws: tuple[Flaw, ...] = ()) -> ParsedRdf:
    """Parse a text whose syntax is known."""
    from rdflib import Graph
    from rdflib.exceptions import ParserError
    from rdflib.plugins.parsers.notation3 import BadSyntax

    from aas_validators.rdf.statements import Statements

    statements = Statements()
    try:
        with as_written():
            Graph(store=statements, bind_namespaces="none").parse(data=data, format=syntax, publicID=NAME_BASE)
    except RecursionError:
        return ParsedRdf(None, (*flaws, Flaw(TOO_DEEP, {"limit": limits.depth})), syntax)
    except BadSyntax as error:
        place = Place(error.lines + 1, 1)
        return ParsedRdf(None, (*flaws, refusal(syntax, str(error._why), place)), syntax)
    except (ParserError, *REFUSALS) as error:
        return ParsedRdf(None, (*flaws, refusal(syntax, str(error))), syntax)
    return ParsedRdf(statements, flaws, syntax)


def refusal(syntax: Syntax, problem: str, place: Place | None = None) -> Flaw:
    """Return the flaw for a parser's complaint, on one line."""
    said = " ".join(problem.split())
    return Flaw(RDF_SYNTAX, {"syntax": NAMES[syntax], "problem": said[:200] or "it cannot be parsed"}, place)


@contextmanager
def as_written() -> Iterator[None]:
    """Let rdflib keep every literal as it is written, and not comment on the text, while the block runs."""
    import rdflib

    loggers = [logging.getLogger(name) for name in ("rdflib", "rdflib.term")]
    with ONE_AT_A_TIME, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        before = rdflib.NORMALIZE_LITERALS, [logger.disabled for logger in loggers]
        try:
            # `01` would become `1`, and base64 would lose its line ends
            rdflib.NORMALIZE_LITERALS = False
            for logger in loggers:
                logger.disabled = True
            yield
        finally:
            rdflib.NORMALIZE_LITERALS = before[0]
            for logger, disabled in zip(loggers, before[1], strict=True):
                logger.disabled = disabled

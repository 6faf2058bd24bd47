"""Read an XML text: well-formed, no DOCTYPE of any kind, not too deep, nothing fetched, nothing expanded."""

from __future__ import annotations

from dataclasses import dataclass
from xml.parsers import expat

from lxml import etree

from aas_validators.diagnostics import Rule, Sentence, Severity
from aas_validators.limits import Limits
from aas_validators.positions.lines import Place
from aas_validators.syntax.complaints import of_xml
from aas_validators.syntax.json_text import TOO_DEEP
from aas_validators.syntax.text_encoding import Flaw

NOT_WELL_FORMED = Rule(
    code="SCH011",
    name="xml-not-well-formed",
    severity=Severity.ERROR,
    message=Sentence("this is not well-formed XML: {problem}", "XML 문법 오류입니다: {problem}"),
    hint=Sentence(
        "correct the text at this place, or export the file again",
        "이 위치의 내용을 고치거나 파일을 다시 내보내십시오",
    ),
    why=Sentence(
        "An XML reader must stop here, so nothing of the file is imported.",
        "XML 프로그램은 여기서 멈춰야 하므로 파일 전체를 읽지 못합니다.",
    ),
    spec="XML 1.0, 2.1",
)

DOCTYPE = Rule(
    code="SCH012",
    name="xml-doctype",
    severity=Severity.ERROR,
    message=Sentence("the XML has a document type declaration", "XML에 문서 형식 선언(DOCTYPE)이 있습니다"),
    hint=Sentence("remove the DOCTYPE", "DOCTYPE을 제거하십시오"),
    why=Sentence(
        "A DOCTYPE can read local files, call servers or blow up a small file; AAS needs none.",
        "DOCTYPE은 로컬 파일을 읽거나 서버에 접속하거나 작은 파일을 거대하게 만들 수 있으며, AAS에는 필요 없습니다.",
    ),
    spec="XML 1.0, 2.8",
)


class StoppedError(Exception):
    """Raised inside expat to end the reading; carries the flaw."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(flaw.rule.name)
        self.flaw = flaw


@dataclass(frozen=True, slots=True)
class ParsedXml:
    """The tree of an XML text, or None, what was wrong, and the UTF-8 bytes that line and column refer to."""

    tree: etree._Element | None
    data: bytes
    flaws: tuple[Flaw, ...] = ()


def parse_xml(text: str, limits: Limits) -> ParsedXml:
    """Parse a decoded text. Both parsers are told that it is UTF-8, whatever its declaration says."""
    data = text.encode("utf-8", "surrogatepass")
    flaw = first_flaw(data, limits)
    if flaw is not None:
        return ParsedXml(None, data, (flaw,))
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        return ParsedXml(None, data, (not_well_formed(error.msg or "", line, column),))
    return ParsedXml(root, data)


def first_flaw(data: bytes, limits: Limits) -> Flaw | None:
    """Return what ends the reading, found by expat before a tree is built; a DOCTYPE stops it at once."""
    parser = expat.ParserCreate("utf-8")
    depth = 0

    def start(name: str, attributes: object) -> None:
        nonlocal depth
        depth += 1
        if depth > limits.depth:
            raise StoppedError(Flaw(TOO_DEEP, {"limit": limits.depth}, here()))

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1

    def doctype(*declared: object) -> None:
        raise StoppedError(Flaw(DOCTYPE, {}, here()))

    def here() -> Place:
        return Place(parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(data, True)
    except StoppedError as stopped:
        return stopped.flaw
    except expat.ExpatError as error:
        return not_well_formed(expat.ErrorString(error.code) or "", error.lineno, error.offset + 1)
    return None


def not_well_formed(problem: str, line: int, column: int) -> Flaw:
    """Return the flaw for a parser's complaint."""
    return Flaw(NOT_WELL_FORMED, {"problem": of_xml(problem)}, Place(max(line, 1), max(column, 1)))

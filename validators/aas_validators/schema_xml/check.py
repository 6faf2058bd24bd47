"""Check an XML tree against the official XML schema and say its violations in our rules.

libxml2 speaks in sentences; they are taken apart here, and one that is not understood is passed on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from lxml import etree

from aas_validators.diagnostics import Rule, Sentence, Severity
from aas_validators.document.finding import quoted, shown
from aas_validators.metamodel.element_rules import CHARACTERS, ID_SHORT_CHARACTERS
from aas_validators.metamodel.shapes import VERSIONS, shapes
from aas_validators.positions.xml_places import local_name
from aas_validators.schema_json import violations
from aas_validators.schema_xml.compiled import xml_schema

UNEXPECTED_ELEMENT = Rule(
    code="SCH111",
    name="unexpected-element",
    severity=Severity.ERROR,
    message=Sentence(
        "the element {attribute} does not belong here{expected}",
        "{attribute} 요소는 이 위치에 올 수 없습니다{expected}",
    ),
    hint=Sentence(
        "correct the spelling or the order of the elements; the XML schema prescribes an order",
        "요소의 철자나 순서를 고치십시오. XML 스키마는 순서를 정해 두고 있습니다",
    ),
    why=Sentence(
        "XML readers expect the elements of AAS in a fixed order and stop at another one.",
        "AAS XML의 요소 순서는 고정되어 있으며 순서가 다르면 읽기가 중단됩니다.",
    ),
    spec="IDTA-01001, XML mapping (official schema)",
)

STRAY_TEXT = Rule(
    code="SCH112",
    name="text-between-elements",
    severity=Severity.ERROR,
    message=Sentence(
        "there is text between the elements of {attribute}", "{attribute}의 요소들 사이에 텍스트가 있습니다"
    ),
    hint=Sentence("remove the text", "텍스트를 제거하십시오"),
    why=Sentence("It belongs to no attribute and is lost.", "어느 속성에도 속하지 않아 사라집니다."),
    spec="IDTA-01001, XML mapping (official schema)",
)

UNEXPECTED_XML_ATTRIBUTE = Rule(
    code="SCH113",
    name="unexpected-xml-attribute",
    severity=Severity.ERROR,
    message=Sentence(
        "the XML attribute {name} is not allowed in {attribute}",
        "{attribute}에 XML 속성 {name}을(를) 쓸 수 없습니다",
    ),
    hint=Sentence("remove it; AAS writes everything as elements", "제거하십시오. AAS는 모든 것을 요소로 씁니다"),
    why=Sentence("AAS elements carry no XML attributes.", "AAS 요소에는 XML 속성이 없습니다."),
    spec="IDTA-01001, XML mapping (official schema)",
)


@dataclass(frozen=True, slots=True)
class XmlFinding:
    """A rule broken at an element."""

    rule: Rule
    element: etree._Element
    values: Mapping[str, object]


PATH_STEP = re.compile(r"/([^/\[\]]+)(?:\[(\d+)\])?")
QUOTED = re.compile(r"The (?:attribute|value) '(.*?)' ", re.DOTALL)
NAMESPACE = re.compile(r"\{[^{}]*\}")


def check_xml_schema(root: etree._Element, metamodel: str) -> Iterator[XmlFinding]:
    """Yield every violation in a tree. Of several about one value (facet, then type) the first is kept."""
    schema = xml_schema(metamodel)
    try:
        if schema.validate(root):
            return
    except etree.XMLSchemaValidateError as error:
        # libxml2 gives up on some values its regex engine cannot match; what it found so far is still listed.
        yield XmlFinding(violations.OTHER_VIOLATION, root, {"problem": quoted(str(error), "스키마 검사기")})
    seen: set[str] = set()
    entries: Any = schema.error_log
    for entry in entries:
        place = entry.path or "/*"
        # libxml2 repeats itself for a value: the facet that failed, then that the value is not of the type.
        if place in seen and entry.type_name != "SCHEMAV_ELEMENT_CONTENT":
            continue
        seen.add(place)
        yield translated(entry, element_of(root, place))


def element_of(root: etree._Element, place: str) -> etree._Element:
    """Return the element that libxml2 names by a path, or the last one on the way.

    A step is a star that counts all elements, or a name with its prefix that counts those of that name."""
    here = root
    for name, number in PATH_STEP.findall(place)[1:]:
        children = [child for child in here.iterchildren(etree.Element) if name in ("*", name_with_prefix(child))]
        position = int(number) - 1 if number else 0
        if position >= len(children):
            return here
        here = children[position]
    return here


def name_with_prefix(element: etree._Element) -> str:
    """Return the name of an element as the document has it."""
    return f"{element.prefix}:{local_name(element)}" if element.prefix else local_name(element)


def translated(entry: etree._LogEntry, element: etree._Element) -> XmlFinding:
    """Return the finding for one entry of libxml2's log."""
    name = local_name(element)
    text = NAMESPACE.sub("", entry.message)
    value = element.text or ""
    values: dict[str, object] = {"attribute": name, "value": shown(value)}
    match entry.type_name.removeprefix("SCHEMAV_"):
        case "CVC_PATTERN_VALID":
            return pattern_broken(element, name, values, text)
        case "CVC_ENUMERATION_VALID":
            allowed = text.partition("of the set {")[2].partition("}")[0].replace("'", "")
            meant = violations.guess(value, [word.strip() for word in allowed.split(",")])
            choice = {"allowed": first_words(allowed), "guess": meant}
            return XmlFinding(violations.UNKNOWN_LITERAL, element, values | choice)
        case "CVC_MAXLENGTH_VALID":
            limit = re.search(r"maximum length of '(\d+)'", text)
            sizes = {"limit": limit.group(1) if limit else "?", "length": len(value)}
            return XmlFinding(violations.TOO_LONG, element, values | sizes)
        case "CVC_MINLENGTH_VALID":
            return XmlFinding(violations.EMPTY_TEXT, element, values)
        case "ELEMENT_CONTENT":
            return content_broken(element, name, text)
        case "CVC_COMPLEX_TYPE_2_3":
            return XmlFinding(STRAY_TEXT, element, values)
        case "CVC_COMPLEX_TYPE_3_2_1" | "CVC_COMPLEX_TYPE_3_2_2" | "CVC_TYPE_3_1_1" | "CVC_ELT_3_1":
            attribute = re.search(r"attribute '([^']*)'", text)
            found = attribute.group(1) if attribute else "xsi:nil"
            return XmlFinding(UNEXPECTED_XML_ATTRIBUTE, element, values | {"name": shown(found)})
        case "CVC_TYPE_3_1_2":
            expected = {"found": Sentence("elements", "하위 요소"), "expected": Sentence("a text", "문자열")}
            return XmlFinding(violations.WRONG_TYPE, element, values | expected)
        case "CVC_DATATYPE_VALID_1_2_1":
            kind = text.rpartition("type '")[2].rstrip("'. \n")
            expected = {
                "found": Sentence(f"'{values['value']}'", f"'{values['value']}'"),
                "expected": Sentence(kind, kind),
            }
            return XmlFinding(violations.WRONG_TYPE, element, values | expected)
        case _:
            return XmlFinding(violations.OTHER_VIOLATION, element, {"problem": quoted(text, "스키마 검사기")})


def pattern_broken(element: etree._Element, name: str, values: dict[str, object], text: str) -> XmlFinding:
    """Return the finding for a pattern; some patterns are constraints with a number."""
    if "#xD7FF" in text or "\\x09" in text or "퟿" in text:
        return XmlFinding(CHARACTERS, element, values)
    if name == "idShort":
        return XmlFinding(ID_SHORT_CHARACTERS, element, values)
    return XmlFinding(violations.PATTERN, element, values | {"expected": violations.EXPECTED_FORMS.get(name, name)})


def content_broken(element: etree._Element, name: str, text: str) -> XmlFinding:
    """Return the finding for a child element that is missing, unknown or out of order."""
    expected = text.partition("Expected is ")[2].partition("( ")[2].partition(" )")[0]
    parent = element.getparent()
    if "Missing child" in text:
        options = expected.split(", ")
        if len(element) == 0 and (len(options) > 1 or name in list_names()):
            return XmlFinding(violations.EMPTY_LIST, element, {"attribute": name})
        values = {"attribute": first_words(expected), "owner": name}
        return XmlFinding(violations.MISSING_ATTRIBUTE, element, values)
    holder = local_name(parent) if parent is not None else ""
    wanted = first_words(expected)
    after = Sentence(f"; expected in {holder}: {wanted}", f" ({holder}에서 필요한 요소: {wanted})")
    nothing = Sentence("", "")
    return XmlFinding(UNEXPECTED_ELEMENT, element, {"attribute": name, "expected": after if wanted else nothing})


@cache
def list_names() -> frozenset[str]:
    """Return the names of attributes that hold lists and nothing else."""
    attributes = [a for shape in shapes(VERSIONS[-1]).values() for a in shape.attributes.values()]
    return frozenset(a.name for a in attributes if a.form == "list") - {a.name for a in attributes if a.form != "list"}


def first_words(text: str) -> str:
    """Return the first few of the words between commas."""
    words = [word.strip() for word in text.split(",") if word.strip()]
    return ", ".join(words[:8]) + (", …" if len(words) > 8 else "")

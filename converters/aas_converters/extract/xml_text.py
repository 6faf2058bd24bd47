"""Write an XML document again as JSON, element by element, so that everything behind reads one kind of text.

Containers are written as they open and close, values as they end. The order of attributes in XML is fixed, so what a
container is called always comes before what it holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO, Any, Final, Literal

import msgspec
from lxml import etree

from aas_validators.document.xml_view import object_of
from aas_validators.metamodel.shapes import VERSIONS, class_of_element
from aas_validators.positions.xml_places import local_name
from aas_validators.recognise import version_of_xml

LISTS: Final = {
    "Environment": ("assetAdministrationShells", "submodels", "conceptDescriptions"),
    "Submodel": ("submodelElements",),
    "SubmodelElementCollection": ("value",),
    "SubmodelElementList": ("value",),
    "Entity": ("statements",),
    "AnnotatedRelationshipElement": ("annotations",),
}
"""Class → the attributes whose items are written one by one; everything else is written when it ends."""


class XmlTextError(ValueError):
    """Raised where the XML cannot be read."""


@dataclass(slots=True)
class Frame:
    """An XML element that is open: an object written in pieces, a list of objects, or something left to lxml."""

    element: etree._Element
    what: Literal["object", "list", "whole", "attribute"]
    name: str = ""
    begun: bool = False


def xml_as_json(source: IO[bytes], target: IO[bytes]) -> str:
    """Write the environment in an XML file as JSON; return its metamodel version, another one without writing.

    Raises XmlTextError where the XML is broken or has a DOCTYPE.
    """
    events = etree.iterparse(
        source, events=("start", "end"), resolve_entities=False, no_network=True, huge_tree=True, load_dtd=False
    )
    try:
        _, root = next(iter(events))
        if root.getroottree().docinfo.doctype:
            raise XmlTextError("there is a document type declaration")
        version = version_of_xml(root) or ""
        if version in VERSIONS:
            writer = XmlRewriter(target, version)
            writer.start(root)
            for event, element in events:
                if event == "start":
                    writer.start(element)
                else:
                    writer.end(element)
    except (etree.XMLSyntaxError, StopIteration) as error:
        raise XmlTextError(str(error) or "the document is empty") from error
    return version


class XmlRewriter:
    """Takes the events of one document; writes its JSON."""

    def __init__(self, target: IO[bytes], version: str) -> None:
        self.target = target
        self.version = version
        self.classes = class_of_element(version)
        self.frames: list[Frame] = []
        self.comma = False

    def start(self, element: etree._Element) -> None:
        """Take the beginning of an element."""
        name = local_name(element) if isinstance(element.tag, str) else ""
        above = self.frames[-1] if self.frames else None
        if above is None or above.what == "list":
            kind = self.classes.get(name, "")
            self.frames.append(Frame(element, "object" if kind in LISTS else "whole", kind))
        elif above.what == "object":
            listed = name in LISTS[above.name]
            if listed:
                self.begin_list(above, name)
            self.frames.append(Frame(element, "list" if listed else "attribute", name))

    def end(self, element: etree._Element) -> None:
        """Take the end of an element."""
        if not self.frames or self.frames[-1].element is not element:
            return
        frame = self.frames.pop()
        match frame.what:
            case "list":
                self.target.write(b"]")
                self.comma = True
            case "whole":
                self.put(object_of(element, frame.name, self.version) if frame.name else {})
            case "object":
                if frame.begun:
                    self.target.write(b"}")
                else:
                    self.put(self.head(frame))
        if frame.what in ("whole", "object"):
            self.comma = True
            forget(element)

    def begin_list(self, frame: Frame, attribute: str) -> None:
        """Write the opening of a list and, before the first one, what its object is called."""
        if not frame.begun:
            head = {} if frame.name == "Environment" else self.head(frame)
            self.separate()
            self.target.write(msgspec.json.encode(head)[:-1])
            self.comma = bool(head)
            frame.begun = True
        self.separate()
        self.target.write(msgspec.json.encode(attribute) + b":[")
        self.comma = False

    def head(self, frame: Frame) -> dict[str, Any]:
        """Return the attributes of an object without its lists."""
        whole = object_of(frame.element, frame.name, self.version)
        return {name: value for name, value in whole.items() if name not in LISTS[frame.name]}

    def put(self, thing: dict[str, Any]) -> None:
        """Write an object as a whole."""
        self.separate()
        self.target.write(msgspec.json.encode(thing))

    def separate(self) -> None:
        """Write the comma after what came before."""
        if self.comma:
            self.target.write(b",\n")
        self.comma = False


def forget(element: etree._Element) -> None:
    """Let go of an element and of the ones before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]

"""Write an XML document again as JSON, element by element, so that everything behind reads one kind of text.

Containers are written as they open and close, values as they end. The order of attributes in XML is fixed, so what a
container is called always comes before what it holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO, Any, Final

import msgspec
from lxml import etree

from aas_validators.document.xml_view import object_of
from aas_validators.metamodel.shapes import VERSIONS, class_of_element
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


ITEMS: Final = frozenset(
    [
        *("AssetAdministrationShell", "ConceptDescription", "Property", "Range", "MultiLanguageProperty", "File"),
        *("Blob", "ReferenceElement", "RelationshipElement", "Operation", "Capability", "BasicEventElement"),
    ]
)
"""Classes that are written as a whole when they end."""
TEXTS: Final = frozenset(["Property", "Range", "Blob", "Operation", "Capability", "BasicEventElement"])
"""Classes of which a table uses texts only: the many, so they have a way of their own."""
WANTED: Final = frozenset(
    [
        *("idShort", "id", "semanticId", "valueType", "value", "min", "max", "contentType", "globalAssetId"),
        *("semanticIdListElement", "typeValueListElement", "embeddedDataSpecifications", "first", "second"),
    ]
)
REFERENCES: Final = frozenset(["semanticId", "semanticIdListElement", "first", "second"])
SAFE: Final[dict[str, Any]] = {"resolve_entities": False, "no_network": True, "huge_tree": True, "load_dtd": False}


class XmlTextError(ValueError):
    """Raised where the XML cannot be read."""


@dataclass(slots=True)
class Frame:
    """A container that is open; `begun` once its head is written, with the attributes that were `told`."""

    element: etree._Element
    name: str
    begun: str = ""
    told: frozenset[str] = frozenset()


def xml_as_json(source: IO[bytes], target: IO[bytes], *, whole: bool = False) -> str:
    """Write the environment in an XML file as JSON; return its metamodel version, another one without writing.

    What a table cannot use is left out, unless the `whole` is asked for. Raises XmlTextError where the XML is broken or
    has a DOCTYPE.
    """
    try:
        _, root = next(iter(etree.iterparse(source, events=("start",), **SAFE)))
        if root.getroottree().docinfo.doctype:
            raise XmlTextError("there is a document type declaration")
        version = version_of_xml(root) or ""
        if version in VERSIONS:
            source.seek(0)
            rewriter = XmlRewriter(target, version, root.nsmap.get(root.prefix) or "", whole=whole)
            tags = list(rewriter.classes)
            for event, element in etree.iterparse(source, events=("start", "end"), tag=tags, **SAFE):
                if event == "end":
                    rewriter.end(element)
                elif rewriter.classes[element.tag] in LISTS:
                    rewriter.start(element)
    except (etree.XMLSyntaxError, StopIteration) as error:
        raise XmlTextError(str(error) or "the document is empty") from error
    return version


class XmlRewriter:
    """Takes the beginnings of containers and the ends of elements; writes their JSON."""

    def __init__(self, target: IO[bytes], version: str, namespace: str, *, whole: bool) -> None:
        self.target = target
        self.whole = whole
        self.version = version
        self.space = f"{{{namespace}}}"
        names = {name: kind for name, kind in class_of_element(version).items() if kind in LISTS or kind in ITEMS}
        self.classes = {self.space + name: kind for name, kind in names.items()}
        self.frames: list[Frame] = []
        self.comma = False
        self.encode = msgspec.json.Encoder().encode

    def list_of(self, element: etree._Element) -> str | None:
        """Return the attribute of the open container that an element is an item of; None where it is something else."""
        if not self.frames:
            return ""
        holder = element.getparent()
        top = self.frames[-1]
        if holder is None or holder.getparent() is not top.element:
            return None
        name = str(holder.tag).removeprefix(self.space)
        return name if name in LISTS[top.name] else None

    def start(self, element: etree._Element) -> None:
        """Take the beginning of a container."""
        attribute = self.list_of(element)
        if attribute is not None:
            self.begin_item(attribute)
            self.frames.append(Frame(element, self.classes[element.tag]))

    def end(self, element: etree._Element) -> None:
        """Take the end of an element."""
        if self.frames and self.frames[-1].element is element:
            frame = self.frames.pop()
            if frame.begun:
                self.target.write(b"]" + self.behind(frame) + b"}")
            else:
                self.target.write(self.encode(self.head(frame)))
        else:
            attribute = self.list_of(element)
            if attribute is None:
                return
            self.begin_item(attribute)
            self.target.write(self.encode(self.item(element)))
        self.comma = True
        forget(element)

    def begin_item(self, attribute: str) -> None:
        """Write what comes before an item: the head of its container, the opening of its list, or a comma."""
        top = self.frames[-1] if self.frames else None
        if top is not None and top.begun != attribute:
            head = {} if top.name == "Environment" else self.head(top)
            top.told = top.told | frozenset(head)
            opening = b"]," if top.begun else self.encode(head)[:-1] + (b"," if head else b"")
            self.target.write(opening + self.encode(attribute) + b":[")
            top.begun = attribute
        elif self.comma:
            self.target.write(b",\n")
        self.comma = False

    def head(self, frame: Frame) -> dict[str, Any]:
        """Return the attributes of a container without its lists."""
        if self.whole:
            found = object_of(frame.element, frame.name, self.version)
            return {name: value for name, value in found.items() if name not in LISTS[frame.name]}
        return self.attributes(frame.element, frame.name, LISTS[frame.name])

    def behind(self, frame: Frame) -> bytes:
        """Return the members for attributes that stand behind the list of a container: those of an entity do."""
        more = {} if frame.name == "Environment" or not self.whole else self.head(frame)
        rest = {name: value for name, value in more.items() if name not in frame.told}
        return b"," + self.encode(rest)[1:-1] if rest else b""

    def item(self, element: etree._Element) -> dict[str, Any]:
        """Return an element that is no container."""
        kind = self.classes[element.tag]
        if kind in TEXTS and not self.whole:
            return self.attributes(element, kind, ())
        return object_of(element, kind, self.version)

    def attributes(self, element: etree._Element, kind: str, lists: tuple[str, ...]) -> dict[str, Any]:
        """Return the attributes that a table can use; most of them are texts, and a reference is its last key."""
        found: dict[str, Any] = {"modelType": kind}
        for child in element:
            name = str(child.tag).removeprefix(self.space)
            if name in WANTED and name not in lists:
                if name in REFERENCES:
                    values = [key.text or "" for key in child.iter(f"{self.space}value")]
                    found[name] = {"keys": [{"value": values[-1]}]} if values else {}
                elif name == "embeddedDataSpecifications":
                    found[name] = object_of(element, kind, self.version)[name]
                else:
                    found[name] = child.text or ""
        return found


def forget(element: etree._Element) -> None:
    """Let go of an element and of the ones before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]

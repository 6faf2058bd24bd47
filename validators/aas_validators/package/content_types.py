"""`[Content_Types].xml`: what kind of content each part has."""

from __future__ import annotations

from dataclasses import dataclass, field

from aas_validators.diagnostics import Sentence, Severity
from aas_validators.document.finding import shown
from aas_validators.limits import Limits
from aas_validators.package.part_names import equivalent
from aas_validators.package.rule import package_rule
from aas_validators.positions.xml_places import local_name
from aas_validators.syntax.complaints import of_first
from aas_validators.syntax.text_encoding import Flaw, decode_xml
from aas_validators.syntax.xml_text import parse_xml

NO_CONTENT_TYPES = package_rule(
    20,
    "no-content-types",
    ("the package has no [Content_Types].xml", "패키지에 [Content_Types].xml이 없습니다"),
    (
        "save the package with an AASX tool instead of a ZIP program",
        "ZIP 프로그램 대신 AASX 도구로 저장하십시오",
    ),
    (
        "Without it the file is a ZIP archive, not a package.",
        "이 파일이 없으면 패키지가 아니라 단순 ZIP 파일입니다.",
    ),
)
BROKEN_CONTENT_TYPES = package_rule(
    21,
    "broken-content-types",
    ("[Content_Types].xml cannot be read: {problem}", "[Content_Types].xml을 읽을 수 없습니다: {problem}"),
    ("save the package with an AASX tool", "AASX 도구로 다시 저장하십시오"),
    ("Readers cannot tell what the parts are.", "각 파트의 종류를 알 수 없습니다."),
)
UNTYPED_PART = package_rule(
    22,
    "part-without-content-type",
    ("{name} has no content type", "{name}의 콘텐츠 타입이 없습니다"),
    (
        "add a Default for the extension or an Override for the part",
        "확장자의 Default나 파트의 Override를 추가하십시오",
    ),
    (
        "Readers that follow OPC refuse a package with an untyped part.",
        "OPC를 따르는 프로그램은 타입 없는 파트가 있으면 패키지를 거부합니다.",
    ),
)
UNTYPED_ITEM = package_rule(
    23,
    "item-without-content-type",
    (
        "{name} has no content type and is no part of the package",
        "{name}에 콘텐츠 타입이 없어 패키지의 파트로 취급되지 않습니다",
    ),
    (
        "declare its content type, or remove the file from the archive",
        "콘텐츠 타입을 선언하거나 파일을 제거하십시오",
    ),
    (
        "Readers pass over it, and saving the package again drops it.",
        "프로그램이 건너뛰며, 패키지를 다시 저장하면 사라집니다.",
    ),
    severity=Severity.WARNING,
)
NAMESPACE = "http://schemas.openxmlformats.org/package/2006/content-types"


@dataclass(frozen=True, slots=True)
class ContentTypes:
    """Content types by extension (small letters) and by part name (as `equivalent` spells it)."""

    defaults: dict[str, str] = field(default_factory=dict)
    overrides: dict[str, str] = field(default_factory=dict)

    def of(self, part: str) -> str | None:
        """Return the content type of a part, e.g. `/aasx/data.json`, or None."""
        key = equivalent(part)
        extension = key.rpartition("/")[2].rpartition(".")[2] if "." in key.rpartition("/")[2] else ""
        return self.overrides.get(key) or self.defaults.get(extension)


def read_content_types(data: bytes, limits: Limits) -> tuple[ContentTypes, tuple[Flaw, ...]]:
    """Return the content types and what is wrong with their file."""
    found = ContentTypes()
    decoded = decode_xml(data)
    parsed = parse_xml(decoded.text, limits) if decoded.text is not None else None
    flaws = [*decoded.flaws, *(parsed.flaws if parsed else ())]
    fatal = [flaw for flaw in flaws if flaw.fatal]
    if fatal or parsed is None or parsed.tree is None:
        return found, (Flaw(BROKEN_CONTENT_TYPES, {"problem": of_first(fatal)}, fatal[0].place if fatal else None),)
    if parsed.tree.tag != f"{{{NAMESPACE}}}Types":
        root = shown(local_name(parsed.tree))
        said = Sentence(f"the root is {root}", f"루트 요소가 {root}입니다")
        return found, (Flaw(BROKEN_CONTENT_TYPES, {"problem": said}),)
    for child in parsed.tree:
        kind = child.get("ContentType")
        if local_name(child) == "Default" and (extension := child.get("Extension")) and kind:
            found.defaults[extension.lower()] = kind
        elif local_name(child) == "Override" and (part := child.get("PartName")) and kind:
            found.overrides[equivalent(part)] = kind
    return found, ()

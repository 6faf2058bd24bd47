"""Relationship parts: which part belongs to which, and where a target leads."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from aas_validators.diagnostics import Sentence, Severity
from aas_validators.document.finding import shown
from aas_validators.limits import Limits
from aas_validators.package.rule import AASX, package_rule
from aas_validators.positions.xml_places import local_name
from aas_validators.syntax.complaints import of_first
from aas_validators.syntax.text_encoding import Flaw, decode_xml
from aas_validators.syntax.xml_text import parse_xml

BROKEN_RELATIONSHIPS = package_rule(
    30,
    "broken-relationships",
    ("the relationships cannot be read: {problem}", "관계 파일을 읽을 수 없습니다: {problem}"),
    ("save the package with an AASX tool", "AASX 도구로 다시 저장하십시오"),
    ("Readers find the parts only through relationships.", "프로그램은 관계를 통해서만 파트를 찾습니다."),
)
BROKEN_RELATIONSHIP = package_rule(
    31,
    "broken-relationship",
    ("a relationship is not complete: {problem}", "관계 정의가 올바르지 않습니다: {problem}"),
    (
        "give every relationship its own Id, a Type and a Target",
        "관계마다 고유한 Id, Type, Target을 쓰십시오",
    ),
    (
        "Readers that follow OPC refuse the whole package.",
        "OPC를 따르는 프로그램은 패키지 전체를 거부합니다.",
    ),
)
TARGET_LEADS_OUT = package_rule(
    32,
    "target-leads-out",
    ("the target {target} leads out of the package", "대상 {target}이(가) 패키지 밖을 가리킵니다"),
    ("put the file into the package and name it there", "파일을 패키지 안에 넣고 그 이름을 쓰십시오"),
    (
        "A reader would open a file of the machine or the network.",
        "프로그램이 컴퓨터나 네트워크의 파일을 열게 됩니다.",
    ),
)
TARGET_MISSING = package_rule(
    33,
    "target-missing",
    ("the target {target} is not in the package", "대상 {target}이(가) 패키지에 없습니다"),
    ("add the part, or remove the relationship", "파트를 추가하거나 관계를 제거하십시오"),
    ("Readers stop at the first missing part.", "프로그램은 없는 파트에서 멈춥니다."),
)
OLD_BASE = package_rule(
    34,
    "deprecated-relationship-type",
    ("the relationship type {type} starts with www", "관계 타입 {type}이(가) www로 시작합니다"),
    (
        "use http://admin-shell.io/aasx/relationships/ without www",
        "www 없이 http://admin-shell.io/aasx/relationships/를 쓰십시오",
    ),
    (
        "Some readers look only for the form without www and open nothing.",
        "www 없는 형태만 찾는 프로그램은 아무것도 열지 못합니다.",
    ),
    severity=Severity.WARNING,
    spec=AASX,
)
UNKNOWN_TYPE = package_rule(
    35,
    "unknown-relationship-type",
    ("the relationship type {type} is not known", "관계 타입 {type}은(는) 알려지지 않은 타입입니다"),
    ("check the spelling if the part should be read", "이 파트를 읽어야 한다면 철자를 확인하십시오"),
    ("AAS readers pass over this part.", "AAS 프로그램은 이 파트를 건너뜁니다."),
    severity=Severity.INFO,
)

MARKED_EXTERNAL = package_rule(
    36,
    "inside-marked-external",
    (
        "the target {target} lies in the package but is marked External",
        "대상 {target}이(가) 패키지 안에 있으나 External로 표시되어 있습니다",
    ),
    ("remove TargetMode, or set it to Internal", "TargetMode를 제거하거나 Internal로 하십시오"),
    (
        "Readers that follow OPC do not look inside and open nothing.",
        "OPC를 따르는 프로그램은 패키지 안을 찾지 않아 아무것도 열지 못합니다.",
    ),
)

RELATIONSHIPS = "http://admin-shell.io/aasx/relationships/"
OLD_RELATIONSHIPS = "http://www.admin-shell.io/aasx/relationships/"
OPC_TYPES = "http://schemas.openxmlformats.org/package/2006/relationships/"
KNOWN_OPC = ("metadata/thumbnail", "metadata/core-properties")
SIGNATURE = OPC_TYPES + "digital-signature/"
KNOWN = ("aasx-origin", "aas-spec", "aas-suppl", "aas-spec-split")


@dataclass(frozen=True, slots=True)
class Relationship:
    """One relationship. `target` is the part's name, or None where it does not lead to a place in the
    package."""

    source: str
    id: str
    type: str
    target: str | None
    external: bool = False

    @property
    def role(self) -> str:
        """Return the AAS role (`aas-spec` …) in either spelling of the base, else the type itself."""
        for start in (RELATIONSHIPS, OLD_RELATIONSHIPS):
            if self.type.startswith(start):
                return self.type.removeprefix(start)
        return self.type


def read_relationships(data: bytes, source: str, limits: Limits) -> tuple[tuple[Relationship, ...], tuple[Flaw, ...]]:
    """Return the relationships of a source part (`/` for the package) and what is wrong with them."""
    decoded = decode_xml(data)
    parsed = parse_xml(decoded.text, limits) if decoded.text is not None else None
    fatal = [flaw for flaw in (*decoded.flaws, *(parsed.flaws if parsed else ())) if flaw.fatal]
    if fatal or parsed is None or parsed.tree is None:
        return (), (Flaw(BROKEN_RELATIONSHIPS, {"problem": of_first(fatal)}, fatal[0].place if fatal else None),)
    found: list[Relationship] = []
    flaws: list[Flaw] = []
    seen: set[str] = set()
    for child in parsed.tree:
        if local_name(child) != "Relationship":
            continue
        named, kind, target = child.get("Id"), child.get("Type"), child.get("Target")
        mode = child.get("TargetMode", "Internal")
        if named is None or kind is None or target is None:
            said = Sentence("Id, Type or Target is missing", "Id, Type, Target 중 하나가 없습니다")
            flaws.append(Flaw(BROKEN_RELATIONSHIP, {"problem": said}))
            continue
        if named in seen:
            said = Sentence(f"the Id {shown(named)} occurs twice", f"Id {shown(named)}이(가) 두 번 나옵니다")
            flaws.append(Flaw(BROKEN_RELATIONSHIP, {"problem": said}))
        if mode not in ("Internal", "External"):
            said = Sentence(f"TargetMode is {shown(mode)}", f"TargetMode가 {shown(mode)}입니다")
            flaws.append(Flaw(BROKEN_RELATIONSHIP, {"problem": said}))
        seen.add(named)
        relationship = Relationship(source, named, kind, resolved(target, source), mode == "External")
        flaws.extend(check_relationship(relationship, target))
        found.append(relationship)
    return tuple(found), tuple(flaws)


def check_relationship(relationship: Relationship, target: str) -> Iterator[Flaw]:
    """Yield what is wrong with one relationship by itself."""
    kind = relationship.type
    if kind.startswith(OLD_RELATIONSHIPS):
        yield Flaw(OLD_BASE, {"type": shown(kind)})
    known = relationship.role in KNOWN or kind.removeprefix(OPC_TYPES) in KNOWN_OPC or kind.startswith(SIGNATURE)
    if not known:
        yield Flaw(UNKNOWN_TYPE, {"type": shown(kind)})
    if relationship.target is None and (known or not relationship.external):
        yield Flaw(TARGET_LEADS_OUT, {"target": shown(target)})
    elif relationship.external and known:
        yield Flaw(MARKED_EXTERNAL, {"target": shown(target)})


def resolved(target: str, source: str) -> str | None:
    """Return the part a target names, seen from its source; None if it leads out of the package.

    A fragment does not count. Escaped dots are dots, and a backslash is no separator but a warning sign."""
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", target) or target.startswith("//"):
        return None
    path = unquote(urlsplit(target).path)
    if "\\" in path or not path:
        return None
    folder = posixpath.dirname(source) if source != "/" else "/"
    joined = path if path.startswith("/") else posixpath.join(folder, path)
    depth = 0
    for segment in joined.strip("/").split("/"):
        depth += -1 if segment == ".." else 0 if segment in ("", ".") else 1
        if depth < 0:
            return None
    return "/" + posixpath.normpath(joined).lstrip("/")


def relationships_of(part: str) -> str:
    """Return the name of the part that holds a part's relationships; `/` is the package."""
    if part == "/":
        return "/_rels/.rels"
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels"

"""Supplementary files: what File elements name is in the package, declared, and of the type they say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from aas_validators.diagnostics import Diagnostic, Severity
from aas_validators.document.finding import Finding, shown
from aas_validators.document.locate import Document, located
from aas_validators.metamodel.shapes import VERSIONS
from aas_validators.metamodel.walk import Node, walk
from aas_validators.package.opening import Package, diagnostic
from aas_validators.package.relationships import resolved
from aas_validators.package.rule import AASX, package_rule
from aas_validators.syntax.text_encoding import Flaw

FILE_MISSING = package_rule(
    60,
    "file-not-in-package",
    ("the file {name} is not in the package", "파일 {name}이(가) 패키지에 없습니다"),
    (
        "add the file, or remove the element that names it",
        "파일을 추가하거나 이를 가리키는 요소를 제거하십시오",
    ),
    (
        "Some readers lose the whole package at the first missing file.",
        "일부 프로그램은 없는 파일 하나 때문에 패키지 전체를 열지 못합니다.",
    ),
    # Whether it is an error is open in the specification (aas-specs-metamodel issue 545).
    severity=Severity.WARNING,
    spec=AASX,
)
FILE_NOT_DECLARED = package_rule(
    61,
    "file-not-declared",
    (
        "{name} is in the package, but no aas-suppl relationship declares it",
        "{name}이(가) 패키지에 있으나 aas-suppl 관계가 없습니다",
    ),
    (
        "add an aas-suppl relationship from the environment part",
        "환경 파트에서 aas-suppl 관계를 추가하십시오",
    ),
    (
        "Tools that save the package again drop undeclared parts.",
        "패키지를 다시 저장할 때 선언되지 않은 파트가 사라집니다.",
    ),
    severity=Severity.WARNING,
    spec=AASX,
)
FILE_NOT_USED = package_rule(
    62,
    "supplement-not-used",
    ("no element names the supplementary file {name}", "부속 파일 {name}을(를) 가리키는 요소가 없습니다"),
    ("add a File element for it, or remove the part", "File 요소를 추가하거나 파트를 제거하십시오"),
    ("Nobody who reads the shell finds the file.", "AAS를 읽는 사람이 이 파일을 찾을 수 없습니다."),
    severity=Severity.WARNING,
    spec=AASX,
)
OTHER_CONTENT_TYPE = package_rule(
    63,
    "file-content-type",
    (
        "contentType is {said}, the package says {found}",
        "contentType은 {said}인데 패키지에는 {found}(으)로 되어 있습니다",
    ),
    ("make both the same", "둘을 같게 하십시오"),
    ("The file is opened with the wrong program.", "파일이 잘못된 프로그램으로 열립니다."),
    severity=Severity.WARNING,
    spec=AASX,
)
THUMBNAIL_NO_IMAGE = package_rule(
    64,
    "thumbnail-no-image",
    ("the thumbnail {name} has the content type {found}", "썸네일 {name}의 콘텐츠 타입이 {found}입니다"),
    ("use a PNG or JPEG image", "PNG나 JPEG 이미지를 쓰십시오"),
    ("Viewers show no picture.", "뷰어에 그림이 표시되지 않습니다."),
    severity=Severity.WARNING,
)


def check_files(package: Package, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Yield what is wrong between the elements of the environments and the parts of the package."""
    used: set[str] = set()
    for spec, document in documents.items():
        found: list[Finding] = []
        for node in walk(document.value, "Environment", VERSIONS[-1]):
            found.extend(check_node(package, spec, node, used))
        yield from located(document, found)
    for spec, parts in package.supplements.items():
        for part in parts:
            if documents and part not in used:
                yield diagnostic(Flaw(FILE_NOT_USED, {"name": shown(part)}), package, spec)
    thumbnail = package.thumbnail
    if thumbnail and (kind := package.parts[thumbnail].content_type) and not kind.startswith("image/"):
        yield diagnostic(Flaw(THUMBNAIL_NO_IMAGE, {"name": shown(thumbnail), "found": kind}), package, thumbnail)


def check_node(package: Package, spec: str, node: Node, used: set[str]) -> Iterator[Finding]:
    """Yield what is wrong with the file one element names; note the file as used."""
    attribute = {"File": "value", "Resource": "path"}.get(node.name)
    path = node.text(attribute) if attribute else None
    if not attribute or not path or not is_local(path):
        return
    pointer = (*node.pointer, attribute)
    target = resolved(path.removeprefix("file://"), spec)
    part = package.find(target) if target else None
    if part is None:
        yield Finding(FILE_MISSING, pointer, {"name": shown(path)})
        return
    used.add(part)
    if part not in package.supplements.get(spec, ()) and part != package.thumbnail:
        yield Finding(FILE_NOT_DECLARED, pointer, {"name": shown(part)})
    said, found = node.text("contentType"), package.parts[part].content_type
    if said and found and media_type(said) != media_type(found):
        yield Finding(OTHER_CONTENT_TYPE, pointer, {"said": shown(said), "found": found})


def is_local(path: str) -> bool:
    """Return whether a path names a part of the package: `file:///…` once did, other schemes never."""
    return path.startswith("file:///") or not (re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", path) or path.startswith("//"))


def media_type(text: str) -> str:
    """Return a media type without parameters, in small letters."""
    return text.partition(";")[0].strip().lower()

"""Which submodels a plant's shells carry, and what is in Technical Data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from aas_validators.diagnostics import Severity
from aas_validators.document.finding import Finding, shown
from aas_validators.document.jsonable import Pointer
from aas_validators.kosmo.plant import Plant, is_platform, kind_of, semantic_id
from aas_validators.kosmo.rule import profile_rule
from aas_validators.kosmo.tree import Object, text
from aas_validators.metamodel.walk import listed

WITHOUT_ASSET_OR_SUBMODEL = profile_rule(
    1,
    "shell-incomplete",
    ("the shell {shell} has no {part}", "AAS {shell}에 {part}이(가) 없습니다"),
    (
        "add it: a shell describes one asset by at least one submodel",
        "AAS마다 자산 하나와 서브모델을 하나 이상 두십시오",
    ),
    ("Asset and submodel are what a shell has to have.", "자산과 서브모델은 AAS의 필수 구성요소입니다."),
    "G1 4.1.2, 4.2.1",
)
NO_IDENTIFICATION = profile_rule(
    2,
    "no-identification",
    ("the shell {shell} has no submodel Identification", "AAS {shell}에 Identification 서브모델이 없습니다"),
    (
        "add Identification with manufacturer, supplier and serial data of the asset",
        "자산의 제조사·공급사·일련번호 정보를 담은 Identification 서브모델을 추가하십시오",
    ),
    ("The programme demands it of every shell.", "이 사업에서는 모든 AAS에 필수입니다."),
    "G1 4.2.2.1",
)
NO_RECOMMENDED_SUBMODEL = profile_rule(
    3,
    "recommended-submodel-missing",
    ("the shell {shell} has no submodel {submodel}", "AAS {shell}에 {submodel} 서브모델이 없습니다"),
    ("add {submodel} if the asset has such data", "해당하는 데이터가 있으면 {submodel} 서브모델을 추가하십시오"),
    (
        "Whoever looks for specification, live data or documents looks there first.",
        "사양, 운전 데이터, 문서는 이 이름의 서브모델에서 먼저 찾습니다.",
    ),
    "G1 4.2.2.2~4.2.2.4",
    Severity.WARNING,
)
NOT_AN_INSTANCE = profile_rule(
    4,
    "type-in-plant",
    ("{name} is declared as {kind}, not as Instance", "{name}이(가) Instance가 아니라 {kind}(으)로 선언되어 있습니다"),
    ("set it to Instance: this is a machine, not a catalogue entry", "실제 설비이므로 Instance로 바꾸십시오"),
    (
        "Type and instance are told apart over the whole life of an asset.",
        "타입과 인스턴스의 관계는 자산의 전 수명주기에 걸쳐 유지되어야 합니다.",
    ),
    "G1 4.1.10",
)
OTHER_SPELLING = profile_rule(
    5,
    "submodel-spelling",
    ("the submodel {name} is usually called {usual}", "서브모델 {name}의 표준 이름은 {usual}입니다"),
    ("rename it to {usual} before tags are used anywhere", "태그를 쓰기 전에 {usual}(으)로 바꾸십시오"),
    (
        "The name is part of every tag below; programs look for the usual one.",
        "이름은 아래 모든 태그의 일부이며, 프로그램은 표준 이름으로 찾습니다.",
    ),
    "G1 4.2.2",
    Severity.WARNING,
)
FRAME_INCOMPLETE = profile_rule(
    6,
    "technical-data-frame",
    ("{parent} has no {element}", "{parent}에 {element}이(가) 없습니다"),
    ("add the {kind} {element}{semantic}", "{kind} {element}을(를) 추가하십시오{semantic}"),
    (
        "Technical Data has a fixed frame of four collections, so that data sheets can be compared.",
        "Technical Data는 네 컬렉션의 고정된 틀을 따라야 사양을 서로 비교할 수 있습니다.",
    ),
    "G6 6",
)
FRAME_REPEATED = profile_rule(
    7,
    "technical-data-repeated",
    ("{element} stands {number} times in {parent}", "{parent}에 {element}이(가) {number}번 있습니다"),
    ("keep one of them", "하나만 남기십시오"),
    ("Nobody can tell which one counts.", "어느 것이 맞는지 알 수 없습니다."),
    "G6 6",
)
ONE_LANGUAGE = profile_rule(
    8,
    "one-language",
    ("{name} has a text in one language only", "{name}의 텍스트가 한 언어로만 되어 있습니다"),
    ("add the text in Korean and English if it is known", "가능하면 한국어와 영어를 함께 쓰십시오"),
    ("Suppliers and users of a machine often read different languages.", "공급사와 사용자의 언어가 다를 수 있습니다."),
    "G6 6.2, 6.5",
    Severity.INFO,
)

FRAME: Final = "https://admin-shell.io/ZVEI/TechnicalData/{}/1/1"
FRAMED: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "GeneralInformation": {
        "ManufacturerName": (),
        "ManufacturerProductDesignation": (),
        "ManufacturerPartNumber": ("ManufacturerArticleNumber",),
        "ManufacturerOrderCode": (),
    },
    "ProductClassifications": {},
    "TechnicalProperties": {},
    "FurtherInformation": {"ValidDate": ()},
}
"""The collections of Technical Data, what each must hold exactly once, and later names of it."""
ITEM: Final = {"ProductClassificationSystem": (), "ProductClassId": ()}
"""What each classification must hold."""
TEXTS: Final = {"ManufacturerProductDesignation"}


def check_submodels(plant: Plant) -> Iterator[Finding]:
    """Yield what is wrong with the parts of shells."""
    containers = {link.parent for link in plant.links}
    for number, (at, shell) in enumerate(plant.shells):
        name = shown(shell.get("idShort"))
        asset = shell.get("assetInformation")
        if not isinstance(asset, dict) or not (asset.get("globalAssetId") or asset.get("specificAssetIds")):
            yield Finding(
                WITHOUT_ASSET_OR_SUBMODEL, (*at, "assetInformation"), {"shell": name, "part": "globalAssetId"}
            )
        if not shell.get("submodels"):
            yield Finding(WITHOUT_ASSET_OR_SUBMODEL, at, {"shell": name, "part": "submodels"})
        if is_platform(shell):
            continue
        kinds = {kind_of(submodel) for _, submodel in plant.submodels_in(shell)}
        if "Identification" not in kinds:
            yield Finding(NO_IDENTIFICATION, at, {"shell": name})
        # a factory or a line is a frame for machines; the data are theirs
        for usual in () if number in containers else ("TechnicalData", "OperationalData", "Documentation"):
            if usual not in kinds:
                yield Finding(NO_RECOMMENDED_SUBMODEL, at, {"shell": name, "submodel": usual})


def check_instances(plant: Plant) -> Iterator[Finding]:
    """Yield assets and submodels of a plant that are declared as types or templates."""
    for at, shell in plant.shells:
        asset = shell.get("assetInformation")
        kind = asset.get("assetKind") if isinstance(asset, dict) else None
        if isinstance(kind, str) and kind != "Instance":
            values = {"name": shown(shell.get("idShort")), "kind": shown(kind)}
            yield Finding(NOT_AN_INSTANCE, (*at, "assetInformation", "assetKind"), values)
    for at, submodel in plant.submodels.values():
        kind = submodel.get("kind")
        if kind == "Template":
            values = {"name": shown(submodel.get("idShort")), "kind": kind}
            yield Finding(NOT_AN_INSTANCE, (*at, "kind"), values)


def check_spelling(plant: Plant) -> Iterator[Finding]:
    """Yield submodels with another spelling than the usual one."""
    for at, submodel in plant.submodels.values():
        usual, name = kind_of(submodel), text(submodel, "idShort")
        if usual and name != usual:
            yield Finding(OTHER_SPELLING, (*at, "idShort"), {"name": shown(name), "usual": usual})


def check_frame(plant: Plant) -> Iterator[Finding]:
    """Yield what is missing from, or too often in, the frame of Technical Data."""
    for at, submodel in plant.submodels.values():
        if kind_of(submodel) != "TechnicalData":
            continue
        holder = shown(submodel.get("idShort"))
        for name, inside in FRAMED.items():
            found = elements(submodel, (*at, "submodelElements"), name, (), FRAME.format(name))
            yield from once(found, at, holder, name, "SubmodelElementCollection", FRAME.format(name))
            for place, collection in found[:1]:
                yield from all_once(collection, (*place, "value"), name, inside)
                if name == "ProductClassifications":
                    for where, item in listed(collection.get("value"), (*place, "value")):
                        if isinstance(item, dict):
                            yield from all_once(item, (*where, "value"), str(item.get("idShort")), ITEM)


def all_once(holder: Object, pointer: Pointer, name: str, wanted: Mapping[str, tuple[str, ...]]) -> Iterator[Finding]:
    """Yield findings about what a collection must hold once."""
    for each, other in wanted.items():
        kind = "MultiLanguageProperty" if each in TEXTS else "Property"
        yield from once(elements(holder, pointer, each, other), pointer[:-1], name, each, kind)


def once(
    found: list[tuple[Pointer, Object]], pointer: Pointer, parent: str, element: str, kind: str, semantic: str = ""
) -> Iterator[Finding]:
    """Yield a finding where there is not exactly one."""
    if not found:
        values = {
            "parent": parent,
            "element": element,
            "kind": kind,
            "semantic": f" (semanticId {semantic})" * bool(semantic),
        }
        yield Finding(FRAME_INCOMPLETE, pointer, values)
    if len(found) > 1:
        yield Finding(FRAME_REPEATED, found[1][0], {"parent": parent, "element": element, "number": len(found)})


def elements(
    holder: Object, pointer: Pointer, name: str, other: tuple[str, ...], semantic: str | None = None
) -> list[tuple[Pointer, Object]]:
    """Return the elements of a list that have a name, another name in use, or a semantic id."""
    found = [(at, one) for at, one in listed(holder.get(str(pointer[-1])), pointer) if isinstance(one, dict)]
    names = (name, *other)
    return [
        (at, one) for at, one in found if one.get("idShort") in names or (semantic and semantic_id(one) == semantic)
    ]


def check_languages(plant: Plant) -> Iterator[Finding]:
    """Yield texts of Technical Data that are given in one language."""
    inside = {at for at, submodel in plant.submodels.values() if kind_of(submodel) == "TechnicalData"}
    for node in plant.of_class("MultiLanguageProperty"):
        if node.pointer[:2] in inside and len(node.items("value")) == 1:
            yield Finding(ONE_LANGUAGE, node.pointer, {"name": shown(node.text("idShort") or "")})


CHECKS: Final = (check_submodels, check_instances, check_spelling, check_frame, check_languages)

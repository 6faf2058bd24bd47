"""Ids of shells, assets and submodels: unique, one's own, and addresses rather than bare numbers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aas_validators.diagnostics import Sentence, Severity
from aas_validators.document.finding import Finding, shown
from aas_validators.document.jsonable import Pointer
from aas_validators.kosmo.patterns import GUID, RELEASED, TEMPLATE, is_irdi, is_uri
from aas_validators.kosmo.plant import Plant, is_platform
from aas_validators.kosmo.rule import profile_rule
from aas_validators.kosmo.tree import keys_of, text
from aas_validators.metamodel.walk import listed

SAME_ID = profile_rule(
    40,
    "id-of-two-things",
    ("the id {value} is that of {first} and of {second}", "id {value}을(를) {first}과(와) {second}에 함께 썼습니다"),
    ("give each of them an id of its own", "각각 고유한 id를 부여하십시오"),
    ("A repository keeps one of the two.", "레포지토리는 둘 중 하나만 남깁니다."),
    "G1 4.1.6",
)
NOT_AN_ADDRESS = profile_rule(
    41,
    "id-not-uri",
    ("the id {value} of {name} is no URI", "{name}의 id {value}은(는) URI가 아닙니다"),
    ("use an address of your own domain, https://…", "자사 도메인으로 시작하는 주소(https://…)를 쓰십시오"),
    ("Only an address of your own is unique in the world.", "자사 주소만이 세계적으로 유일합니다."),
    "G1 4.1.6.2",
    Severity.WARNING,
)
BARE_GUID = profile_rule(
    42,
    "bare-guid",
    ("the id {value} of {name} is a bare GUID", "{name}의 id {value}은(는) GUID만으로 되어 있습니다"),
    ("put it behind an address of your own, https://…/{value}", "https://…/{value}처럼 자사 주소와 함께 쓰십시오"),
    ("A GUID does not say whose it is.", "GUID만으로는 누구의 것인지 알 수 없습니다."),
    "G1 4.1.6.3",
    Severity.WARNING,
)
NO_RELEASE = profile_rule(
    43,
    "id-without-release",
    (
        "the id {value} of {name} has no version and revision before its last part",
        "{name}의 id {value}에 마지막 부분 앞의 버전과 개정이 없습니다",
    ),
    (
        "the recommended form is https://domain/…/1/0/name",
        "권장 형식은 https://도메인/…/1/0/이름 입니다",
    ),
    ("So that a later release can be told apart.", "나중 판과 구별할 수 있습니다."),
    "EDU 2.1",
    Severity.INFO,
)
TEMPLATE_ID = profile_rule(
    44,
    "id-of-template",
    ("{name} still has the id of a reference model: {value}", "{name}의 id가 레퍼런스 모델의 것 그대로입니다: {value}"),
    ("replace it by an id of your own, and what refers to it", "자체 id로 바꾸고 이를 가리키는 참조도 함께 바꾸십시오"),
    ("Every plant that used the model has the same id.", "같은 모델을 쓴 모든 공장의 id가 같아집니다."),
    "G5 6.4.2",
)
SUBMODEL_NOT_HERE = profile_rule(
    45,
    "submodel-reference-broken",
    (
        "the shell {shell} references the submodel {value}, which is not in the file{near}",
        "AAS {shell}이(가) 참조하는 서브모델 {value}이(가) 파일에 없습니다{near}",
    ),
    (
        "make the reference and the submodel's id equal, letter by letter",
        "참조와 서브모델의 id를 글자까지 같게 하십시오",
    ),
    ("The platform leaves the submodel out without a word.", "플랫폼은 아무 말 없이 그 서브모델을 빠뜨립니다."),
    "G1 B.4",
)


def ids_of(plant: Plant) -> Iterator[tuple[Pointer, str, Sentence]]:
    """Yield the ids of shells, their assets and submodels: where, id, whose."""
    for at, shell in plant.shells:
        name = shown(shell.get("idShort"))
        if id_ := text(shell, "id"):
            yield (*at, "id"), id_, Sentence(f"shell {name}", f"AAS {name}")
        asset = shell.get("assetInformation")
        if isinstance(asset, dict) and (id_ := text(asset, "globalAssetId")):
            yield (*at, "assetInformation", "globalAssetId"), id_, Sentence(f"asset {name}", f"자산 {name}")
    for at, one in listed(plant.environment.get("submodels"), ("submodels",)):
        if isinstance(one, dict) and (id_ := text(one, "id")):
            name = shown(one.get("idShort") or "")
            yield (*at, "id"), id_, Sentence(f"submodel {name}", f"서브모델 {name}")


def check_ids(plant: Plant) -> Iterator[Finding]:
    """Yield ids that two things share, that are no addresses or somebody else's."""
    first: dict[str, Sentence] = {}
    for at, id_, name in ids_of(plant):
        values = {"value": shown(id_), "name": name}
        if first.setdefault(id_, name) != name or (at[0] == "submodels" and plant.submodels[id_][0] != at[:2]):
            yield Finding(SAME_ID, at, {"value": shown(id_), "first": first[id_], "second": name})
        if GUID.fullmatch(id_):
            yield Finding(BARE_GUID, at, values)
        elif TEMPLATE.fullmatch(id_):
            yield Finding(TEMPLATE_ID, at, values)
        elif not is_uri(id_) and not is_irdi(id_):
            yield Finding(NOT_AN_ADDRESS, at, values)


def check_releases(plant: Plant) -> Iterator[Finding]:
    """Yield addresses of shells and assets that have not the recommended form."""
    of_platform = {at for at, shell in plant.shells if is_platform(shell)}
    for at, id_, name in ids_of(plant):
        web = id_.lower().startswith("http") and at[0] == "assetAdministrationShells"
        if web and at[:2] not in of_platform and not RELEASED.fullmatch(id_) and not TEMPLATE.fullmatch(id_):
            yield Finding(NO_RELEASE, at, {"value": shown(id_), "name": name})


def check_references(plant: Plant) -> Iterator[Finding]:
    """Yield references of shells to submodels that are not there."""
    for at, shell in plant.shells:
        for where, reference in listed(shell.get("submodels"), (*at, "submodels")):
            keys = keys_of(reference)
            value = str(keys[-1].get("value", "")) if keys else ""
            if value in plant.submodels:
                continue
            near = next((id_ for id_ in plant.submodels if id_.strip().lower() == value.strip().lower()), None)
            values = {"shell": shown(shell.get("idShort")), "value": shown(f"'{value}'")}
            yield Finding(SUBMODEL_NOT_HERE, where, {**values, "near": f" ('{near}'?)" if near else ""})


EXPORT: Final = (check_references,)
CHECKS: Final = (check_ids, check_releases, *EXPORT)

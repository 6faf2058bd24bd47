"""CloudDataSolution: the shell that describes the platform itself, with its gateways and field devices."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from aas_validators.diagnostics import Severity
from aas_validators.document.finding import Finding, shown
from aas_validators.document.jsonable import Pointer
from aas_validators.kosmo.gateways import (
    CLOUD_SHELL,
    CLOUD_SUBMODEL,
    COLLECTION,
    CONFIGURATION,
    CONNECTION,
    EDGE_SUBMODEL,
    INTERVAL,
    Station,
    named,
)
from aas_validators.kosmo.plant import Plant, is_platform
from aas_validators.kosmo.rule import profile_rule
from aas_validators.kosmo.tree import Object

NO_SOLUTION = profile_rule(
    60,
    "no-cloud-data-solution",
    ("the file has no shell CloudDataSolution", "파일에 CloudDataSolution AAS가 없습니다"),
    (
        "add the shell CloudDataSolution with the id {id}; the programme has a template of it",
        "id가 {id}인 CloudDataSolution AAS를 추가하십시오 (사업에서 제공하는 템플릿이 있습니다)",
    ),
    (
        "Gateways and devices are read from it; without it nothing is collected.",
        "게이트웨이와 장비 설정을 여기서 읽으므로, 없으면 아무것도 수집되지 않습니다.",
    ),
    "G1 5.4",
)
OTHER_ID = profile_rule(
    61,
    "solution-id",
    (
        "{name} has the id {value}, the platform looks for {expected}",
        "{name}의 id가 {value}입니다. 플랫폼은 {expected}을(를) 찾습니다",
    ),
    (
        "set it to exactly {expected}, and the references to it",
        "정확히 {expected}(으)로 바꾸고 이를 가리키는 참조도 맞추십시오",
    ),
    (
        "The ids are fixed in the programme's parser, letter by letter: otherwise syscfg.json has no gateway.",
        "파서에 고정된 id와 글자까지 같지 않으면 syscfg.json에 게이트웨이가 생기지 않습니다.",
    ),
    "PARSER",
)
NO_SOLUTION_SUBMODEL = profile_rule(
    62,
    "solution-submodel-missing",
    ("CloudDataSolution has no submodel {submodel}", "CloudDataSolution에 {submodel} 서브모델이 없습니다"),
    ("add {submodel}, with the id {id}", "id가 {id}인 {submodel} 서브모델을 추가하고 AAS에서 참조하십시오"),
    (
        "One describes the cloud, the other the gateways; both are read.",
        "하나는 클라우드, 하나는 게이트웨이를 설명하며 둘 다 필요합니다.",
    ),
    "G1 5.4",
)
NO_INTERNET_ADDRESS = profile_rule(
    63,
    "no-internet-address",
    ("CloudSolution has no InternetAddress{instead}", "CloudSolution에 InternetAddress가 없습니다{instead}"),
    (
        "put the cloud's public IP into BasicConfiguration/InternetAddress",
        "BasicConfiguration/InternetAddress에 클라우드의 공인 IP를 쓰십시오",
    ),
    ("People and programs look there for the cloud's address.", "클라우드 주소는 이 항목에서 찾습니다."),
    "G1 5.4.2.1",
)
NO_GATEWAY = profile_rule(
    64,
    "no-gateway",
    ("EdgeGWSolution has no gateway", "EdgeGWSolution에 게이트웨이가 없습니다"),
    (
        "add a collection for each gateway; its idShort is the gateway's name",
        "게이트웨이마다 컬렉션을 추가하십시오. idShort가 게이트웨이 이름입니다",
    ),
    ("Without a gateway nothing is collected.", "게이트웨이가 없으면 아무것도 수집되지 않습니다."),
    "G1 5.4.3.1",
)
NO_DEVICE = profile_rule(
    65,
    "no-field-device",
    ("the gateway {name} has no field device", "게이트웨이 {name}에 필드 장비가 없습니다"),
    (
        "add a collection for each device; its idShort is the device's name",
        "필드 장비마다 컬렉션을 추가하십시오. idShort가 장비 이름입니다",
    ),
    ("A gateway without devices collects nothing.", "장비가 없는 게이트웨이는 아무것도 수집하지 않습니다."),
    "G1 5.4.3.2",
)
NO_SETTING = profile_rule(
    66,
    "setting-missing",
    ("{name} has no {setting} in BasicConfiguration", "{name}의 BasicConfiguration에 {setting}이(가) 없습니다"),
    ("add the property {setting}, such as {example}", "Property {setting}을(를) 추가하십시오 (예: {example})"),
    (
        "The key is missing in syscfg.json; without an interval the programme's parser even writes broken JSON.",
        "syscfg.json에 그 키가 빠지며, 수집주기가 없으면 파서가 잘못된 JSON을 만듭니다.",
    ),
    "G1 5.4.3.3",
)
BAD_INTERVAL = profile_rule(
    67,
    "sampling-interval",
    ("the SamplingInterval of {name} is {value}", "{name}의 SamplingInterval이 {value}입니다"),
    ("write milliseconds, at least 100, as in 100.0", "100 이상의 밀리초로 쓰십시오 (예: 100.0)"),
    ("The platform is made for 100 ms and more.", "플랫폼은 100ms 이상을 기준으로 합니다."),
    "G1 5.4.2.2, 5.4.3.3.2",
    Severity.WARNING,
)
BAD_CONNECTION = profile_rule(
    68,
    "network-connection",
    (
        "the NetworkConnection of {name}, {value}, is no OPC UA address",
        "{name}의 NetworkConnection {value}은(는) OPC UA 주소가 아닙니다",
    ),
    ("write it as opc.tcp://host:port", "opc.tcp://호스트:포트로 쓰십시오"),
    ("The gateway cannot connect to it.", "게이트웨이가 접속할 수 없습니다."),
    "G1 5.4.3.3.1",
)
NO_COLLECTION = profile_rule(
    69,
    "device-no-collection",
    (
        "{name}, directly in the gateway {gateway}, is no collection",
        "게이트웨이 {gateway} 바로 아래의 {name}이(가) 컬렉션이 아닙니다",
    ),
    (
        "move it into BasicConfiguration or a device's collection",
        "BasicConfiguration이나 장비 컬렉션 안으로 옮기십시오",
    ),
    (
        "The programme's parser makes a device without settings of it; aas export leaves it out.",
        "파서는 이것을 설정 없는 장비로 만들고, aas export는 제외합니다.",
    ),
    "PARSER",
)
EMPTY_SETTING = profile_rule(
    70,
    "setting-empty",
    ("{setting} of {name} is empty", "{name}의 {setting} 값이 비어 있습니다"),
    ("fill it in", "값을 입력하십시오"),
    ("The programme's parser then writes no syscfg.json at all.", "파서가 syscfg.json을 아예 만들지 않습니다."),
    "PARSER",
)
UNESCAPED = profile_rule(
    71,
    "setting-quote",
    ("{value} has a quote or a backslash", "{value}에 큰따옴표나 역슬래시가 있습니다"),
    ("leave these characters out of names, addresses and intervals", "이름, 주소, 수집주기에서 이 문자를 빼십시오"),
    ("The programme's parser writes broken JSON for it.", "파서가 잘못된 JSON을 만듭니다."),
    "PARSER",
)
SETTING_TYPE = profile_rule(
    72,
    "setting-type",
    ("{setting} of {name} is {found}, usually {usual}", "{name}의 {setting}이(가) {found}입니다 (보통 {usual})"),
    ("set valueType to {usual}", "valueType을 {usual}(으)로 하십시오"),
    ("The programme's template has this type.", "사업의 템플릿이 이 타입을 씁니다."),
    "WINP",
    Severity.INFO,
)

ADDRESS: Final = re.compile(r"opc\.tcp://(\[[0-9A-Fa-f:.]+\]|[^\s:/\[\]]+)(:\d+)?(/.*)?")
EXAMPLES: Final = {CONNECTION: "opc.tcp://192.0.2.31:4840", INTERVAL: "100.0"}
USUAL: Final = {CONNECTION: "xs:string", "InternetAddress": "xs:string", INTERVAL: "xs:float"}
SUBMODELS: Final = {"CloudSolution": CLOUD_SUBMODEL, "EdgeGWSolution": EDGE_SUBMODEL}
SHORTEST: Final = 100


def check_solution(plant: Plant) -> Iterator[Finding]:
    """Yield what keeps the platform from finding its own description."""
    found = [(at, shell) for at, shell in plant.shells if is_platform(shell)]
    if not found:
        yield Finding(NO_SOLUTION, (), {"id": CLOUD_SHELL})
        return
    at, shell = next((one for one in found if one[1].get("id") == CLOUD_SHELL), found[0])
    if shell.get("id") != CLOUD_SHELL:
        yield other_id((*at, "id"), "CloudDataSolution", shell.get("id"), CLOUD_SHELL)
    inside = plant.submodels_in(shell)
    for name, expected in SUBMODELS.items():
        ids = [(where, one) for where, one in inside if expected == one.get("id") or one.get("idShort") == name]
        if not ids:
            yield Finding(NO_SOLUTION_SUBMODEL, at, {"submodel": name, "id": expected})
        elif all(one.get("id") != expected for _, one in ids):
            yield other_id((*ids[0][0], "id"), name, ids[0][1].get("id"), expected)


def other_id(at: Pointer, name: str, value: object, expected: str) -> Finding:
    """Return the finding for an id that is not the one that the platform knows."""
    # only the ids of the shell and of EdgeGWSolution are compared
    severity = Severity.WARNING if expected == CLOUD_SUBMODEL else None
    return Finding(OTHER_ID, at, {"name": name, "value": shown(value), "expected": expected}, severity=severity)


def check_cloud(plant: Plant) -> Iterator[Finding]:
    """Yield what is missing from, or wrong in, the description of the cloud."""
    found = plant.submodels.get(CLOUD_SUBMODEL)
    if found is None:
        return
    at, submodel = found
    settings = settings_in(submodel, (*at, "submodelElements"))
    if "InternetAddress" not in settings:
        instead = f" ({CONNECTION})" if CONNECTION in settings else ""
        severity = Severity.WARNING if instead else None
        yield Finding(NO_INTERNET_ADDRESS, at, {"instead": instead}, severity=severity)
    interval = settings.get(INTERVAL)
    if interval is None:
        yield missing(at, "CloudSolution", INTERVAL)
    elif value := interval[1].get("value"):
        yield from check_interval(interval[0], "CloudSolution", str(value))


def settings_in(holder: Object, pointer: Pointer) -> dict[str, tuple[Pointer, Object]]:
    """Return the settings in the configuration of something, by name."""
    for at, element, name in named(holder, pointer):
        if name == CONFIGURATION and element.get("modelType") == COLLECTION:
            return {one: (where, value) for where, value, one in named(element, (*at, "value"))}
    return {}


def check_gateways(plant: Plant) -> Iterator[Finding]:
    """Yield what is wrong with gateways and devices."""
    if EDGE_SUBMODEL in plant.submodels and not plant.gateways and any(is_platform(one) for _, one in plant.shells):
        yield Finding(NO_GATEWAY, plant.submodels[EDGE_SUBMODEL][0])
    for gateway in plant.gateways:
        yield from check_station(gateway)
        devices = [one for one in gateway.devices if one.is_collection]
        if not devices:
            yield Finding(NO_DEVICE, gateway.pointer, {"name": shown(gateway.name)})
        for one in gateway.devices:
            if one.is_collection:
                yield from check_station(one)
            else:
                yield Finding(NO_COLLECTION, one.pointer, {"name": shown(one.name), "gateway": shown(gateway.name)})


def check_station(one: Station) -> Iterator[Finding]:
    """Yield what is wrong with the settings of a gateway or device."""
    at = one.configuration or one.pointer
    for setting, value in ((CONNECTION, one.connection), (INTERVAL, one.interval)):
        if value is None:
            yield missing(at, one.name, setting)
        elif not value:
            yield Finding(EMPTY_SETTING, at, {"setting": setting, "name": shown(one.name)})
    if one.interval:
        yield from check_interval(at, one.name, one.interval)
    if one.connection and not ADDRESS.fullmatch(one.connection):
        yield Finding(BAD_CONNECTION, at, {"name": shown(one.name), "value": shown(one.connection)})
    for value in (one.name, one.connection, one.interval):
        if value and set('"\\') & set(value):
            yield Finding(UNESCAPED, at, {"value": shown(value)})


def check_interval(at: Pointer, name: str, value: str) -> Iterator[Finding]:
    """Yield an interval that is no number, or too short."""
    try:
        short = not float(value) >= SHORTEST
    except ValueError:
        yield Finding(BAD_INTERVAL, at, {"name": shown(name), "value": shown(value)}, severity=Severity.ERROR)
        return
    if short:
        yield Finding(BAD_INTERVAL, at, {"name": shown(name), "value": shown(value)})


def missing(at: Pointer, name: str, setting: str) -> Finding:
    """Return the finding for a setting that is not there."""
    return Finding(NO_SETTING, at, {"name": shown(name), "setting": setting, "example": EXAMPLES[setting]})


def check_setting_types(plant: Plant) -> Iterator[Finding]:
    """Yield settings of another value type than in the programme's template."""
    platform = {plant.submodels[id_][0] for id_ in SUBMODELS.values() if id_ in plant.submodels}
    for node in plant.of_class("Property"):
        setting, found = node.text("idShort") or "", node.text("valueType")
        inside = node.parent is not None and node.parent.text("idShort") == CONFIGURATION
        if inside and node.pointer[:2] in platform and USUAL.get(setting, found) != found:
            values = {"setting": setting, "name": CONFIGURATION, "found": shown(found), "usual": USUAL[setting]}
            yield Finding(SETTING_TYPE, (*node.pointer, "valueType"), values)


EXPORT: Final = (check_solution, check_gateways)
"""What the exported files suffer from."""
CHECKS: Final = (*EXPORT, check_cloud, check_setting_types)

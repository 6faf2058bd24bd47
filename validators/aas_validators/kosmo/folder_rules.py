"""Rules about the exported files: names and tags are the same in all of them, and those of the AAS."""

from __future__ import annotations

from typing import Final

from aas_validators.diagnostics import Severity
from aas_validators.kosmo.rule import profile_rule

MAPPING: Final = "G2 5.3.4"

UNKNOWN_GATEWAY = profile_rule(
    140,
    "gateway-unknown",
    ("there is no gateway {name}", "게이트웨이 {name}이(가) 없습니다"),
    ("write it as in the AAS and syscfg.json: {known}", "AAS와 syscfg.json의 이름대로 쓰십시오: {known}"),
    (
        "The gateway's name has to be the same everywhere; otherwise the row is not collected.",
        "게이트웨이 이름이 모든 파일에서 같아야 합니다. 다르면 이 행은 수집되지 않습니다.",
    ),
    MAPPING,
)
UNKNOWN_DEVICE = profile_rule(
    141,
    "device-unknown",
    ("the gateway {gateway} has no field device {name}", "게이트웨이 {gateway}에 필드 장비 {name}이(가) 없습니다"),
    ("write it as in the AAS and syscfg.json: {known}", "AAS와 syscfg.json의 이름대로 쓰십시오: {known}"),
    (
        "The device's name has to be the same everywhere; otherwise the row is not collected.",
        "장비 이름이 모든 파일에서 같아야 합니다. 다르면 이 행은 수집되지 않습니다.",
    ),
    MAPPING,
)
TAG_NOT_IN_NODESET = profile_rule(
    142,
    "tag-not-in-nodeset",
    ("the tag {tag} is not in nodeset.xml", "태그 {tag}이(가) nodeset.xml에 없습니다"),
    (
        "export all files from the same AAS, or correct the tag",
        "같은 AAS에서 세 파일을 함께 다시 내보내거나 태그를 고치십시오",
    ),
    ("What the gateway sends has no place to go.", "게이트웨이가 보낸 값을 받을 노드가 없습니다."),
    MAPPING,
)
OTHER_SETTINGS = profile_rule(
    143,
    "syscfg-differs",
    (
        "{what}: {found} in syscfg.json, {expected} in the AAS",
        "{what}: syscfg.json에는 {found}, AAS에는 {expected}",
    ),
    (
        "export again, or change CloudDataSolution if syscfg.json is right",
        "다시 내보내십시오. syscfg.json이 맞다면 CloudDataSolution을 고치십시오",
    ),
    ("The next export would bring back the other one.", "다음에 내보내면 다시 AAS의 값으로 바뀝니다."),
    "G1 5.4.3",
)
OTHER_NODES = profile_rule(
    144,
    "nodeset-differs",
    (
        "{count} tags: {how}, the first is {tag}",
        "태그 {count}개: {how} (처음: {tag})",
    ),
    ("export again from this AAS", "이 AAS에서 다시 내보내십시오"),
    ("The platform works with an older state of the AAS.", "플랫폼이 AAS의 예전 상태로 동작합니다."),
    "PARSER",
)
FILE_UNREADABLE = profile_rule(
    145,
    "exported-file-unreadable",
    ("the folder has no {name} that can be read{reason}", "폴더에 읽을 수 있는 {name}이(가) 없습니다{reason}"),
    (
        "make it with aas export kosmo FILE -o FOLDER --merge FOLDER",
        "aas export kosmo 파일 -o 폴더 --merge 폴더로 만드십시오",
    ),
    ("The platform needs all three files.", "플랫폼에는 세 파일이 모두 필요합니다."),
    "G2 5.3.2",
)
HALF_ROW = profile_rule(
    146,
    "row-half-filled",
    ("{missing} is blank in a row that is filled otherwise", "일부만 채운 행에 {missing}이(가) 비어 있습니다"),
    (
        "fill gateway, device and node id, or leave all three blank",
        "게이트웨이, 장비, 노드 ID를 모두 채우거나 모두 비우십시오",
    ),
    ("Such a row is not collected.", "이런 행은 수집되지 않습니다."),
    MAPPING,
    Severity.WARNING,
)
BAD_NUMBER = profile_rule(
    147,
    "row-number",
    ("{what} is {value}", "{what}이(가) {value}입니다"),
    (
        "write whole numbers: an interval of 100 ms or more, and -1 or the index of an array",
        "정수로 쓰십시오. 수집주기는 100ms 이상, 배열 인덱스는 -1 또는 0 이상입니다",
    ),
    ("The platform does not take it, or looks too often.", "플랫폼이 받지 않거나 지나치게 자주 수집합니다."),
    MAPPING,
    Severity.WARNING,
)
BAD_NODE_ID = profile_rule(
    148,
    "field-node-id",
    ("{value} is no OPC UA node id", "{value}은(는) OPC UA 노드 ID가 아닙니다"),
    ("write it as ns=6;s=name or ns=1;i=43701", "ns=6;s=이름 또는 ns=1;i=43701처럼 쓰십시오"),
    ("The gateway does not find the node in the device.", "게이트웨이가 장비에서 노드를 찾지 못합니다."),
    MAPPING,
)
NO_ROW = profile_rule(
    149,
    "tag-without-row",
    (
        "{count} tags have no row in engineering.csv, the first is {tag}",
        "engineering.csv에 행이 없는 태그가 {count}개입니다 (처음: {tag})",
    ),
    (
        "export again with --merge: rows are added, the mapping stays",
        "--merge로 다시 내보내십시오. 행이 추가되고 입력한 매핑은 유지됩니다",
    ),
    ("These tags cannot be collected.", "이 태그는 수집할 수 없습니다."),
    MAPPING,
    Severity.WARNING,
)
MIXED_ARRAY = profile_rule(
    150,
    "array-and-value",
    (
        "the node {node} is read as an array here and as one value in line {line}",
        "노드 {node}을(를) 여기서는 배열로, {line}행에서는 단일 값으로 씁니다",
    ),
    (
        "for an array, give each row its index, from 0; for one value -1",
        "배열이면 행마다 0부터 인덱스를, 단일 값이면 -1을 쓰십시오",
    ),
    ("One of the two rows gets nothing.", "둘 중 하나는 값을 받지 못합니다."),
    "G2 5.3.4.3",
    Severity.WARNING,
)

"""AASd-116: `globalAssetId` in any spelling is no free name for a specific asset id."""

from __future__ import annotations

from collections.abc import Iterator

from aas_validators.diagnostics import Sentence
from aas_validators.document.finding import Finding, shown
from aas_validators.metamodel.constraint import constraint
from aas_validators.metamodel.walk import Node

RESERVED_ASSET_ID = constraint(
    "AASd-116",
    "global-asset-id-reserved",
    Sentence(
        "a specific asset id is called {value}, and its value is not the globalAssetId",
        "specificAssetId의 이름이 {value}이고 값이 globalAssetId와 다릅니다",
    ),
    Sentence("use the attribute globalAssetId instead", "대신 globalAssetId 속성을 쓰십시오"),
    Sentence("The name is reserved: servers look up assets by it.", "서버가 자산을 찾을 때 쓰는 예약된 이름입니다."),
)


def check_asset_ids(node: Node, metamodel: str) -> Iterator[Finding]:
    """Yield specific asset ids with the reserved name whose value contradicts the global asset id."""
    for pointer, item in node.items("specificAssetIds"):
        name = item.get("name")
        if not isinstance(name, str) or name.lower() != "globalassetid":
            continue
        if item.get("value") != node.value.get("globalAssetId"):
            yield Finding(RESERVED_ASSET_ID, (*pointer, "name"), {"value": shown(name)})

"""syscfg.json: gateways and field devices with their addresses, byte for byte as the platform's parser."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Final

from aas_validators.kosmo.gateways import CONNECTION, INTERVAL, Station

START: Final = """\
{
\t"namespaces":
\t[
\t\t{ "ns_index":1, "ns":"urn:open62541.server.application", "aas_id":"-" },
\t\t{ "ns_index":2, "ns":"https://www.smart-factory.kr/datasolution", "aas_id":"-" }
\t],
\t"system":
"""


def syscfg(gateways: Sequence[Station]) -> str:
    """Return the text of syscfg.json: tabs, no line end at the end. What a station lacks has no key."""
    return START + listing([gateway(one) for one in gateways], 1) + "\n}"


def gateway(one: Station) -> list[str]:
    """Return the members of a gateway. An element that is no collection is no device."""
    devices = [settings("DeviceName", device) for device in one.devices if device.is_collection]
    return [*settings("GatewayName", one), '"FieldDevices" :\n' + listing(devices, 3)]


def settings(key: str, one: Station) -> list[str]:
    """Return name, address and interval as members; intervals are texts here too."""
    pairs = ((key, one.name), (CONNECTION, one.connection), (INTERVAL, one.interval))
    return [f'"{name}": {json.dumps(value, ensure_ascii=False)}' for name, value in pairs if value is not None]


def listing(objects: Sequence[list[str]], depth: int) -> str:
    """Return a list of objects whose brackets stand at a depth."""
    tab, inner = "\t" * depth, "\t" * (depth + 1)
    texts = []
    for members in objects:
        lines = ",\n".join(f"{inner}\t{member}" for member in members)
        texts.append(f"{inner}{{\n{lines}\n{inner}}}")
    return f"{tab}[\n" + "".join([",\n".join(texts), "\n"] if texts else []) + f"{tab}]"

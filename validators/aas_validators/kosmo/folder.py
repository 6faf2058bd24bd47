"""Hold an AAS to the files exported from it: names of gateways and devices, tags, types."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from aas_validators.diagnostics import Diagnostic, Location, Rule, Sentence, Severity
from aas_validators.document.finding import shown
from aas_validators.kosmo.engineering_file import Row, read_rows
from aas_validators.kosmo.folder_rules import (
    BAD_NODE_ID,
    BAD_NUMBER,
    FILE_UNREADABLE,
    HALF_ROW,
    MIXED_ARRAY,
    NO_ROW,
    OTHER_NODES,
    OTHER_SETTINGS,
    TAG_NOT_IN_NODESET,
    UNKNOWN_DEVICE,
    UNKNOWN_GATEWAY,
)
from aas_validators.kosmo.gateways import CONNECTION, INTERVAL, Station
from aas_validators.kosmo.plant import Plant
from aas_validators.kosmo.tree import PREFIX, first_points, tag_shown
from aas_validators.kosmo.value_types import data_type
from aas_validators.limits import DEFAULT_LIMITS
from aas_validators.syntax.json_text import parse_json
from aas_validators.syntax.text_encoding import decode_json, decode_xml
from aas_validators.syntax.xml_text import parse_xml

ENGINEERING: Final = "engineering.csv"
SYSCFG: Final = "syscfg.json"
NODESET: Final = "nodeset.xml"
NODE_ID: Final = re.compile(r"(ns=\d+;)?(i=\d+|s=.+|g=[0-9A-Fa-f-]{36}|b=[A-Za-z0-9+/=]+)")
VARIABLE: Final = "{http://opcfoundation.org/UA/2011/03/UANodeSet.xsd}UAVariable"
SHORTEST: Final = 100

Devices = dict[str, dict[str, str]]
"""Settings of a gateway's devices, by the device's name."""
NOTHING: Final = Sentence("not there", "없음")


def check_folder(plant: Plant, folder: Path) -> Iterator[Diagnostic]:
    """Yield where the files in a folder contradict an AAS, or each other. OSError comes from the disk."""
    files = {name: folder / name for name in (ENGINEERING, SYSCFG, NODESET)}
    data = {name: path.read_bytes() if path.is_file() else None for name, path in files.items()}
    settings, problem = settings_in(data[SYSCFG])
    variables, fault = variables_in(data[NODESET])
    for name, missing in (
        (ENGINEERING, "" if data[ENGINEERING] is not None else "-"),
        (SYSCFG, problem),
        (NODESET, fault),
    ):
        if missing:
            reason = "" if missing == "-" else f": {missing}"
            yield Diagnostic(FILE_UNREADABLE, Location(file=str(files[name])), {"name": name, "reason": reason})
    of_plant = stations(plant.gateways)
    if settings is not None:
        yield from check_settings(of_plant, settings, Location(file=str(files[SYSCFG])))
    if variables is not None:
        yield from check_variables(plant, variables, Location(file=str(files[NODESET])))
    if (rows := data[ENGINEERING]) is not None:
        known = {name: {device for device in inside if device} for name, inside in (of_plant or settings or {}).items()}
        yield from check_engineering(plant, rows, str(files[ENGINEERING]), known, variables)


def stations(gateways: Sequence[Station]) -> dict[str, Devices]:
    """Return settings by gateway and device; those of the gateway itself under the empty name."""
    return {
        gateway.name: {"": own(gateway), **{one.name: own(one) for one in gateway.devices if one.is_collection}}
        for gateway in gateways
    }


def own(one: Station) -> dict[str, str]:
    """Return the settings of a gateway or device that it has."""
    pairs = ((CONNECTION, one.connection), (INTERVAL, one.interval))
    return {key: value for key, value in pairs if value is not None}


def settings_in(data: bytes | None) -> tuple[dict[str, Devices] | None, str]:
    """Return what a syscfg.json says, or why it cannot be read (`-`: it is not there)."""
    if data is None:
        return None, "-"
    decoded = decode_json(data)
    parsed = parse_json(decoded.text, DEFAULT_LIMITS) if decoded.text is not None else None
    value: Any = parsed.value if parsed is not None and parsed.ok else None
    if not isinstance(value, dict) or not isinstance(value.get("system"), list):
        flaws = [*decoded.flaws, *(parsed.flaws if parsed else ())]
        return None, "; ".join(
            f"{flaw.rule.code} {flaw.place.line if flaw.place else ''}".strip() for flaw in flaws
        ) or "system"
    found: dict[str, Devices] = {}
    for gateway in value["system"]:
        if not isinstance(gateway, dict):
            continue
        inside = {"": texts(gateway)}
        devices = gateway.get("FieldDevices")
        for device in devices if isinstance(devices, list) else ():
            if isinstance(device, dict):
                inside[str(device.get("DeviceName"))] = texts(device)
        found[str(gateway.get("GatewayName"))] = inside
    return found, ""


def texts(station: Mapping[str, Any]) -> dict[str, str]:
    """Return the settings of an object of syscfg.json."""
    return {key: str(station[key]) for key in (CONNECTION, INTERVAL) if key in station}


def variables_in(data: bytes | None) -> tuple[dict[str, str] | None, str]:
    """Return the types of the variables of a nodeset.xml by node id, or why it cannot be read."""
    if data is None:
        return None, "-"
    decoded = decode_xml(data)
    parsed = parse_xml(decoded.text, DEFAULT_LIMITS) if decoded.text is not None else None
    if parsed is None or parsed.tree is None:
        flaws = [*decoded.flaws, *(parsed.flaws if parsed else ())]
        return None, "; ".join(flaw.rule.code for flaw in flaws) or "XML"
    return {str(one.get("NodeId")): str(one.get("DataType")) for one in parsed.tree.iter(VARIABLE)}, ""


def check_settings(
    expected: Mapping[str, Devices], found: Mapping[str, Devices], where: Location
) -> Iterator[Diagnostic]:
    """Yield gateways, devices and settings that only one side has, or that differ."""
    for gateway in {**expected, **found}:
        one, other = expected.get(gateway), found.get(gateway)
        if one is None or other is None:
            yield differs(gateway, one, other, where)
            continue
        for device in {**one, **other}:
            name = f"{gateway}/{device}" if device else gateway
            ours, theirs = one.get(device), other.get(device)
            if ours is None or theirs is None:
                yield differs(name, ours, theirs, where)
                continue
            for key in {**ours, **theirs}:
                if ours.get(key) != theirs.get(key):
                    yield differs(f"{name} {key}", ours.get(key), theirs.get(key), where)


def differs(what: str, expected: object, found: object, where: Location) -> Diagnostic:
    """Return the finding for something that the AAS and syscfg.json do not say alike."""
    there = Sentence("there", "있음")
    shown_as = [NOTHING if one is None else shown(one) if isinstance(one, str) else there for one in (expected, found)]
    return Diagnostic(OTHER_SETTINGS, where, {"what": shown(what), "expected": shown_as[0], "found": shown_as[1]})


def check_variables(plant: Plant, found: Mapping[str, str], where: Location) -> Iterator[Diagnostic]:
    """Yield tags that only one side has, and tags of another type, each kind once with its number."""
    expected = {PREFIX + point.tag: data_type(point.value_type, point.value) for point in first_points(plant.tree)}
    kinds = (
        (
            Sentence("in the AAS, not in nodeset.xml", "AAS에는 있고 nodeset.xml에는 없음"),
            expected.keys() - found.keys(),
        ),
        (
            Sentence("in nodeset.xml, not in the AAS", "nodeset.xml에는 있고 AAS에는 없음"),
            found.keys() - expected.keys(),
        ),
        (
            Sentence("of another type than in the AAS", "AAS와 데이터 타입이 다름"),
            {tag for tag in expected.keys() & found.keys() if expected[tag] != found[tag]},
        ),
    )
    for how, tags in kinds:
        if tags:
            yield Diagnostic(OTHER_NODES, where, {"how": how, **numbered(tags)})


def numbered(tags: Iterable[str]) -> dict[str, object]:
    """Return how many tags there are and the first of them."""
    all_ = sorted(tags)
    return {"count": len(all_), "tag": tag_shown(all_[0])}


def check_engineering(
    plant: Plant, data: bytes, file: str, known: Mapping[str, set[str]], variables: Mapping[str, str] | None
) -> Iterator[Diagnostic]:
    """Yield what is wrong with the rows of engineering.csv. `known` are the devices of each gateway."""
    rows, findings = read_rows(data, file)
    yield from findings
    arrays: dict[str, tuple[int, bool]] = {}
    for line, row in rows.items():
        if variables is not None and row.identifier not in variables:
            yield said(TAG_NOT_IN_NODESET, file, line, "A", {"tag": tag_shown(row.identifier)})
        yield from check_row(row, file, line, known)
        if row.node:
            is_array = row.index != "-1"
            first, was_array = arrays.setdefault(f"{row.gateway},{row.device},{row.node}", (line, is_array))
            if is_array != was_array:
                yield said(MIXED_ARRAY, file, line, "F", {"node": shown(row.node), "line": first})
    there = {row.identifier for row in rows.values()}
    if left := {PREFIX + point.tag for point in first_points(plant.tree)} - there:
        yield Diagnostic(NO_ROW, Location(file=file), numbered(left))


def check_row(row: Row, file: str, line: int, known: Mapping[str, set[str]]) -> Iterator[Diagnostic]:
    """Yield what is wrong with the fields of a row."""
    columns = {"B": row.gateway, "C": row.device, "D": row.node}
    blank = [column for column, text in columns.items() if not text]
    if 0 < len(blank) < len(columns):
        yield said(HALF_ROW, file, line, blank[0], {"missing": ", ".join(blank)})
    if row.gateway and row.gateway not in known:
        values = {"name": shown(row.gateway), "known": names(known)}
        yield said(UNKNOWN_GATEWAY, file, line, "B", values)
    elif row.gateway and row.device and row.device not in known[row.gateway]:
        values = {"gateway": shown(row.gateway), "name": shown(row.device), "known": names(known[row.gateway])}
        yield said(UNKNOWN_DEVICE, file, line, "C", values)
    if row.node and not NODE_ID.fullmatch(row.node):
        yield said(BAD_NODE_ID, file, line, "D", {"value": shown(row.node)})
    interval, index = whole(row.interval), whole(row.index)
    if interval is None or interval < SHORTEST:
        severity = Severity.ERROR if interval is None else None
        what = Sentence("the sampling interval", "수집주기")
        yield said(BAD_NUMBER, file, line, "E", {"what": what, "value": shown(row.interval)}, severity)
    if index is None or index < -1:
        what = Sentence("the array index", "배열 인덱스")
        yield said(BAD_NUMBER, file, line, "F", {"what": what, "value": shown(row.index)}, Severity.ERROR)


def names(known: Iterable[str]) -> str:
    """Return names for a sentence."""
    return ", ".join(shown(name) for name in sorted(known)) or "-"


def whole(text: str) -> int | None:
    """Return a whole number; 100.0 is one too."""
    found = re.fullmatch(r"(-?\d{1,18})(\.0*)?", text)
    return int(found[1]) if found else None


def said(
    rule: Rule, file: str, line: int, column: str, values: Mapping[str, object], severity: Severity | None = None
) -> Diagnostic:
    """Return a finding about a field of engineering.csv."""
    return Diagnostic(rule, Location(file=file, line=line, field=column), values, severity_override=severity)

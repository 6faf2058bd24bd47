"""Whatever an AAS holds: the gateway's files are well-formed, name the same tags, and every loss has been told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from aas_converters.interchange.content import Environment
from aas_converters.kosmo.engineering import engineering, read_engineering
from aas_converters.kosmo.nodeset import Values, nodeset
from aas_converters.kosmo.syscfg import syscfg
from aas_validators.document.source import Source
from aas_validators.kosmo.check import CHECKS, Reading, findings_of
from aas_validators.kosmo.gateways import EDGE_SUBMODEL, gateways_of
from aas_validators.kosmo.tree import PREFIX, first_points, points_of, tree_of
from aas_validators.kosmo.value_types import NO_XML, right_text
from tests.kosmo_plant import plant, station
from tests.laws.test_law_of_interchange import environments

NAMES = st.sampled_from(["A", "B", "A,b", "A\nb", 'A"']) | st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), min_size=1, max_size=6
)
KINDS: tuple[Values, ...] = ("right", "as-parser")
NAMESPACES = {"ua": "http://opcfoundation.org/UA/2011/03/UANodeSet.xsd"}
TYPES = st.sampled_from(
    ["xs:string", "xs:boolean", "xs:int", "xs:long", "xs:byte", "xs:decimal", "xs:float", "xs:date", "xs:duration", "x"]
)
JUNK: st.SearchStrategy[Any] = (
    st.none() | st.integers() | st.text(max_size=3) | st.sampled_from([[], {}, [None], [{}], [[]], {"keys": 3}])
)
VALUES = st.none() | st.sampled_from(["", "0", "true", "-1", "3.75", "1e999", "2026-02-30", "2026-02-28"]) | st.text()


@st.composite
def elements(draw: st.DrawFn, depth: int = 2) -> list[dict[str, Any]]:
    """Properties and collections with names, types and values of any kind."""
    found: list[dict[str, Any]] = []
    for name in draw(st.lists(st.none() | NAMES, max_size=4)):
        named = {"idShort": name} if name is not None else {}
        if depth and draw(st.booleans()):
            inside = draw(elements(depth - 1))
            found.append({"modelType": "SubmodelElementCollection", **named, "value": inside})
        else:
            value = draw(VALUES)
            more = {} if value is None else {"value": value}
            found.append({"modelType": "Property", **named, "valueType": draw(TYPES), **more})
    return found


def held(environment: Environment) -> None:
    """Check what holds for the files of any environment."""
    tree = tree_of(environment)
    points, everything = list(first_points(tree)), list(points_of(tree))
    identifiers = {PREFIX + point.tag for point in points}
    rows, problems = read_engineering("".join(engineering(points)).encode(), "engineering.csv")
    assert (
        rows.keys() == {one for one in identifiers if not set(",\r\n") & set(one)}
        or problems
        or unreadable(identifiers)
    )
    in_xml = [NO_XML.sub("\ufffd", one) for one in identifiers]
    for values in KINDS:
        found = etree.fromstring("".join(nodeset(tree, values)).encode("utf-8"))
        variables = found.findall("ua:UAVariable", NAMESPACES)
        assert sorted(str(one.get("NodeId")) for one in variables) == sorted(in_xml)
    json.loads(syscfg(gateways_of(environment)))
    findings = findings_of([Reading(environment, Source("a.json"))], CHECKS)
    codes = {finding.rule.code for finding in findings}
    for finding in findings:
        assert finding.text("en")
        assert finding.advice("ko")
    assert not any(point.value is None for point in everything) or "KSM080" in codes
    assert len(points) == len(everything) or "KSM100" in codes


def unreadable(identifiers: set[str]) -> bool:
    """Whether a tag has blanks at its ends, quotes, or a line end of Unicode: signs that the check of names tells."""
    return any(one != one.strip().strip('"') or len(one.splitlines()) > 1 for one in identifiers)


@given(st.sampled_from(("3.0", "3.1")).flatmap(environments))
def test_any_environment_has_its_files(environment: Environment) -> None:
    held(environment)


@given(elements(), NAMES, NAMES)
def test_any_plant_has_its_files(some: list[dict[str, Any]], gateway: str, device: str) -> None:
    environment = plant()
    for submodel in environment["submodels"]:
        if submodel["idShort"] == "OperationalData":
            submodel["submodelElements"] += some
        if submodel["id"] == EDGE_SUBMODEL:
            submodel["submodelElements"].append(station(gateway, "192.0.2.9", station(device, "192.0.2.10")))
    held(environment)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in plain data."""
    if path:
        yield path
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from places(inner, (*path, key))


@given(st.lists(st.sampled_from(list(places(plant()))), max_size=3), JUNK)
def test_no_junk_in_a_plant_raises(some: list[tuple[Any, ...]], junk: Any) -> None:
    environment = plant()
    for path in some:
        here: Any = environment
        for step in path[:-1]:
            inside = isinstance(here, dict) or (isinstance(here, list) and isinstance(step, int) and step < len(here))
            here = here[step] if inside and (isinstance(here, list) or step in here) else {}
        if isinstance(here, dict) or (isinstance(here, list) and path[-1] < len(here)):
            here[path[-1]] = junk
    held(environment)


@given(st.sampled_from(["xs:int", "xs:short", "xs:byte", "xs:unsignedLong", "xs:double", "xs:date"]), st.integers())
def test_a_right_value_stays_right(value_type: str, number: int) -> None:
    text = right_text(value_type, str(number))
    if text is not None:
        assert value_type == "xs:double" or Decimal(text) == number
        assert right_text(value_type, text) == text

"""A submodel is compared with its model: pairing first, then cardinality, kind, type and value, at every depth."""

from typing import Any

import pytest

from aas_reference_models.model import Cardinality, Demands, Element, Interval, Kind, Model, Text
from aas_validators.diagnostics import Severity
from aas_validators.document.finding import Finding
from aas_validators.template.check import check_against


def reference(identifier: str) -> dict[str, Any]:
    return {"type": "ExternalReference", "keys": [{"type": "GlobalReference", "value": identifier}]}


def prop(id_short: str | None, semantic_id: str | None = None, **more: Any) -> dict[str, Any]:
    found: dict[str, Any] = {"modelType": "Property", "valueType": "xs:string", "value": "1", **more}
    if id_short:
        found["idShort"] = id_short
    if semantic_id:
        found["semanticId"] = reference(semantic_id)
    return found


def model(*elements: Element) -> Model:
    return Model(
        id="m", version="1", semantic_id="urn:m", id_short="M", title=Text(), description=Text(), elements=elements
    )


def element(id_short: str, semantic_id: str | None = None, **more: Any) -> Element:
    return Element(id_short=id_short, semantic_id=semantic_id, cardinality=Cardinality.ONE, **more)


def found(elements: list[dict[str, Any]], *wanted: Element) -> list[tuple[str, str]]:
    findings: list[Finding] = list(check_against({"idShort": "Run", "submodelElements": elements}, model(*wanted)))
    return [(f.rule.code, str(f.values.get("element"))) for f in findings]


def test_the_meaning_pairs_before_the_name() -> None:
    assert found([prop("Anything", "urn:a")], element("A", "urn:a")) == []


def test_siblings_of_one_meaning_are_told_apart_by_name() -> None:
    wanted = (element("X", "urn:axis", value_type="xs:string"), element("Y", "urn:axis", value_type="xs:int"))
    assert found([prop("Y", "urn:axis", valueType="xs:int"), prop("X", "urn:axis")], *wanted) == []


@pytest.mark.parametrize(("instance", "wanted"), [(None, "urn:a"), ("urn:a", None), (None, None)])
def test_the_name_pairs_where_one_side_has_no_meaning(instance: str | None, wanted: str | None) -> None:
    assert found([prop("A", instance)], element("A", wanted)) == []


def test_a_contradicting_meaning_is_no_match() -> None:
    assert found([prop("A", "urn:b")], element("A", "urn:a")) == [("TPL001", "A"), ("TPL010", "A")]


def test_only_a_name_with_its_counter_claims_to_be_a_counted_element() -> None:
    wanted = (element("Time{00}", "urn:time"), element("Axis{00}", "urn:axis"))
    held = [prop("Time00", "urn:time"), prop("Time", "urn:clock"), prop("Axis", "urn:b"), prop("Axis01", "urn:b")]
    assert found(held, *wanted) == [
        ("TPL001", "Axis{00}"),
        ("TPL007", "Time"),
        ("TPL007", "Axis"),
        ("TPL010", "Axis01"),
    ]


def test_a_stray_blank_in_an_identifier_does_not_matter() -> None:
    assert found([prop("B", " urn:a ")], element("A", "urn:a")) == []


@pytest.mark.parametrize("turned", [False, True])
def test_an_eclass_concept_is_the_same_as_irdi_and_as_address(turned: bool) -> None:
    irdi, address = "0173-1#02-ABI002#003", "https://api.eclass-cdp.com/0173-1-02-ABI002-003"
    wanted, given = (address, irdi) if turned else (irdi, address)
    assert found([prop("B", given)], element("A", wanted)) == []
    other = found([prop("A", "https://api.eclass-cdp.com/0173-1-02-ABI002-004")], element("A", irdi))
    assert [code for code, _ in other] == ["TPL001", "TPL010"]


def test_a_supplemental_meaning_pairs_too() -> None:
    instance = {**prop("B", "urn:x"), "supplementalSemanticIds": [reference("urn:a")]}
    assert found([instance], element("A", "urn:a")) == []


def test_a_repeated_element_counts_on() -> None:
    many = Element(id_short="Marking__00__", cardinality=Cardinality.ONE_TO_MANY)
    assert found([prop("Marking__01__"), prop("Marking__02__")], many) == []
    assert found([], many) == [("TPL001", "Marking__00__")]


def test_children_of_collections_and_items_of_lists_are_checked() -> None:
    inner = element("Depth", value_type="xs:double")
    outer = element("Measured", kind=Kind.SUBMODEL_ELEMENT_COLLECTION, elements=(inner,))
    box = {"modelType": "SubmodelElementCollection", "idShort": "Measured", "value": [prop("Depth")]}
    assert found([box], outer) == [("TPL004", "Depth")]
    zones = element("Zones", kind=Kind.SUBMODEL_ELEMENT_LIST, elements=(inner,))
    items = {"modelType": "SubmodelElementList", "idShort": "Zones", "value": [prop(None)]}
    assert found([items], zones) == [("TPL004", "this Property")]


@pytest.mark.parametrize(("value", "fits"), [("5", True), ("INF", True), ("-1", False), ("NaN", False)])
def test_no_range_holds_what_is_no_number(value: str, fits: bool) -> None:
    wanted = element("A", "urn:a", value_type="xs:double", demands=Demands(ranges=(Interval("0"),)))
    assert found([prop("A", "urn:a", valueType="xs:double", value=value)], wanted) == (
        [] if fits else [("TPL011", "A")]
    )


def test_an_extra_element_is_only_mentioned() -> None:
    findings = list(check_against({"submodelElements": [prop("More")]}, model(Element(id_short="A"))))
    assert [(f.rule.code, f.rule.severity) for f in findings] == [("TPL007", Severity.INFO)]


def moved(paths: str, *elements: dict[str, Any]) -> list[tuple[str, str]]:
    """What is found where a submodel says that the records of its time series hold some elements."""
    measured = element("Measured", kind=Kind.SUBMODEL_ELEMENT_COLLECTION, elements=(element("A"), element("B")))
    submodel: dict[str, Any] = {
        "idShort": "Run",
        "submodelElements": list(elements),
        "extensions": [{"name": "note", "value": "Lot"}, {"name": "inTimeSeries", "value": paths}],
    }
    findings = check_against(submodel, model(element("Lot"), measured))
    return [(f.rule.code, str(f.values.get("element"))) for f in findings if f.rule.code == "TPL001"]


@pytest.mark.parametrize(
    ("paths", "missing"),
    [
        ("Measured.A Measured.B", []),
        ("Measured", []),
        ("Measured.B", ["A"]),
        ("Measured.B.C", ["A", "B"]),
        ("Other.A A", ["Measured"]),
        ("", ["Measured"]),
    ],
)
def test_what_stands_in_a_time_series_is_not_missing(paths: str, missing: list[str]) -> None:
    assert moved(paths, prop("Lot")) == [("TPL001", name) for name in missing]


def test_what_is_left_of_a_collection_may_stand_in_the_submodel() -> None:
    held = {"modelType": "SubmodelElementCollection", "idShort": "Measured", "value": [prop("A")]}
    assert moved("Measured.B", held, prop("Lot")) == []
    assert moved("Measured.C", held, prop("Lot")) == [("TPL001", "B")]


@pytest.mark.parametrize(
    "extensions", [None, "x", ["x"], [{"name": "inTimeSeries"}], [{"name": "inTimeSeries", "value": 1}]]
)
def test_an_extension_that_is_none_says_nothing(extensions: Any) -> None:
    found = list(check_against({"idShort": "Run", "extensions": extensions}, model(element("A"))))
    assert [f.rule.code for f in found].count("TPL001") == 1

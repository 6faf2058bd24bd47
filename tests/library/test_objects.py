"""Objects of the SDKs, plain data and several sources are checked as files are."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any

import pytest
from aas_core3 import types as aas30
from aas_core3_1 import types as aas31
from basyx.aas import model

import aas_toolkit as aas

LIST = "submodels"


def submodel(number: int = 1, **more: Any) -> dict[str, Any]:
    return {"modelType": "Submodel", "id": f"urn:example:{number}", "idShort": "Press", **more}


def codes(report: aas.Report) -> list[str]:
    return [finding.rule.code for finding in report]


@pytest.mark.parametrize("types", [aas30, aas31])
def test_an_object_of_aas_core_is_checked_under_its_own_version(types: Any) -> None:
    good = types.Submodel(id="urn:example:1", id_short="Press")
    assert codes(aas.validate(good)) == []
    variable = types.Property(value_type=types.DataTypeDefXSD.INT, id_short="Force", category="NONE", value="7")
    found = codes(aas.validate(types.Submodel(id="urn:example:1", submodel_elements=[variable])))
    assert found == (["AAS090"] if types is aas30 else [])  # a constraint that 3.1 gave up


def test_a_single_element_is_checked_as_what_it_is() -> None:
    wrong = aas31.Property(value_type=aas31.DataTypeDefXSD.INT, id_short="Force", value="seven")
    (finding,) = aas.validate(wrong)
    assert (finding.where.path, finding.where.pointer, finding.where.line) == ("Force", "/value", None)


def store_of(*things: Any) -> Any:
    made = getattr(model, "DictIdentifiableStore", None) or model.DictObjectStore
    return made(things)


def test_a_basyx_submodel_and_a_store_of_them() -> None:
    force = model.Property("Force", model.datatypes.Int, 7)
    press = model.Submodel("urn:example:press", {force}, "Press")
    shell = model.AssetAdministrationShell(
        model.AssetInformation(model.AssetKind.INSTANCE, "urn:example:asset"),
        "urn:example:shell",
        submodel={model.ModelReference.from_referable(press)},
    )
    assert codes(aas.validate(press)) == []
    assert codes(aas.validate(store_of(press, shell))) == []
    assert codes(aas.validate([shell])) == ["AAS509"]  # the submodel is not there
    assert codes(aas.validate([shell, press])) == []


def test_objects_are_looked_at_together_and_files_alone(tmp_path: Path) -> None:
    path = tmp_path / "one.json"
    path.write_text(json.dumps({LIST: [submodel()]}), encoding="utf-8")
    assert codes(aas.validate([submodel(1), submodel(1)])) == ["AAS507"]
    assert codes(aas.validate([path, json.dumps({LIST: [submodel()]}).encode()])) == []
    assert codes(aas.validate([path, submodel(1), submodel(2)])) == []


def test_the_report_speaks_the_language_that_was_asked_for() -> None:
    report = aas.validate({LIST: [{"modelType": "Submodel"}]}, lang="ko")
    plain = report.to_json()
    assert plain == json.loads(json.dumps(plain))
    assert plain["findings"][0]["message"] == next(iter(report)).text("ko")
    assert report.to_json("en")["findings"][0]["message"] == next(iter(report)).text("en")
    with pytest.raises(aas.FindingsError, match=plain["findings"][0]["message"].split()[-1]):
        report.raise_for_errors()
    aas.validate(submodel()).raise_for_errors()


@pytest.mark.parametrize("wrong", [[1], 7, [submodel(), {"modelType": "Property"}]])
def test_what_cannot_be_checked_is_the_callers_mistake(wrong: Any) -> None:
    with pytest.raises((TypeError, ValueError)):
        aas.validate(wrong)


def test_objects_of_two_versions_are_no_document() -> None:
    with pytest.raises(ValueError, match=r"3\.0 and of 3\.1"):
        aas.validate([aas30.Submodel(id="urn:a"), aas31.Submodel(id="urn:b")])


def test_threads_find_what_one_finds() -> None:
    """Every thread checks good and broken documents of both formats at the same time, many times."""
    broken = {LIST: [submodel(n, submodelElements=[{"modelType": "Property", "idShort": f"P{n}"}]) for n in range(9)]}
    many = {LIST: [submodel(n) for n in range(300)]}
    xml = b'<environment xmlns="https://admin-shell.io/aas/3/0"><submodels><submodel/></submodels></environment>'
    sources = [json.dumps(broken).encode(), json.dumps(many).encode(), xml]
    alone = [aas.validate(source).to_json() for source in sources]
    assert [report["ok"] for report in alone] == [False, True, False]
    wrong: list[object] = []

    def work(start: int) -> None:
        for turn in range(6):
            which = (start + turn) % len(sources)
            said = aas.validate(sources[which]).to_json()
            if said != alone[which]:
                wrong.append(said)

    threads = [threading.Thread(target=work, args=(start,)) for start in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


RICH = {
    "modelType": "Submodel",
    "id": "urn:plant:press",
    "idShort": "Press",
    "description": [{"language": "ko", "text": "프레스"}],
    "administration": {"version": "1", "revision": "0"},
    "semanticId": {"type": "ExternalReference", "keys": [{"type": "GlobalReference", "value": "urn:press"}]},
    "qualifiers": [{"kind": "ConceptQualifier", "type": "Use", "valueType": "xs:string", "value": "test"}],
    "submodelElements": [
        {
            "modelType": "Entity",
            "idShort": "Die",
            "statements": [
                {
                    "modelType": "Property",
                    "idShort": "Strokes",
                    "valueType": "xs:int",
                    "value": "7",
                    "category": "VARIABLE",
                    "valueId": {
                        "type": "ExternalReference",
                        "keys": [{"type": "GlobalReference", "value": "urn:seven"}],
                    },
                }
            ],
            "entityType": "SelfManagedEntity",
            "globalAssetId": "urn:die:1",
        },
        {"modelType": "Entity", "idShort": "Bare", "entityType": "CoManagedEntity"},
        {
            "modelType": "SubmodelElementList",
            "idShort": "Forces",
            "orderRelevant": False,
            "typeValueListElement": "Range",
            "valueTypeListElement": "xs:double",
            "value": [{"modelType": "Range", "valueType": "xs:double", "min": "1", "max": "2"}],
        },
        {
            "modelType": "AnnotatedRelationshipElement",
            "idShort": "Holds",
            "first": {"type": "ModelReference", "keys": [{"type": "Submodel", "value": "urn:plant:press"}]},
            "second": {"type": "ExternalReference", "keys": [{"type": "GlobalReference", "value": "urn:b"}]},
            "annotations": [
                {"modelType": "Property", "idShort": "Since", "valueType": "xs:date", "value": "2026-01-01"}
            ],
        },
        {
            "modelType": "Operation",
            "idShort": "Stop",
            "inputVariables": [{"value": {"modelType": "Property", "idShort": "Why", "valueType": "xs:string"}}],
        },
    ],
}
"""A submodel with attributes before and behind the lists of its containers, and some that no table uses."""


@pytest.mark.parametrize("name", ["o.json", "o.xml", "o.aasx"])
@pytest.mark.parametrize("part", ["json", "xml"])
def test_submodels_are_whole_in_every_form(name: str, part: Any, tmp_path: Path) -> None:
    (tmp_path / "in.json").write_text(json.dumps({"submodels": [RICH]}), encoding="utf-8")
    if name == "o.aasx":
        aas.transcode(tmp_path / "in.json", to=tmp_path / name, part=part)
    else:
        aas.transcode(tmp_path / "in.json", to=tmp_path / name)
    (found,) = aas.submodels(tmp_path / name, objects="plain")
    assert found == RICH
    (made,) = aas.submodels(tmp_path / name, metamodel="3.0")
    assert made.submodel_elements[0].global_asset_id == "urn:die:1"

"""Documents: the order of the lists, what a package holds, and files that appear whole or not at all."""

from __future__ import annotations

import io
import json
import zipfile
from itertools import product
from pathlib import Path

import polars as pl
import pytest
from aas_core3 import jsonization, types, verification
from lxml import etree

from aas_converters.documents.aasx import write_package
from aas_converters.documents.concepts import concepts
from aas_converters.documents.environment import EnvironmentWriter, environment_frame
from aas_converters.documents.segments import ItemWriter, Scratch, SegmentWriter
from aas_converters.documents.target import replaced, scratch_beside
from aas_converters.letters.forms import FromColumn, Leaf
from aas_converters.letters.script import Script
from aas_converters.plan.places import Places
from aas_reference_models.library import load_model, models

SCRIPTS = [Script(format_, metamodel) for format_ in ("json", "xml") for metamodel in ("3.0", "3.1")]


@pytest.mark.parametrize("script", SCRIPTS, ids=str)
@pytest.mark.parametrize(("shells", "submodels", "concepts_there"), list(product([True, False], repeat=3)))
def test_empty_lists_are_left_out(script: Script, shells: bool, submodels: bool, concepts_there: bool) -> None:
    frame = environment_frame(script, shells=shells, submodels=submodels, concepts=concepts_there)
    names = ("assetAdministrationShells", "submodels", "conceptDescriptions")
    there = (shells, submodels, concepts_there)
    if script.format == "json":
        pieces = zip(frame, [*("{}" if some else "" for some in there), ""], strict=True)
        content = json.loads("".join(before + item for before, item in pieces))
        assert list(content) == [name for name, some in zip(names, there, strict=True) if some]
    else:
        root = etree.fromstring("".join(frame).encode())
        assert [etree.QName(child).localname for child in root] == [
            name for name, some in zip(names, there, strict=True) if some
        ]
        assert etree.QName(root).namespace == f"https://admin-shell.io/aas/{script.metamodel.replace('.', '/')}"


@pytest.mark.parametrize("deflated", [False, True])
def test_submodels_come_first_and_stand_second(deflated: bool) -> None:
    writer = EnvironmentWriter(Script("json", "3.0"), Scratch(io.BytesIO(), deflated=deflated))
    first, empty, last = (writer.place() for _ in range(3))
    last.write(pl.Series(['{"s":3}']))
    first.write(pl.Series(['{"s":1}', None]))
    empty.write(pl.Series([], dtype=pl.String))
    first.write(pl.Series(['{"s":2}']))

    def shells(items: ItemWriter) -> None:
        for some in (['{"a":1}', '{"a":2}'], [], ['{"a":3}']):
            items.write(pl.Series(some, dtype=pl.String))

    segments = writer.finish(shells, ['{"c":1}'])
    target = io.BytesIO()
    if deflated:
        write_package(target, "json", segments)
        text = zipfile.ZipFile(target).read("aasx/data.json")
    else:
        for segment in segments:
            segment.copy_to(target)
        text = target.getvalue()
    assert json.loads(text) == {
        "assetAdministrationShells": [{"a": 1}, {"a": 2}, {"a": 3}],
        "submodels": [{"s": 1}, {"s": 2}, {"s": 3}],
        "conceptDescriptions": [{"c": 1}],
    }


@pytest.mark.parametrize("format_", ["json", "xml"])
def test_a_package_is_linked_from_the_root_to_the_data(format_: str) -> None:
    scratch, target = io.BytesIO(), io.BytesIO()
    segment = SegmentWriter(scratch, deflated=True)
    segment.write(b"content")
    write_package(target, format_, [segment.finish()])  # type: ignore[arg-type]
    with zipfile.ZipFile(target) as archive:
        assert archive.namelist()[0] == "[Content_Types].xml"
        types_ = etree.fromstring(archive.read("[Content_Types].xml"))
        known = {node.get("Extension"): node.get("ContentType") for node in types_ if node.get("Extension")}
        overrides = {node.get("PartName"): node.get("ContentType") for node in types_ if node.get("PartName")}
        assert known[format_] == f"application/{format_}"
        (root,) = etree.fromstring(archive.read("_rels/.rels"))
        assert root.get("Target") in overrides
        assert root.get("Type", "").endswith("/aasx-origin")
        (spec,) = etree.fromstring(archive.read("aasx/_rels/aasx-origin.rels"))
        assert spec.get("Type", "").endswith("/aas-spec")
        assert archive.read(spec.get("Target", "")[1:]) == b"content"
        for name in archive.namelist()[1:]:
            assert f"/{name}" in overrides or name.rpartition(".")[2] in known, name


def test_a_file_appears_when_it_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "새 폴더" / "o.json"
    with replaced(target) as file:
        file.write(b"whole")
        assert not target.exists()
    assert target.read_bytes() == b"whole"
    interrupted = replaced(target)
    interrupted.__enter__().write(b"half")
    swallowed = interrupted.__exit__(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert not swallowed
    assert target.read_bytes() == b"whole"
    assert [path.name for path in target.parent.iterdir()] == ["o.json"]


def test_a_scratch_file_leaves_no_trace(tmp_path: Path) -> None:
    with scratch_beside(tmp_path / "sub" / "o.aasx") as scratch:
        scratch.write(b"x")
    assert list((tmp_path / "sub").iterdir()) == []


@pytest.mark.parametrize("name", list(models()))
def test_every_concept_of_a_model_is_described_and_verified(name: str) -> None:
    model = load_model(name)
    places = Places(model)
    forms = tuple(Leaf(place.element, (("value", FromColumn("c")),)) for place in places.by_path.values())
    written = [json.loads(text) for text in concepts(Script("json", "3.0"), forms)]
    ids = [concept["id"] for concept in written]
    assert len(set(ids)) == len(ids)
    wanted = {place.element.semantic_id for place in places.by_path.values() if place.element.semantic_id}
    assert wanted <= set(ids)
    for concept in written:
        thing = jsonization.concept_description_from_jsonable(concept)
        assert list(verification.verify(thing)) == []
        (specification,) = thing.embedded_data_specifications or []
        content = specification.data_specification_content
        assert isinstance(content, types.DataSpecificationIEC61360)
        assert {text.language for text in content.preferred_name} >= {"en", "ko"}
        assert {text.language for text in content.definition or []} >= {"en", "ko"}

"""The law of the letters: a filled letter is, byte for byte, what the SDK writes for the object built by hand."""

from __future__ import annotations

import itertools
import json
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from aas_converters.letters.fill import filled
from aas_converters.letters.forms import Form, FromColumn, Leaf
from aas_converters.letters.identifiables import SubmodelHead, submodel_letter
from aas_converters.letters.prototypes import MAKERS
from aas_converters.letters.script import Script
from aas_reference_models.model import Element, Kind
from tests.laws.by_hand import ByHand
from tests.laws.growing import CONTAINERS, LEAVES, TYPES, forms, rows_for

SCRIPTS = [Script(format_, metamodel) for format_ in ("json", "xml") for metamodel in ("3.0", "3.1")]
IDS = [f"{script.format}-{script.metamodel}" for script in SCRIPTS]
HEAD = SubmodelHead("Shot", "https://plant.example/shot?a=1&b=2")


def texts_of(script: Script, grown: tuple[Form, ...], frame: pl.DataFrame) -> list[str]:
    """What the product writes for each row."""
    escaped = frame.with_columns([script.escaped(pl.col(name)).alias(name) for name in frame.columns])
    return filled(escaped, submodel_letter(script, HEAD, grown)).to_list()


def objects_of(script: Script, grown: tuple[Form, ...], frame: pl.DataFrame) -> list[Any]:
    """What the rows mean."""
    sdk = ByHand(script.metamodel)
    return [
        sdk.submodel(row["submodel id"], HEAD.id_short, HEAD.semantic_id, grown, row)
        for row in frame.iter_rows(named=True)
    ]


@pytest.mark.parametrize("script", SCRIPTS, ids=IDS)
@given(data=st.data())
def test_filled_letters_are_the_sdks_own_text(script: Script, data: st.DataObject) -> None:
    grown = data.draw(forms())
    frame = data.draw(rows_for(grown, with_return=script.format == "json"))
    sdk = ByHand(script.metamodel)
    expected = [sdk.written(thing, script.format) for thing in objects_of(script, grown, frame)]
    if script.format == "xml":
        # constants may hold a carriage return, which the SDK writes raw (see the next law)
        expected = [text.replace("\r", "&#xD;") for text in expected]
    assert texts_of(script, grown, frame) == expected


@pytest.mark.parametrize("script", SCRIPTS, ids=IDS)
@given(data=st.data())
def test_what_is_read_back_is_what_was_written(script: Script, data: st.DataObject) -> None:
    grown = data.draw(forms(depth=2))
    frame = data.draw(rows_for(grown, with_return=True))
    sdk = ByHand(script.metamodel)
    for text, thing in zip(texts_of(script, grown, frame), objects_of(script, grown, frame), strict=True):
        if script.format == "json":
            assert json.loads(text) == sdk.jsonization.to_jsonable(thing)
        else:
            assert text_nodes(text) == values_of(sdk, thing)


def text_nodes(xml: str) -> list[str]:
    """The texts of all elements without children, as a real parser reads them."""
    root = etree.fromstring(xml, etree.XMLParser(huge_tree=True))
    return [node.text or "" for node in root.iter() if not len(node)]


def values_of(sdk: ByHand, thing: Any) -> list[str]:
    """The same texts from the SDK's XML, with the carriage returns kept out of the parser's hands."""
    kept = sdk.written(thing, "xml").replace("\r", "\ue123")
    return [text.replace("\ue123", "\r") for text in text_nodes(kept)]


@pytest.mark.parametrize("script", SCRIPTS, ids=IDS)
def test_every_pattern_of_nulls_in_a_small_letter(script: Script) -> None:
    """Every column full, mixed or empty: all combinations, because each is compiled on its own."""
    first, second = Element(id_short="A"), Element(id_short="B", kind=Kind.RANGE, value_type="xs:double")
    grown = (
        Leaf(first, (("value", FromColumn("a")),)),
        Leaf(second, (("min", FromColumn("b")), ("max", FromColumn("c")))),
    )
    sdk = ByHand(script.metamodel)
    for columns in itertools.product([("1", "2"), ("1", None), (None, "2"), (None, None)], repeat=3):
        frame = pl.DataFrame(
            {"submodel id": ["x", "y"], **dict(zip("abc", columns, strict=True))},
            schema=dict.fromkeys(("submodel id", "a", "b", "c"), pl.String),
        )
        expected = [sdk.written(thing, script.format) for thing in objects_of(script, grown, frame)]
        assert texts_of(script, grown, frame) == expected


@pytest.mark.parametrize("script", SCRIPTS, ids=IDS)
def test_all_thirty_types(script: Script) -> None:
    grown = tuple(
        form
        for value_type in TYPES
        for form in (
            Leaf(Element(id_short="P", value_type=value_type), (("value", FromColumn("v")),)),
            Leaf(Element(id_short="R", kind=Kind.RANGE, value_type=value_type), (("max", FromColumn("v")),)),
        )
    )
    frame = pl.DataFrame({"submodel id": ["a", "b"], "v": ["1", None]}, schema_overrides={"v": pl.String})
    sdk = ByHand(script.metamodel)
    expected = [sdk.written(thing, script.format) for thing in objects_of(script, grown, frame)]
    assert texts_of(script, grown, frame) == expected


def test_all_kinds_are_grown() -> None:
    assert set(LEAVES) | set(CONTAINERS) == set(MAKERS)
    assert len(TYPES) == 30

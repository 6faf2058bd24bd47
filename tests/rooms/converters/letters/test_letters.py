"""Letters by example: what stands where, and what happens to a container when its cells are empty."""

from __future__ import annotations

import json
from typing import Any

import polars as pl
import pytest

from aas_converters.letters.fill import Compiled, Unfilled, filled
from aas_converters.letters.forms import Constant, Container, Form, FromColumn, Leaf, columns_of
from aas_converters.letters.nodes import Blank, Fixed, Joined, Node, OrElse, Sequence, When, blanks
from aas_converters.letters.script import JSON_ESCAPES, XML_ESCAPES, Script
from aas_converters.letters.write import cut, letter, mark
from aas_reference_models.model import Element, Kind

JSON = Script("json", "3.0")
A, B = Blank("a"), Blank("b")


def rows(**columns: list[str | None]) -> pl.DataFrame:
    return pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))


def written(form: Form, **columns: list[str | None]) -> list[Any]:
    """What a form becomes, row by row, as plain data."""
    texts = filled(rows(**columns), letter(JSON, form)).to_list()
    return [None if text is None else json.loads(text) for text in texts]


NODES = pytest.mark.parametrize(
    ("node", "expected"),
    [
        (Fixed("x"), ["x", "x", "x"]),
        (A, ["1", None, None]),
        (Sequence((Fixed("<"), A, Fixed(">"))), ["<1>", None, None]),
        (Joined("[", (A, B), ",", "]"), ["[1,2]", "[2]", None]),
        (Joined("[", (A, B), ",", "]", "[]"), ["[1,2]", "[2]", "[]"]),
        (Joined("[", (A, Fixed("x"), B), ",", "]"), ["[1,x,2]", "[x,2]", "[x]"]),
        (Joined("[", (), ",", "]"), [None, None, None]),
        (Joined("[", (), ",", "]", "{}"), ["{}", "{}", "{}"]),
        (OrElse(A, Fixed("-")), ["1", "-", "-"]),
        (OrElse(A, B), ["1", "2", None]),
        (OrElse(A, OrElse(B, Fixed("-"))), ["1", "2", "-"]),
        (When(("a",), Joined("[", (A,), ",", "]", "[]")), ["[1]", None, None]),
        (
            When(("a", "b"), Joined("[", (OrElse(A, Fixed("-")), OrElse(B, Fixed("-"))), ",", "]")),
            ["[1,2]", "[-,2]", None],
        ),
        (When(("b",), Sequence((A, B))), ["12", None, None]),
    ],
)


@NODES
def test_nodes(node: Node, expected: list[str | None]) -> None:
    assert filled(rows(a=["1", None, None], b=["2", "2", None]), node).to_list() == expected


@NODES
@pytest.mark.parametrize("at_once", [1, 2, 3])
def test_pieces_of_joined_texts_say_what_the_texts_say(node: Node, expected: list[str | None], at_once: int) -> None:
    compiled = Compiled(node)
    compiled.rows_at_once = at_once
    unfilled = Unfilled(rows(a=["0", "1", None, None], b=["0", "2", "2", None]), compiled)
    pieces = [piece.decode() for piece in unfilled.joined(1, 3, ";")]
    assert ";".join(filter(None, pieces)) == ";".join(text for text in expected if text is not None)


def test_blanks_are_found_everywhere() -> None:
    inner = Joined("", (Sequence((A, Fixed("x"))), OrElse(B, Blank("c"))), ",", "")
    assert list(blanks(When(("d",), inner))) == ["a", "b", "c"]


def test_an_empty_frame_gives_no_text() -> None:
    for node in (Fixed("x"), A, Joined("[", (A,), ",", "]", "[]")):
        assert filled(rows(a=[]), node).to_list() == []


def test_cutting_and_marking() -> None:
    assert cut("plain") == Fixed("plain")
    assert cut(mark("a")) == A
    assert cut(f"<{mark('a')}>") == Sequence((Fixed("<"), A, Fixed(">")))


@pytest.mark.parametrize(("script", "escapes"), [(JSON, JSON_ESCAPES), (Script("xml", "3.1"), XML_ESCAPES)])
def test_escaping_does_not_escape_twice(script: Script, escapes: dict[str, str]) -> None:
    text = "".join(escapes) * 2 + "&amp;\\n\\\\"
    (found,) = pl.select(script.escaped(pl.lit(text))).to_series().to_list()
    assert found == "".join(escapes.get(character, character) for character in text)


def entity(*children: Form, mandatory: bool = False, asset: str = "asset") -> Container:
    element = Element(id_short="Machine", kind=Kind.ENTITY)
    return Container(element, children, (("globalAssetId", FromColumn(asset)),), mandatory)


NAME = Leaf(Element(id_short="Name"), (("value", FromColumn("name")),))


@pytest.mark.parametrize("mandatory", [False, True])
def test_an_entity_keeps_what_it_has(mandatory: bool) -> None:
    both, asset, name, none = written(
        entity(NAME, mandatory=mandatory), asset=["urn:1", "urn:1", None, None], name=["n", None, "n", None]
    )
    assert (both["entityType"], both["globalAssetId"], len(both["statements"])) == ("SelfManagedEntity", "urn:1", 1)
    assert (asset["entityType"], asset["globalAssetId"], "statements" in asset) == ("SelfManagedEntity", "urn:1", False)
    assert (name["entityType"], "globalAssetId" in name, len(name["statements"])) == ("CoManagedEntity", False, 1)
    assert (none is not None) == mandatory


def test_an_item_without_a_value_keeps_its_place() -> None:
    item = Element(id_short="", value_type="xs:double")
    zones = Element(id_short="Zones", kind=Kind.SUBMODEL_ELEMENT_LIST, elements=(item,))
    form = Container(zones, tuple(Leaf(item, (("value", FromColumn(name)),)) for name in "abc"))
    some, none = written(form, a=["1", None], b=[None, None], c=["3", None])
    assert [one.get("value") for one in some["value"]] == ["1", None, "3"]
    assert not any("idShort" in one for one in some["value"])
    assert none is None


def test_a_relationship_in_a_list_has_no_place_to_keep() -> None:
    item = Element(id_short="", kind=Kind.RELATIONSHIP_ELEMENT)
    links = Element(id_short="Links", kind=Kind.SUBMODEL_ELEMENT_LIST, elements=(item,))
    parts = [(("first", FromColumn(a)), ("second", Constant("urn:x"))) for a in "ab"]
    form = Container(links, (*(Leaf(item, two) for two in parts), Leaf(item, ())))
    (found,) = written(form, a=[None], b=["urn:b"])
    assert [one["first"]["keys"][0]["value"] for one in found["value"]] == ["urn:b"]


def test_columns_of_a_form_come_once() -> None:
    leaf = Leaf(Element(id_short="R", kind=Kind.RANGE), (("min", FromColumn("a")), ("max", FromColumn("a"))))
    form = Container(Element(id_short="C", kind=Kind.SUBMODEL_ELEMENT_COLLECTION), (leaf, NAME))
    assert columns_of(form) == ("a", "name")

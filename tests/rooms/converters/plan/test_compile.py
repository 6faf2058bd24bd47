"""The plan: every name is looked up once, and every finding about the mapping says its line."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aas_converters.mapping.mapping import Cell
from aas_converters.plan.keys import encoded, ids, key_of, key_text, urn
from aas_converters.plan.places import Places, item_of
from aas_converters.plan.plan import Key, Naming
from aas_reference_models.library import load_model, models
from aas_reference_models.model import Element, Kind
from aas_validators.diagnostics import Diagnostic

PLATING = load_model("plating")


@pytest.mark.parametrize("name", list(models()))
def test_every_place_is_found_by_its_path_and_by_an_ending_that_is_enough(name: str) -> None:
    places = Places(load_model(name))
    for path, place in places.by_path.items():
        assert places.find(path) == place
        assert place.path == path
        steps = path.split(".")
        for start in range(len(steps)):
            ending = ".".join(steps[start:])
            same = [other for other in places.by_path if other == ending or other.endswith("." + ending)]
            found = places.find(ending)
            if ending in places.by_path:
                assert found == places.by_path[ending]
            else:
                assert found == (place if len(same) == 1 else None)


def test_places_in_lists() -> None:
    item = Element(id_short="", kind=Kind.SUBMODEL_ELEMENT_COLLECTION, elements=(Element(id_short="X"),))
    zones = Element(id_short="Zones", kind=Kind.SUBMODEL_ELEMENT_LIST, elements=(item,))
    places = Places(replace(PLATING, elements=(zones,)))
    found = places.find("Zones[3].X")
    assert found is not None
    assert (found.path, found.steps) == ("Zones[3].X", ("Zones", 3, "X"))
    assert places.find("Zones[3].Y") is None
    assert places.find("Zones[x]") is None
    assert places.find("X") is None, "an item of which nobody knows the position"
    assert places.find("") is None
    whole = places.find("Zones")
    assert whole is not None
    assert item_of(whole, 0) is not None
    assert item_of(found, 0) is None


@given(name=st.text(max_size=12))
def test_any_path_is_found_or_not_but_never_a_fault(name: str) -> None:
    places = Places(PLATING)
    places.find(name)
    assert all(path in places.by_path for path in places.meant(name))


KEYS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)


@given(
    keys=st.lists(KEYS, min_size=1, max_size=20), base=st.sampled_from(["https://plant.example", "urn:plant:/", None])
)
def test_different_keys_give_different_ids_and_the_same_key_the_same(keys: list[str], base: str | None) -> None:
    naming = Naming(base, "a1", "b2", "plating", Key(("",)), Key(("",)))
    made = ids(naming, "submodel/plating", pl.Series(keys)).to_list()
    assert made == ids(naming, "submodel/plating", pl.Series(keys)).to_list()
    assert len(set(made)) == len(set(keys))
    for one in made:
        assert one.isascii()
        assert one.isprintable()
        assert not set(one) & set(' "<>\\^`{|}')


@given(keys=st.lists(st.none() | KEYS, max_size=10))
def test_an_empty_key_has_no_id(keys: list[str | None]) -> None:
    series = pl.Series(keys, dtype=pl.String)
    for base in ("https://plant.example", None):
        made = ids(Naming(base, "a", "b", "m", Key(("",)), Key(("",))), "asset", series)
        assert made.is_null().to_list() == series.is_null().to_list()
    assert encoded(series).is_null().to_list() == series.is_null().to_list()


def test_ids_without_a_base_are_version_5_uuids_of_source_kind_and_key() -> None:
    from uuid import UUID

    naming = Naming(None, "file", "run", "m", Key(("",)), Key(("",)))
    (one,) = ids(naming, "submodel/m", pl.Series(["1"])).to_list()
    found = UUID(one.removeprefix("urn:uuid:"))
    assert (found.version, found.variant) == (5, "specified in RFC 4122")
    others = [
        ids(replace(naming, identity="other"), "submodel/m", pl.Series(["1"]))[0],
        ids(naming, "submodel/n", pl.Series(["1"]))[0],
        ids(naming, "submodel/m", pl.Series(["2"]))[0],
    ]
    assert len({one, *others}) == 4
    assert (
        ids(replace(naming, identity="other"), "asset", pl.Series(["1"]))[0]
        == ids(naming, "asset", pl.Series(["1"]))[0]
    )
    assert urn("f" * 40).startswith("urn:uuid:ffffffff-ffff-5fff-bfff-")


@given(
    names=st.lists(st.sampled_from(["A", "B", "nobody"]), max_size=4),
    texts=st.lists(st.text("ab-/", max_size=3), min_size=5, max_size=5),
)
def test_a_key_is_its_template_with_the_blanks_filled(names: list[str], texts: list[str]) -> None:
    template = texts[0] + "".join("{" + name + "}" + text for name, text in zip(names, texts[1:], strict=False))
    found = list(key_of(template, lambda name: name if name != "nobody" else None))
    if "nobody" in names:
        assert found == ["nobody"] * names.count("nobody")
        return
    (key,) = found
    assert isinstance(key, Key)
    assert key.columns == tuple(names)
    frame = pl.DataFrame({"A": ["1", None], "B": ["2", "3"]})
    made = frame.select(key_text(key).alias("key"))["key"].to_list()
    expected = template.replace("{A}", "1").replace("{B}", "2")
    assert made[0] == expected
    if "A" in names:
        assert made[1] is None


def test_cells_say_what_they_are() -> None:
    assert Cell() == Cell(columns=(), constant=None)
    assert not [finding for finding in key_of("x", lambda name: None) if isinstance(finding, Diagnostic)]

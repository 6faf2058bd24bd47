"""Matching headers with elements: each column once, each element once, the same answer in any order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aas_converters.mapping.mapping import Mapping
from aas_converters.mapping.match import normalised
from aas_converters.mapping.suggest import suggest
from aas_converters.sources.table import Batch, Column
from aas_reference_models.library import load_model, models
from aas_reference_models.model import Element, Kind, Model, Text, walk
from aas_reference_models.units import unit_named
from aas_validators.diagnostics import Diagnostic

PLATING = load_model("plating")
ALIASES = sorted(
    {alias for _, element in walk(PLATING.elements) for alias in (element.id_short, *element.aliases) if alias}
)
HEADERS = st.one_of(
    st.sampled_from(ALIASES),
    st.sampled_from(ALIASES).map(str.upper),
    st.sampled_from(ALIASES).map(lambda alias: alias.replace("_", " ")),
    st.text(max_size=5),
)
UNITS = st.sampled_from([None, "℃", "A", "V", "bar", "nonsense"])


@dataclass(frozen=True)
class Headers:
    """A table of which only the headers are known."""

    columns: tuple[Column, ...]
    name: str = "plant.csv"
    identity: str = ""
    about: dict[str, str] = field(default_factory=dict)
    findings: tuple[Diagnostic, ...] = ()

    def batches(self, rows: int = 0) -> Iterator[Batch]:
        return iter(())


def match(model: Model, headers: tuple[Column, ...]) -> Mapping:
    """The mapping that headers alone suggest."""
    return suggest(model, Headers(headers)).mapping


def columns(*headers: str) -> tuple[Column, ...]:
    return tuple(Column(header, header) for header in headers)


@st.composite
def tables(draw: st.DrawFn) -> tuple[Column, ...]:
    """Columns with unique names, whose headers may well be the same."""
    headers = draw(st.lists(HEADERS, max_size=12))
    return tuple(Column(f"{i}:{header}", header, draw(UNITS)) for i, header in enumerate(headers))


def used(mapping: Mapping) -> list[str]:
    """Every column a mapping uses."""
    return [name for one in mapping.assignments for cell in (one.items or [one.parts[0][1]]) for name in cell.columns]


@given(table=tables())
def test_a_column_is_used_once_and_an_element_filled_once(table: tuple[Column, ...]) -> None:
    mapping = match(PLATING, table)
    names = used(mapping)
    assert len(names) == len(set(names))
    assert set(names) <= {column.name for column in table}
    paths = [one.path for one in mapping.assignments]
    assert len(paths) == len(set(paths))
    assert paths == [".".join(path) for path, _ in walk(PLATING.elements) if ".".join(path) in paths]
    assert match(PLATING, table) == mapping


@given(table=tables(), data=st.data())
def test_the_order_of_columns_matters_only_between_equals(table: tuple[Column, ...], data: st.DataObject) -> None:
    plain = {normalised(column.header): column for column in table}  # no two that mean the same
    distinct = tuple(plain.values())
    shuffled = tuple(data.draw(st.permutations(distinct)))
    one, other = match(PLATING, distinct), match(PLATING, shuffled)
    # two aliases of one element stay a tie, which the file's order decides
    assert [a.path for a in one.assignments] == [a.path for a in other.assignments]


def test_a_better_spelling_wins_in_any_order() -> None:
    for order in permutations(("TEMP", "Temp", "Bath temperature")):
        (one,) = match(PLATING, columns(*order)).assignments
        assert one.parts[0][1].columns == ("Temp",)


def test_a_unit_that_cannot_fit_rules_a_column_out() -> None:
    assert match(PLATING, (Column("Temp", "Temp", "bar"),)).assignments == ()
    assert match(PLATING, (Column("Temp", "Temp", "°F"),)).assignments
    assert match(PLATING, (Column("Temp", "Temp", "whatever"),)).assignments


def numbered() -> Model:
    """A model with a list for a series of zones."""
    item = Element(id_short="", value_type="xs:double", unit=unit_named("°C"))
    zones = Element(
        id_short="Zones", kind=Kind.SUBMODEL_ELEMENT_LIST, aliases=("Zone_1..7", "존온도"), elements=(item,)
    )
    return replace(PLATING, elements=(zones, Element(id_short="Other", name=Text((("ko", "기타"),)))))


@pytest.mark.parametrize(
    "headers",
    [
        ("Zone_1", "Zone_2", "Zone_10"),
        ("Zone 1", "Zone 2", "Zone 10"),
        ("zone-1", "ZONE#2", "zone10"),
        ("존온도1", "존온도 2", "존온도_10"),
    ],
)
def test_numbered_columns_become_a_list_in_the_order_of_their_numbers(headers: tuple[str, ...]) -> None:
    for order in permutations(headers):
        (one,) = match(numbered(), columns(*order)).assignments
        assert one.path == "Zones"
        assert tuple(cell.columns[0] for cell in one.items) == headers


def test_two_columns_of_the_same_number_do_not_both_become_an_item() -> None:
    (one,) = match(numbered(), columns("Zone_1", "Zone 1", "Zone_2")).assignments
    assert [cell.columns[0] for cell in one.items] == ["Zone_1", "Zone_2"]


@pytest.mark.parametrize("name", list(models()))
def test_every_alias_of_a_bundled_model_finds_its_element(name: str) -> None:
    model = load_model(name)
    for path, element in walk(model.elements):
        if "" in path or element.elements:
            continue
        (one, *_) = match(model, columns(element.id_short)).assignments
        assert one.path.split(".")[-1] == element.id_short
        for alias in element.aliases:
            found = [assignment.path for assignment in match(model, columns(alias)).assignments]
            assert found == [".".join(path)], alias


def test_names_in_both_languages_match() -> None:
    (one,) = match(numbered(), columns("기타")).assignments
    assert one.path == "Other"

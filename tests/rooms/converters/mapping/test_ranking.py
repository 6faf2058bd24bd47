"""Which model fits a plant's table: the same answer always, and right for files no alias was taken from."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import permutations
from pathlib import Path

import polars as pl
import pytest

from aas_converters.mapping.header_words import alike, concepts, initials
from aas_converters.mapping.plausible import cells_of, plausibility, unit_in_words
from aas_converters.mapping.ranking import Fit, rank
from aas_converters.sources import open_table
from aas_converters.sources.table import Column, Table
from aas_reference_models.check_model import header_key
from aas_reference_models.library import load_model, models
from aas_reference_models.model import Code, Element, Interval, Model
from aas_reference_models.units import unit_named
from tests.shared_files import shared

REAL = {
    "ai4i2020/ai4i2020.csv": {"machining_cnc", "maintenance_tool_life"},
    "garment_productivity/garments_worker_productivity.csv": {"sewing"},
    "industrial_accidents/accidents_head.csv": {"safety_incident"},
    "injection_molding_airtlab/data.csv": {"injection_moulding"},
    "kamp_casting_semisolid/data_mart.parquet": {"die_casting"},
    "kamp_injection_parquet": {"injection_moulding"},
    "kamp_melting_tank/melting_tank.csv": {"food_mixing"},
    "kamp_plating_sensor/kemp-abh-sensor-2021.09.06.csv": {"plating"},
    "kamp_press_pressure/press.csv": {"press_stamping"},
    "knitsmart/DataSet1.csv": {"knitting", "equipment_status_oee"},
    "screw_driving_pyscrew/s03_variations-in-assembly-conditions-1.csv": {"screw_fastening", "quality_result"},
    "steel_energy_gwangyang/Steel_industry_data.csv": {"energy_consumption"},
}
"""The tables among the shared data → the models of what they record (../shared/data/README.md)."""


@cache
def bundled() -> tuple[Model, ...]:
    return tuple(load_model(name) for name in models())


def table(folder: Path, text: str) -> Table:
    path = folder / "plant.csv"
    path.write_text(text, encoding="utf-8")
    return open_table(path)


def place(fits: list[Fit], right: set[str]) -> int:
    return next(at for at, fit in enumerate(fits, 1) if fit.model.id in right)


def series(text: str) -> str:
    """A header as a key, without the number that only counts."""
    return re.sub(r"\d+$", "", header_key(re.sub(r"\d+\.\.\d+$", "", text)))


def forgetting(element: Element, keys: set[str]) -> Element:
    """An element without the aliases that are headers of a file."""
    kept = tuple(alias for alias in element.aliases if not {header_key(alias), series(alias)} & keys)
    return replace(element, aliases=kept, elements=tuple(forgetting(child, keys) for child in element.elements))


def real_table(name: str, folder: Path) -> Table:
    path = shared(f"data/{name}")
    if path.is_dir():
        path = next(path.glob("*.parquet"))
    if path.suffix == ".parquet":
        # what a plant would export of it
        pl.read_parquet(path).head(5000).write_csv(folder / "table.csv")
        path = folder / "table.csv"
    return open_table(path)


@pytest.mark.parametrize("forget", ["in the right model", "in all models"])
def test_the_right_model_is_found_for_files_no_alias_was_taken_from(forget: str, tmp_path: Path) -> None:
    places: dict[str, int] = {}
    for name, right in REAL.items():
        opened = real_table(name, tmp_path)
        keys = {key(text) for c in opened.columns for text in (c.header, c.name) for key in (header_key, series)}
        known = [
            replace(m, elements=tuple(forgetting(e, keys) for e in m.elements))
            if forget == "in all models" or m.id in right
            else m
            for m in bundled()
        ]
        places[name] = place(rank(known, opened), right)
    assert len(places) == 12
    assert sum(at == 1 for at in places.values()) >= 7, places
    assert sum(at <= 3 for at in places.values()) >= 9, places


@pytest.mark.parametrize("name", list(REAL))
def test_a_file_whose_headers_are_known_finds_its_model_first(name: str, tmp_path: Path) -> None:
    assert place(rank(bundled(), real_table(name, tmp_path)), REAL[name]) == 1


KOREAN = """\
생산일시,설비번호,수지명,사출압력(MPa),실린더온도1(℃),실린더온도2(℃),사이클타임,양불판정
2026-03-02 09:00:00,IMM-1,ABS,85.1,221,230,31.5,OK
2026-03-02 09:00:31,IMM-1,ABS,84.9,222,231,31.4,NG
"""


def test_a_korean_table_finds_its_model_and_its_columns(tmp_path: Path) -> None:
    best, second, *_ = rank(bundled(), table(tmp_path, KOREAN))
    assert best.model.id == "injection_moulding"
    assert best.score > 1.5 * second.score
    filled = dict(best.columns)
    assert filled["사이클타임"] == "Measured.CycleTime"
    lists = [path for path in filled.values() if path == "Measured.BarrelTemperatures"]
    assert len(lists) == 2
    assert best.mandatory_found == best.mandatory


def test_the_order_of_columns_and_of_models_does_not_matter(tmp_path: Path) -> None:
    headers = ("Temp", "pH", "Current")
    answers = set()
    for order in permutations(headers):
        text = ",".join(order) + "\n" + ",".join("4.2" for _ in order) + "\n"
        fits = rank(tuple(reversed(bundled())), table(tmp_path, text))
        answers.add(tuple((fit.model.id, fit.score) for fit in fits))
    assert len(answers) == 1
    assert rank(bundled(), table(tmp_path, text)) == fits


def test_a_table_nobody_knows_fits_nothing(tmp_path: Path) -> None:
    fits = rank(bundled(), table(tmp_path, "qqzx,wwvk\n1,2\n"))
    assert {fit.score for fit in fits} == {0.0}
    assert [fit.model.id for fit in fits] == sorted(models())
    assert {fit.columns for fit in fits} == {()}


def test_values_out_of_range_speak_against_a_model(tmp_path: Path) -> None:
    right = rank(bundled(), table(tmp_path, "Temp,Current\n54,300\n55,310\n"))
    wrong = rank(bundled(), table(tmp_path, "Temp,Current\n5400,x\n5500,y\n"))
    score = {fit.model.id: fit.score for fit in right}
    assert {fit.model.id: fit.score for fit in wrong}["plating"] < score["plating"]


def test_what_headers_say() -> None:
    assert concepts("MELT_TEMP") == concepts("용해온도") == concepts("Melt temperature") == ("melt", "temperature")
    assert concepts("MoldTemperatures") == ("mould", "temperature")
    assert concepts("ZUx - Cycle time") == ("cycle", "time")
    assert concepts("MOTORSPEED") == ("motor", "speed")
    assert concepts("PressForce2") == ("press", "force")
    assert concepts("passorfail") == ("verdict",)
    assert concepts("작업지시번호") == ("order", "number")
    assert concepts("하금형온도") == ("lower", "mould", "temperature")
    assert concepts("Wobble_qqzx") == ("wobble", "qqzx")
    assert concepts("") == ()


def test_initials_need_three_words() -> None:
    assert initials("Work in progress") == "wip"
    assert initials("StandardMinuteValue") == "smv"
    assert initials("Cycle time") == ""


@pytest.mark.parametrize(("one", "other"), [("plastif", "plastification"), ("wobbel", "wobble"), ("id", "number")])
def test_a_shortened_or_misspelt_word_means_the_whole(one: str, other: str) -> None:
    assert 0 < alike(one, other) < alike(other, other) == 1.0


@pytest.mark.parametrize(("one", "other"), [("co", "cooling"), ("온도", "온수"), ("lot", "slot"), ("max", "mean")])
def test_other_words_mean_something_else(one: str, other: str) -> None:
    assert alike(one, other) == 0.0


def test_a_unit_behind_a_name_is_a_unit() -> None:
    assert unit_in_words("Usage_kWh") == "kWh"
    assert unit_in_words("Speed rpm") == "rpm"
    assert unit_in_words("kWh") is None
    assert unit_in_words("Barrel_A") is None


def test_plausibility_looks_at_type_range_unit_and_codes() -> None:
    celsius = Element(id_short="T", value_type="xs:double", unit=unit_named("°C"), allowed_range=Interval("0", "100"))
    verdict = Element(id_short="V", value_type="xs:string", codes=(Code("OK"), Code("NG")))
    at = Element(id_short="At", value_type="xs:dateTime")
    plain, kelvin = Column("T", "T"), Column("T", "T", "K")
    numbers = cells_of(pl.Series(["298.1", "299.2"]))
    assert plausibility(kelvin, numbers, celsius) == 1.0
    assert plausibility(plain, numbers, celsius) < plausibility(plain, None, celsius) == 1.0
    assert plausibility(plain, numbers, at) < plausibility(plain, cells_of(pl.Series(["오후 4:27:17.0"])), at) == 1.0
    assert plausibility(plain, cells_of(pl.Series(["x"])), verdict) < 1.0
    assert plausibility(plain, cells_of(pl.Series(["ng", "OK"])), verdict) == 1.0

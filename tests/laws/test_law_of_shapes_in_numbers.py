"""Laws of what is computed: aggregates, windows of time and files of external series, against plain Python."""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
from datetime import datetime, timedelta
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.laws.plating_tables import values_in
from tests.rooms.converters.shapes.workshop import ELEMENTS, Row, environment, folder, mapping, run, told, write

NUMBERS = st.one_of(
    st.just(""),
    st.decimals(-(10**6), 10**6, places=3).map(str),
    st.integers(-(10**16), 10**16).map(str),
    st.sampled_from(["1e-7", "-2.5E3", "0.1", "+4", "007", "1e300", "3.0e-70"]),
)
MOMENTS = st.datetimes(datetime(2024, 2, 27), datetime(2024, 3, 4)).map(lambda t: t.replace(microsecond=0))
SEOUL = ZoneInfo("Asia/Seoul")


def row(time: datetime | str, lot: str = "A", temp: str = "1", count: str = "1") -> Row:
    return {"Time": str(time), "Machine": "F1", "Lot": lot, "Temp": temp, "Count": count, "Remark": ""}


def submodels(rows: list[Row], found: Any, **options: Any) -> list[dict[str, str]]:
    """The values of the submodels that rows become."""
    with folder() as place:
        outcome = run([write(place / "in.csv", rows)], found, place / "o.json", **options)
        assert outcome.file is not None, told(outcome)
        return [values_in(one) for one in environment(outcome.file)["submodels"]]


def mean(numbers: list[Decimal]) -> Decimal:
    """The mean with two more decimals than the values, but no more than a float can tell."""
    digits = max(max(0, -int(number.as_tuple().exponent)) for number in numbers) + 2
    result = sum(numbers, Decimal(0)) / len(numbers)
    if digits > 17:
        digits = min(digits, max(16 - result.adjusted(), 0))
    return result.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_EVEN)


@settings(max_examples=25)
@given(data=st.data(), size=st.integers(1, 4))
def test_aggregates_are_those_of_decimals_and_datetimes(data: st.DataObject, size: int) -> None:
    cells = data.draw(st.lists(NUMBERS, min_size=1, max_size=8))
    times = data.draw(st.lists(MOMENTS, min_size=len(cells), max_size=len(cells)))
    rows = [row(time, temp=cell) for time, cell in zip(times, cells, strict=True)]
    (found,) = submodels(rows, mapping(), batch=size)
    assert (found["Total.Readings"], found["Measured.Count"]) == (str(len(rows)), str(len(rows)))
    begin, end = min(times).replace(tzinfo=SEOUL), max(times).replace(tzinfo=SEOUL)
    assert datetime.fromisoformat(found["Total.Begin"]) == begin
    assert datetime.fromisoformat(found["Total.End"]) == end
    assert span(found["Total.Lasted"]) == end - begin
    names = ("First", "Last", "Lowest", "Highest", "Sum", "Mean")
    got = {name: Decimal(found[f"Total.{name}"]) for name in names if f"Total.{name}" in found}
    with localcontext() as context:
        context.prec = 1000
        numbers = [Decimal(cell) for cell in cells if cell]
        if not numbers:
            assert got == {}
            return
        assert got["First"] == numbers[0]
        assert got["Last"] == numbers[-1]
        # smallest and largest as floats tell them apart
        assert float(got["Lowest"]) == min(map(float, numbers))
        assert float(got["Highest"]) == max(map(float, numbers))
        assert got["Sum"] == sum(numbers)
        assert got["Mean"] == mean(numbers)


def span(text: str) -> timedelta:
    """An xs:duration of days, hours, minutes and seconds."""
    days, _, clock = text.removeprefix("P").partition("T")
    result = timedelta(days=int(days.removesuffix("D") or 0))
    for unit, name in (("H", "hours"), ("M", "minutes"), ("S", "seconds")):
        if unit in clock:
            number, _, clock = clock.partition(unit)
            result += timedelta(**{name: float(number)})
    return result


def test_numbers_off_the_scale_count_and_no_number_does_not() -> None:
    times = [f"2024-03-01 08:00:0{i}" for i in range(4)]
    for order in ([0, 1, 2, 3], [3, 2, 1, 0], [1, 3, 0, 2]):
        cells = [["INF", "NaN", "2", "5"][i] for i in order]
        rows = [row(time, temp=cell) for time, cell in zip(times, cells, strict=True)]
        for size in (1, 2, 4):
            (found,) = submodels(rows, mapping(), batch=size)
            got = [found[f"Total.{name}"] for name in ("Lowest", "Highest", "Sum", "Mean")]
            assert got == ["2", "INF", "INF", "INF"]
    (found,) = submodels([row(times[0], temp="NaN"), row(times[1], temp="")], mapping())
    assert not {"Total.Lowest", "Total.Sum", "Total.Mean"} & set(found)


def test_the_year_9999_is_later_than_today() -> None:
    (found,) = submodels([row("2024-03-01 08:00:00"), row("9999-12-31 00:00:00")], mapping())
    assert found["Total.Begin"] == "2024-03-01T08:00:00+09:00"
    assert found["Total.End"] == "9999-12-31T00:00:00+09:00"
    assert span(found["Total.Lasted"]) == datetime(9999, 12, 31) - datetime(2024, 3, 1, 8)


def window(time: datetime, every: str) -> str:
    """The name of a window, worked out by hand."""
    midnight = time.replace(hour=0, minute=0, second=0)
    match every:
        case "1d":
            return f"{time:%Y-%m-%d}"
        case "1w":
            return f"{time - timedelta(days=time.weekday()):%Y-%m-%d}"
        case "1mo":
            return f"{time:%Y-%m}"
        case "8h":
            return f"{midnight + timedelta(hours=time.hour // 8 * 8):%Y-%m-%dT%H:%M:%S}"
        case "15min":
            return f"{midnight + timedelta(minutes=(time.hour * 60 + time.minute) // 15 * 15):%Y-%m-%dT%H:%M:%S}"
    raise AssertionError(every)


def shift(time: datetime, starts: list[int]) -> str:
    """The day on which a shift began and its number; before the first start it is the last shift of the day before."""
    minute = time.hour * 60 + time.minute
    number = sum(start <= minute for start in starts)
    return f"{time:%Y-%m-%d}-{number}" if number else f"{time - timedelta(days=1):%Y-%m-%d}-{len(starts)}"


def windows_of(times: list[str], shape: str, zone: str = "Asia/Seoul") -> dict[str, int]:
    """Window → number of rows."""
    with folder() as place:
        rows = [row(time) for time in times]
        found = mapping(shape, zone=zone, submodel="{window}")
        outcome = run([write(place / "in.csv", rows)], found, place / "o.json", batch=3)
        assert outcome.file is not None, told(outcome)
        content = environment(outcome.file)["submodels"]
        return {one["id"].rpartition("/")[2]: int(values_in(one)["Total.Readings"]) for one in content}


def counted(names: list[str]) -> dict[str, int]:
    return {name: names.count(name) for name in names}


@settings(max_examples=20)
@given(times=st.lists(MOMENTS, min_size=1, max_size=9), every=st.sampled_from(["1mo", "1w", "1d", "8h", "15min"]))
def test_windows_are_those_of_the_plants_clock(times: list[datetime], every: str) -> None:
    expected = counted([window(time, every) for time in times])
    assert windows_of([str(time) for time in times], f"{{every: {every}, by: []}}") == expected
    in_utc = [time.replace(tzinfo=SEOUL).astimezone(ZoneInfo("UTC")).strftime("%Y-%m-%dT%H:%M:%SZ") for time in times]
    assert windows_of(in_utc, f"{{every: {every}, by: []}}") == expected


@settings(max_examples=20)
@given(
    times=st.lists(MOMENTS, min_size=1, max_size=9),
    starts=st.lists(st.integers(0, 1439), min_size=1, max_size=4, unique=True).map(sorted),
)
def test_a_night_shift_belongs_to_the_day_on_which_it_began(times: list[datetime], starts: list[int]) -> None:
    clocks = ", ".join(f'"{start // 60:02}:{start % 60:02}"' for start in starts)
    expected = counted([shift(time, starts) for time in times])
    assert windows_of([str(time) for time in times], f"{{shift: [{clocks}], by: []}}") == expected


def test_a_night_shift_by_example() -> None:
    times = ["2024-03-01 05:59:59", "2024-03-01 06:00:00", "2024-03-01 14:00:00", "2024-03-01 22:00:00"]
    times += ["2024-03-02 00:00:00", "2024-03-02 05:59:59"]
    found = windows_of(times, '{shift: ["06:00", "14:00", "22:00"], by: []}')
    assert found == {"2024-02-29-3": 1, "2024-03-01-1": 1, "2024-03-01-2": 1, "2024-03-01-3": 3}


def segments_in(path: Path) -> list[dict[str, Any]]:
    """The segments of all series of a document, as their elements by idShort."""
    found = []
    for submodel in environment(path)["submodels"]:
        if submodel["idShort"] == "TimeSeries":
            segments = next(e for e in submodel["submodelElements"] if e["idShort"] == "Segments")
            found += [{e["idShort"]: e for e in segment["value"]} for segment in segments["value"]]
    return found


@pytest.mark.parametrize("format_", ["csv", "parquet"])
@pytest.mark.parametrize("segment", ["{rows: 3}", "{time: 2min}", "{bytes: 100}"])
@settings(max_examples=6)
@given(data=st.data())
def test_files_of_external_series(format_: str, segment: str, data: st.DataObject) -> None:
    cells = data.draw(st.lists(NUMBERS, min_size=1, max_size=9))
    lot = st.sampled_from("AB")
    rows = [row(f"2024-03-01 08:{i:02}:00", data.draw(lot), cell, str(i)) for i, cell in enumerate(cells)]
    rows[0]["Temp"] = "12.50"
    found = mapping(f"{{records: external, format: {format_}, segment: {segment}}}", elements=ELEMENTS)
    with folder() as place:
        outcome = run([write(place / "in.csv", rows)], found, place / "o.aasx", batch=4)
        assert outcome.file is not None, told(outcome)
        segments = segments_in(outcome.file)
        with zipfile.ZipFile(outcome.file) as package:
            parts = {f"/{name}": package.read(name) for name in package.namelist()}
        files = [segment["File"] for segment in segments]
        assert sorted(file["value"] for file in files) == sorted(p for p in parts if p.startswith("/aasx/suppl/"))
        rels = ElementTree.fromstring(parts["/aasx/_rels/data.json.rels"])
        assert {(rel.get("Type"), rel.get("Target")) for rel in rels} == {
            ("http://admin-shell.io/aasx/relationships/aas-suppl", file["value"]) for file in files
        }
        media = "text/csv" if format_ == "csv" else "application/vnd.apache.parquet"
        types = ElementTree.fromstring(parts["/[Content_Types].xml"])
        assert {e.get("Extension"): e.get("ContentType") for e in types}[format_] == media
        back = []
        for one, file in zip(segments, files, strict=True):
            content = parts[file["value"]]
            assert file["contentType"] == media
            assert {e["name"]: e["value"] for e in file["extensions"]}["sha256"] == hashlib.sha256(content).hexdigest()
            records = records_in(content, format_)
            assert len(records) == int(one["RecordCount"]["value"])
            back += records
        sorted_rows = [r for name in dict.fromkeys(r["Lot"] for r in rows) for r in rows if r["Lot"] == name]
        assert [time for time, _, _ in back] == [r["Time"].replace(" ", "T") + "+09:00" for r in sorted_rows]
        assert [count for _, _, count in back] == [int(r["Count"]) for r in sorted_rows]
        assert [temp for _, temp, _ in back] == [float(r["Temp"]) if r["Temp"] else None for r in sorted_rows]


def records_in(content: bytes, format_: str) -> list[tuple[str, float | None, int]]:
    """Time, temperature and count of each record of a file."""
    if format_ == "parquet":
        frame = pl.read_parquet(io.BytesIO(content))
        assert frame.schema["Temperature [°C]"] == pl.Float64
        assert frame.schema["Count"] == pl.Int64
        assert frame.schema["Time00 [ms]"] == pl.Int64
        return frame.select("Time", "Temperature [°C]", "Count").rows()
    records = csv.DictReader(io.StringIO(content.decode()))
    return [
        (r["Time"], float(r["Temperature [°C]"]) if r["Temperature [°C]"] else None, int(r["Count"])) for r in records
    ]

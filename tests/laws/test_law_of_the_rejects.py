"""The law of the rejects: every row that was read is written or put aside, as it was, and converts once corrected."""

from __future__ import annotations

import csv
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import aas_toolkit as aas
from aas_converters.mapping.mapping import Mapping
from aas_converters.mapping.read import parse_mapping
from tests.cli.running import mapping, plant, run

HEADER = ("Time", "Machine", "Lot", "Temp", "Current", "비고")
MAPPING = """\
mapping: 1
model: plating
source: {{encoding: {encoding}, delimiter: "{delimiter}"}}
ids: {{base: "https://p.example", asset: "{{Header.EquipmentId}}", submodel: "{{Header.RecordNumber}}-{{Header.Time}}"}}
time: {{zone: Asia/Seoul}}
elements:
  Header.Time: Time
  Header.EquipmentId: Machine
  Header.LotNumber: Lot
  Header.RecordNumber: Current
  Measured.BathTemperature: Temp
  Measured.RectifierCurrent: Current
"""
TIMES = st.sampled_from(["2026-03-02 09:00:00", "2026-03-02 09:00:05", "어제", ""])
TEXTS = st.sampled_from(["M-1", "도금 1", 'with "quotes"', "a,b;c", ""])
NUMBERS = st.sampled_from(["25.5", "1,234.5", "warm", "N/A", ""])
WHOLES = st.sampled_from(["1", "2", "3", "x", ""])
ROWS = st.lists(st.tuples(TIMES, TEXTS, TEXTS, NUMBERS, WHOLES, TEXTS), min_size=1, max_size=12)


def said(encoding: str = "utf-8", delimiter: str = ",") -> Mapping:
    read, findings = parse_mapping(MAPPING.format(encoding=encoding, delimiter=delimiter))
    assert read is not None, findings
    return read


def written(path: Path, rows: list[tuple[str, ...]], encoding: str, delimiter: str) -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows([HEADER, *rows])
    return path


def table(path: Path, encoding: str, delimiter: str) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig" if encoding == "utf-8" else encoding, newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


@settings(max_examples=40, deadline=None)
@given(rows=ROWS, encoding=st.sampled_from(["utf-8", "cp949"]), delimiter=st.sampled_from([",", ";"]))
def test_rows_are_written_or_put_aside(rows: list[tuple[str, ...]], encoding: str, delimiter: str) -> None:
    # an empty first row of one column would be a blank line, which is no row
    rows = [("2026-03-02 09:00:00", "M-0", "A", "1", "0", ""), *rows]
    with TemporaryDirectory() as name:
        folder = Path(name)
        source = written(folder / "plant.csv", rows, encoding, delimiter)
        aside = folder / "rejects.csv"
        found = aas.convert(
            source, mapping=said(encoding, delimiter), to=folder / "o.json", on_error="skip", rejects=aside
        )
        kept = table(aside, encoding, delimiter)
        assert found.rows == found.written + found.rejected
        assert len(kept) == found.rejected
        missing = {"N/A"}
        as_read = [tuple("" if cell in missing else cell for cell in row) for row in rows]
        assert all(tuple(row[column] for column in HEADER) in as_read for row in kept)
        assert all(row["aas:rule"] and row["aas:message"] and row["aas:line"] for row in kept)
        again = aas.convert(
            aside,
            mapping=said(encoding, delimiter),
            to=folder / "again.json",
            on_error="skip",
            rejects=folder / "2.csv",
        )
        if kept:
            # a repeated id is new where the row it repeats is not
            assert again.rows == found.rejected
            repeated = sum(row["aas:rule"] == "VAL022" for row in kept)
            assert again.written <= repeated
            assert list(table(folder / "2.csv", encoding, delimiter)[0] if again.rejected else kept[0]) == list(kept[0])


def test_a_corrected_row_converts_and_its_reasons_are_no_columns(tmp_path: Path) -> None:
    source = plant(
        tmp_path, "Time,Machine,Lot,Temp,Current\n2026-03-02 09:00:00,M,A,warm,3\n2026-03-02 09:00:05,M,A,25,3\n"
    )
    file, aside = mapping(tmp_path, MAPPING.format(encoding="utf-8", delimiter=",")), tmp_path / "rejects.csv"
    answer = run("convert", source, "--map", file, "-o", tmp_path / "o.json", "--on-error", "skip", "--rejects", aside)
    assert answer.code == 1
    text = aside.read_text(encoding="utf-8-sig")
    assert text.splitlines()[1].startswith("2026-03-02 09:00:00,M,A,warm,3,VAL0")
    aside.write_text(text.replace("warm", "26", 1), encoding="utf-8")
    answer = run("convert", aside, "--map", file, "-o", tmp_path / "rest.json", "--on-error", "skip")
    assert answer.code == 0, answer.said
    assert "aas:rule" not in answer.out
    suggested = run("map", "suggest", aside).out
    assert "aas:" not in suggested


@pytest.mark.parametrize(("lang", "word"), [("en", "number"), ("ko", "숫자")])
def test_the_reasons_speak_the_language_that_was_asked_for(tmp_path: Path, lang: str, word: str) -> None:
    source = plant(tmp_path, "Time,Machine,Lot,Temp,Current\n2026-03-02 09:00:00,M,A,warm,3\n")
    file, aside = mapping(tmp_path, MAPPING.format(encoding="utf-8", delimiter=",")), tmp_path / "rejects.csv"
    arguments = ("--map", file, "-o", tmp_path / "o.json", "--on-error", "skip", "--rejects", aside, "--lang", lang)
    run("convert", source, *arguments)
    assert word in table(aside, "utf-8", ",")[0]["aas:message"]


def test_rejects_need_skip_and_a_file_of_their_own(tmp_path: Path) -> None:
    source, file = plant(tmp_path), mapping(tmp_path)
    assert run("convert", source, "--map", file, "--rejects", tmp_path / "r.csv").code == 2
    assert run("convert", source, "--map", file, "--on-error", "skip", "--rejects", source).code == 2


def test_coverage_counts_every_column(tmp_path: Path) -> None:
    text = "Time,Machine,Lot,Temp,Current,비고\n2026-03-02 09:00:00,M,A,250,3,\n2026-03-02 09:00:05,M,A,,4,x\n"
    file = mapping(tmp_path, MAPPING.format(encoding="utf-8", delimiter=","))
    report = tmp_path / "coverage.json"
    answer = run(
        "convert",
        plant(tmp_path, text),
        "--map",
        file,
        "-o",
        tmp_path / "o.json",
        "--report",
        report,
        "--on-error",
        "skip",
        "--lang",
        "en",
    )
    assert "columns: 5 of 6 mapped, not mapped 비고" in answer.out
    columns = {one["column"]: one for one in aas_json(report)["columns"]}
    assert columns["Machine"]["constant"] is True
    assert columns["Temp"] | {"elements": []} == {
        "column": "Temp",
        "elements": [],
        "rows": 2,
        "empty": 1,
        "bad": 0,
        "out_of_range": 1,
        "constant": False,
        "mapped": True,
    }
    assert (columns["비고"]["mapped"], columns["비고"]["empty"]) == (False, 1)


def aas_json(path: Path) -> dict[str, list[dict[str, object]]]:
    import json

    content: dict[str, list[dict[str, object]]] = json.loads(path.read_text(encoding="utf-8"))
    return content

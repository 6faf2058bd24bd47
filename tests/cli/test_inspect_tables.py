"""`aas inspect` of a plant's own files: what was understood and what the columns hold, never an AAS error."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.running import plant, run

HANGUL = re.compile("[가-힣]")
LOG = """\
일시,설비,온도(℃),판정,비고
2026-03-02 08:00:00,P-1,54.5,OK,
2026-03-02 08:10:00,P-1,60,NG,
2026-03-02 08:20:00,P-1,,OK,
"""


@pytest.mark.parametrize("encoding", ["utf-8", "cp949"])
def test_a_table_is_shown_with_kinds_ends_and_gaps(tmp_path: Path, encoding: str) -> None:
    answer = run("inspect", plant(tmp_path, LOG, encoding=encoding), "--lang", "en")
    assert answer.code == 0, answer.said
    lines = {line.split()[0]: line for line in answer.out.splitlines() if line.strip()}
    assert re.search(r"times +2026-03-02 08:00:00 +2026-03-02 08:20:00 +3", lines["일시"])
    assert re.search(r"℃ +numbers +54\.5 +60 +2 +33\.3%", lines["온도"])
    assert "OK | NG" in lines["판정"]
    assert "nothing" in lines["비고"]
    assert "5 columns, 3 rows" in answer.out
    assert f"encoding {encoding}" in answer.out
    assert "aas map suggest" in answer.out.splitlines()[-1]


def test_it_speaks_korean(tmp_path: Path) -> None:
    answer = run("inspect", plant(tmp_path, LOG), "--lang", "ko")
    assert "열 5개, 행 3개" in answer.out
    assert all(HANGUL.search(line) for line in answer.out.splitlines() if not line.startswith("─"))


def test_a_program_gets_every_column(tmp_path: Path) -> None:
    found = json.loads(run("inspect", plant(tmp_path, LOG), "--json").out)
    assert found["whole"] is True
    assert [one["holds"] for one in found["columns"]] == ["time", "text", "number", "text", "empty"]
    assert (found["columns"][2]["unit"], found["columns"][2]["low"], found["columns"][2]["filled"]) == ("℃", "54.5", 2)


@pytest.mark.parametrize("name", ["rows.json", "shop", "labels"])
def test_sources_of_other_kinds_are_tables_too(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name == "labels":
        path.mkdir()
        plant(path, "names: [Hole]\n", "data.yaml")
        plant(path, "0 0.5 0.5 0.1 0.1\n", "a.txt")
    else:
        texts = {"rows.json": '[{"Time": "2026-03-02T00:00:00Z", "Temp": 54.5}]', "shop": "1 2\n 0 3 1 2\n"}
        plant(tmp_path, texts[name], name)
    answer = run("inspect", path, "--lang", "en")
    assert answer.code == 0, answer.said
    assert ": a table" in answer.out


def test_a_folder_of_tables_shows_the_first_and_counts_the_rest(tmp_path: Path) -> None:
    for day in (1, 2, 10):
        plant(tmp_path, LOG, f"day{day}.csv")
    answer = run("inspect", tmp_path, "--lang", "en")
    assert "day1.csv" in answer.out.splitlines()[0]
    assert "and 2 files more" in answer.out


@pytest.mark.parametrize("name", ["empty.csv", "nothing"])
def test_what_is_no_table_is_a_sentence(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name == "nothing":
        path.mkdir()
    else:
        path.write_bytes(b"")
    answer = run("inspect", path)
    assert answer.code == 1
    assert "SRC" in answer.err


def test_the_models_for_a_folder_of_labels_are_listed(tmp_path: Path) -> None:
    plant(tmp_path, "names: [Hole, Stain]\n", "data.yaml")
    plant(tmp_path, "0 0.5 0.5 0.1 0.1\n1 0.4 0.5 0.1 0.1\n", "a.txt")
    answer = run("models", "list", "--for", tmp_path, "--json")
    assert answer.code == 0, answer.said
    assert json.loads(answer.out)[0]["name"] == "vision_inspection"

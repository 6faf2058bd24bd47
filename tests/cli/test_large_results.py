"""`aas convert` with threads and several packages, as a person runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import plant
from tests.cli.running import run


@pytest.fixture
def press(tmp_path: Path) -> list[str]:
    plant.write_data(tmp_path / "strokes.csv", 16)
    files = [str(tmp_path / "strokes.csv"), "--model", str(plant.write_model(tmp_path))]
    return [*files, "--map", str(plant.write_mapping(tmp_path)), "-o", str(tmp_path / "press.aasx")]


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "wrote 8 packages and {index}: 16 submodels from 16 rows"),
        ("ko", "패키지 8개와 {index} 저장: 행 16개에서 서브모델 16개"),
    ],
)
def test_a_package_for_each_asset(press: list[str], lang: str, said: str, tmp_path: Path) -> None:
    answer = run("convert", *press, "--split-by", "asset", "--lang", lang)
    assert answer.code == 0, answer.out
    assert said.format(index=tmp_path / "press.index.json") in answer.out
    names = [f"press-000{i}-PRESS_0{i}.aasx" for i in range(1, 9)]
    assert sorted(path.name for path in tmp_path.glob("press*")) == [*names, "press.index.json"]


def test_packages_are_named_in_json(press: list[str], tmp_path: Path) -> None:
    answer = run("convert", *press, "--split-by", "size", "--split-size", "1kB", "--jobs", "2", "--json")
    assert answer.code == 0, answer.out
    told = json.loads(answer.out)
    assert told["file"] == str(tmp_path / "press.index.json")
    assert told["packages"] == [str(tmp_path / "press-0001.aasx")]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--split-by", "size", "--split-size", "much"], "write it like 200MB"),
        (["--split-by", "size", "--split-size", "0"], "write it like 200MB"),
        (["--split-by", "group"], "no groups"),
        (["--jobs", "0"], "--jobs"),
    ],
)
def test_what_makes_no_sense_is_refused(press: list[str], options: list[str], words: str, tmp_path: Path) -> None:
    answer = run("convert", *press, *options)
    assert answer.code == 2
    assert words in answer.err
    assert not list(tmp_path.glob("*.aasx"))

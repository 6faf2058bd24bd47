"""What goes wrong in a plant office: one clear sentence, the documented exit code, never a traceback."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.running import MAPPING, PLATING, Answer, mapping, plant, run

HANGUL = re.compile("[가-힣]")


def convert(folder: Path, source: object, *more: object, map_text: str = MAPPING) -> Answer:
    return run("convert", source, "--map", mapping(folder, map_text), "-o", folder / "o.aasx", *more)


def missing_file(folder: Path) -> Answer:
    return convert(folder, folder / "no such file.csv")


def folder_without_tables(folder: Path) -> Answer:
    (folder / "empty").mkdir()
    return convert(folder, folder / "empty")


def pattern_without_match(folder: Path) -> Answer:
    return convert(folder, folder / "*.tsv")


def empty_file(folder: Path) -> Answer:
    return convert(folder, plant(folder, ""))


def only_a_mark(folder: Path) -> Answer:
    return convert(folder, plant(folder, "\ufeff"))


def only_blank_lines(folder: Path) -> Answer:
    return convert(folder, plant(folder, "\r\n\r\n\r\n"))


def header_only(folder: Path) -> Answer:
    return convert(folder, plant(folder, PLATING.splitlines()[0] + "\n"))


def binary_file(folder: Path) -> Answer:
    (folder / "x.csv").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 10)
    return convert(folder, folder / "x.csv")


def workbook(folder: Path) -> Answer:
    (folder / "x.csv").write_bytes(b"PK\x03\x04" + b"\x00" * 100)
    return convert(folder, folder / "x.csv")


def wrong_encoding(folder: Path) -> Answer:
    text = PLATING.replace("L1", "라인")
    changed = MAPPING.replace("ids:", "source: {encoding: utf-8}\nids:")
    return convert(folder, plant(folder, text, encoding="cp949"), map_text=changed)


def unknown_encoding(folder: Path) -> Answer:
    return convert(folder, plant(folder), map_text=MAPPING.replace("ids:", "source: {encoding: latin-99}\nids:"))


def no_matching_column(folder: Path) -> Answer:
    return run("convert", plant(folder, "a,b\n1,2\n"), "-m", "plating", "-o", folder / "o.aasx")


def unknown_model(folder: Path) -> Answer:
    return run("convert", plant(folder), "-m", "platting", "-o", folder / "o.aasx")


def no_model(folder: Path) -> Answer:
    return run("convert", plant(folder), "-o", folder / "o.aasx")


def broken_mapping(folder: Path) -> Answer:
    return convert(folder, plant(folder), map_text="mapping: 1\nelements:\n  A: [x\n")


def mapping_of_another_kind(folder: Path) -> Answer:
    return convert(folder, plant(folder), map_text="- 1\n- 2\n")


def binary_mapping(folder: Path) -> Answer:
    path = mapping(folder)
    path.write_bytes(b"\xff\xfe\x00\x01\x80")
    return run("convert", plant(folder), "--map", path, "-o", folder / "o.aasx")


def missing_mapping(folder: Path) -> Answer:
    return run("convert", plant(folder), "--map", folder / "no.yaml", "-o", folder / "o.aasx")


def unknown_element(folder: Path) -> Answer:
    return convert(folder, plant(folder), map_text=MAPPING.replace("Measured.BathPh", "Measured.BathPhh"))


def unknown_column(folder: Path) -> Answer:
    return convert(
        folder, plant(folder), map_text=MAPPING.replace("RectifierCurrent: Current", "RectifierCurrent: Curent")
    )


def unknown_unit(folder: Path) -> Answer:
    return convert(folder, plant(folder), map_text=MAPPING.replace("unit: °C", "unit: furlong per week"))


def impossible_unit(folder: Path) -> Answer:
    return convert(folder, plant(folder), map_text=MAPPING.replace("unit: °C", "unit: bar"))


def unknown_zone(folder: Path) -> Answer:
    return convert(folder, plant(folder), map_text=MAPPING.replace("Asia/Seoul", "Asia/Atlantis"))


def bad_pattern(folder: Path) -> Answer:
    changed = MAPPING.replace("Header.Time: Time", "Header.Time: {column: Time, pattern: 'qq'}")
    return convert(folder, plant(folder), map_text=changed)


def unknown_key(folder: Path) -> Answer:
    return convert(folder, plant(folder), map_text=MAPPING.replace("/{Header.Time}", "/{Header.Tme}"))


def bad_constant(folder: Path) -> Answer:
    changed = MAPPING.replace("BathPh: pH", "BathPh: {constant: sour}")
    return convert(folder, plant(folder), map_text=changed)


def wrong_suffix(folder: Path) -> Answer:
    return run("convert", plant(folder), "--map", mapping(folder), "-o", folder / "o.xlsx")


def bad_cell(folder: Path) -> Answer:
    return convert(folder, plant(folder, PLATING.replace("25.6", "hot")))


def output_is_a_folder(folder: Path) -> Answer:
    (folder / "o.aasx").mkdir()
    return convert(folder, plant(folder))


def output_below_a_file(folder: Path) -> Answer:
    (folder / "file").write_text("x", encoding="utf-8")
    return run("convert", plant(folder), "--map", mapping(folder), "-o", folder / "file" / "o.aasx")


def address_of_another_kind(folder: Path) -> Answer:
    return convert(folder, "gopher://10.0.0.1:70")


def records() -> str:
    return json.dumps(list(csv.DictReader(io.StringIO(PLATING))))


def onto_the_source(folder: Path) -> Answer:
    source = plant(folder, records(), name="plant.json")
    answer = run("convert", source, "--map", mapping(folder), "-o", source)
    assert source.read_text(encoding="utf-8") == records()
    return answer


def onto_the_source_by_another_name(folder: Path) -> Answer:
    source = plant(folder, records(), name="plant.json")
    (folder / "sub").mkdir()
    answer = run("convert", source, "--map", mapping(folder), "-o", folder / "sub" / ".." / "plant.json")
    assert source.read_text(encoding="utf-8") == records()
    return answer


def onto_the_mapping(folder: Path) -> Answer:
    path = mapping(folder, name="map.json")
    answer = run("convert", plant(folder), "--map", path, "-o", path)
    assert path.read_text(encoding="utf-8") == MAPPING
    return answer


CASES: list[tuple[Callable[[Path], Answer], int, str]] = [
    (missing_file, 2, "SRC001"),
    (folder_without_tables, 1, "SRC003"),
    (pattern_without_match, 2, "SRC004"),
    (empty_file, 1, "SRC"),
    (only_a_mark, 1, "SRC"),
    (only_blank_lines, 1, "SRC"),
    (header_only, 1, "SRC"),
    (binary_file, 1, "SRC"),
    (workbook, 1, "SRC"),
    (wrong_encoding, 1, "SRC"),
    (unknown_encoding, 1, "map.yaml:"),
    (no_matching_column, 1, "MAP017"),
    (unknown_model, 2, "plating"),
    (no_model, 2, "model"),
    (broken_mapping, 1, "map.yaml:"),
    (mapping_of_another_kind, 1, "map.yaml:1"),
    (binary_mapping, 1, "map.yaml"),
    (missing_mapping, 2, "no.yaml"),
    (unknown_element, 1, "map.yaml:11: error MAP002"),
    (unknown_column, 1, "map.yaml:10: error MAP003"),
    (unknown_unit, 1, "map.yaml:9: error MAP006"),
    (impossible_unit, 1, "map.yaml:9: error MAP007"),
    (unknown_zone, 1, "Asia/Atlantis"),
    (bad_pattern, 1, "map.yaml:6: error MAP"),
    (unknown_key, 1, "MAP012"),
    (bad_constant, 1, "map.yaml:11: error MAP013"),
    (wrong_suffix, 2, "one of .aasx, .json, .xml, .ttl"),
    (bad_cell, 1, "plant.csv:3[Temp]: error VAL001"),
    (output_is_a_folder, 2, "o.aasx"),
    (output_below_a_file, 3, "file"),
    (address_of_another_kind, 1, "SRC005"),
    (onto_the_source, 2, "plant.json"),
    (onto_the_source_by_another_name, 2, "plant.json"),
    (onto_the_mapping, 2, "map.json"),
]


@pytest.mark.parametrize("lang", ["en", "ko"])
@pytest.mark.parametrize(("case", "code", "says"), CASES, ids=[case.__name__ for case, _, _ in CASES])
def test_it_is_said_in_a_sentence(
    case: Callable[[Path], Answer], code: int, says: str, lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AAS_LANG", lang)
    answer = case(tmp_path)
    assert answer.code == code, answer
    assert "Traceback" not in answer.said
    if lang == "en":
        assert says in answer.said
    elif code == 1:
        assert HANGUL.search(answer.said)
    left = {path.name for path in tmp_path.rglob("*")}
    assert not [name for name in left if name.endswith(".part")]
    assert not (tmp_path / "o.aasx").is_file()


def test_a_finding_has_a_hint(tmp_path: Path) -> None:
    for case in (empty_file, unknown_element, bad_cell, header_only):
        (tmp_path / case.__name__).mkdir()
        assert "hint: " in run_in_english(case, tmp_path / case.__name__).said


def run_in_english(case: Callable[[Path], Answer], folder: Path) -> Answer:
    os.environ["AAS_LANG"] = "en"
    try:
        return case(folder)
    finally:
        del os.environ["AAS_LANG"]


def test_a_model_of_ones_own_that_is_broken(tmp_path: Path) -> None:
    (tmp_path / "models" / "mine").mkdir(parents=True)
    (tmp_path / "models" / "mine" / "model.yaml").write_text("model: mine\nelements: [\n", encoding="utf-8")
    for arguments in (
        ("models", "list", "--models", tmp_path / "models"),
        ("models", "show", "mine", "--models", tmp_path / "models"),
        ("convert", plant(tmp_path), "-m", "mine", "--models", tmp_path / "models", "-o", tmp_path / "o.aasx"),
    ):
        answer = run(*arguments)
        assert answer.code == 1, (arguments, answer)
        assert "model.yaml:" in answer.said

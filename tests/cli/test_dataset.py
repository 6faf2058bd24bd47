"""`aas dataset`: the card of a data set is counted, what nobody can know is asked for, and secrets stay."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import mapping, plant, run

HANGUL = re.compile("[가-힣]")
LOG = """\
일시,설비,온도(℃),판정,작업자
2026-03-02 08:00:00,P-1,54.5,양품,Kim
2026-03-02 08:10:00,P-1,60,불량,Lee
2026-03-02 08:20:00,P-1,,양품,Kim
2026-03-03 08:30:00,P-1,61,양품,Kim
"""


def values(element: dict[str, Any]) -> Any:
    """The values of an element by idShort."""
    value = element.get("value")
    if not isinstance(value, list):
        return value
    if element["modelType"] == "SubmodelElementList":
        return [values(one) for one in value]
    return {one["idShort"]: values(one) for one in value}


def card(path: Path) -> Any:
    """The values of the card in a JSON file."""
    (submodel,) = json.loads(path.read_text(encoding="utf-8"))["submodels"]
    return {one["idShort"]: values(one) for one in submodel["submodelElements"]}


def test_what_can_be_counted_is_counted(tmp_path: Path) -> None:
    source, out = plant(tmp_path, LOG, encoding="cp949"), tmp_path / "card.json"
    answer = run("dataset", source, "-o", out, "--set", "Content.LabelColumn=판정", "--lang", "en")
    assert answer.code == 0, answer.said
    found = card(out)
    assert found["Content"] == {
        **{"RecordCount": "4", "ColumnCount": "5", "FileSize": str(source.stat().st_size)},
        **{"FileFormat": "csv", "TextEncoding": "cp949", "LabelColumn": "판정"},
    }
    assert found["Quality"] == {"DefectRatio": "25", "MissingRatio": "5"}
    assert found["Collection"] == {
        **{"CollectionStart": "2026-03-02", "CollectionEnd": "2026-03-03", "SamplingInterval": "600"}
    }
    assert found["Access"] == {"Checksum": hashlib.sha256(source.read_bytes()).hexdigest()}
    assert [one["ColumnName"] for one in found["Columns"]] == ["일시", "설비", "온도", "판정", "작업자"]
    assert found["Columns"][2] == {
        **{"ColumnName": "온도", "ColumnUnit": "℃", "ColumnKind": "number", "ColumnMissingRatio": "25"},
        **{"DistinctValueCount": "3", "SmallestValue": "54.5", "LargestValue": "61"},
    }
    assert "Identity.ProviderName" in answer.out
    assert run("validate", out).code == 0


def test_the_same_data_give_the_same_card(tmp_path: Path) -> None:
    source = plant(tmp_path, LOG)
    for name in ("a.aasx", "b.aasx"):
        assert run("dataset", source, "-o", tmp_path / name, "--attach").code == 0
    assert (tmp_path / "a.aasx").read_bytes() == (tmp_path / "b.aasx").read_bytes()


def test_what_is_said_goes_before_what_was_counted(tmp_path: Path) -> None:
    out = tmp_path / "card.json"
    said = (
        "Identity.DatasetName=도금 2026",
        "Access.Licence=CC BY 4.0",
        "Access.Price=0",
        "Collection.CollectionEnd=2026-03-31",
    )
    options = [part for text in said for part in ("--set", text)]
    answer = run("dataset", plant(tmp_path, LOG), "-o", out, *options, "--base", "https://plant.example/ids")
    assert answer.code == 0, answer.said
    found = card(out)
    assert found["Identity"]["DatasetName"] == "도금 2026"
    assert found["Collection"]["CollectionEnd"] == "2026-03-31"
    assert (found["Access"]["Licence"], found["Access"]["Price"]) == ("CC BY 4.0", "0")
    (submodel,) = json.loads(out.read_text(encoding="utf-8"))["submodels"]
    assert submodel["id"].startswith("https://plant.example/ids/")


MAP = """\
mapping: 1
model: plating
elements:
  Header.Time: 일시
  Measured.BathTemperature: 온도(℃)
  Result.Verdict: {column: 판정, codes: {양품: OK, 불량: NG}}
"""


def test_a_mapping_says_what_columns_mean(tmp_path: Path) -> None:
    out = tmp_path / "card.json"
    answer = run("dataset", plant(tmp_path, LOG), "-o", out, "--map", mapping(tmp_path, MAP))
    assert answer.code == 0, answer.said
    meanings = [one.get("ColumnMeaning", "").rsplit("/", 3)[-3:-2] for one in card(out)["Columns"]]
    assert meanings == [["Time"], [], ["BathTemperature"], ["Verdict"], []]


def test_what_the_mapping_keeps_in_stays_in(tmp_path: Path) -> None:
    out, secret = tmp_path / "card.json", mapping(tmp_path, MAP + "drop: [작업자]\nhash: [온도(℃)]\n")
    assert run("dataset", plant(tmp_path, LOG), "-o", out, "--map", secret).code == 0
    columns = card(out)["Columns"]
    assert [one["ColumnName"] for one in columns] == ["일시", "설비", "온도", "판정"]
    assert "SmallestValue" not in columns[2]
    answer = run(
        "dataset", plant(tmp_path, LOG), "-o", tmp_path / "o.aasx", "--map", secret, "--attach", "--lang", "ko"
    )
    assert answer.code == 2
    assert "작업자" in answer.err
    assert HANGUL.search(answer.err.replace("작업자", "").replace("온도(℃)", ""))
    assert not (tmp_path / "o.aasx").exists()


def test_the_package_with_data_is_valid_and_says_what_leaves(tmp_path: Path) -> None:
    out = tmp_path / "o.aasx"
    answer = run(
        "dataset", plant(tmp_path, LOG.replace(",", ";"), encoding="cp949"), "-o", out, "--attach", "--lang", "en"
    )
    assert answer.code == 0, answer.said
    assert "the card and the data" in answer.out
    checked = run("validate", out, "--fail-on", "warning")
    assert checked.code == 0, checked.said
    found = json.loads(run("inspect", "--leaves-the-plant", out, "--json").out)
    assert [one["name"] for one in found if one["kind"] == "column"] == LOG.splitlines()[0].split(",")


def test_a_folder_of_labels_is_a_data_set(tmp_path: Path) -> None:
    folder = tmp_path / "labels"
    folder.mkdir()
    plant(folder, "names: [Hole, Stain]\n", "data.yaml")
    plant(folder, "0 0.5 0.5 0.1 0.1\n", "a.txt")
    plant(folder, "1 0.5 0.5 0.1 0.1\n", "b.txt")
    assert run("dataset", folder, "-o", tmp_path / "card.json").code == 0
    lines = "".join(
        f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n"
        for name in ("a.txt", "b.txt", "data.yaml")
    )
    found = card(tmp_path / "card.json")
    assert found["Access"]["Checksum"] == hashlib.sha256(lines.encode()).hexdigest()
    assert (found["Content"]["RecordCount"], found["Content"]["FileFormat"]) == ("2", "YOLO")


@pytest.mark.parametrize("lang", ["en", "ko"])
@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--set", "Access.Licence"], 2),
        (["--set", "=x"], 2),
        (["--set", "Access.Nothing=1"], 1),
        (["--set", "Access.Price=cheap"], 1),
        (["--attach"], 2),
    ],
)
def test_wrong_calls_write_nothing(tmp_path: Path, options: list[str], code: int, lang: str) -> None:
    out = tmp_path / "card.json"
    answer = run("dataset", plant(tmp_path, LOG), "-o", out, *options, "--lang", lang)
    assert answer.code == code, answer.said
    assert not out.exists()
    assert bool(HANGUL.search(answer.err + answer.out)) or lang == "en"


def test_korean_is_spoken(tmp_path: Path) -> None:
    answer = run("dataset", plant(tmp_path, LOG), "-o", tmp_path / "card.json", "--lang", "ko")
    assert all(HANGUL.search(line) for line in answer.out.splitlines() if not line.startswith("sha256"))

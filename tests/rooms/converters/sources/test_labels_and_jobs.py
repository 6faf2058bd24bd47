"""YOLO labels for the inspection models, and job-shop files for the schedule model."""

from __future__ import annotations

from pathlib import Path

import pytest

from aas_converters.sources import SourceError, Table, open_table, open_tables
from tests.cli.running import mapping, run
from tests.shared_files import shared

LABELS = {
    "data.yaml": "train: ../train/images\nnc: 2\nnames: ['Hole', 'Stain']\n",
    "10_jpg.rf.72225263a9e2d52a57c092b24e6f4a32.txt": "1 0.25 0.5 0.5 0.25\n0 0.1 0.2 0.1 0.1 0.875",
    "clean.txt": "",
    "SOURCE.txt": "name: made for this test\n",
}


def folder_of(files: dict[str, str], folder: Path) -> Path:
    """Write files into a folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def cells(table: Table) -> list[dict[str, str | None]]:
    """All rows of a table."""
    return [row for batch in table.batches() for row in batch.frame.iter_rows(named=True)]


def test_a_box_is_a_row_and_a_clean_image_too(tmp_path: Path) -> None:
    (table,) = open_tables([folder_of(LABELS, tmp_path)])
    assert table.about == {"kind": "YOLO", "classes": "Hole, Stain", "rows": "3"}
    first, second, clean = cells(table)
    assert first == {
        **{"file": "10_jpg.rf.72225263a9e2d52a57c092b24e6f4a32.txt", "image": "10.jpg", "boxes": "2", "class_id": "1"},
        **{"class": "Stain", "x_center": "0.25", "y_center": "0.5", "width": "0.5", "height": "0.25"},
        **{"left": "0", "top": "0.375", "confidence": None},
        "image_id": "10_jpg.rf.72225263a9e2d52a57c092b24e6f4a32",
    }
    assert (second["class"], second["left"], second["confidence"]) == ("Hole", "0.05", "0.875")
    assert clean == {**dict.fromkeys(first), "file": "clean.txt", "image": "clean", "boxes": "0", "image_id": "clean"}
    assert [(f.rule.code, f.values["names"]) for f in table.findings] == [("SRC163", "SOURCE.txt")]


def test_labels_in_parts_with_the_names_above(tmp_path: Path) -> None:
    files = {
        "classes.txt": "Hole\nStain\n",
        "labels/train/a.txt": "0 0.5 0.5 1 1\n",
        "labels/val/b.txt": "1 0.5 0.5 1 1\n",
    }
    root = folder_of(files, tmp_path)
    for folder in (root, root / "labels"):
        assert [row["class"] for row in cells(open_table(folder))] == ["Hole", "Stain"]
    assert [row["class"] for row in cells(open_table(root / "labels" / "val"))] == ["Stain"]


def test_broken_labels_are_said_with_their_place(tmp_path: Path) -> None:
    files = {
        "data.yaml": "names: {0: Hole}\n",
        "a.txt": "0 0.5 0.5 0.1 0.1\n0 0.5 0.5 1.1 0.1\n0 0.1 0.1 0.2 0.1 0.2 0.2 0.1\n0 x 0 0 0\n7 0.5 0.5 0.1 0.1\n",
    }
    table = open_table(folder_of(files, tmp_path))
    assert [row["class"] for row in cells(table)] == ["Hole", None]
    broken = [finding for batch in table.batches() for finding in batch.findings]
    assert [(f.rule.code, Path(f.where.file or "").name, f.where.line) for f in broken] == [
        ("SRC161", "a.txt", line) for line in (2, 3, 4)
    ]
    assert [f.rule.code for f in table.findings] == ["SRC162"]
    (tmp_path / "data.yaml").write_text("nc: 1\n", encoding="utf-8")
    with pytest.raises(SourceError, match="SRC009"):
        open_table(tmp_path)


def test_a_folder_of_tables_is_no_folder_of_labels(tmp_path: Path) -> None:
    folder_of({"data.yaml": "names: [a]\n", "note.txt": "measured by Kim\n", "t.csv": "a,b\n1,2\n"}, tmp_path)
    (table,) = open_tables([tmp_path])
    assert table.name.endswith("t.csv")


VISION = """\
mapping: 1
model: vision_inspection
ids: {base: "https://plant.example/ids"}
time: {zone: Asia/Seoul}
elements:
  Header.Time: {constant: "2024-03-01T00:00:00"}
  Header.EquipmentId: {constant: AVI-02}
  Inspection.ResultId: file
  Result.Verdict: {column: boxes, codes: {"0": OK, "1": NG, "2": NG, "4": NG}}
  Result.DefectCount: boxes
  Findings[].DefectClass: class
  Findings[].BoxLeft: {column: left, scale: 416}
  Findings[].BoxTop: {column: top, scale: 416}
  Findings[].BoxWidth: {column: width, scale: 416}
  Findings[].BoxHeight: {column: height, scale: 416}
  Findings[].ImageReference: image
"""


def test_labels_convert_to_inspections_in_pixels(tmp_path: Path) -> None:
    folder = folder_of(LABELS, tmp_path / "labels")
    answer = run("convert", folder, "--map", mapping(tmp_path, VISION), "--out", tmp_path / "o.json")
    assert answer.code == 0, answer.said
    text = (tmp_path / "o.json").read_text(encoding="utf-8")
    assert '"value":"208"' in text.replace(" ", "")
    assert text.count("ResultId") >= 2


def test_real_labels_convert(tmp_path: Path) -> None:
    folder = shared("data/fabric_defect_yolo")
    answer = run("convert", folder, "--map", mapping(tmp_path, VISION), "--out", tmp_path / "o.aasx")
    assert answer.code == 0, answer.said
    assert len(cells(open_table(folder))) == 9


SHOP = """\
# instance small
# two jobs, three machines
2 3
 0 3  1 2.5  2 2
 2 1  0 4    1 0
"""


def test_operations_of_a_job_shop(tmp_path: Path) -> None:
    table = open_table(folder_of({"small": SHOP}, tmp_path) / "small")
    assert table.about == {"kind": "job shop", "jobs": "2", "machines": "3", "rows": "6"}
    rows = cells(table)
    assert rows[1] == {
        **{"instance": "small", "job": "1", "operation": "2", "operation_id": "1-2", "predecessor": "1-1"},
        **{"machine": "1", "duration": "2.5"},
    }
    assert rows[3]["predecessor"] is None
    (batch,) = table.batches()
    assert batch.lines is not None
    assert batch.lines.to_list() == [4, 4, 4, 5, 5, 5]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (SHOP.replace(" 1 0\n", " 1\n"), 5),
        (SHOP.replace("2 3\n", "3 3\n"), 5),
        (SHOP.replace("2.5", "-2"), 4),
        (SHOP.replace("2 3\n", "jobs 3\n"), 3),
    ],
)
def test_a_broken_job_shop_is_said_with_its_line(text: str, line: int, tmp_path: Path) -> None:
    with pytest.raises(SourceError) as caught:
        open_table(folder_of({"x.jsp": text}, tmp_path) / "x.jsp")
    (finding,) = caught.value.findings
    assert (finding.rule.code, finding.where.line) == ("SRC160", line)


SCHEDULE = """\
mapping: 1
model: aps_schedule
ids: {base: "https://plant.example/ids"}
elements:
  Schedule.ScheduleId: instance
  Operations[].JobId: job
  Operations[].OperationId: operation_id
  Operations[].OperationSequence: operation
  Operations[].ResourceId: machine
  Operations[].ProcessingTime: {column: duration, unit: min}
  Operations[].PredecessorId: predecessor
"""


@pytest.mark.parametrize(("name", "operations"), [("ft06", 36), ("ft10", 100), ("la01", 50)])
def test_real_job_shops_convert(name: str, operations: int, tmp_path: Path) -> None:
    file = shared(f"data/jobshop_jsplib/{name}")
    assert len(cells(open_table(file))) == operations
    answer = run("convert", file, "--map", mapping(tmp_path, SCHEDULE), "--out", tmp_path / "o.json")
    assert answer.code == 0, answer.said

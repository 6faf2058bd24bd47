"""Labels of image data sets in the YOLO form: a text file per image, a line per box, class names in data.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Final

import polars as pl

from aas_converters.sources.problem import DAMAGED, failure
from aas_converters.sources.settings import Settings
from aas_converters.sources.sniff import class_file, label_files
from aas_converters.sources.spool import spool
from aas_converters.sources.table import Column, Table
from aas_reference_models.marked_yaml import read_yaml_file
from aas_validators.diagnostics import Diagnostic, Location, Rule, Sentence, Severity

BROKEN_BOX: Final = Rule(
    code="SRC161",
    name="broken-label",
    severity=Severity.ERROR,
    message=Sentence(
        en="this is no box: class, centre x and y, width and height between 0 and 1 are expected",
        ko="박스가 아닙니다. 클래스, 중심 x·y, 너비, 높이(0~1)가 있어야 합니다",
    ),
    hint=Sentence(
        en="export the labels as boxes; outlines and rotated boxes are not read",
        ko="라벨을 박스로 내보내십시오. 윤곽선과 회전 박스는 읽지 않습니다",
    ),
    why=Sentence(en="its values are not in the result", ko="그 값은 결과에 들어가지 않습니다"),
)
NAMELESS: Final = Rule(
    code="SRC162",
    name="class-without-name",
    severity=Severity.WARNING,
    message=Sentence(
        en="class {number} has no name in {names}; {count} boxes have the number only",
        ko="{names}에 클래스 {number}의 이름이 없어 박스 {count}개는 번호만 있습니다",
    ),
    hint=Sentence(en="add the name to {names}", ko="{names}에 이름을 추가하십시오"),
    why=Sentence(en="a number means nothing to a reader", ko="번호만으로는 뜻을 알 수 없습니다"),
)
NO_LABELS: Final = Rule(
    code="SRC163",
    name="other-text-files",
    severity=Severity.INFO,
    message=Sentence(
        en="text files without labels are left out: {names}", ko="라벨이 아닌 텍스트 파일은 제외합니다: {names}"
    ),
    hint=Sentence(en="look whether one of them has labels", ko="라벨이 들어 있는 파일인지 확인하십시오"),
    why=Sentence(en="folders hold notes too", ko="폴더에는 메모도 있습니다"),
)

NAMES: Final = (
    *("file", "image", "boxes", "class_id", "class", "x_center", "y_center", "width", "height"),
    *("left", "top", "confidence", "image_id"),
)
FILES: Final = 500
"""Label files that are read at a time."""

HASH: Final = re.compile(r"^(?P<name>.+)_(?P<suffix>jpe?g|png|bmp|tiff?)\.rf\.[0-9a-f]{32}$", re.IGNORECASE)
"""How Roboflow names what it exports: `10_jpg.rf.<digest>` was 10.jpg."""


def open_table(path: Path, settings: Settings) -> Table:
    """Open a folder of labels: a row for each box, and one without a class for an image without boxes.

    `image_id` is the same for all boxes of an image and no other.

    `x_center` to `height` are as in the file, parts of the image's size; `left` and `top` are worked out of them.
    """
    name = str(path)
    names_file = class_file(path) or path
    names = class_names(names_file)
    findings: list[Diagnostic] = []
    broken: list[Diagnostic] = []
    columns = [Column(one, one) for one in NAMES]
    return spool(
        name,
        frames_of(path, names_file.name, names, (findings, broken)),
        about={"kind": "YOLO", "classes": ", ".join(names.values())},
        columns=columns,
        findings=findings,
        broken=broken,
        settings=settings,
    )


def class_names(path: Path) -> dict[str, str]:
    """Return the names of the classes by number; SourceError if the file cannot be used."""
    if path.suffix.lower() not in (".yaml", ".yml"):
        lines = path.read_text(encoding="utf-8-sig", errors="replace").splitlines()
        return {str(number): line.strip() for number, line in enumerate(lines) if line.strip()}
    document = read_yaml_file(path)
    content: Any = document.value
    found = content.get("names") if isinstance(content, dict) else None
    if document.problems or not isinstance(found, list | dict):
        raise failure(DAMAGED, str(path), kind="YOLO", reason="there is no list `names` of the classes")
    pairs = found.items() if isinstance(found, dict) else enumerate(found)
    return {str(number): str(name) for number, name in pairs}


def frames_of(
    folder: Path, names_file: str, names: dict[str, str], said: tuple[list[Diagnostic], list[Diagnostic]]
) -> Iterator[pl.DataFrame]:
    """Yield the boxes of all files; what there is to say is added to findings and broken rows."""
    findings, broken = said
    nameless: dict[str, int] = {}
    others: list[str] = []
    schema = dict.fromkeys(NAMES, pl.String)
    rows: list[tuple[str | None, ...]] = []
    for number, file in enumerate(sorted(label_files(folder)), 1):
        lines = file.read_text(encoding="utf-8-sig", errors="replace").splitlines()
        cells = [(line, text.split()) for line, text in enumerate(lines, 1) if text.strip()]
        if cells and not any(parts[0].lstrip("-").isdecimal() for _, parts in cells):
            others.append(file.name)
            continue
        boxes = [(line, box_of(parts)) for line, parts in cells]
        place = file.relative_to(folder).as_posix()
        known = [box for _, box in boxes if box is not None]
        broken += [Diagnostic(BROKEN_BOX, Location(file=str(file), line=line)) for line, box in boxes if box is None]
        for box in known or ([] if cells else [(None,) * 8]):
            title = names.get(box[0] or "")
            if box[0] is not None and title is None:
                nameless[box[0]] = nameless.get(box[0], 0) + 1
            own_id = place.removesuffix(".txt")  # one image may be there in several cuts, each with labels of its own
            rows.append((place, image_of(file.stem), str(len(known)), box[0], title, *box[1:], own_id))
        if number % FILES == 0:
            yield pl.DataFrame(rows, schema=schema, orient="row")
            rows = []
    yield pl.DataFrame(rows, schema=schema, orient="row")
    for missing, count in sorted(nameless.items()):
        values = {"number": missing, "names": names_file, "count": count}
        findings.append(Diagnostic(NAMELESS, Location(file=str(folder), field="class"), values))
    if others:
        findings.append(Diagnostic(NO_LABELS, Location(file=str(folder)), {"names": ", ".join(others[:12])}))


def box_of(parts: list[str]) -> tuple[str | None, ...] | None:
    """Return class, centre, size, corner and confidence of a line, None if it is no box."""
    if len(parts) not in (5, 6) or not parts[0].isdecimal():
        return None
    try:
        x, y, width, height = map(Decimal, parts[1:5])
    except InvalidOperation:
        return None
    if not all(0 <= value <= 1 for value in (x, y, width, height)):
        return None
    # 0.25 - 0.5 / 2 is 0E-1 as a Decimal
    left, top = (f"{(middle - size / 2).normalize():f}" for middle, size in ((x, width), (y, height)))
    return (*parts[:5], left, top, parts[5] if len(parts) == 6 else None)


def image_of(stem: str) -> str:
    """Return the name of the image that a label file is for."""
    match = HASH.match(stem)
    return f"{match['name']}.{match['suffix']}" if match else stem

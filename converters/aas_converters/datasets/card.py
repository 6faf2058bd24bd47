"""Describe a data set by itself: the rows from which its card, a submodel of `ai_dataset_card`, is made.

Size, span, gaps and checksum are counted, so that they are right; what only a person knows (provider, licence, price,
whether there are personal data) is said and never guessed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from aas_converters.datasets.contents import MANY, ColumnContents, Contents, Kind
from aas_converters.mapping.mapping import Assignment, Cell, Ids, ShapeChoice
from aas_converters.mapping.mapping import Mapping as PlantMapping
from aas_converters.plan.places import Places
from aas_converters.sources.table import Table
from aas_reference_models.model import Model

MODEL: Final = "ai_dataset_card"
NAME: Final = "Identity.DatasetName"
DATA: Final = "Access.DataFile"
LABEL: Final = "Content.LabelColumn"
ITEMS: Final = "Columns[]."
NOT_GOOD: Final = "NG"
CHUNK: Final = 1 << 20
KINDS: Final[Mapping[Kind, str]] = {"number": "number", "time": "time", "text": "text", "empty": "empty"}

Row = dict[str, str | None]


def card_of(path: Path, table: Table, contents: Contents) -> Row:
    """Return what can be counted of a data set, by the paths of the elements of its card."""
    time = contents.time
    size, checksum = size_and_checksum(path)
    # without a zone of its own: the day the file was last written, in UTC, so that the same file gives the same card
    written = datetime.fromtimestamp(max(file.stat().st_mtime for file in files_of(path)), UTC)
    return {
        "Header.Time": written.strftime("%Y-%m-%dT%H:%M:%SZ"),
        NAME: path.stem or path.name,
        "Identity.DatasetVersion": "1.0",
        "Collection.CollectionStart": time.low[:10] if time and time.low else None,
        "Collection.CollectionEnd": time.high[:10] if time and time.high else None,
        "Collection.SamplingInterval": None if contents.step is None else f"{contents.step:g}",
        "Content.RecordCount": str(contents.rows),
        "Content.ColumnCount": str(len(contents.columns)),
        "Content.FileSize": str(size),
        "Content.FileFormat": path.suffix.lstrip(".").lower() or table.about.get("kind", "text"),
        "Content.TextEncoding": table.about.get("encoding"),
        "Quality.MissingRatio": percent(contents.missing),
        "Access.Checksum": checksum,
    }


def rows_of(card: Row, contents: Contents, meanings: Mapping[str, str]) -> Iterator[Row]:
    """Yield a row for each column of the data, all with the card; `meanings` are concept ids by column."""
    for one in contents.columns:
        yield {**card, **{ITEMS + name: value for name, value in item_of(one, contents.rows, meanings).items()}}


def item_of(one: ColumnContents, rows: int, meanings: Mapping[str, str]) -> Row:
    """Return what the card says of a column."""
    return {
        "ColumnName": one.column.header,
        "ColumnUnit": one.column.unit,
        "ColumnKind": KINDS[one.kind],
        "ColumnMeaning": meanings.get(one.column.name),
        "ColumnMissingRatio": percent(1 - one.filled / rows if rows else 0.0),
        "DistinctValueCount": str(one.distinct) if one.distinct < MANY else None,
        "SmallestValue": one.low,
        "LargestValue": one.high,
    }


def mapping_of(rows: list[Row], base: str | None) -> PlantMapping:
    """Return the mapping that makes one card of the rows: every column fills the element it is called after."""
    names = dict.fromkeys(name for row in rows for name, value in row.items() if value is not None)
    assignments = tuple(Assignment(name, (("value", Cell(columns=(name,))),)) for name in names)
    ids = Ids(base=base, asset="dataset/{Access.Checksum}", submodel="dataset/{Access.Checksum}")
    return PlantMapping(
        model=MODEL,
        ids=ids if base else Ids(),
        shape=ShapeChoice(one_per="file"),
        zone="UTC",
        assignments=assignments,
        file="(data set)",
    )


def meanings_of(mapping: PlantMapping, model: Model) -> dict[str, str]:
    """Return the concept id of each column that a mapping of the data gives to an element of a model."""
    places, found = Places(model), dict[str, str]()
    for one in mapping.assignments:
        place = places.find(one.path)
        if place is not None and place.element.semantic_id:
            columns = (name for _, cell in (*one.parts, *(("", item) for item in one.items)) for name in cell.columns)
            found.update(dict.fromkeys(columns, place.element.semantic_id))
    return found


def defect_ratio(table: Table, label: str, codes: Mapping[str, str]) -> str | None:
    """Return how many percent of the labels say not good; None where a label is no word of `codes`, or there is none.

    `codes` are pairs of word and verdict (OK, NG).
    """
    counts: dict[str, int] = {}
    for batch in table.batches():
        if label not in batch.frame.columns:
            return None
        for word, number in batch.frame[label].drop_nulls().value_counts().iter_rows():
            counts[word.strip()] = counts.get(word.strip(), 0) + number
    if not counts or not counts.keys() <= codes.keys():
        return None
    return percent(sum(number for word, number in counts.items() if codes[word] == NOT_GOOD) / sum(counts.values()))


def files_of(path: Path) -> list[Path]:
    """Return the files of a data set in a fixed order: itself, or those of its folder and the folders in it."""
    return sorted(file for file in path.rglob("*") if file.is_file()) if path.is_dir() else [path]


def size_and_checksum(path: Path) -> tuple[int, str]:
    """Return size in bytes and SHA-256; of a folder the sum, and the digest of what `sha256sum` prints of its files."""
    digests = [(file, *digest_of(file)) for file in files_of(path)]
    if not path.is_dir():
        return digests[0][1:]
    lines = "".join(f"{digest}  {file.relative_to(path).as_posix()}\n" for file, _, digest in digests)
    return sum(size for _, size, _ in digests), hashlib.sha256(lines.encode()).hexdigest()


def digest_of(path: Path) -> tuple[int, str]:
    """Return size and SHA-256 of a file."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return size, digest.hexdigest()


def percent(share: float) -> str:
    """Return a share as percent with up to four decimals."""
    return f"{share * 100:.4f}".rstrip("0").rstrip(".")

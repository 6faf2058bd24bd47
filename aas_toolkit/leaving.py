"""What leaves the plant in a file: every element with the columns behind it, ids, attached files and their columns."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from typing import Any, Final, Literal

from aas_converters.documents.objects import environments
from aas_converters.mapping.mapping import Cell, Mapping

How = Literal["as is", "hashed", "constant", "not said", "dropped"]
CHILDREN: Final = ("value", "statements", "annotations", "submodelElements")
DELIMITED: Final = (".csv", ".tsv", ".tab")
TABLES: Final = (*DELIMITED, ".parquet", ".pq", ".arrow", ".feather", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
HEAD: Final = 1 << 16
EXAMPLES: Final = 2
COUNTER: Final = re.compile(r"(?<=[A-Za-z_])\d{3,}$")


@dataclass(frozen=True, slots=True)
class Leaving:
    """One thing that leaves: its kind (`id`, `element`, `file`, `column`), its name, from where, how, and how often.

    `examples` are the first different values, as whoever gets the file reads them.
    """

    kind: str
    name: str
    source: str
    how: How
    count: int
    examples: tuple[str, ...] = ()


def leaving_by_mapping(mapping: Mapping) -> Iterator[Leaving]:
    """Yield what a mapping lets out of the plant: a column that it does not name stays."""
    for one in mapping.assignments:
        for part, cell in one.parts:
            path = one.path if part == "value" else f"{one.path}.{part}"
            yield from of_cell(path, cell, mapping)
    for name in ("base", "asset", "submodel"):
        if (text := getattr(mapping.ids, name)) is not None:
            yield Leaving("id", name, text, "as is", 1)
    for column in mapping.drop:
        yield Leaving("column", column, "drop:", "dropped", 0)


def of_cell(path: str, cell: Cell, mapping: Mapping) -> Iterator[Leaving]:
    """Yield what one cell of a mapping lets out."""
    for column in cell.columns:
        yield Leaving("element", path, column, "hashed" if column in mapping.hashed else "as is", 1)
    if not cell.columns:
        text = cell.constant if cell.constant is not None else cell.default or ""
        yield Leaving("element", path, text, "constant", 1, (text,) if text else ())


def leaving_in_file(path: Path) -> Iterator[Leaving]:
    """Yield what is in an AAS file: ids, elements with how often they occur, attached files and their columns.

    Raises ValueError if it holds no environment that can be read, and OSError from the disk.
    """
    found: dict[tuple[str, str], list[Any]] = {}

    def note(kind: str, name: str, value: str) -> None:
        entry = found.setdefault((kind, name), [0, {}])
        entry[0] += 1
        if value and len(entry[1]) < EXAMPLES:
            entry[1][value] = None

    for _, content in environments(path):
        for shell in content.get("assetAdministrationShells", []):
            note("id", "shell", shell.get("id", ""))
            asset = shell.get("assetInformation", {})
            note("id", "globalAssetId", asset.get("globalAssetId", ""))
            for one in asset.get("specificAssetIds", []):
                note("id", f"specificAssetId {one.get('name', '')}", one.get("value", ""))
        for submodel in content.get("submodels", []):
            note("id", f"submodel {submodel.get('idShort', '')}", submodel.get("id", ""))
            for name, value in leaves(submodel, submodel.get("idShort", "")):
                note("element", name, value)
    for (kind, name), (count, examples) in found.items():
        yield Leaving(kind, name, "", "not said", count, tuple(examples))
    if zipfile.is_zipfile(path):
        yield from of_package(path)


def leaves(element: dict[str, Any], path: str) -> Iterator[tuple[str, str]]:
    """Yield path and value of the elements below one; items of a list share a path."""
    for key in CHILDREN:
        children = element.get(key)
        if isinstance(children, list):
            for child in children:
                if isinstance(child, dict) and "modelType" in child:
                    # the records of a time series count in their names
                    below = f"{path}.{COUNTER.sub('…', child['idShort'])}" if "idShort" in child else f"{path}[]"
                    yield from leaves(child, below)
                elif isinstance(child, dict) and "text" in child:
                    yield path, str(child["text"])
        elif isinstance(children, str):
            yield path, children
    for end in ("min", "max"):
        if isinstance(element.get(end), str):
            yield f"{path}.{end}", element[end]


def of_package(path: Path) -> Iterator[Leaving]:
    """Yield the attached files of a package; of tables, every column as well, because it leaves whole."""
    with zipfile.ZipFile(path) as package:
        for item in package.infolist():
            name = item.filename
            if item.is_dir() or name.endswith(".rels") or name in ("[Content_Types].xml", "aasx/aasx-origin"):
                continue
            yield Leaving("file", name, f"{item.file_size:,} bytes", "as is", 1)
            if Path(name).suffix.lower() in TABLES:
                yield from (Leaving("column", column, name, "as is", 1) for column in columns_in(package, name))


def columns_in(package: zipfile.ZipFile, name: str) -> list[str]:
    """Return the headers of a table in a package, in any encoding and with any delimiter; none if it is no table."""
    from aas_converters.sources import SourceError, open_table

    text = Path(name).suffix.lower() in DELIMITED
    with TemporaryDirectory(prefix="aas-toolkit-") as folder, package.open(name) as packed:
        table = Path(folder, f"table{Path(name).suffix.lower()}")
        with table.open("wb") as file:
            if text:
                head = packed.read(HEAD)
                file.write(head if len(head) < HEAD else head[: head.rfind(b"\n") + 1] or head)
            else:
                copyfileobj(packed, file)
        try:
            return [column.name for column in open_table(table).columns]
        except SourceError:
            return []

"""Extract tables from AAS files: one for each kind of submodel."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Raw, Struct

from aas_converters.documents.leftovers import scratch_folder, sweep
from aas_converters.extract.documents import SHELL, Document, broken, open_documents
from aas_converters.extract.elements import NOTHING, reference_text, submodel_at
from aas_converters.extract.json_text import JsonTextError
from aas_converters.extract.places import Place
from aas_converters.extract.rows import EACH, add_rows
from aas_converters.extract.series import add_series, is_time_series
from aas_converters.extract.tables import MOST_COLUMNS, Table
from aas_converters.extract.units import Units
from aas_converters.extract.write import Written, write_tables
from aas_reference_models.model import Model
from aas_validators.diagnostics import Diagnostic, Location, Report, Rule, Sentence, Severity
from aas_validators.document.finding import shown

NOTHING_THERE: Final = Rule(
    code="SRC064",
    name="nothing-to-extract",
    severity=Severity.ERROR,
    message=Sentence("there is no value to extract", "추출할 값이 없습니다"),
    hint=Sentence("look at the file with aas inspect", "aas inspect로 파일 내용을 확인하십시오"),
    why=Sentence("The table would be empty.", "표가 비게 됩니다."),
)
NO_SUCH_SUBMODEL: Final = Rule(
    code="SRC065",
    name="no-such-submodel",
    severity=Severity.ERROR,
    message=Sentence(
        "there is no submodel {wanted}; there is {found}", "서브모델 {wanted}이(가) 없습니다. 있는 것: {found}"
    ),
    hint=Sentence(
        "give the idShort or the semantic id of one of them", "그중 하나의 idShort나 semanticId를 지정하십시오"
    ),
    why=Sentence("Nothing is extracted.", "아무것도 추출하지 않습니다."),
)
TOO_WIDE: Final = Rule(
    code="SRC066",
    name="too-many-columns",
    severity=Severity.ERROR,
    message=Sentence(
        "{name} needs more than {limit} columns; what begins with {column} is left out",
        "{name}의 열이 {limit}개를 넘어 {column}부터 제외합니다",
    ),
    hint=Sentence("keep long series of values as a time series", "긴 값 목록은 시계열로 저장하십시오"),
    why=Sentence("No spreadsheet opens a wider table.", "더 넓은 표는 스프레드시트에서 열 수 없습니다."),
)
ELEMENT_TWICE: Final = Rule(
    code="SRC068",
    name="element-twice",
    severity=Severity.ERROR,
    message=Sentence(
        "{name} has two elements {path} side by side; the first is extracted",
        "{name}에 {path} 요소가 둘 있어 첫 번째만 추출합니다",
    ),
    hint=Sentence("give them idShorts of their own", "idShort를 서로 다르게 지정하십시오"),
    why=Sentence("A row has one cell for a path.", "한 행에는 경로마다 셀이 하나뿐입니다."),
    spec="AASd-022",
)

FORMATS: Final = (".csv", ".parquet", ".jsonl")
KEYS: Final = ("asset", "submodel")
NAMES_SHOWN: Final = 8

FindModel = Callable[[str], Model | None]


class Head(Struct):
    """What says of which kind a submodel is."""

    id: str = ""
    idShort: str = ""  # noqa: N815 (spelled as in the document)
    semanticId: Raw = NOTHING  # noqa: N815


HEAD: Final = msgspec.json.Decoder(Head)


@dataclass(frozen=True, slots=True)
class Extracted:
    """What an extraction found and wrote: `tables` with their size, `paths` of their files."""

    report: Report
    tables: tuple[Written, ...]

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files."""
        return tuple(table.path for table in self.tables)

    @property
    def path(self) -> Path | None:
        """The file, or the first of several; None where nothing was written."""
        return next(iter(self.paths), None)

    @property
    def ok(self) -> bool:
        """Whether something was written and no finding is an error."""
        return self.report.ok and bool(self.tables)


@dataclass(slots=True)
class Extraction:
    """An extraction under way. `tables` are by kind and, beside the first, by list of records."""

    scratch: Path
    wanted: str | None
    find_model: FindModel
    report: Report = field(default_factory=Report)
    units: Units = field(default_factory=Units)
    tables: dict[tuple[str, str], Table] = field(default_factory=dict)
    only: dict[str, str | None] = field(default_factory=dict)
    seen: dict[str, None] = field(default_factory=dict)
    """Names of the kinds that were met, in order."""

    def document(self, document: Document, ids: set[str] | None) -> None:
        """Extract one document; `ids` are of submodels that another part of the same package had, to be left out."""
        place = document.place
        try:
            assets = self.learn(document)
            for at, data in document.each("Submodel"):
                try:
                    head = HEAD.decode(data) if data is not None else None
                    if head is None or self.is_wanted(head):
                        self.submodel(document, at, data, assets, ids)
                except (msgspec.ValidationError, RecursionError) as error:
                    self.report.add(broken(place, "a submodel", error))
        except (msgspec.DecodeError, JsonTextError) as error:
            self.report.add(broken(place, None, error))

    def learn(self, document: Document) -> dict[str, str]:
        """Learn the units of a document; return the asset of each submodel."""
        for _, data in document.each("ConceptDescription"):
            if data is not None:
                self.units.learn(data)
        assets: dict[str, str] = {}
        for at, data in document.each("AssetAdministrationShell"):
            shell = SHELL.decode(data if data is not None else document.text.whole(at))
            asset = shell.assetInformation.globalAssetId if shell.assetInformation else None
            for reference in shell.submodels or ():
                if reference.keys and asset:
                    assets.setdefault(reference.keys[-1].value, asset)
        return assets

    def is_wanted(self, head: Head) -> bool:
        """Return whether a submodel is one to extract; note its name."""
        semantic_id = reference_text(head.semanticId)
        self.seen[head.idShort or semantic_id] = None
        return self.wanted is None or self.wanted in (head.idShort, semantic_id, head.id)

    def submodel(
        self, document: Document, at: int, data: bytes | None, assets: dict[str, str], ids: set[str] | None
    ) -> None:
        """Add the rows of one submodel."""
        submodel = submodel_at(document.text, at, data)
        if data is None and not self.is_wanted(Head(submodel.id, submodel.idShort, submodel.semanticId)):
            return
        if ids is not None:
            if submodel.id in ids:
                return
            ids.add(submodel.id)
        semantic_id = reference_text(submodel.semanticId)
        kind = semantic_id or submodel.idShort
        keys = (assets.get(submodel.id, ""), submodel.id)
        name = submodel.idShort or kind or "submodel"
        elements = submodel.submodelElements or ()
        if is_time_series(semantic_id):
            table = self.table(kind, "", name, (*KEYS, "segment"))
            add_series(table, submodel, keys, document.place, self.report.add)
            return
        table = self.table(kind, "", name, KEYS)
        for path in add_rows(table, elements, keys, self.records_of(kind)):
            add_rows(self.table(kind, path, f"{name}-{path.replace(EACH, '')}", KEYS), elements, keys, None)

    def table(self, kind: str, records: str, name: str, keys: tuple[str, ...]) -> Table:
        """Return the table of a kind, or of a further list of records in it."""
        table = self.tables.get((kind, records))
        if table is None:
            folder = self.scratch / f"table-{len(self.tables)}"
            table = Table(name, folder, self.units, keys, records=records, is_part=bool(records))
            self.tables[kind, records] = table
        return table

    def records_of(self, kind: str) -> str | None:
        """Return the list of records of a kind where its model is known: empty where it has none."""
        if kind not in self.only:
            model = self.find_model(kind)
            self.only[kind] = None if model is None else model.shape.list or ""
        return self.only[kind]

    def findings(self, files: Iterable[Path]) -> Iterator[Diagnostic]:
        """Yield what there is to say at the end."""
        first = Location(file=str(next(iter(files), "-")))
        if self.wanted is not None and not self.tables:
            names = ", ".join(shown(name) for name in list(self.seen)[:NAMES_SHOWN]) or "-"
            yield Diagnostic(NO_SUCH_SUBMODEL, first, {"wanted": shown(self.wanted), "found": names})
        elif self.report.ok and not any(table.rows for table in self.tables.values()):
            yield Diagnostic(NOTHING_THERE, first)
        for table in self.tables.values():
            if table.too_wide:
                values = {"name": shown(table.name), "limit": MOST_COLUMNS, "column": shown(table.too_wide)}
                yield Diagnostic(TOO_WIDE, first, values)
            if table.doubled:
                yield Diagnostic(ELEMENT_TWICE, first, {"name": shown(table.name), "path": shown(table.doubled)})


def extract(files: list[Path], target: Path, *, submodel: str | None, find_model: FindModel) -> Extracted:
    """Write the tables of AAS files to `target`, or to files named after it where there are several kinds.

    `submodel` picks one kind by idShort or semantic id. The target's suffix is one of FORMATS. Nothing is written
    where there is nothing; what could not be extracted is in the report. OSError from the disk passes.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    sweep(target)
    with scratch_folder("extract", target.parent) as scratch:
        run = Extraction(scratch, submodel, find_model)
        for file in files:
            ids: set[str] | None = None
            for document in open_documents(file, scratch, run.report):
                if ids is None and is_one_of_several(document.place):
                    ids = set()
                run.document(document, ids)
        for table in run.tables.values():
            table.flush()
        run.report.extend(run.findings(files))
        written = write_tables([table for table in run.tables.values() if table.rows], target)
    return Extracted(run.report, written)


def is_one_of_several(place: Place) -> bool:
    """Return whether a package has further environments, which may repeat this one in another format."""
    return place.package is not None and len(place.package.specs) > 1

"""Open what a person names: a file, a folder, a pattern of files; one small table says which module reads
what."""

from __future__ import annotations

import glob
import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Final, Protocol, cast

from aas_converters.sources.addresses import shown
from aas_converters.sources.in_memory import Given, open_given
from aas_converters.sources.plugins import plugged, suffixes
from aas_converters.sources.problem import NOT_FOUND, SourceError, failure
from aas_converters.sources.settings import Settings
from aas_converters.sources.sniff import is_labels, module_of_content
from aas_converters.sources.table import Table
from aas_validators.diagnostics import Diagnostic, Rule, Sentence, Severity

NO_TABLES: Final = Rule(
    code="SRC003",
    name="folder-without-tables",
    severity=Severity.ERROR,
    message=Sentence(en="the folder has no table ({suffixes})", ko="폴더에 표 파일({suffixes})이 없습니다"),
    hint=Sentence(
        en="name the files, or a pattern such as folder/*.txt",
        ko="파일 이름이나 폴더/*.txt 같은 패턴을 적으십시오",
    ),
    why=Sentence(en="nothing can be read", ko="읽을 것이 없습니다"),
)
NO_MATCH: Final = Rule(
    code="SRC004",
    name="no-match",
    severity=Severity.ERROR,
    message=Sentence(en="no file matches the pattern", ko="패턴에 맞는 파일이 없습니다"),
    hint=Sentence(
        en="check the pattern; ** stands for any folders",
        ko="패턴을 확인하십시오. **는 모든 하위 폴더를 뜻합니다",
    ),
    why=Sentence(en="nothing can be read", ko="읽을 것이 없습니다"),
)
NO_READER: Final = Rule(
    code="SRC005",
    name="no-reader",
    severity=Severity.ERROR,
    message=Sentence(
        en="there is no reader for sources of the kind {scheme}://",
        ko="{scheme}:// 형식의 소스는 읽을 수 없습니다",
    ),
    hint=Sentence(en="export the data to a CSV file", ko="데이터를 CSV 파일로 내보내십시오"),
    why=Sentence(en="nothing can be read", ko="읽을 것이 없습니다"),
)

DELIMITED: Final = "aas_converters.sources.delimited"

COLUMNAR: Final = "aas_converters.sources.columnar"
JSON: Final = "aas_converters.sources.json_tables"
WORKBOOK: Final = "aas_converters.sources.workbook"
SQL: Final = "aas_converters.sources.sql"
LINE_PROTOCOL: Final = "aas_converters.sources.line_protocol"
YOLO: Final = "aas_converters.sources.yolo"

BY_SUFFIX: Final = MappingProxyType(
    {
        **dict.fromkeys((".csv", ".tsv", ".tab"), DELIMITED),
        **dict.fromkeys((".parquet", ".pq", ".arrow", ".feather", ".ipc"), COLUMNAR),
        **dict.fromkeys((".json", ".jsonl", ".ndjson"), JSON),
        ".xml": "aas_converters.sources.xml_tables",
        **dict.fromkeys((".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"), WORKBOOK),
        **dict.fromkeys((".sqlite", ".sqlite3"), SQL),
        **dict.fromkeys((".lp", ".influx"), LINE_PROTOCOL),
        ".jsp": "aas_converters.sources.job_shop",
    }
)
"""The module that reads files of a suffix, imported when needed. Each has `open_table(path, settings)`.

These are also the files that are taken from a folder. A file of another suffix is taken for delimited text.
"""

BY_SCHEME: Final[MappingProxyType[str, str]] = MappingProxyType(
    {
        **dict.fromkeys(("postgresql", "postgres", "mysql", "mariadb", "mssql", "sqlite"), SQL),
        **dict.fromkeys(("http", "https"), "aas_converters.sources.mtconnect_agent"),
        "opc.tcp": "aas_converters.sources.opcua",
        **dict.fromkeys(("mqtt", "mqtts"), "aas_converters.sources.mqtt"),
    }
)
"""The module that reads sources of a URL scheme (`sqlite`); its `open_table` gets the address as text."""

ENVIRONMENT: Final = re.compile(rb'\s*\{\s*"(?:assetAdministrationShells|submodels|conceptDescriptions)"\s*:')
XML_ENVIRONMENT: Final = re.compile(rb"<(?:\w+:)?(?:environment|aasenv)\b")
SCHEME: Final = re.compile(r"([a-z][a-z0-9+.-]+)://")


class Reader(Protocol):
    """A module that reads one kind of source."""

    def open_table(self, source: Path | str, settings: Settings) -> Table:
        """Open one table; raise SourceError with the findings if that cannot be done."""
        ...


def open_table(source: Path | str | Given, settings: Settings = Settings()) -> Table:  # noqa: B008 (frozen)
    """Open one table, lazily: the header is read, the rows are not.

    `source` is a file, an address, or what a program has already: a DataFrame of polars or pandas, Arrow, an iterable
    of dictionaries; what can be read only once (a query, a generator) is read at once into temporary files.
    Raises SourceError, which carries the findings, if there is nothing to read or it is no table. ValueError
    for settings that cannot be.

    >>> [column.name for column in open_table([{"Lot": "A1", "Force": 7.5}]).columns]
    ['Lot', 'Force']
    """
    if not isinstance(source, str | Path):
        return open_given(source, settings)
    if match := SCHEME.match(str(source)):
        return reader_of_address(str(source), match.group(1)).open_table(str(source), settings)
    path = Path(source)
    if path.is_dir():
        if is_labels(path):
            return reader(YOLO).open_table(path, settings)
        raise failure(NO_TABLES, str(path), suffixes="a folder is not one table; use open_tables")
    return reader_of_file(path).open_table(path, settings)


def reader_of_address(address: str, scheme: str) -> Reader:
    """Return what reads an address; SourceError if nothing does."""
    # postgresql+psycopg is how SQLAlchemy names a driver too
    module = BY_SCHEME.get(scheme.partition("+")[0])
    if module is not None:
        return reader(module)
    plugin = plugged(scheme, shown(address))
    if plugin is None:
        raise failure(NO_READER, shown(address), scheme=scheme)
    return cast(Reader, plugin)


def reader_of_file(path: Path) -> Reader:
    """Return what reads a file: by its content where the suffix says too little, and then by the suffix."""
    suffix = path.suffix.lower()
    if suffix not in BY_SUFFIX and (plugin := plugged(suffix, str(path))) is not None:
        return cast(Reader, plugin)
    return reader(module_of_content(path) or BY_SUFFIX.get(suffix, DELIMITED))


def open_tables(sources: Iterable[Path | str | Given], settings: Settings = Settings()) -> list[Table]:  # noqa: B008
    """Open the tables of files, patterns (`2021/*.csv`, `**` for any folders), folders and what a program has.

    The order is that of the sources, and by name within one, numbers in names by their value (day2 before
    day10). A file named twice is opened once. If anything cannot be read, raises one SourceError with all
    findings; its `opened` are the tables that could be.
    """
    tables: list[Table] = []
    findings: list[Diagnostic] = []
    seen: set[str] = set()
    for number, source in enumerate(sources, 1):
        try:
            if not isinstance(source, str | Path):
                tables.append(open_given(source, settings, number))
                continue
            for one in expanded(source):
                key = str(one.resolve() if isinstance(one, Path) else one)
                if key not in seen:
                    seen.add(key)
                    open_into(tables, findings, one, settings)
        except SourceError as error:
            findings.extend(error.findings)
    if findings:
        raise SourceError(tuple(findings), tuple(tables))
    return tables


def open_into(tables: list[Table], findings: list[Diagnostic], source: Path | str, settings: Settings) -> None:
    """Add the table, or the findings why there is none."""
    try:
        tables.append(open_table(source, settings))
    except SourceError as error:
        findings.extend(error.findings)


def expanded(source: Path | str) -> Iterator[Path | str]:
    """Yield the files a source stands for, sorted; an address as it is."""
    if SCHEME.match(str(source)):
        yield source
        return
    path = Path(source)
    if path.is_dir() and is_labels(path):
        files = [path]
    elif path.is_dir():
        known = BY_SUFFIX.keys() | suffixes()
        files = [file for file in path.iterdir() if file.suffix.lower() in known and file.is_file()]
        # Excel and LibreOffice keep lock files beside an open table
        files = [file for file in files if not file.name.startswith(("~$", ".~lock.", "."))]
        files = [file for file in files if not is_environment(file)]
        if not files:
            raise failure(NO_TABLES, str(path), suffixes=", ".join(BY_SUFFIX))
    elif path.exists():
        files = [path]
    elif glob.has_magic(str(source)):
        # Path.glob takes no absolute pattern
        matches = glob.iglob(str(source), recursive=True)  # noqa: PTH207
        files = [file for name in matches if (file := Path(name)).is_file()]
        if not files:
            raise failure(NO_MATCH, str(source))
    else:
        raise failure(NOT_FOUND, str(source))
    yield from sorted(files, key=by_name)


def is_environment(path: Path) -> bool:
    """Return whether a file is an AAS environment, such as the result of the last run written beside the data."""
    if path.suffix.lower() not in (".json", ".xml"):
        return False
    try:
        with path.open("rb") as file:
            head = file.read(4096)
    except OSError:
        return False  # the reader says what is wrong with it
    return ENVIRONMENT.match(head) is not None or XML_ENVIRONMENT.search(head) is not None


def by_name(path: Path) -> tuple[list[tuple[bool, int, str]], str]:
    """Return the key that sorts names as a person does."""
    parts = re.split(r"(\d+)", str(path).casefold())
    return [(part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in parts], str(path)


def reader(module: str) -> Reader:
    """Return the module that reads a kind of source."""
    return cast(Reader, import_module(module))

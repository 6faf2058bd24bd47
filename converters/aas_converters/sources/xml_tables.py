"""XML files: the root says whether a machine wrote it, and which module reads it."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Final

from aas_converters.sources.encoding import EMPTY, first_pass
from aas_converters.sources.problem import failure, opened
from aas_converters.sources.settings import Settings
from aas_converters.sources.table import Table
from aas_converters.sources.xml_events import CHUNK, Start, xml_events
from aas_validators.diagnostics import Rule, Sentence, Severity

OTHER_XML: Final = Rule(
    code="SRC207",
    name="other-xml",
    severity=Severity.ERROR,
    message=Sentence(
        en="the XML begins with {root}: there is no table to read in it",
        ko="XML이 {root}(으)로 시작하여 표로 읽을 수 없습니다",
    ),
    hint=Sentence(
        en="MTConnect Streams and Devices and OPC UA NodeSet2 are read; export other XML to CSV; see an AAS file with "
        "aas inspect or aas extract",
        ko="MTConnect Streams·Devices와 OPC UA NodeSet2만 읽습니다. 다른 XML은 CSV로 내보내고, AAS 파일은 "
        "aas inspect나 aas extract로 보십시오",
    ),
    why=Sentence(en="XML has no rows of its own", ko="XML에는 행이라는 것이 없습니다"),
)


def open_table(path: Path, settings: Settings) -> Table:
    """Open an XML file of a machine; SourceError where it is none of those that are known."""
    if not first_pass(path)[1]:
        raise failure(EMPTY, str(path))
    with opened(path) as file:
        root = next(xml_events(iter(lambda: file.read(CHUNK), b""), str(path), "XML"))
    name, space = (root.name, root.space) if isinstance(root, Start) else ("", "")
    module = module_for(name, space)
    if module is None:
        raise failure(OTHER_XML, str(path), root=name)
    table: Table = import_module(module).open_table(path, settings)
    return table


def module_for(name: str, space: str) -> str | None:
    """Return the module that reads documents with such a root, None if there is none."""
    if name in ("MTConnectStreams", "MTConnectDevices", "MTConnectError") and (not space or "MTConnect" in space):
        return "aas_converters.sources.mtconnect"
    if name == "UANodeSet":
        return "aas_converters.sources.opcua_nodeset"
    return None

"""NodeSet2 files: variables become columns with paths, units and node ids that mean the same everywhere."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from aas_converters.sources import SourceError, open_table
from tests.cli.running import run
from tests.shared_files import shared

NODESET = """<?xml version="1.0" encoding="utf-8"?>
<UANodeSet xmlns="http://opcfoundation.org/UA/2011/03/UANodeSet.xsd">
<NamespaceUris><Uri>http://plant.example/press/</Uri><Uri>http://opcfoundation.org/UA/DI/</Uri></NamespaceUris>
<Aliases><Alias Alias="Duration">i=290</Alias><Alias Alias="HasComponent">i=47</Alias></Aliases>
<UAObjectType NodeId="ns=1;i=1000" BrowseName="1:PressType"><DisplayName>PressType</DisplayName></UAObjectType>
<UAObject NodeId="ns=1;i=5000" BrowseName="1:Ram" ParentNodeId="ns=1;i=1000"><References/></UAObject>
<UAVariable NodeId="ns=1;i=6000" BrowseName="1:Force" ParentNodeId="ns=1;i=5000" DataType="Double"/>
<UAVariable NodeId="ns=1;i=6001" BrowseName="EngineeringUnits" ParentNodeId="ns=1;i=6000" DataType="EUInformation">
  <DisplayName>EngineeringUnits</DisplayName><Value><ExtensionObject><Body><EUInformation>
  <UnitId>4339767</UnitId><DisplayName><Text>kN</Text></DisplayName></EUInformation></Body></ExtensionObject></Value>
</UAVariable>
<UAVariable NodeId="ns=1;i=6002" BrowseName="1:Dwell" DataType="Duration"><References>
  <Reference ReferenceType="HasComponent" IsForward="false">ns=1;i=5000</Reference></References></UAVariable>
<UAMethod NodeId="ns=1;i=7000" BrowseName="1:Start" ParentNodeId="ns=1;i=1000"/>
<UAVariable NodeId="ns=1;i=7001" BrowseName="InputArguments" ParentNodeId="ns=1;i=7000" DataType="Argument"/>
</UANodeSet>"""


def test_variables_become_columns_without_rows(tmp_path: Path) -> None:
    (tmp_path / "press.xml").write_text(NODESET, encoding="utf-8")
    table = open_table(tmp_path / "press.xml")
    assert [(column.name, column.header, column.unit, column.references) for column in table.columns] == [
        ("PressType/Ram/Force", "Force", "kN", ("opcua:nsu=http://plant.example/press/;i=6000",)),
        ("PressType/Ram/Dwell", "Dwell", "ms", ("opcua:nsu=http://plant.example/press/;i=6002",)),
    ]
    assert list(table.batches()) == []
    assert [finding.rule.code for finding in table.findings] == ["SRC205"]
    assert run("convert", tmp_path / "press.xml", "-m", "press_stamping", "-o", tmp_path / "o.json").code == 1


@pytest.mark.parametrize("text", [NODESET.replace("UAVariable", "UAView"), NODESET[:-40]])
def test_a_file_without_variables_or_cut_off_is_a_finding(text: str, tmp_path: Path) -> None:
    (tmp_path / "press.xml").write_text(text, encoding="utf-8")
    with pytest.raises(SourceError) as error:
        open_table(tmp_path / "press.xml")
    assert [finding.rule.code for finding in error.value.findings] == ["SRC009"]


@pytest.mark.parametrize(("name", "column"), [("1:", "PressType/Ram/"), ("1:a  b", "PressType/Ram/a b")])
def test_browse_names_of_any_text_are_columns(name: str, column: str, tmp_path: Path) -> None:
    text = NODESET.replace("1:Dwell", name).replace("1:Force", name)
    (tmp_path / "press.xml").write_text(text, encoding="utf-8")
    names = [column.name for column in open_table(tmp_path / "press.xml").columns]
    assert names == [column, f"{column} (ns=1;i=6002)"]


@pytest.mark.parametrize("parent", ["ns=1;i=5000", "ns=1;i=6000"])
def test_nodes_that_belong_to_each_other_end_where_they_began(parent: str, tmp_path: Path) -> None:
    """Found by fuzzing: a node that belongs to itself was gone up for ever."""
    text = NODESET.replace('ParentNodeId="ns=1;i=1000"><References', f'ParentNodeId="{parent}"><References')
    (tmp_path / "press.xml").write_text(text, encoding="utf-8")
    assert open_table(tmp_path / "press.xml").columns[0].name == "Ram/Force"


@pytest.mark.parametrize("number", ["--5", "9" * 5000, "1.5", ""])
def test_a_unit_that_is_no_number_is_the_text_that_is_shown(number: str, tmp_path: Path) -> None:
    (tmp_path / "press.xml").write_text(NODESET.replace("4339767", number), encoding="utf-8")
    assert open_table(tmp_path / "press.xml").columns[0].unit == "kN"


def test_a_namespace_that_is_not_there_leaves_the_node_id(tmp_path: Path) -> None:
    node = f"ns={'9' * 5000};i=6000"
    (tmp_path / "press.xml").write_text(NODESET.replace("ns=1;i=6000", node), encoding="utf-8")
    assert open_table(tmp_path / "press.xml").columns[0].references[0].endswith(node)


NAMES = ["Machinery", "MachineTool", "MetalForming", "PlasticsRubber.IMM2MES", "CuttingTool"]


@pytest.mark.parametrize("name", NAMES)
def test_real_companion_nodesets_have_the_variables_that_are_known(name: str) -> None:
    table = open_table(shared(f"data/opcua_nodesets/Opc.Ua.{name}.NodeSet2.xml"))
    with shared("facts/tables/opcua-variables.csv").open(encoding="utf-8", newline="") as file:
        of_space = [row for row in csv.DictReader(file) if row["namespace"] == table.about["namespace"]]
    known = {row["nodeId"].partition(";")[2]: row["path"] for row in of_space}
    found = {column.references[0].rpartition(";")[2]: column.name for column in table.columns}
    beside = ("NodeVersion", "IsNamespaceSubset")
    missed = [path for key, path in known.items() if key not in found and not path.endswith(beside)]
    assert [path for path in missed if not path.startswith("//")] == []
    assert all(known[key].endswith(path) for key, path in found.items())

"""Every bundled example survives BaSyx: what it reads of our file and writes again holds the same values."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from basyx.aas.adapter.json import write_aas_json_file

from aas_reference_models.library import examples, models
from aas_toolkit import convert, validate
from aas_toolkit.conversion import Conversion
from tests.rooms.reference_models.basyx_values import canonical, values

EXAMPLES = [
    pytest.param(name, folder, id=f"{name}-{plant}") for name in models() for plant, folder in examples(name).items()
]


def converted(folder: Path, target: Path) -> Conversion:
    sources = [file for file in sorted(folder.iterdir()) if file.suffix not in (".yaml", ".md")]
    return convert(sources, mapping=folder / "mapping.yaml", to=target)


def written_again(conversion: Conversion) -> Any:
    """The document as BaSyx writes what it has read."""
    text = io.StringIO()
    write_aas_json_file(text, conversion.to_basyx())
    return json.loads(text.getvalue())


@pytest.mark.parametrize(("name", "folder"), EXAMPLES)
def test_an_example_conforms_and_survives(name: str, folder: Path, tmp_path: Path) -> None:
    result = converted(folder, tmp_path / "out.json")
    assert (result.ok, result.path is not None) == (True, True)
    assert [str(finding) for finding in validate(tmp_path / "out.json") if finding.severity == "error"] == []
    ours = values(json.loads((tmp_path / "out.json").read_text("utf-8")))
    theirs = values(written_again(result))
    assert len(ours) > result.written
    assert {
        path: (ours.get(path), theirs.get(path)) for path in ours | theirs if ours.get(path) != theirs.get(path)
    } == {}


@pytest.mark.parametrize(
    ("value_type", "one", "other", "same"),
    [
        ("xs:double", "1.50", "1.5", True),
        ("xs:double", "1.50", "1.51", False),
        ("xs:int", "007", "7", True),
        ("xs:string", "007", "7", False),
        ("xs:dateTime", "2024-01-01T24:00:00", "2024-01-02T00:00:00", True),
        ("xs:dateTime", "2024-01-01T09:00:00+09:00", "2024-01-01T00:00:00Z", True),
        ("xs:dateTime", "2024-01-01T09:00:00", "2024-01-01T09:00:00Z", False),
        ("xs:dateTime", "2024-01-01T09:00:00.1234567", "2024-01-01T09:00:00.123456", True),
        ("xs:duration", "PT90S", "PT1M30S", True),
        ("xs:duration", "PT90S", "PT1M31S", False),
        ("xs:boolean", "1", "true", True),
        ("xs:decimal", "1.0000000000000000001", "1", False),
    ],
)
def test_values_are_compared_not_spellings(value_type: str, one: str, other: str, same: bool) -> None:
    assert (canonical(value_type, one) == canonical(value_type, other)) is same

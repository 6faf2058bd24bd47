"""The parts of the scripts that decide something; what they install and run is tried by their own make targets."""

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from aas_reference_models.library import examples
from aas_toolkit import convert

SCRIPTS = Path(__file__).parents[2] / "scripts"


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Import a script as it imports its neighbours, and forget it again."""
    before = set(sys.modules)
    monkeypatch.syspath_prepend(str(SCRIPTS))
    yield import_module
    for name in set(sys.modules) - before:
        if str(getattr(sys.modules[name], "__file__", None)).startswith(str(SCRIPTS)):
            del sys.modules[name]


@pytest.mark.parametrize(
    ("requirement", "pin"),
    [
        ("polars>=1.20", "polars==1.20"),
        ("basyx-python-sdk>=1.2,<3", "basyx-python-sdk==1.2"),
        ("basyx-python-sdk<3, >= 1.2", "basyx-python-sdk==1.2"),
        ("tzdata>=2024.1; sys_platform == 'win32'", "tzdata==2024.1 ; sys_platform == 'win32'"),
    ],
)
def test_the_lower_bound_becomes_the_version(script: Any, requirement: str, pin: str) -> None:
    assert script("test_lowest").lowest(requirement) == pin


def test_a_requirement_without_lower_bound_is_refused(script: Any) -> None:
    with pytest.raises(ValueError, match="no lower bound"):
        script("test_lowest").lowest("polars<3")


def test_another_version_can_be_tried_for_a_known_name_only(script: Any) -> None:
    lowest = script("test_lowest")
    pins = ["lxml==5.2", "tzdata==2024.1 ; sys_platform == 'win32'"]
    assert lowest.chosen(pins, ["lxml=5.4"]) == ["lxml==5.4", pins[1]]
    with pytest.raises(ValueError, match="numpy is no dependency"):
        lowest.chosen(pins, ["numpy=2"])


def test_json_and_xml_of_an_example_say_the_same_to_the_interop_reader(script: Any, tmp_path: Path) -> None:
    said = [script("interop_written").written(file) for file in converted(tmp_path)]
    assert said[0] == said[1]
    elements = [place for facts in said[0].values() for place in facts if place.startswith("Measured.")]
    assert len(elements) > len(said[0])


def test_interop_sees_a_changed_value_a_lost_submodel_and_a_complaint(script: Any, tmp_path: Path) -> None:
    interop, written = script("interop"), script("interop_written").written
    wanted = written(next(converted(tmp_path)))
    assert interop.disagreements({"problems": [], "content": wanted}, wanted) == []
    first, second, *rest = wanted
    changed = {**wanted[first], "": ["Submodel", "Other", None]}
    read = {"problems": ["a warning"], "content": {first: changed, **{name: wanted[name] for name in rest}}}
    lines = interop.disagreements(read, wanted)
    assert len(lines) == 3
    assert any(line.startswith(f"{first}: 1 differ") for line in lines)
    assert f"{second} is not in their reading" in lines


def test_spelling_of_a_value_is_no_disagreement_but_its_value_is(script: Any) -> None:
    canonical = script("interop_readers.canonical").canonical
    assert canonical("xs:double", "1.50") == canonical("xs:double", "1.5E0")
    assert canonical("xs:dateTime", "2026-03-02T09:00:00+09:00") == canonical("xs:dateTime", "2026-03-02T00:00:00Z")
    assert canonical("xs:integer", "007") == canonical("xs:integer", "7")
    assert canonical("xs:string", "007") != canonical("xs:string", "7")
    assert canonical("xs:double", "1.5") != canonical("xs:double", "1.51")


def test_a_distribution_that_lacks_schemas_or_brings_strangers_is_reported(script: Any) -> None:
    names = ["aas_toolkit/__init__.py", "tests/test_x.py", "aas_toolkit-1.dist-info/METADATA"]
    wrong = list(script("check_wheel").missing(names, "wheel"))
    assert "wheel installs tests at the top" in wrong
    assert "wheel lacks aas_validators/schemas/3.0/aas.json" in wrong


def converted(folder: Path) -> Iterator[Path]:
    """Convert one example to JSON and XML."""
    place = examples("plating")["line_logger"]
    for name in ("plating.json", "plating.xml"):
        result = convert(next(place.glob("*.csv")), mapping=place / "mapping.yaml", to=folder / name)
        assert result.ok
        yield folder / name

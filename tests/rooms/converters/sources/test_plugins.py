"""Readers of other packages: the one of the how-to works as written, and one that is broken is a finding."""

from __future__ import annotations

import struct
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import aas_toolkit as aas
from aas_converters.sources import open_tables, plugins
from tests.house.doc_examples import ROOT, blocks

PAGE = ROOT / "docs" / "how-to" / "add-a-source.md"
Install = Callable[..., None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Put a package with entry points where Python looks for packages."""
    site = tmp_path / "site"
    site.mkdir()
    monkeypatch.syspath_prepend(str(site))

    def install(points: dict[str, str], modules: dict[str, str], package: str = "plant-dat") -> None:
        for name, text in modules.items():
            (site / name).write_text(text, encoding="utf-8")
        info = site / f"{package.replace('-', '_')}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n", encoding="utf-8")
        lines = [f"[{plugins.GROUP}]", *(f"{name} = {value}" for name, value in points.items())]
        (info / "entry_points.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
        plugins.named.cache_clear()

    yield install
    plugins.named.cache_clear()


def dat(folder: Path, count: int = 3) -> Path:
    """A file of the logger in the how-to."""
    path = folder / "bath.dat"
    path.write_bytes(b"".join(struct.pack("<qd", 1_709_251_200 + i, 25.5 + i) for i in range(count)))
    return path


@pytest.fixture
def documented(install: Install) -> None:
    saved = {block.title: block.text for block in blocks(PAGE) if block.title}
    points = tomllib.loads(saved.pop("pyproject.toml"))["project"]["entry-points"][plugins.GROUP]
    install(points, saved)


@pytest.mark.usefixtures("documented")
def test_the_reader_of_the_how_to_reads(tmp_path: Path) -> None:
    table = aas.open_table(dat(tmp_path))
    assert [(column.header, column.unit) for column in table.columns] == [("Time", None), ("Temp", "℃")]
    assert [batch.frame.row(0) for batch in table.batches(1)][1] == ("2024-03-01T00:00:01+00:00", "26.5")
    (tmp_path / "readme.txt").write_text("of another kind", encoding="utf-8")
    assert [Path(one.name).name for one in open_tables([tmp_path])] == ["bath.dat"]


@pytest.mark.usefixtures("documented")
def test_what_the_reader_of_the_how_to_finds_is_a_finding(tmp_path: Path) -> None:
    path = dat(tmp_path)
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(aas.SourceError, match="SRC900 the file ends in the middle"):
        aas.open_table(path)


def test_a_scheme_can_be_read_too(install: Install) -> None:
    module = (
        "import aas_toolkit as aas\ndef open_table(source, settings):\n    return aas.open_table([{'a': source}])\n"
    )
    install({"historian": "plant_historian"}, {"plant_historian.py": module}, "plant-historian")
    (batch,) = aas.open_table("historian://here/tag").batches()
    assert batch.frame.item() == "historian://here/tag"


@pytest.mark.parametrize(
    ("value", "text", "said"),
    [
        ("gone", "", "ModuleNotFoundError"),
        ("plant_bad", "import no_such_library_anywhere", "no_such_library_anywhere"),
        ("plant_bad", "def open_table(:", "SyntaxError"),
        ("plant_bad", "open_table = 5", "it has no open_table"),
        ("plant_bad:Reader", "", "Reader"),
    ],
)
def test_a_reader_that_cannot_be_used_is_a_finding(
    install: Install, tmp_path: Path, value: str, text: str, said: str
) -> None:
    name = f"plant_bad_{abs(hash((value, text)))}"  # a module is imported once
    install({".dat": value.replace("plant_bad", name)}, {f"{name}.py": text})
    with pytest.raises(aas.SourceError) as caught:
        aas.open_table(dat(tmp_path))
    (finding,) = caught.value.findings
    assert finding.rule is plugins.BROKEN_PLUGIN
    assert said in finding.text("en")
    assert "plant-dat" in finding.text("ko")
    (tmp_path / "t.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert aas.open_table(tmp_path / "t.csv").columns


def test_what_is_read_here_cannot_be_replaced(install: Install, tmp_path: Path) -> None:
    install({".csv": "gone", "sqlite": "gone"}, {})
    (tmp_path / "t.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert aas.open_table(tmp_path / "t.csv").columns
    with pytest.raises(aas.SourceError, match="SRC001"):
        aas.open_table(f"sqlite:///{tmp_path / 'gone.db'}")

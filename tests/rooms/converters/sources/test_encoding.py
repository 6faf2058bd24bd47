"""Which encoding a file has while a program is still writing it."""

from __future__ import annotations

from pathlib import Path

import pytest

from aas_converters.sources.encoding import survey


@pytest.mark.parametrize("text", ["x°\nxaa°", "온도\n한글", "\ufeff온도\n한"])
def test_a_file_that_ends_inside_a_letter_is_what_it_is_before(text: str, tmp_path: Path) -> None:
    whole, path = text.encode(), tmp_path / "plant.csv"
    path.write_bytes(whole[:-1])
    found = survey(path)
    assert (found.encoding, found.bad) == ("utf-8", 1)
    path.write_bytes("온도\n한".encode("cp949")[:-1])
    assert survey(path).encoding == "cp949"

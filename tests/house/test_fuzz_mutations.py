"""Documents that the fuzzers change as trees stay documents, mostly change, and are the same for the same seed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from lxml import etree

CASES = Path(__file__).parents[1] / "cases"
SCRIPTS = Path(__file__).parents[2] / "scripts"


@pytest.mark.parametrize(("kind", "parse"), [("json", json.loads), ("xml", etree.fromstring)])
def test_a_changed_document_is_a_document(
    kind: str, parse: Callable[[bytes], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(SCRIPTS)
    from fuzz_readers.mutate import MUTATES

    mutate = MUTATES[kind]
    data = (CASES / "AAS507" / "fail-1.json" if kind == "json" else CASES / "SCH111" / "fail-1.xml").read_bytes()
    found = [mutate(data, Random(seed)) for seed in range(200)]
    assert found == [mutate(data, Random(seed)) for seed in range(200)]
    assert len(set(found)) > 100
    for one in found:
        assert one is not None
        parse(one)


def test_what_is_no_document_is_left_to_changes_of_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(SCRIPTS)
    from fuzz_readers.mutate import MUTATES

    assert [mutate(b"<a", Random(1)) for mutate in MUTATES.values()] == [None, None, None]

"""What is suggested for real files, held against mappings that a person made after reading them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.shared_files import shared

ROOT = Path(__file__).parents[2]
EXPECTED = Path(__file__).parent / "suggestions"


@pytest.mark.parametrize("aliases", [False, True])
def test_most_columns_are_found_and_hardly_any_is_wrong(aliases: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    data = shared("data").parent
    monkeypatch.syspath_prepend(ROOT / "scripts")
    monkeypatch.delitem(sys.modules, "score_suggest", raising=False)
    import score_suggest

    found = list(score_suggest.scores(EXPECTED, data, aliases=aliases))
    assert len(found) == len(list(EXPECTED.glob("*.yaml")))
    mappable, right = sum(one.mappable for one in found), sum(one.right for one in found)
    wrong = [text for one in found for text in one.wrong]
    assert right >= (0.98 if aliases else 0.87) * mappable, [(one.name, one.missed) for one in found]
    assert len(wrong) <= 0.03 * (right + len(wrong)), wrong

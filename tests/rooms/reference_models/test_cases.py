"""Every file in cases/ is a model with one mistake: the file name is its kind, `# here` ends its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from aas_reference_models.library import load_model
from aas_reference_models.problem import ModelError

CASES = sorted(Path(__file__).with_name("cases").glob("*.yaml"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_mistake_is_named_with_its_line(path: Path) -> None:
    with pytest.raises(ModelError) as caught:
        load_model(path)
    line = next(at for at, text in enumerate(path.read_text("utf-8").splitlines(), 1) if text.endswith("# here"))
    assert [(problem.kind, problem.line) for problem in caught.value.problems] == [(path.stem, line)]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_complaint_speaks_both_languages(path: Path) -> None:
    with pytest.raises(ModelError) as caught:
        load_model(path)
    problem = caught.value.problems[0]
    assert problem.file == str(path)
    assert problem.message_en
    assert not problem.message_en.endswith(".")
    assert any("가" <= letter <= "힣" for letter in problem.message_ko)
    assert bool(problem.hint_en) == bool(problem.hint_ko)


def test_all_mistakes_are_reported_at_once_in_the_order_of_lines(tmp_path: Path) -> None:
    text = Path(CASES[0]).read_text("utf-8").split("elements:")[0]
    path = tmp_path / "model.yaml"
    path.write_text(text + "elements:\n  Aa: {unit: furlong}\n  Bb: {range: [2, 1]}\n  Cc: {codes: no}\n", "utf-8")
    with pytest.raises(ModelError) as caught:
        load_model(tmp_path)
    lines = [problem.line for problem in caught.value.problems]
    assert lines == sorted(lines)
    assert len(lines) == 3
    assert "(and 2 more)" in str(caught.value)


def test_a_file_in_another_encoding_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "model.yaml"
    path.write_bytes("model: press\ntitle: {ko: 프레스}\n".encode("cp949"))
    with pytest.raises(ModelError) as caught:
        load_model(path)
    assert [(problem.kind, problem.line) for problem in caught.value.problems] == [("yaml-encoding", 2)]

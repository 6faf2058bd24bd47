"""`aas validate` compares with the templates it is given, and leaves out the layers it is told to."""

import json
from pathlib import Path

import pytest

from aas_toolkit import FindingsError, validate
from aas_toolkit.templates import search
from tests.cli.running import run

CASES = Path(__file__).parents[1] / "cases"
LANGUAGE = CASES / "TPL013"
CHOICE = CASES / "TPL014"
UNREADABLE = CASES / "TPL030" / "fail-1.json"


def codes(*words: object) -> list[str]:
    content = json.loads(run("validate", *words, "--format", "json").out)
    return [finding["rule"] for file in content["files"] for finding in file["findings"]]


def test_a_template_file_is_compared_with() -> None:
    template = LANGUAGE / "template.json"
    assert run("validate", LANGUAGE / "pass-1.json", "--template", template).code == 0
    assert run("validate", LANGUAGE / "fail-1.json", "--template", template).code == 1
    assert codes(LANGUAGE / "fail-1.json", "--template", template) == ["TPL013"]
    assert codes(LANGUAGE / "fail-1.json") == []


def test_a_template_is_found_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "t.json").write_bytes((LANGUAGE / "template.json").read_bytes())
    assert codes(LANGUAGE / "fail-1.json", "--templates", tmp_path) == ["TPL013"]


def test_a_reference_model_is_a_template_too() -> None:
    assert codes(LANGUAGE / "pass-1.json", "--template", "injection_moulding") == ["TPL018"]


def test_what_is_asked_for_goes_before_what_lies_in_a_folder() -> None:
    words = ("--template", CHOICE / "template.json", "--templates", LANGUAGE)
    assert codes(CHOICE / "fail-1.json", *words) == ["TPL014"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [(("--skip", "template"), []), (("--only", "schema"), []), (("--only", "template"), ["TPL013"])],
)
def test_layers_are_chosen(words: tuple[str, str], expected: list[str]) -> None:
    assert codes(LANGUAGE / "fail-1.json", "--template", LANGUAGE / "template.json", *words) == expected


def test_what_is_no_template_is_said_before_anything_is_checked() -> None:
    answer = run("validate", LANGUAGE / "pass-1.json", "--template", UNREADABLE)
    assert answer.code == 1
    assert "TPL030" in answer.err
    with pytest.raises(FindingsError):
        search([UNREADABLE])
    assert run("validate", LANGUAGE / "pass-1.json", "--template", "no_such_model").code == 2
    assert run("validate", LANGUAGE / "pass-1.json", "--only", "no_such_layer").code == 2


def test_the_library_takes_the_same() -> None:
    template, file = LANGUAGE / "template.json", LANGUAGE / "fail-1.json"
    assert [f.rule.code for f in validate(file, template=template)] == ["TPL013"]
    assert [f.rule.code for f in validate(file, template=[template, CHOICE / "template.json"])] == ["TPL013"]
    assert [f.rule.code for f in validate(file, templates=LANGUAGE)] == ["TPL013"]
    assert [f.rule.code for f in validate(file, templates=[LANGUAGE], skip=["template"])] == []
    with pytest.raises(ValueError, match="no_such"):
        validate(file, only=["no_such"])

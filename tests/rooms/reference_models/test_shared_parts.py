"""The header block, the code lists, the vocabularies: what all models share obeys the same rules."""

from __future__ import annotations

from dataclasses import replace

import pytest

from aas_reference_models.check_model import check_model
from aas_reference_models.library import load_model
from aas_reference_models.marked_yaml import Path, read_yaml
from aas_reference_models.model import Element
from aas_reference_models.read_model import PACKAGE, bundled, code_lists, header_block
from aas_reference_models.schema_check import check_schema, load_schema


@pytest.mark.parametrize(
    ("file", "definition", "at"),
    [
        ("header.yaml", "elements", ("elements",)),
        ("code_lists.yaml", "code_list", ("verdict",)),
        ("vocabularies.yaml", "vocabulary", ("mtconnect",)),
        ("vocabularies.yaml", "vocabulary", ("imm2mes",)),
    ],
)
def test_shared_files_follow_the_schema_of_the_language(file: str, definition: str, at: Path) -> None:
    document = bundled(file)
    value = document.value
    for step in at:
        assert isinstance(value, dict)
        value = value[str(step)]
    part = replace(document, value=value)
    assert [str(problem) for problem in check_schema(part, load_schema(PACKAGE, "model.schema.json", definition))] == []


def test_the_whole_header_block_is_complete() -> None:
    model = replace(load_model("plating"), elements=(header_block(),), source="header.yaml")
    assert [str(problem) for problem in check_model(model)] == []


def test_every_shared_code_list_is_complete() -> None:
    words = header_block().name
    for name, codes in code_lists().items():
        element = Element(
            id_short=name.title(),
            name=words,
            definition=words,
            value_type="xs:string",
            codes=codes,
            example=codes[0].value,
        )
        model = replace(load_model("plating"), elements=(element,), source="code_lists.yaml")
        assert [str(problem) for problem in check_model(model)] == []


def test_a_part_of_a_schema_can_be_checked_alone() -> None:
    document = read_yaml("Time: {untis: s}", "part.yaml")
    found = list(check_schema(document, load_schema(PACKAGE, "model.schema.json", "elements")))
    assert [(problem.kind, problem.hint_en) for problem in found] == [("unknown-key", "did you mean unit?")]

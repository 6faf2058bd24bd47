"""What the AAS SDK says about data it cannot read is said in our own words; what is new in it is quoted."""

from __future__ import annotations

import ast
import inspect
import re
from importlib import import_module

import pytest

from aas_validators.check import check_file
from aas_validators.document.finding import quoted
from aas_validators.layers import ALL_LAYERS, Layer
from aas_validators.metamodel.sdk import MODULES
from aas_validators.metamodel.sdk_words import of_sdk

VALUES = {"type(jsonable)": "<class 'int'>", "model_type!r": "'Lot'"}


def complaints(metamodel: str) -> set[str]:
    """Return every complaint in the source of an SDK, with something in its blanks."""
    tree = ast.parse(inspect.getsource(import_module(f"{MODULES[metamodel]}.jsonization")))
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    texts = (call.args[0] for call in calls if getattr(call.func, "id", "") == "DeserializationException")
    return {filled(text) for text in texts}


def filled(text: ast.expr) -> str:
    """Return a text of Python's source with its blanks filled."""
    parts = text.values if isinstance(text, ast.JoinedStr) else [text]
    found = ""
    for part in parts:
        if isinstance(part, ast.FormattedValue):
            name = ast.unparse(part.value) + ("!r" if part.conversion == ord("r") else "")
            found += VALUES.get(name, "Lot")
        else:
            found += str(ast.literal_eval(part))
    return found


@pytest.mark.parametrize("metamodel", sorted(MODULES))
def test_every_complaint_of_the_sdk_has_words_of_ours(metamodel: str) -> None:
    found = complaints(metamodel)
    assert len(found) > 40
    for text in found:
        said = of_sdk(text)
        assert said.en != text
        assert said != quoted(text, "SDK"), text
        assert not re.search(r"[{}<>]|None|Expected", said.en + said.ko), text


@pytest.mark.parametrize(
    ("broken", "english", "korean"),
    [
        ('"submodelElements": [{"idShort": "A"}]', "modelType is missing", "modelType이 없거나"),
        ('"submodelElements": {}', "a list is needed, but there is an object", "목록이 있어야 할 곳에 객체"),
        ('"idShort": 5', "a text is needed, but there is a number", "문자열이 있어야 할 곳에 숫자"),
        ('"kind": "Type"', "Type is no ModellingKind", "Type은(는) ModellingKind의 값이 아닙니다"),
        ('"description": [{"text": "x"}]', "language is missing", "language이(가) 없습니다"),
        (
            '"submodelElements": [{"modelType": "Lot"}]',
            "modelType is Lot, not SubmodelElement",
            "modelType이 SubmodelElement이(가) 아니라 Lot입니다",
        ),
    ],
)
def test_what_the_sdk_cannot_read_is_said_in_both_languages(broken: str, english: str, korean: str) -> None:
    text = '{"submodels": [{"modelType": "Submodel", "id": "urn:x", ' + broken + "}]}"
    layers = frozenset(ALL_LAYERS) - {Layer.SCHEMA}
    said = [one for one in check_file(text.encode(), layers=layers) if one.rule.code == "AAS598"]
    assert said
    assert english in said[0].text("en")
    assert korean in said[0].text("ko")


def test_a_text_without_words_of_ours_is_a_quotation_in_korean() -> None:
    said = quoted("Something\n   new happened", "스키마 검사기")
    assert said.en == "Something new happened"
    assert said.ko == '스키마 검사기의 영문 설명은 "Something new happened"입니다'

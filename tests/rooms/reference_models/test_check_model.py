"""A model that can be read may still be unclear; the lint says where."""

from __future__ import annotations

import pytest

from aas_reference_models.check_model import check_model
from aas_reference_models.marked_yaml import read_yaml
from aas_reference_models.read_model import read_model

HEAD = """\
model: press
version: "1.0"
id_short: PressStroke
title: {en: Press, ko: 프레스}
description: {en: One stroke, ko: 한 스트로크}
"""

WORDS = "name: {en: a, ko: 가}, definition: {en: a, ko: 가}"


@pytest.mark.parametrize(
    ("kind", "element"),
    [
        ("missing-text", "Force: {name: {en: a}, definition: {en: a, ko: 가}, example: x}"),
        ("missing-text", "Force: {name: {en: a, ko: 가}, definition: {ko: 가}, example: x}"),
        ("missing-unit", f"Force: {{{WORDS}, type: xs:double, example: 1}}"),
        ("not-a-number", f"Force: {{{WORDS}, type: xs:string, unit: kN, example: 1}}"),
        ("missing-example", f"Force: {{{WORDS}}}"),
        ("bad-example", f"Force: {{{WORDS}, unit: kN, example: strong}}"),
        ("bad-example", f"Force: {{{WORDS}, unit: kN, range: [1, 2], example: 3}}"),
        ("bad-example", f"Force: {{{WORDS}, type: xs:dateTime, example: '2026-03-02T09:00:00'}}"),
        ("bad-example", f"Force: {{{WORDS}, codes: verdict, example: 양품}}"),
        ("id-short", f"force: {{{WORDS}, example: x}}"),
        (
            "two-faced-word",
            f"Force: {{{WORDS}, codes: {{AA: {{name: {{en: a, ko: 가}}, aliases: [Y]}}}}, example: AA}}",
        ),
        (
            "code-twice",
            f"Force: {{{WORDS}, codes: {{AA: {{name: {{en: a, ko: 가}}}}, "
            f"BB: {{name: {{en: b, ko: 나}}, aliases: [aa]}}}}, example: AA}}",
        ),
    ],
)
def test_what_is_missing_or_unclear_is_named(kind: str, element: str) -> None:
    model = read_model(read_yaml(f"{HEAD}elements:\n  {element}\n", "press.yaml"))
    assert [(problem.kind, problem.line) for problem in check_model(model)] == [(kind, 7)]


def test_two_elements_cannot_claim_one_header() -> None:
    text = f"{HEAD}elements:\n  Aa: {{{WORDS}, example: x, aliases: [Max Force]}}\n"
    text += f"  Bb: {{{WORDS}, example: x, aliases: [max_force]}}\n"
    model = read_model(read_yaml(text, "press.yaml"))
    assert [(problem.kind, problem.line) for problem in check_model(model)] == [("alias-twice", 8)]


@pytest.mark.parametrize("shape", ["{one_per: group}", "{one_per: row, records: list}"])
def test_a_shape_must_not_contradict_itself(shape: str) -> None:
    text = f"{HEAD}shape: {shape}\nelements:\n  Force: {{{WORDS}, example: x}}\n"
    model = read_model(read_yaml(text, "press.yaml"))
    assert [problem.kind for problem in check_model(model)] == ["shape"]

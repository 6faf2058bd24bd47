"""The product speaks one Korean: what to do is said in the same form everywhere, and said in Korean."""

from __future__ import annotations

import re

import pytest

from aas_toolkit.rule_list import our_rules
from aas_validators.diagnostics import Rule
from tests.house.test_house import product

HANGUL = re.compile("[가-힣]")
BLANK = re.compile(r"\{\w+\}")


@pytest.mark.parametrize("rule", our_rules().values(), ids=lambda rule: rule.code)
def test_a_hint_asks_politely_for_one_action(rule: Rule) -> None:
    hint = rule.hint.ko
    if not HANGUL.search(BLANK.sub("", hint)):
        return  # the hint comes from the file that knows it
    assert "십시오" in hint or hint.endswith("니다"), hint


def test_no_sentence_of_the_product_mixes_in_another_form() -> None:
    mixed = [
        f"{file.name}:{number}"
        for file in product()
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if "세요" in line
    ]
    assert mixed == []

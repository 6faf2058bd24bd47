"""What a parser complains about is said in our own words, in both languages."""

from __future__ import annotations

import json
import re
from xml.parsers import expat

import msgspec
import pytest

from aas_validators.check import check_file
from aas_validators.syntax.complaints import JSON_WORDS, XML_WORDS, ZIP_WORDS, of_json, of_xml, of_zip

HANGUL = re.compile("[가-힣]")

JSON_TEXTS = [
    '{"a": }',
    '{"a" 1}',
    '{"a": 1 "b": 2}',
    '{"a": 1,}',
    "{'a': 1}",
    "[1, 2",
    "[1,]",
    '{"a": 1} x',
    '{"a": "x',
    '{"a": "x\ny"}',
    r'{"a": "\x"}',
    r'{"a": "\u12"}',
    "[NaN]",
    "[nul]",
]
XML_TEXTS = [
    "<a><b></a>",
    "<a>",
    "<a>&</a>",
    "<a b='1' b='2'/>",
    "<a/><b/>",
    "<a>&nbsp;</a>",
    "<a>&#1;</a>",
    " <?xml version='1.0'?><a/>",
    "<?xml version='1'?><a/>",
    "<x:a/>",
    "<a><![CDATA[",
    "<a",
    "<!-- ",
    "<a>" + "x" * 10_500_000 + "</a>",
]


@pytest.mark.parametrize("text", JSON_TEXTS)
def test_the_other_parser_of_json_is_understood_as_well(text: str) -> None:
    with pytest.raises(msgspec.DecodeError) as error:
        msgspec.json.decode(text, type=msgspec.Raw)
    said = of_json(str(error.value).removeprefix("JSON is malformed: ").partition(" (byte ")[0])
    assert said in [sentence for _, sentence in JSON_WORDS]


@pytest.mark.parametrize("text", [*JSON_TEXTS, *XML_TEXTS], ids=lambda text: text[:20])
def test_a_broken_text_is_explained_in_both_languages(text: str) -> None:
    (finding,) = check_file(text.encode(), name="x")
    english, korean = finding.text("en"), finding.text("ko")
    problem = korean.partition(": ")[2]
    assert HANGUL.search(problem)
    assert "읽을 수 없습니다(" not in problem, "the parser's own words"
    assert not HANGUL.search(english)
    assert finding.where.line is not None


def test_every_complaint_of_the_json_parser_is_known() -> None:
    for text in JSON_TEXTS[:-2]:
        with pytest.raises(json.JSONDecodeError) as error:
            json.loads(text)
        assert of_json(error.value.msg) in [sentence for _, sentence in JSON_WORDS]


def test_complaints_that_a_document_without_doctype_can_cause_are_known() -> None:
    others = re.compile(
        "out of memory|entit|parameter|dtd|pars(er|ing)|encoding|text declaration|standalone|public id|prefix must|"
        "reserved prefix|must not undeclare|argument|xml_getbuffer|amplification",
        re.IGNORECASE,
    )
    for said in expat.errors.codes:
        if not others.search(said) or said in ("undefined entity", "unbound prefix"):
            assert of_xml(said) in [sentence for _, sentence in XML_WORDS], said


def test_a_complaint_that_nobody_foresaw_is_quoted() -> None:
    for of, words in ((of_json, JSON_WORDS), (of_xml, XML_WORDS), (of_zip, ZIP_WORDS)):
        sentence = of("Something\n new")
        assert sentence not in [known for _, known in words]
        assert (sentence.en, sentence.ko) == ("something new", "읽을 수 없습니다(something new)")

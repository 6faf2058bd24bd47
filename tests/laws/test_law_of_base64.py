"""The law: what is taken for base64 is what an XML schema takes for xs:base64Binary."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from aas_validators.metamodel.base64_texts import is_base64

SCHEMA = etree.XMLSchema(
    etree.fromstring(
        b'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">'
        b'<xs:element name="a" type="xs:base64Binary"/></xs:schema>'
    )
)


def of_the_schema(text: str) -> bool:
    element = etree.Element("a")
    element.text = text
    return SCHEMA.validate(element)


@given(st.text("AQgwEIbc048/+ \n=", max_size=12))
def test_base64_is_what_an_xml_schema_says(text: str) -> None:
    assert is_base64(text) == of_the_schema(text)


@pytest.mark.parametrize(
    ("text", "expected"), [("YWJj", True), ("YWJj=", False), ("YW", False), ("Y===", False), ("YR==", False)]
)
def test_padding_fills_four_signs(text: str, expected: bool) -> None:
    assert is_base64(text) is expected
    assert of_the_schema(text) is expected

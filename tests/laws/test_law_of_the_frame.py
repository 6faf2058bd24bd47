"""The law: what the fast path reads of the beginning of an XML document is what an XML parser reads."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from aas_validators.fast.split_xml import read_frame
from aas_validators.limits import DEFAULT_LIMITS
from aas_validators.recognise import version_of_xml
from aas_validators.syntax.text_encoding import decode_xml
from aas_validators.syntax.xml_text import parse_xml

AAS = [b"https://admin-shell.io/aas/3/0", b"https://admin-shell.io/aas/3/1"]
SCHEMA_INSTANCE = b"http://www.w3.org/2001/XMLSchema-instance"

DECLARED = [b"xmlns", b"xmlns:a", b"xmlns:b", b"xmlns:1", b"xmlns:xml", b"xmlns:xmlns", b"xmlns:xsi", b"xmlns:a:b"]
LOCATIONS = [b"xsi:schemaLocation", b"a:schemaLocation", b"b:schemaLocation", b"schemaLocation"]
NAMES = st.sampled_from([*DECLARED, *LOCATIONS, b"id", b":", b"xml:lang"])
SPACES = st.sampled_from([*AAS, SCHEMA_INSTANCE, b"http://www.w3.org/XML/1998/namespace", b"urn:x", b"a b", b""])
ODD = [b"", b"", b"", b"'", b'"', b"<", b"&", b"&lt;", b">", b" ", b"\n", b"\t", b"\0", b"\x1f", b"\x7f", b"\xff"]
ODD += ["한".encode(), b"xmlns='https://admin-shell.io/aas/3/1'", b'x="', b"--"]
QUOTES = st.sampled_from([b'"', b'"', b'"', b"'", b"'", b""])


@st.composite
def attributes(draw: st.DrawFn) -> bytes:
    """Return an attribute of the root, as the XML of somebody may have it."""
    value = draw(SPACES) + draw(st.sampled_from(ODD))
    blank, equal = draw(st.sampled_from([b" ", b" ", b"\n", b"  ", b""])), draw(st.sampled_from([b"=", b"=", b" = "]))
    return blank + draw(NAMES) + equal + draw(QUOTES) + value + draw(QUOTES)


@st.composite
def documents(draw: st.DrawFn) -> bytes:
    """Return a document that is only a root, well-formed or nearly so."""
    mark, closing = draw(QUOTES), draw(QUOTES)
    inside = [b" version=", b" encoding=", b" standalone="]
    values = [[b"1.0", b"1.1"], [b"utf-8", b"US-ASCII", b"cp949"], [b"yes", b"no", b"maybe"]]
    said = b"".join(
        name + mark + draw(st.sampled_from(several)) + closing
        for name, several in zip(inside, values, strict=True)
        if draw(st.booleans())
    )
    head = draw(st.sampled_from([b"", b"", b"\xef\xbb\xbf", b"\n"])) + (b"<?xml" + said + b"?>" if said else b"")
    prefix = draw(st.sampled_from([b"", b"", b"", b"a:", b"a:", b"1:", b"xml:", b"xmlns:", b":"]))
    name = prefix + draw(st.sampled_from([b"environment", b"submodel", b"1environment", b"a.b"]))
    own = b" " + (b"xmlns:" + prefix[:-1] if prefix else b"xmlns") + b'="' + draw(st.sampled_from(AAS)) + b'"'
    several = [own] * draw(st.sampled_from([1, 1, 1, 0, 2])) + draw(st.lists(attributes(), max_size=3))
    return head + b"<" + name + b"".join(draw(st.permutations(several))) + b"></" + name + b">"


@given(documents())
def test_a_root_that_is_read_is_what_the_parser_reads(data: bytes) -> None:
    frame = read_frame(data)
    if frame is None:
        return
    decoded = decode_xml(data)
    assert not decoded.flaws
    parsed = parse_xml(decoded.text or "", DEFAULT_LIMITS)
    assert parsed.tree is not None
    assert not parsed.flaws
    tree: Any = parsed.tree
    assert version_of_xml(tree) == frame.metamodel
    assert etree.QName(tree).localname == frame.root
    assert (tree.prefix or "") == frame.prefix.decode().removesuffix(":")
    assert data[frame.start : frame.inside] + b"</" + frame.prefix + frame.root.encode() + b">" == data[frame.start :]


@pytest.mark.parametrize(
    "root",
    [
        b'<environment xmlns="https://admin-shell.io/aas/3/0">',
        b"<environment xmlns='https://admin-shell.io/aas/3/0' >",
        b'<?xml version="1.0" encoding=\'UTF-8\'?>\n<environment\n\txmlns="https://admin-shell.io/aas/3/0">',
        b'<aas:environment xmlns:aas="https://admin-shell.io/aas/3/0" xmlns:xsi="' + SCHEMA_INSTANCE + b'" '
        b'xsi:schemaLocation="https://admin-shell.io/aas/3/0\n  AAS.xsd">',
    ],
)
def test_the_roots_that_tools_write_are_read(root: bytes) -> None:
    frame = read_frame(root)
    assert frame is not None
    assert (frame.metamodel, frame.root) == ("3.0", "environment")


@pytest.mark.parametrize(
    "root",
    [
        b'<environment xmlns="https://admin-shell.io/aas/3/0\'">',
        b'<environment xmlns="urn:x" xmlns:a="xmlns=\'https://admin-shell.io/aas/3/0\'">',
        b'<1:environment xmlns:1="https://admin-shell.io/aas/3/0">',
        b'<environment xmlns="https://admin-shell.io/aas/3/0" xmlns:a="">',
    ],
)
def test_what_is_no_xml_or_only_looks_like_ours_is_left_to_the_parser(root: bytes) -> None:
    assert read_frame(root) is None

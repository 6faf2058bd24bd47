"""The law: one value broken anywhere in any document is found where it stands, line, column and idShort path."""

from __future__ import annotations

import copy
import json
from typing import Any
from xml.sax.saxutils import escape

from hypothesis import given
from hypothesis import strategies as st

from aas_validators.check import Task, assess_bytes
from aas_validators.diagnostics import Diagnostic, Severity
from aas_validators.document.source import Source
from tests.laws.valid_documents import Break, Grown, Pointer, Written, environments, set_at, xml_items

BLANKS = ("", " ", "\n", "\n  ", "\t", "\r\n ")


def errors(text: str, fast: bool) -> list[Diagnostic]:
    found = assess_bytes(text.encode(), Task(metamodel="3.1", fast=fast), Source("file")).findings
    return [finding for finding in found if finding.severity is Severity.ERROR]


def write_json(value: Any, out: Written, pointer: Pointer, draw: st.DrawFn, escaped: bool) -> None:
    """Write JSON with blanks wherever they may stand."""

    def blank() -> None:
        out.text += draw(st.sampled_from(BLANKS))

    blank()
    out.places[pointer] = len(out.text)
    if isinstance(value, dict | list):
        is_object = isinstance(value, dict)
        out.text += "{" if is_object else "["
        for number, key in enumerate(value if is_object else range(len(value))):
            out.text += "," if number else ""
            if is_object:
                blank()
                out.text += json.dumps(key)
                blank()
                out.text += ":"
            write_json(value[key], out, (*pointer, key), draw, escaped)
        blank()
        out.text += "}" if is_object else "]"
    else:
        out.text += json.dumps(value, ensure_ascii=escaped)


def write_xml(name: str, value: Any, out: Written, pointer: Pointer, draw: st.DrawFn, prefix: str = "") -> None:
    """Write an XML element with blanks and comments around it."""
    tag = prefix + name
    out.text += draw(st.sampled_from([*BLANKS, "<!-- 도금 -->", "<!--\n-->"]))
    out.places[pointer] = len(out.text)
    if not isinstance(value, dict | list):
        out.text += f"<{tag}>{escape(str(value))}</{tag}>"
        return
    declared = f"xmlns:{prefix[:-1]}" if prefix else "xmlns"
    out.text += f"<{tag}>" if pointer else f'<{tag} {declared}="https://admin-shell.io/aas/3/1">'
    if isinstance(value, dict):
        for key, inner in value.items():
            if key != "modelType":
                write_xml(key, inner, out, (*pointer, key), draw, prefix)
    else:
        for number, (item, inner) in enumerate(xml_items(str(pointer[-1]), value)):
            write_xml(item, inner, out, (*pointer, number), draw, prefix)
    out.text += draw(st.sampled_from(BLANKS))
    out.text += f"</{tag}>"


def found_where_it_stands(written: Written, broken: Break) -> None:
    line, column = written.line_and_column(broken.pointer)
    for fast in (False, True):
        found = errors(written.text, fast)
        assert found, (broken, written.text)
        assert found[0].rule.code.startswith(broken.code)
        assert {(one.where.line, one.where.column, one.where.path) for one in found} == {(line, column, broken.path)}


def numbers_for_texts(grown: Grown) -> list[Break]:
    """JSON can have a number where a text should be."""
    return [Break(b.pointer, 7, "SCH103", b.path) for b in grown.breaks if b.pointer[-1] != "idShort"]


@given(st.data(), environments(), st.booleans())
def test_one_broken_value_in_json_is_found_where_it_stands(data: st.DataObject, grown: Grown, escaped: bool) -> None:
    broken = data.draw(st.sampled_from([*grown.breaks, *numbers_for_texts(grown)]))
    whole, out = copy.deepcopy(grown.value), Written()
    set_at(whole, broken.pointer, broken.value)
    write_json(whole, out, (), data.draw, escaped)
    assert json.loads(out.text) == whole
    found_where_it_stands(out, broken)


@given(st.data(), environments(), st.sampled_from(["", "aas:"]))
def test_one_broken_value_in_xml_is_found_where_it_stands(data: st.DataObject, grown: Grown, prefix: str) -> None:
    broken = data.draw(st.sampled_from(grown.breaks))
    whole, out = copy.deepcopy(grown.value), Written()
    set_at(whole, broken.pointer, broken.value)
    write_xml("environment", whole, out, (), data.draw, prefix)
    found_where_it_stands(out, broken)


@given(st.data(), environments())
def test_what_is_grown_breaks_no_rule(data: st.DataObject, grown: Grown) -> None:
    out = Written()
    write_xml("environment", grown.value, out, (), data.draw)
    assert [str(one) for one in errors(json.dumps(grown.value), fast=False)] == []
    assert [str(one) for one in errors(out.text, fast=False)] == []

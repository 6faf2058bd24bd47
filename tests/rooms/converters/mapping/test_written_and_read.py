"""A mapping that is written and read again is the same mapping."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from aas_converters.mapping.mapping import Assignment, Cell, Condition, Ids, Mapping, RowChoice, ShapeChoice
from aas_converters.mapping.read import parse_mapping
from aas_converters.mapping.write import write_mapping
from aas_converters.sources import Settings

TRICKY = ("007", "1e3", "true", "No", "~", "null", "0x1F", "1_000", "12:30:45", "2024-01-01", "=", "<<", "a: b", "a #b")
TRICKY += (
    "- x",
    "{row}",
    "[1]",
    "'",
    '"',
    "\\",
    "a\nb",
    "a\r\nb",
    "\t",
    " x ",
    "온도(℃)",
    "🏭",
    "%",
    "@a",
    "`",
    "!t",
    "&a",
)
TRICKY += ("*a", "|", ">", "?", "a,b", "x'y", 'x"y', "\u2028", "\x85", "\ufeff", "\xa0", "١", "²", "½", "é", "e\u0301")

WORDS = st.one_of(
    st.sampled_from(TRICKY),
    st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), min_size=1, max_size=8),
)
ZONES = st.sampled_from(["Asia/Seoul", "Europe/Berlin", "UTC"])

PATHS = st.from_regex(r"[A-Z][A-Za-z0-9]{1,6}(\.[A-Z][a-z]{1,4}|\[[0-9]\]){0,2}", fullmatch=True)


@st.composite
def cells(draw: st.DrawFn, columns: int) -> Cell:
    """A cell with so many columns; without one it says something else."""
    said = {
        "default": draw(st.none() | WORDS),
        "unit": draw(st.none() | WORDS),
        "decimal": draw(st.sampled_from([None, ".", ","])),
        "thousands": draw(st.sampled_from([None, "", ",", ".", "'", " "])),
        "pattern": draw(st.none() | WORDS),
        "zone": draw(st.none() | ZONES),
        "date": draw(st.sampled_from([None, "file name", "2024-01-01"])),
        "of_group": draw(st.sampled_from([None, "first", "mean"])),
    }
    if draw(st.booleans()):
        said = {}
    codes = draw(st.dictionaries(WORDS, WORDS, max_size=2))
    names = draw(st.lists(WORDS, min_size=columns, max_size=columns))
    constant = draw(WORDS) if not columns else None
    return Cell(columns=tuple(names), constant=constant, codes=tuple(codes.items()), **said)


@st.composite
def assignments(draw: st.DrawFn, path: str) -> Assignment:
    """One line of a mapping: a cell, several columns, or parts."""
    shape = draw(st.sampled_from(["cell", "constant", "columns", "parts"]))
    if shape == "columns":
        cell = draw(cells(draw(st.integers(1, 3))))
        return Assignment(path, (("value", cell),), tuple(replace(cell, columns=(name,)) for name in cell.columns))
    if shape == "parts":
        names = draw(
            st.sampled_from([("min",), ("min", "max"), ("first", "second"), ("globalAssetId",), ("en", "ko-KR")])
        )
        return Assignment(path, tuple((name, draw(cells(draw(st.integers(0, 2))))) for name in names))
    return Assignment(path, (("value", draw(cells(int(shape == "cell")))),))


@st.composite
def conditions(draw: st.DrawFn, source: Settings) -> Condition:
    """A condition that rows must meet; what it does not say of numbers is what the source says."""
    words = st.none() | st.lists(WORDS, max_size=2).map(tuple)
    bounds = st.sampled_from([None, "1.50", "-3", "1e3", "2024-03-01", "2024-03-01 08:00"])
    said = {name: draw(bounds) for name in ("at_least", "above", "at_most", "below")}
    signs = {}
    if any(said.values()):
        signs = {
            "decimal": draw(st.sampled_from([source.decimal, ","])),
            "thousands": draw(st.sampled_from([source.thousands, "", "."])),
        }
    empty = draw(st.booleans())
    return Condition(column=draw(WORDS), values=draw(words), others=draw(words), empty=empty, **said, **signs)


@st.composite
def mappings(draw: st.DrawFn) -> Mapping:
    """Any mapping the language can say."""
    paths = draw(st.lists(PATHS, unique=True, max_size=3))
    settings = Settings(
        encoding=draw(st.sampled_from([None, "cp949", "utf-16"])),
        delimiter=draw(st.sampled_from([None, ",", ";", "\t", "|", " ", "#", ":"])),
        quote=draw(st.sampled_from([None, "", '"', "'"])),
        header_rows=draw(st.none() | st.integers(1, 9)),
        skip_rows=draw(st.none() | st.integers(0, 20)),
        unit_row=draw(st.none() | st.booleans()),
        decimal=draw(st.sampled_from([None, ".", ","])),
        thousands=draw(st.sampled_from([None, "", ",", ".", "'", " "])),
        missing=tuple(draw(st.lists(WORDS, max_size=2))),
    )
    optional = st.none() | WORDS
    return Mapping(
        model=draw(optional),
        settings=settings,
        ids=Ids(draw(optional), draw(optional), draw(optional)),
        rows=RowChoice(where=tuple(draw(st.lists(conditions(settings), max_size=2)))),
        shape=ShapeChoice(record=draw(st.none() | st.lists(PATHS, min_size=1, max_size=2).map(tuple))),
        zone=draw(st.none() | ZONES),
        assignments=tuple(draw(assignments(path)) for path in paths),
    )


def without_lines(mapping: Mapping) -> Mapping:
    """The mapping without the lines it stood on."""

    def bare(one: Assignment) -> Assignment:
        parts = tuple((name, replace(cell, line=0)) for name, cell in one.parts)
        return Assignment(one.path, parts, tuple(replace(cell, line=0) for cell in one.items))

    where = tuple(replace(one, line=0) for one in mapping.rows.where)
    return replace(mapping, assignments=tuple(map(bare, mapping.assignments)), rows=RowChoice(where=where))


@given(mapping=mappings())
@example(Mapping(assignments=(Assignment("A", (("value", Cell(columns=("a\u2028b",))),)),)))
@example(Mapping(assignments=(Assignment("A", (("value", Cell(columns=("a\x85b",))),)),)))
def test_a_written_mapping_is_read_as_it_was(mapping: Mapping) -> None:
    text = write_mapping(mapping)
    read, findings = parse_mapping(text)
    assert [str(finding) for finding in findings] == []
    assert read is not None
    assert without_lines(read) == mapping
    assert write_mapping(read) == text


@given(mapping=mappings())
def test_lines_are_those_of_the_text(mapping: Mapping) -> None:
    text = write_mapping(mapping)
    read, _ = parse_mapping(text)
    assert read is not None
    lines = text.split("\n")
    for one in read.assignments:
        assert lines[one.line - 1].lstrip().startswith((one.path, f'"{one.path}"'))


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("mapping: 1\nelements:\n  A: [x\n", 4, ""),
        ("mapping: 1\nelements:\n  A: x\n  A: y\n", 4, "A"),
        ("mapping: 1\nelemnts:\n  A: x\n", None, "elements"),
        ("mapping: 2\nelements: {A: x}\n", 1, ""),
        ("mapping: 1\nelements:\n  A: {colum: x}\n", 3, "colum"),
        ("mapping: 1\nsource: {decimal: ';'}\nelements: {A: x}\n", 2, ";"),
        ("- a\n- b\n", 1, ""),
        ("", None, ""),
        ("mapping: 1\nelements:\n\tA: x\n", 3, ""),
        ("a: &x [*x]\n", None, ""),
        ("mapping: 1\nelements: {A: !!python/object:os.system x}\n", None, ""),
    ],
)
def test_a_complaint_has_a_line_and_two_languages(text: str, line: int | None, words: str) -> None:
    mapping, findings = parse_mapping(text, "map.yaml")
    assert mapping is None
    assert findings
    for finding in findings:
        assert finding.where.file == "map.yaml"
        assert finding.where.line
        assert finding.text("ko")
        assert finding.text("ko") != finding.text("en")
    assert line is None or any(finding.where.line == line for finding in findings)
    assert any(words in finding.message for finding in findings)

"""Why a column was suggested for an element, in one line for the person who reviews it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aas_converters.mapping.evidence import BY_CODES, said_by_cells
from aas_converters.mapping.likeness import heard, nearness
from aas_converters.mapping.pairs import BY_ONLY_TIME, CERTAIN
from aas_converters.mapping.plausible import NUMBERS, Cells, code_words, fitting_scale, fitting_units, share_in_range
from aas_converters.mapping.proposals import Proposal
from aas_converters.sources.table import Column
from aas_reference_models.model import Element
from aas_reference_models.units import unit_named
from aas_validators.diagnostics import Sentence

MOST_CODES: Final = 6
PIXEL: Final = "{pixel}"
WITHOUT_UNIT: Final = ("1", "[pH]", "{piece}")
NEARLY_ALL: Final = 0.98
SAID: Final = {
    "spelt": Sentence("the model's own word", "모델에 있는 이름"),
    "meant": Sentence("means {name}", "뜻이 같음: {name}"),
    "codes": Sentence("every cell is a word of its code list", "모든 값이 코드 목록에 있음"),
    "most codes": Sentence("most cells are words of its code list", "값 대부분이 코드 목록에 있음"),
    "counts": Sentence("its numbers count up by one", "행마다 1씩 늘어나는 번호임"),
    "only time": Sentence("the only column with times", "시각이 든 열은 이것뿐임"),
    "moved": Sentence("under the header that belongs to the next column: {header}", "머리글 {header}이(가) 한 칸 밀림"),
    "unit": Sentence("{unit} becomes {wanted}", "{unit}을(를) {wanted}(으)로 환산"),
    "same unit": Sentence("in {unit}", "단위 {unit}"),
    "no unit": Sentence(
        "no unit in the header, taken as {unit}: check it", "머리글에 단위가 없어 {unit}(으)로 봄: 확인하십시오"
    ),
    "inside": Sentence("{low} .. {high} lies in the plausible range", "{low} .. {high}, 타당한 범위 안"),
    "outside": Sentence("{low} .. {high}: {share} outside {range}", "{low} .. {high}: {share}가 {range} 밖"),
    "fraction": Sentence(
        "parts of a whole: write scale: with the pixels of the image",
        "전체에 대한 비율임: scale:에 이미지의 픽셀 수를 쓰십시오",
    ),
    "other unit": Sentence(
        "would fit in {units}: add unit: {units}?", "{units}(이)라면 맞음: unit: {units}을 쓸지 확인하십시오"
    ),
    "other units": Sentence(
        "would fit in {units}: say which with unit:", "{units}(이)라면 맞음: 어느 것인지 unit:에 쓰십시오"
    ),
    "scale": Sentence(
        "× {scale} would fit: add scale: {scale}?", "{scale}배면 맞음: scale: {scale}을 쓸지 확인하십시오"
    ),
    "translate": Sentence("say what {words} mean with codes:", "{words}의 뜻을 codes:에 쓰십시오"),
}


def reason(proposal: Proposal, headers: dict[str, str], lang: str) -> str:
    """Return why a column is suggested, and what to check; `headers` are those in the file, by column."""
    return "; ".join(
        SAID[key].fill(lang, dict[str, object](values)) for key, values in reasons(proposal, headers, lang)
    )


def reasons(proposal: Proposal, headers: dict[str, str], lang: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the reasons as keys of sentences, with what fills their blanks."""
    pair, element = proposal.pair, proposal.pair.meaning.value
    named = nearness(heard(pair.header.column), pair.meaning)
    if named >= CERTAIN:
        yield "spelt", {}
    elif pair.named > named and (evidence := evidence_of(proposal)):
        yield evidence, {}
    else:
        yield "meant", {"name": pair.meaning.element.name.get(lang) or pair.meaning.element.id_short}
    if headers[proposal.column.name] != proposal.column.header:
        yield "moved", {"header": proposal.column.header}
    yield from of_unit(proposal.column, element)
    if proposal.cells is not None and element.value_type in NUMBERS and proposal.cells.numbers:
        yield from of_numbers(proposal.column, proposal.cells, element)
    if proposal.cells is not None and element.codes:
        known = code_words(element)
        unknown = sorted(text for text in proposal.cells.texts if text not in known)
        if unknown:
            words = ", ".join(unknown[:MOST_CODES]) + (" …" if len(unknown) > MOST_CODES else "")
            yield "translate", {"words": words}


def evidence_of(proposal: Proposal) -> str | None:
    """Return which evidence of the cells made a pair, None where the header did."""
    pair, cells = proposal.pair, proposal.cells
    if cells is not None and said_by_cells(pair.header, pair.meaning, cells) == pair.named:
        if not pair.meaning.element.codes:
            return "counts"
        return "codes" if pair.named == BY_CODES else "most codes"
    return "only time" if pair.named == BY_ONLY_TIME else None


def of_unit(column: Column, element: Element) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield what is done about the unit."""
    if element.unit is None or element.unit.ucum in WITHOUT_UNIT:
        return
    unit = unit_named(column.unit) if column.unit else None
    if unit is None:
        yield "no unit", {"unit": element.unit.symbol}
    elif unit.ucum == element.unit.ucum:
        yield "same unit", {"unit": element.unit.symbol}
    else:
        yield "unit", {"unit": column.unit or "", "wanted": element.unit.symbol}


def of_numbers(column: Column, cells: Cells, element: Element) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield where the numbers lie, and what would bring them into the range."""
    interval = element.allowed_range
    low, high = (f"{number:.6g}" for number in (min(cells.numbers), max(cells.numbers)))
    if interval is None:
        return
    inside = share_in_range(column, cells, element)
    if element.unit is not None and element.unit.ucum == PIXEL and max(cells.numbers) <= 1 and min(cells.numbers) >= 0:
        yield "fraction", {}
        return
    if inside >= NEARLY_ALL:
        yield "inside", {"low": low, "high": high}
        return
    bounds = f"{interval.low or ''} .. {interval.high or ''} {element.unit.symbol if element.unit else ''}".strip()
    yield "outside", {"low": low, "high": high, "share": f"{1 - inside:.0%}", "range": bounds}
    if column.unit is None and element.unit is not None and (units := fitting_units(cells, element)):
        yield ("other unit" if len(units) == 1 else "other units"), {"units": " / ".join(units)}
    elif (scale := fitting_scale(column, cells, element)) is not None:
        yield "scale", {"scale": f"{scale:g}"}

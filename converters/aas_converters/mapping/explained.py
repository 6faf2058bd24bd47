"""A suggestion as a mapping file that a person can review: every line with how sure it is and why, the rest below."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from aas_converters.mapping.plausible import code_words
from aas_converters.mapping.proposals import Proposal
from aas_converters.mapping.ranking import Fit
from aas_converters.mapping.reasons import reason
from aas_converters.mapping.suggest import Suggestion
from aas_converters.mapping.write import scalar, write_mapping
from aas_converters.sources.table import Column, Table
from aas_validators.diagnostics import Sentence

CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
"""What would end a comment."""
SHAPES: Final = {
    "row": Sentence("one submodel for each row", "행마다 서브모델 하나"),
    "group": Sentence(
        "one submodel for each group of rows with the same {by}", "{by}이(가) 같은 행을 묶어 서브모델 하나"
    ),
    "window": Sentence("one submodel for each {every} of time", "시간 {every}마다 서브모델 하나"),
    "file": Sentence("one submodel for the whole file", "파일 전체가 서브모델 하나"),
}
SAID: Final = {
    "head": Sentence(
        "Suggested for {file} by `aas map suggest`. Review every line, then:",
        "`aas map suggest`가 {file}에 제안한 매핑입니다. 줄마다 검토한 뒤 다음을 실행하십시오:",
    ),
    "model": Sentence("model: {title}, fit {score}", "모델: {title}, 적합도 {score}"),
    "chosen": Sentence("model: {title}, as asked for", "모델: {title} (지정한 모델)"),
    "next": Sentence("other models: {models}", "다른 후보: {models}"),
    "shape": Sentence(
        "shape: {shape}; change it with shape: {{one_per: row | group | file}}",
        "구성: {shape}. 바꾸려면 shape: {{one_per: row | group | file}}을 쓰십시오",
    ),
    "ids": Sentence(
        "ids: give a base of your own, so that ids stay the same:", "ids: 회사의 기준 주소를 쓰면 id가 바뀌지 않습니다:"
    ),
    "split": Sentence(
        "CAREFUL: the header {column} seems to be two names. Every later column is taken to hold what the header "
        "before it says.",
        "주의: 머리글 {column}이(가) 두 이름으로 보입니다. 뒤의 열은 모두 바로 앞 머리글의 값으로 보았습니다.",
    ),
    "missing": Sentence("mandatory elements that nothing fills yet:", "아직 채우는 열이 없는 필수 요소:"),
    "codes": Sentence("say what these words mean, in the line above:", "다음 값의 뜻을 위의 줄에 쓰십시오:"),
    "one of": Sentence("one of {codes}", "{codes} 중 하나"),
    "doubtful": Sentence("in doubt, choose one or none:", "판단이 어려운 열, 하나를 고르거나 비워 두십시오:"),
    "unused": Sentence("always the same value in a series, left out: {columns}", "늘 같은 값이라 뺀 열: {columns}"),
    "empty": Sentence("without any value in the sample: {columns}", "표본에 값이 없는 열: {columns}"),
    "other": Sentence(
        "not mapped, stays in the plant: {columns}", "매핑하지 않아 공장 밖으로 나가지 않는 열: {columns}"
    ),
}


def explained(suggestion: Suggestion, table: Table, fits: Iterable[Fit], lang: str) -> str:
    """Return a suggestion as the YAML of a mapping.

    `fits` are the models that were compared, none if one was asked for.

    `aas convert --map` takes it as it is: everything beside the mapping is a comment.
    """
    headers = {column.name: column.header for column in table.columns}
    said: dict[str, list[str]] = {}
    for one in suggestion.proposals:
        said.setdefault(one.path, []).append(f"{one.score:.0%}: {reason(one, headers, lang)}")
    comments = {path: plain(several[0]) for path, several in said.items()}
    above = [f"# {plain(line)}" for line in head(suggestion, table, list(fits), lang)]
    below = [f"# {plain(line)}" for line in rest(suggestion, lang)]
    return "\n".join((*above, write_mapping(suggestion.mapping, comments).rstrip("\n"), *below)) + "\n"


def head(suggestion: Suggestion, table: Table, fits: list[Fit], lang: str) -> Iterator[str]:
    """Yield what stands above the mapping."""
    file = Path(table.name).name
    yield SAID["head"].fill(lang, {"file": file})
    yield f'  aas convert "{file}" --map MAPPING.yaml'
    model = suggestion.model
    title = f"{model.id} {model.version} ({model.title.get(lang)})"
    if fits:
        yield SAID["model"].fill(lang, {"title": title, "score": f"{fits[0].score:.0%}"})
        others = ", ".join(f"{fit.model.id} {fit.score:.0%}" for fit in fits[1:4] if fit.columns)
        if others:
            yield SAID["next"].fill(lang, {"models": others})
    else:
        yield SAID["chosen"].fill(lang, {"title": title})
    shape, changed = model.shape, suggestion.mapping.shape
    by = ", ".join(shape.by if changed.by is None else changed.by)
    one_per = changed.one_per or shape.one_per
    kind = "window" if one_per == "group" and shape.every and not by else one_per
    yield SAID["shape"].fill(lang, {"shape": SHAPES[kind].fill(lang, {"by": by or "-", "every": shape.every or "-"})})
    yield SAID["ids"].fill(lang, {})
    yield '  ids: {base: "https://company.example/ids", asset: "{Header.EquipmentId}"}'
    if suggestion.split is not None:
        yield SAID["split"].fill(lang, {"column": suggestion.split})


def rest(suggestion: Suggestion, lang: str) -> Iterator[str]:
    """Yield what stands below the mapping: what it leaves open."""
    if suggestion.missing:
        yield SAID["missing"].fill(lang, {})
        yield from (f"  {path}: {{constant: …}}" for path in suggestion.missing)
    if unknown := list(without_meaning(suggestion)):
        yield SAID["codes"].fill(lang, {})
        for one, words in unknown:
            codes = ", ".join(f"{scalar(word)}: …" for word in words)
            choices = SAID["one of"].fill(lang, {"codes": ", ".join(c.value for c in one.pair.meaning.element.codes)})
            yield f"  {scalar(one.path)}: {{column: {scalar(one.column.name)}, codes: {{{codes}}}}}  # {choices}"
    if suggestion.doubtful:
        yield SAID["doubtful"].fill(lang, {})
        for column, paths in suggestion.doubtful:
            yield f"  {scalar(column.name)}: {', '.join(paths)}"
    for key, columns in (
        ("unused", suggestion.unused),
        ("empty", suggestion.empty),
        ("other", suggestion.other),
    ):
        if columns:
            yield SAID[key].fill(lang, {"columns": listed(columns)})


def without_meaning(suggestion: Suggestion) -> Iterator[tuple[Proposal, list[str]]]:
    """Yield the columns of a code list whose words it does not have, with these words."""
    for one in suggestion.proposals:
        if one.cells is None or not one.pair.meaning.element.codes or one.pair.meaning.is_list:
            continue
        known = code_words(one.pair.meaning.element)
        if words := [word for word in one.cells.words if word.casefold() not in known]:
            yield one, words


def listed(columns: Iterable[Column]) -> str:
    """Return the names of columns in one line."""
    return ", ".join(column.name for column in columns)


def plain(text: str) -> str:
    """Return a text that can stand in a comment."""
    return CONTROL.sub(" ", text).rstrip()

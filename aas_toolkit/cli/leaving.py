"""`aas inspect --leaves-the-plant`: the report for people who fear that a trade secret gets out."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from aas_toolkit.cli.output import print_json, show_findings
from aas_toolkit.cli.tables import print_table
from aas_validators.diagnostics import Sentence

if TYPE_CHECKING:
    from aas_toolkit.leaving import Leaving

HEADS: Final = {"en": ("what", "name", "from", "how"), "ko": ("구분", "이름", "출처", "방식")}
FILE_HEADS: Final = {"en": ("what", "name", "count", "for example"), "ko": ("구분", "이름", "개수", "예")}
KOREAN: Final = {
    "id": "식별자",
    "element": "요소",
    "file": "파일",
    "column": "열",
    "as is": "그대로",
    "hashed": "해시",
    "constant": "고정값",
    "dropped": "나가지 않음",
}
BY_MAPPING: Final = Sentence(
    "A mapping is a list of what may leave: a column that is not named here stays in the plant. Hashed columns can be "
    "counted and joined, and be guessed only by who has the key. Ids, and the name of the file where {{file}} stands, "
    "are readable by everybody. Aggregated elements (mean, largest) are made from the columns above.",
    "매핑에는 공장 밖으로 나가도 되는 것만 적습니다. 여기에 없는 열은 나가지 않습니다. "
    "해시한 열은 세고 맞춰 볼 수는 있지만 키가 있어야만 원래 값을 추측할 수 있습니다. "
    "식별자와 {{file}} 자리의 파일 이름은 누구나 읽을 수 있습니다. "
    "집계 요소(평균, 최대 등)는 위의 열로 계산합니다.",
)
BY_FILE: Final = Sentence(
    "Whoever gets this file can read all of the above. Attached tables leave whole: every column and every row.",
    "이 파일을 받는 사람은 위의 내용을 모두 읽을 수 있습니다. 첨부된 표는 모든 열과 행이 그대로 나갑니다.",
)


def leaves_the_plant(path: Path, *, as_json: bool, lang: str) -> int:
    """Print what leaves the plant in an AAS file, or by a mapping; return the exit code."""
    from aas_converters.mapping.read import read_mapping
    from aas_toolkit.leaving import leaving_by_mapping, leaving_in_file

    by_mapping = path.suffix.lower() in (".yaml", ".yml")
    if by_mapping:
        mapping, findings = read_mapping(path)
        if mapping is None:
            show_findings(findings, lang, err=True)
            return 1
        found = list(leaving_by_mapping(mapping))
    else:
        found = list(leaving_in_file(path))
    if as_json:
        print_json([asdict(one) for one in found])
        return 0
    heads = (HEADS if by_mapping else FILE_HEADS)["ko" if lang == "ko" else "en"]
    print_table(heads, [row(one, by_mapping, lang) for one in found])
    click.echo((BY_MAPPING if by_mapping else BY_FILE).fill(lang, {}))
    return 0


def row(one: Leaving, by_mapping: bool, lang: str) -> tuple[str, ...]:
    """Return the line of one thing that leaves."""

    def said(word: str) -> str:
        return KOREAN.get(word, word) if lang == "ko" else word

    if by_mapping:
        return said(one.kind), one.name, one.source, said(one.how)
    source = f"{one.source} " if one.source else ""
    return said(one.kind), one.name, f"{one.count:,}", source + " | ".join(example[:60] for example in one.examples)

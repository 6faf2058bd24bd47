"""`aas dataset`: the card of a data set, counted, and a package of both for whoever uses or buys it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import click

from aas_toolkit.cli.bilingual import argument, bilingual_command, option
from aas_toolkit.cli.options import json_option, lang_option
from aas_validators.diagnostics.rule import Sentence

if TYPE_CHECKING:
    from aas_toolkit.datasets import Described

ASKED: Final = (
    *("Identity.ProviderName", "Identity.ProcessName", "Identity.Purpose"),
    *("Access.Licence", "Access.PersonalDataIncluded"),
)
"""What whoever gets the data asks first, and no program can know."""
SIZE: Final = Sentence(
    "data set: {file}, {rows}, {columns}, {missing} % of the cells empty",
    "데이터셋: {file}, {rows}, {columns}, 빈 칸 {missing} %",
)
SPAN: Final = Sentence("collected: {first} to {last}", "수집 기간: {first} ~ {last}")
STEP: Final = Sentence("collected: {first} to {last}, every {step} s", "수집 기간: {first} ~ {last}, {step}초 간격")
DEFECTS: Final = Sentence("not good: {share} % of {label}", "불량: {label}의 {share} %")
OPEN: Final = Sentence("nobody said yet (--set {first}=…): {names}", "아직 적지 않은 항목(--set {first}=…): {names}")
NO_BASE: Final = Sentence(
    "ids are made from the content; --base https://… makes them yours",
    "id를 내용에서 만들었습니다. --base https://…를 쓰면 회사의 id가 됩니다",
)
ALONE: Final = Sentence(
    "wrote {file}: the card; the data stay here", "{file} 저장: 카드만 넣었고 데이터는 나가지 않습니다"
)
TOGETHER: Final = Sentence("wrote {file}: the card and the data", "{file} 저장: 카드와 데이터")
NOT_WRITTEN: Final = Sentence("nothing was written", "아무것도 저장하지 않았습니다")
WRONG_SET: Final = Sentence(
    "--set wants ELEMENT=VALUE, such as Access.Licence=CC-BY-4.0, and not {text}",
    "--set에는 Access.Licence=출처표시처럼 요소=값을 써야 합니다: {text}",
)


@bilingual_command(
    "dataset",
    ko="""
    데이터 파일의 카드(데이터셋 설명)를 만듭니다. 행과 변수의 수, 기간, 결측률, 크기, SHA-256은 직접 셉니다.

    데이터는 --attach를 줄 때만 패키지에 들어갑니다. 그 밖에는 변수의 이름과 최솟값·최댓값만 나가며,
    `aas inspect --leaves-the-plant`로 나가는 내용을 모두 볼 수 있습니다.
    """,
    examples=(
        'aas dataset shots.csv -o card.aasx --set "Access.Licence=CC BY 4.0"',
        "aas dataset shots.csv -o shots.aasx --attach --map mapping.yaml",
    ),
)
@argument(
    "source",
    type=click.Path(exists=True, path_type=Path),
    en="The data: a file, or a folder of labels.",
    ko="데이터 파일, 또는 라벨 폴더.",
)
@option(
    "--out",
    "-o",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    en="The file to write: .aasx, .json, .xml or RDF.",
    ko="저장할 파일: .aasx, .json, .xml, RDF.",
)
@option(
    "--set",
    "said",
    multiple=True,
    metavar="ELEMENT=VALUE",
    en="What you know of the data, by element (`aas models show ai_dataset_card`).",
    ko="데이터에 대해 아는 내용을 요소별로 적습니다(`aas models show ai_dataset_card`).",
)
@option(
    "--map",
    "mapping",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    en="The mapping of these data: columns get the meaning of their elements, words of a verdict count.",
    ko="이 데이터의 매핑. 변수마다 요소의 뜻이 붙고, 판정 열의 말도 알아봅니다.",
)
@option(
    "--base",
    metavar="https://…",
    en="An address of your own for the ids; without it they are made from the content.",
    ko="id에 쓸 회사 주소. 없으면 내용으로 id를 만듭니다.",
)
@option(
    "--attach",
    is_flag=True,
    en="Put the data into the package beside the card.",
    ko="카드와 함께 데이터를 패키지에 넣습니다.",
)
@json_option
@lang_option
def command(
    source: Path,
    out: Path,
    said: tuple[str, ...],
    mapping: Path | None,
    base: str | None,
    attach: bool,
    as_json: bool,
    lang: str,
) -> int:
    """Describe a data set: its card, with rows, columns, span, gaps, size and SHA-256 counted.

    The data go into the package with --attach only; else no more than names and ends of columns leave, and
    `aas inspect --leaves-the-plant` lists it all.
    """
    from aas_converters.sources import SourceError
    from aas_toolkit.cli.output import finding_json, print_json, show_findings
    from aas_toolkit.cli.source_failures import source_failure
    from aas_toolkit.datasets import describe

    pairs = {}
    for text in said:
        name, sign, value = text.partition("=")
        if not sign or not name.strip() or not value.strip():
            raise click.UsageError(WRONG_SET.fill(lang, {"text": text}))
        pairs[name.strip()] = value.strip()
    language: Literal["en", "ko"] = "ko" if lang == "ko" else "en"
    try:
        done = describe(source, to=out, said=pairs, mapping=mapping, base=base, attach=attach, lang=language)
    except SourceError as error:
        return source_failure(error, as_json=as_json, lang=lang)
    if as_json:
        findings = [finding_json(one, lang) for one in done.report]
        print_json({"card": done.card, "written": done.path and str(done.path), "findings": findings})
    else:
        show(done, source, lang)
        if base is None:
            click.echo(NO_BASE.fill(lang, {}))
        show_findings(done.report, lang)
        sentence = NOT_WRITTEN if done.path is None else TOGETHER if done.attached else ALONE
        click.echo(sentence.fill(lang, {"file": out}))
    return int(done.path is None)


def show(done: Described, source: Path, lang: str) -> None:
    """Print what was counted, and what a person has to say."""
    from aas_toolkit.cli.words import counted

    card = done.card
    rows, columns = counted(done.contents.rows, "row", lang), counted(len(done.contents.columns), "column", lang)
    facts = {"file": source, "rows": rows, "columns": columns, "missing": card["Quality.MissingRatio"]}
    click.echo(SIZE.fill(lang, facts))
    names = ("CollectionStart", "CollectionEnd", "SamplingInterval")
    first, last, step = (card.get(f"Collection.{name}") for name in names)
    if first and last:
        click.echo((STEP if step else SPAN).fill(lang, {"first": first, "last": last, "step": step}))
    if card.get("Quality.DefectRatio"):
        click.echo(DEFECTS.fill(lang, {"share": card["Quality.DefectRatio"], "label": card["Content.LabelColumn"]}))
    click.echo(f"sha256: {card['Access.Checksum']}")
    if missing := [name for name in ASKED if not card.get(name)]:
        click.echo(OPEN.fill(lang, {"first": missing[0], "names": ", ".join(missing)}))

"""Say where rows of a group come after the package that has its first rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from aas_converters.outcome import Job
from aas_converters.portions.portion import Portion
from aas_converters.shapes.compile import chosen_shape
from aas_validators.diagnostics import Diagnostic, Location, Rule, Sentence, Severity

CUT_GROUPS: Final = Rule(
    code="SRC284",
    name="groups-may-be-cut",
    severity=Severity.WARNING,
    message=Sentence(
        en="a submodel of {model} is made of several rows, and an earlier package may have the first of them",
        ko="{model} 서브모델은 여러 행으로 만드는데, 앞쪽 행이 이전 패키지에 있을 수 있습니다",
    ),
    hint=Sentence(
        en="convert files that are complete, or write shape: {{one_per: row}} in the mapping",
        ko="완성된 파일을 변환하거나 매핑에 shape: {{one_per: row}}를 쓰십시오",
    ),
    why=Sentence(
        en="two packages then have submodels of the same id, each with a part of the rows",
        ko="id가 같은 서브모델이 두 패키지에 나뉘어 들어갑니다",
    ),
)


def check_groups(portion: Portion, jobs: Iterable[Job]) -> Iterator[Diagnostic]:
    """Yield a finding for each model whose groups the beginning of a portion may cut."""
    if portion.start.row == 1:
        return
    for job in jobs:
        if chosen_shape(job.model, job.mapping).one_per != "row":
            yield Diagnostic(CUT_GROUPS, Location(file=portion.name), {"model": job.model.name})

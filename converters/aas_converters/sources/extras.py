"""Libraries that only some sources need: there, or a sentence that says what to install."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import Final

from aas_converters.sources.problem import failure
from aas_validators.diagnostics import Rule, Sentence, Severity

NOT_INSTALLED: Final = Rule(
    code="SRC014",
    name="library-not-installed",
    severity=Severity.ERROR,
    message=Sentence(
        en="this needs {library}, which is not installed",
        ko="이 작업에는 {library}이(가) 필요하지만 설치되어 있지 않습니다",
    ),
    hint=Sentence(
        en='run: pip install "aas-toolkit[{extra}]"',
        ko='다음을 실행하십시오: pip install "aas-toolkit[{extra}]"',
    ),
    why=Sentence(
        en="most plants need only some sources, so each brings its library as an extra",
        ko="공장마다 쓰는 소스가 달라 라이브러리는 선택 설치입니다",
    ),
)


def library(module: str, name: str, extra: str, source: str) -> ModuleType:
    """Return an optional module; SourceError names what to install for `source` if it is not there."""
    try:
        return import_module(module)
    except ImportError as error:
        raise failure(NOT_INSTALLED, source, library=name, extra=extra) from error

"""The pages of help, in both languages: whole, narrow enough, with examples that run."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from aas_toolkit.cli import aas
from aas_toolkit.cli.help_page import width_of, wrapped
from aas_toolkit.cli.raised import LIBRARY
from tests.cli.running import ROOT, program, run

HANGUL = re.compile("[가-힣]")
NOT_ALIKE = {"aas models diff plating electrode_coating": 1}
"""Examples that end with another code than 0."""


def pages(context: click.Context, words: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield the words of every command and group, and the command."""
    command = context.command
    yield words, command
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from pages(click.Context(below, info_name=name, parent=context), (*words, name))


PAGES = dict(pages(click.Context(aas, info_name="aas")))


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `aas demo` makes, in which the examples are said to run."""
    folder = tmp_path_factory.mktemp("examples")
    assert run("demo", "-o", folder).code == 0
    return folder / "injection_moulding"


@pytest.mark.parametrize("words", PAGES, ids=" ".join)
@pytest.mark.parametrize("lang", ["en", "ko"])
def test_a_page_fits_eighty_columns(words: tuple[str, ...], lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    page = run(*words, "--help", "--lang", lang)
    assert (page.code, page.err) == (0, "")
    assert [line for line in page.out.splitlines() if width_of(line) > 80] == []


@pytest.mark.parametrize("words", PAGES, ids=" ".join)
def test_a_korean_page_holds_no_word_of_click(words: tuple[str, ...]) -> None:
    page = run("--lang", "ko", *words, "--help").out
    assert page.startswith("사용법: aas")
    assert "사용 예" in page
    found = re.findall(r"Usage|Options|OPTIONS|Commands|COMMAND|Arguments|default|required|Show|\bthe\b(?!-)", page)
    assert found == []
    about = [line for line in page.splitlines() if line.startswith("  -")]
    assert all(HANGUL.search(line) or len(line.strip()) > 28 for line in about), about


@pytest.mark.parametrize("words", PAGES, ids=" ".join)
def test_the_examples_of_a_page_run(
    words: tuple[str, ...], demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    examples = PAGES[words].examples
    assert 1 <= len(examples) <= 4
    monkeypatch.chdir(shutil.copytree(demo, tmp_path / "demo"))
    for example in examples:
        name, *arguments = shlex.split(example)
        if name == "aas":
            answer = run(*arguments)
            assert answer.code == NOT_ALIKE.get(example, 0), answer.said


@pytest.mark.parametrize(
    "words",
    [("--lang", "ko", "models", "--help"), ("models", "--lang=ko", "--help"), ("models", "--help", "--lang", "ko")],
)
def test_the_language_may_stand_anywhere(words: tuple[str, ...]) -> None:
    assert run(*words).out.startswith("사용법: aas models")


def test_the_language_of_one_line_is_not_that_of_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AAS_LANG", "en")
    run("models", "--help", "--lang", "ko")
    assert run("models", "--help").out.startswith("Usage: aas models")


@pytest.mark.parametrize(("locale", "word"), [("ko_KR.UTF-8", "사용법"), ("C.UTF-8", "Usage"), ("de_DE", "Usage")])
def test_the_locale_chooses_the_language(locale: str, word: str) -> None:
    assert program("map", "--help", AAS_LANG="", LANG=locale).out.startswith(word)


@pytest.mark.parametrize("words", [("--help",), ("validate", "--help"), ("convert",)])
def test_a_console_of_cp949_takes_the_help(words: tuple[str, ...]) -> None:
    answer = program(*words, "--lang", "ko", encoding="cp949", PYTHONIOENCODING="cp949")
    assert "사용법: aas" in answer.said


WRONG = [
    (("validate",), "파일|폴더|패턴... 인자를 적어야 합니다"),
    (("models", "show"), "모델 인자를 적어야 합니다"),
    (("extract", "there.aasx"), "파일이(가) 없습니다: there.aasx"),
    (("convert", "x.csv", "--modle", "plating"), "--modle 옵션은 없습니다. 혹시 --model, --models"),
    (("convert", "x.csv", "--model"), "--model 뒤에 값을 적지 않았습니다"),
    (("convert", "x.csv", "--strict=1"), "--strict에는 값을 적지 않습니다"),
    (("convert", "x.csv", "--part", "yaml"), "--part: 'yaml'은(는) 쓸 수 없습니다. 'json', 'xml'"),
    (("convert", "x.csv", "--jobs", "two"), "--jobs / -j: 'two'은(는) 정수가 아닙니다"),
    (("convert", "x.csv", "--jobs", "0"), "0은(는) 범위를 벗어났습니다(x>=1)"),
    (("convert", "x.csv", "--seconds", "long"), "'long'은(는) 숫자가 아닙니다"),
    (("convert", "x.csv", "--rejects", "."), "파일이 아니라 폴더입니다: ."),
    (("convert", "x.csv", "--rejects", "r.csv"), "--rejects는 --on-error skip과 함께 쓰십시오"),
    (("convert", "x.csv", "-o", "x.txt"), "--out: x.txt의 확장자는"),
    (("convert", "x.csv", "--split-size", "huge"), "'huge'은(는) 크기가 아닙니다"),
    (("convert", "x.csv", "--nodes", "i=1"), "--nodes은(는) 설비와 서버"),
    (("demo", "plating", "more"), "쓸 곳이 없는 인자입니다: more"),
    (("migrate", "x.json"), "결과 인자를 적어야 합니다"),
    (("models", "lst"), "lst 명령은 없습니다. 혹시 다음 명령입니까? list"),
    (("convrt",), "convrt 명령은 없습니다. 혹시 다음 명령입니까? convert"),
    (("frobnicate",), "frobnicate 명령은 없습니다. `aas --help`"),
    (("rule", "VAL01"), "코드: VAL01 규칙은 없습니다. 혹시 VAL0"),
    (("repair",), "원본과 결과 파일을 적으십시오"),
]


@pytest.mark.parametrize(("words", "said"), WRONG, ids=lambda one: " ".join(one) if isinstance(one, tuple) else None)
def test_a_wrong_call_is_answered_in_korean(
    words: tuple[str, ...], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.json").write_text("{}", encoding="utf-8")
    answer = run("--lang", "ko", *words)
    assert answer.code == 2
    assert answer.out == ""
    *_, last = answer.err.strip().splitlines()
    assert "Usage" not in answer.err
    assert last.startswith("오류: ")
    assert said in last


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("repair", "x.json", "x.json"), "x.json은(는) 읽는 파일입니다"),
        (("form", "plating", "-o", "x.pdf"), "x.pdf의 확장자는 .xlsx여야 합니다"),
        (("validate", "x.json", "--ignore", "XX"), "XX 규칙은 없습니다. `aas rule`"),
        (("validate", "x.json", "--severity", "AAS504=eror"), "AAS504=eror: 혹시 error"),
        (("validate", "x.json", "--report", "x.doc"), "x.doc: 형식은 확장자("),
        (("validate", "x.json", "--root", "Foo"), "Foo은(는) 메타모델의 클래스가 아닙니다"),
    ],
    ids=lambda one: one[0] if isinstance(one, tuple) else None,
)
def test_what_the_library_says_of_a_call_is_korean_too(
    words: tuple[str, ...], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.json").write_text('{"submodels": []}', encoding="utf-8")
    answer = run("--lang", "ko", *words)
    assert answer.code == 2
    assert said in answer.err


def test_every_korean_sentence_stands_for_one_that_the_library_says() -> None:
    rooms = [ROOT / room for room in ("aas_toolkit", "converters", "validators")]
    files = [path for room in rooms for path in room.rglob("*.py") if path.name != "raised.py"]
    source = "".join(path.read_text(encoding="utf-8") for path in files)
    for pattern, _ in LIBRARY:
        *_, longest = sorted(re.split(r"\(\?P<\w+>[^)]*\)", pattern.replace("\\.", ".")), key=len)
        assert longest.strip("'") in source, pattern


def test_a_wrong_call_in_english_is_clicks_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AAS_LANG", "en")
    answer = run("convert", "x.csv", "--modle", "plating")
    assert answer.code == 2
    assert answer.err.startswith("Usage: aas convert [OPTIONS] SOURCE...")
    assert "No such option" in answer.err


def test_a_korean_letter_takes_two_columns() -> None:
    assert width_of("파일 a…") == 7
    assert wrapped("가나 다라 마바", 9) == ["가나 다라", "마바"]
    assert wrapped("", 9) == [""]


def test_a_command_between_backticks_stays_on_a_line() -> None:
    assert wrapped("one two `aas models list` three", 20) == ["one two", "`aas models list`", "three"]

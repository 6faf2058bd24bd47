"""The documentation says what the code does: the reference is current and complete, and every example works."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from aas_toolkit.cli import COMMANDS
from aas_toolkit.rule_list import rules
from tests.house.doc_examples import ROOT, Reader, blocks, pages_with_examples

SCRIPTS = ROOT / "scripts"
DOCS = ROOT / "docs"
PLACES = {"en": DOCS / "reference", "ko": DOCS / "ko" / "reference"}


@pytest.fixture
def scripts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(SCRIPTS))


def test_the_reference_is_current() -> None:
    done = subprocess.run(
        [sys.executable, str(SCRIPTS / "write_reference.py"), "--check"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("lang", PLACES)
def test_every_rule_is_documented(lang: str) -> None:
    told = "".join(page.read_text(encoding="utf-8") for page in (PLACES[lang] / "rules").glob("*.md"))
    assert [code for code in rules() if f"## {code} " not in told] == []


@pytest.mark.parametrize("lang", PLACES)
def test_every_command_is_documented(lang: str) -> None:
    told = (PLACES[lang] / "commands.md").read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"## aas {name}" not in told] == []


@pytest.mark.usefixtures("scripts")
def test_every_command_option_and_argument_has_help_in_both_languages() -> None:
    from reference_pages.commands import in_one_language

    assert in_one_language() == []


@pytest.mark.parametrize("name", pages_with_examples())
def test_what_a_page_shows_is_what_happens(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AAS_LANG", "ko" if name.endswith(".ko.md") or "/ko/" in name else "en")
    reader = Reader(monkeypatch, capsys, tmp_path)
    for block in blocks(ROOT / name):
        reader.do(block)


@pytest.mark.parametrize("name", ["README.md", "README.ko.md", "CONTRIBUTING.md"])
def test_every_make_target_that_is_named_exists(name: str) -> None:
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    named = re.findall(r"(?:^|`)make ([a-z-]+)", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE)
    assert [target for target in named if target not in targets] == []


@pytest.mark.parametrize("name", ["README.md", "README.ko.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_every_link_to_a_file_leads_somewhere(name: str) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", (ROOT / name).read_text(encoding="utf-8"))
    assert [link for link in links if not (ROOT / link).exists()] == []

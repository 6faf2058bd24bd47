"""`aas models new`, `check` and `diff`: what those who write a model of their own are told."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from aas_converters.model_rules import KINDS, RULES
from aas_reference_models import library
from aas_toolkit.rule_list import rules
from tests.cli.running import run

HANGUL = re.compile("[가-힣]")
LANGS = pytest.mark.parametrize("lang", ["en", "ko"])


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder with a model of one's own."""
    assert run("models", "new", "glass_blowing", "-o", tmp_path / "own").code == 0
    return tmp_path / "own"


# --- new and check ------------------------------------------------------------------------------------------------


@LANGS
def test_a_new_model_passes_every_check(lang: str, tmp_path: Path) -> None:
    made = run("models", "new", "glass_blowing", "-o", tmp_path, "--lang", lang)
    path = Path(made.out.strip())
    assert made.code == 0
    assert path == tmp_path / "glass_blowing" / "model.yaml"
    notes = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    assert bool(HANGUL.search("".join(notes))) == (lang == "ko")
    for asked in (path, path.parent, tmp_path):
        answer = run("models", "check", asked, "--fail-on", "warning")
        assert answer.code == 0, answer.said
        assert "0 errors, 0 warnings" in answer.out or HANGUL.search(answer.out)


@LANGS
@pytest.mark.parametrize("name", ["Glass", "1glass", "glass-blowing", "x", "../glass"])
def test_a_name_no_model_can_have_is_refused(name: str, lang: str, tmp_path: Path) -> None:
    answer = run("models", "new", "-o", tmp_path / "own", "--lang", lang, "--", name)
    assert answer.code == 2
    assert not (tmp_path / "own").exists()


@LANGS
def test_a_model_that_is_there_is_not_overwritten(own: Path, lang: str) -> None:
    path = own / "glass_blowing" / "model.yaml"
    path.write_text("mine", encoding="utf-8")
    assert run("models", "new", "glass_blowing", "-o", own, "--lang", lang).code == 2
    assert path.read_text(encoding="utf-8") == "mine"


MISTAKES = [
    ("unit: °C  ", "unit: degrees  ", "MOD023"),
    ("  LotNumber:\n", "  LotNumer:\n", "MOD028"),
    ("cardinality: One  ", "cardinality: Onee  ", "MOD012"),
    ("example: 181.5", "example: 999", "MOD045"),
    ("{en: Verdict, ko: 양불 판정}", "{en: Verdict}", "MOD040"),
    ("aliases: [Temp, 온도", "aliases: [Temp_Set, 온도", "MOD048"),
    ("elements:\n  Setpoints:", "elements:\n  Setpoints: [", "MOD001"),
    ("model: glass_blowing", "model: glas_blowing", "MOD050"),
    ("base: https://example.com/models/", "base: https://w3id.org/aas-toolkit/", "MOD052"),
]


@pytest.mark.parametrize(("right", "wrong", "code"), MISTAKES)
def test_a_mistake_has_its_rule_and_its_line(right: str, wrong: str, code: str, own: Path) -> None:
    path = own / "glass_blowing" / "model.yaml"
    text = path.read_text(encoding="utf-8")
    assert right in text
    path.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    answer = run("models", "check", path, "--json")
    findings = json.loads(answer.out)["findings"]
    found = next(finding for finding in findings if finding["rule"] == code)
    mistake = 1 + text[: text.index(right)].count("\n") + right.count("\n")
    # of the file, of the mistake, or of the element that it is in
    assert found["where"]["line"] == 1 or -12 <= found["where"]["line"] - mistake <= 2
    assert answer.code == int(found["severity"] == "error")
    assert found["hint"]
    korean = json.loads(run("models", "check", path, "--json", "--lang", "ko").out)["findings"]
    assert HANGUL.search(next(finding for finding in korean if finding["rule"] == code)["message"])


def test_a_model_that_takes_a_bundled_name_is_warned_of(tmp_path: Path) -> None:
    run("models", "new", "plating", "-o", tmp_path)
    answer = run("models", "check", tmp_path)
    assert answer.code == 0
    assert "MOD051" in answer.out
    assert run("models", "check", tmp_path, "--fail-on", "warning").code == 1


@LANGS
def test_bundled_models_pass_by_name_and_unknown_ones_get_the_closest(lang: str) -> None:
    assert run("models", "check", "plating", "knitting", "--fail-on", "warning", "--lang", lang).code == 0
    answer = run("models", "check", "platting", "--lang", lang)
    assert answer.code == 2
    assert "plating" in answer.err


def test_every_kind_of_problem_has_a_rule() -> None:
    sources = Path(library.__file__).parent.glob("*.py")
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    kinds = set(re.findall(r'(?:complain|problem|Problem|Complaint|\badd)\(\s*"([a-z]+(?:-[a-z]+)*)"', text))
    assert len(kinds) > 25
    assert kinds <= KINDS.keys(), kinds - KINDS.keys()
    assert {rule.code: rule for rule in RULES}.items() <= rules().items()
    assert len({rule.code for rule in RULES}) == len(KINDS)


# --- diff ---------------------------------------------------------------------------------------------------------

CHANGES = [
    ('version: "1.0"', 'version: "1.1"', ": 1.0 → 1.1", False),
    ('version: "1.0"', 'version: "2.0"', "semanticId", True),
    ("aliases: [Temp, 온도", "aliases: [온도", "Measured.Temperature: aliases", False),
    ("range: [0, 500]       #", "range: [0, 600]       #", "Setpoints.TemperatureSetpoint: range", False),
    ("range: [0, 500]       #", "range: [0, 400]       #", "Setpoints.TemperatureSetpoint: range", True),
    ("unit: °C              #", "unit: °F              #", "Setpoints.TemperatureSetpoint: unit", True),
    ("        cardinality: One\n", "", "Measured.Temperature: cardinality: One → ZeroToOne", False),
    (
        "        codes: verdict ",
        "        cardinality: One\n        codes: verdict ",
        "Result.Verdict: cardinality",
        True,
    ),
    ("          CRACK: {name: {en: Crack, ko: 균열}, aliases: [크랙]}\n", "", "codes removed: CRACK", True),
    ("          BURN:", "          CHIP: {name: {en: Chip, ko: 파손}}\n          BURN:", "codes added: CHIP", False),
    ("      DefectType:", "      DefectKind:", "Result.DefectType: removed", True),
    ("      DefectType:", "      DefectKind:\n        concept: DefectType", "moved to Result.DefectKind", True),
    ("{one_per: row}", "{one_per: file}", "shape: one_per=row → one_per=file", True),
    ("  ProductId:\n", "  ProductId:\n  Shift:\n", "Header.Shift: added", False),
    ("  ProductId:\n", "  ProductId:\n  Shift: One\n", "Header.Shift: added, mandatory", True),
]


@pytest.mark.parametrize(("old", "new", "said", "breaking"), CHANGES)
def test_a_change_is_breaking_or_not(old: str, new: str, said: str, breaking: bool, own: Path, tmp_path: Path) -> None:
    before = own / "glass_blowing" / "model.yaml"
    text = before.read_text(encoding="utf-8")
    assert old in text
    after = tmp_path / "after.yaml"
    after.write_text(text.replace(old, new, 1), encoding="utf-8")
    answer = run("models", "diff", before, after, "--lang", "en")
    assert said in answer.out
    assert answer.code == int(breaking)
    content = json.loads(run("models", "diff", before, after, "--json").out)
    assert content["compatible"] is not breaking
    assert HANGUL.search(run("models", "diff", before, after, "--lang", "ko").out)


def test_a_model_does_not_differ_from_itself() -> None:
    answer = run("models", "diff", "plating", "plating", "--lang", "en")
    assert (answer.code, answer.out) == (0, "0 changes, 0 breaking\n")
    assert run("models", "diff", "plating", "nothing_like_it").code == 2

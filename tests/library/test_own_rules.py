"""Rules that a package of somebody else adds by an entry point."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from importlib.metadata import EntryPoint
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import aas_toolkit as aas
from aas_toolkit import own_rules
from aas_validators.check import Task, assess_bytes
from aas_validators.document.source import Source
from aas_validators.own_rules import OwnRules

SOURCE = '''"""Rules of the press shop."""

from aas_toolkit import Finding, Rule, Sentence, Severity

NO_LOT = Rule(
    code="ACM001",
    name="acme-no-lot",
    severity=Severity.ERROR,
    message=Sentence("{name} has no Lot", "{name}에 Lot가 없습니다"),
    hint=Sentence("add a property Lot", "Lot 속성을 추가하십시오"),
    why=Sentence("Nobody finds the coil again.", "코일을 추적할 수 없습니다."),
)
RULES = (NO_LOT,)


def check(node):
    """A submodel of the press shop names the lot."""
    if node.name != "Submodel":
        return
    names = [element.get("idShort") for _, element in node.items("submodelElements")]
    if "Lot" not in names:
        yield Finding(NO_LOT, node.pointer, {"name": node.text("idShort")})
'''


def module_of(source: str) -> ModuleType:
    module = ModuleType("acme_rules")
    exec(compile(source, "acme_rules.py", "exec"), module.__dict__)
    return module


def document(*lots: str | None) -> bytes:
    def held(lot: str | None) -> list[dict[str, Any]]:
        first = {"modelType": "Property", "idShort": "Force", "valueType": "xs:int", "value": "7"}
        return [first, *([{**first, "idShort": "Lot", "value": lot}] if lot else [])]

    made = [
        {"modelType": "Submodel", "idShort": f"S{n}", "id": f"urn:example:{n}", "submodelElements": held(lot)}
        for n, lot in enumerate(lots)
    ]
    return json.dumps({"submodels": made}).encode()


@pytest.fixture
def acme(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    module = module_of(SOURCE)
    point = EntryPoint("acme", "acme_rules", own_rules.GROUP)
    monkeypatch.setitem(sys.modules, "acme_rules", module)
    monkeypatch.setattr(own_rules, "entry_points", lambda group: [point] if group == own_rules.GROUP else [])
    return module


def test_packages_are_searched_once_and_not_for_each_file(monkeypatch: pytest.MonkeyPatch) -> None:
    searches: list[str] = []

    def find(group: str) -> list[EntryPoint]:
        searches.append(group)
        return []

    monkeypatch.setattr(own_rules, "entry_points", find)
    for _ in range(3):
        assert aas.validate(document("1")).ok
    assert searches == [own_rules.GROUP]


@pytest.mark.usefixtures("acme")
def test_an_own_rule_is_checked_placed_and_worded_like_ours() -> None:
    (finding,) = aas.validate(document("1", None), name="press.json")
    assert finding.rule.code == "ACM001"
    assert (finding.where.file, finding.where.path, finding.where.pointer) == ("press.json", "S1", "/submodels/1")
    assert finding.where.line == 1
    assert finding.text("ko") == "S1에 Lot가 없습니다"
    assert list(aas.validate(document("1", None), skip=["own"])) == []


@pytest.mark.usefixtures("acme")
def test_the_rule_is_explained_like_ours() -> None:
    from aas_toolkit.rule_list import rules

    assert rules()["ACM001"].why.en == "Nobody finds the coil again."


def test_the_fast_path_asks_own_rules_about_every_piece(acme: ModuleType) -> None:
    own = (OwnRules("acme", acme.RULES, acme.check),)
    data = document(*("1" if n % 7 else None for n in range(1500)))
    assert len(data) > 200_000
    fast, exact = (assess_bytes(data, Task(own=own, fast=fast), Source("press.json")) for fast in (True, False))
    assert fast.findings == exact.findings
    assert fast.metamodels == exact.metamodels == ()
    assert len(fast.findings) == 215


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ("ACM001:AAS999", "AAS999 is not three capital letters, other than"),
        ("ACM001:acme", "acme is not three capital letters"),
        ("RULES = (NO_LOT,):RULES = ()", "acme brings no rules"),
        ("RULES = (NO_LOT,):RULES = (NO_LOT, NO_LOT)", "the code ACM001 is taken by acme"),
        ("def check:def look", "has no tuple RULES of rules, or no function check"),
        ("yield Finding(NO_LOT, :yield (NO_LOT, ", "the check of acme yields tuple, not Finding"),
    ],
)
def test_what_is_wrong_with_the_package_is_said(acme: ModuleType, change: str, complaint: str) -> None:
    before, _, after = change.partition(":")
    assert before in SOURCE
    acme.__dict__.clear()
    acme.__dict__.update(module_of(SOURCE.replace(before, after)).__dict__)
    with pytest.raises((ValueError, TypeError), match=complaint):
        aas.validate(document(None))


def wheel(folder: Path) -> Path:
    """Write a wheel as any build tool makes it."""
    made = folder / "acme_rules-1.0-py3-none-any.whl"
    about = "acme_rules-1.0.dist-info"
    files = {
        "acme_rules.py": SOURCE,
        f"{about}/METADATA": "Metadata-Version: 2.1\nName: acme-rules\nVersion: 1.0\n",
        f"{about}/WHEEL": "Wheel-Version: 1.0\nGenerator: by hand\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{about}/entry_points.txt": "[aas_toolkit.rules]\nacme = acme_rules\n",
    }
    record = "".join(f"{name},,\n" for name in [*files, f"{about}/RECORD"])
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in {**files, f"{about}/RECORD": record}.items():
            archive.writestr(name, text)
    return made


def test_an_installed_package_adds_its_rules_to_the_command(tmp_path: Path) -> None:
    site = tmp_path / "site"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--target", str(site)]
    subprocess.run([*pip, str(wheel(tmp_path))], check=True, capture_output=True)
    file = tmp_path / "press.json"
    file.write_bytes(document(None))
    paths = [str(site), *(path for path in sys.path if path)]
    command = [sys.executable, "-m", "aas_toolkit", "validate", str(file), "--lang", "en"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONUTF8": "1"}
    done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", cwd=tmp_path)
    assert done.returncode == 1, done.stderr
    assert "ACM001 S0 has no Lot" in done.stdout

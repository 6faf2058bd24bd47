"""What pipelines of others use of this repository: the pre-commit hook, the GitHub Action, the snippets in the docs.

The hook and the action check what this project itself writes: packages and templates."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.reports.workshop import furnish
from tests.cli.running import ROOT, environment, run

BASH = shutil.which("bash")
HOOK = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))[0]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
PAGES = ("docs/how-to/ci.md", "docs/ko/ci.md")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with what this project writes: a package, a bare document and templates."""
    folder = tmp_path_factory.mktemp("repository")
    (folder / "package.json").write_text('{"name": "not ours"}', encoding="utf-8")
    assert run("demo", "plating", "-o", folder / "공장 1").code == 0
    assert run("models", "export", "plating", "injection_moulding", "-o", folder / "templates").code == 0
    assert len(list(folder.rglob("*.aasx"))) >= 3
    return folder


def hook(folder: Path) -> subprocess.CompletedProcess[str]:
    """Do what pre-commit does: run the entry in the repository with every file that the hook asks for."""
    names = [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*")) if path.is_file()]
    asked = [name for name in names if re.search(HOOK["files"], name)]
    program, *words = shlex.split(HOOK["entry"])
    assert program == "aas"
    return subprocess.run(
        [sys.executable, "-m", "aas_toolkit", *words, *asked],
        cwd=folder,
        env=environment(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_the_hook_passes_what_this_project_writes(written: Path) -> None:
    done = hook(written)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "package.json: skipped" in done.stdout
    assert "templates" in done.stdout


def test_the_hook_stops_what_is_wrong_and_keeps_to_the_settings(tmp_path: Path) -> None:
    furnish(tmp_path)
    done = hook(tmp_path)
    assert done.returncode == 1
    assert "AAS117" in done.stdout
    (tmp_path / "aas-toolkit.toml").write_text('[validate]\nexclude = ["broken.xml", "라인 1"]\n', encoding="utf-8")
    assert hook(tmp_path).returncode == 0


def step(name: str) -> dict[str, Any]:
    """A step of the action."""
    return next(each for each in ACTION["runs"]["steps"] if each.get("name") == name)


def filled(text: str, inputs: dict[str, str], outputs: dict[str, str]) -> str:
    """Put the values of a workflow into an expression."""

    def value(match: re.Match[str]) -> str:
        kind, _, name = match[1].strip().partition(".")
        if kind == "inputs":
            return inputs.get(name, ACTION["inputs"][name]["default"])
        return outputs[match[1].strip()]

    return re.sub(r"\$\{\{(.*?)\}\}", value, text)


def act(name: str, folder: Path, inputs: dict[str, str], outputs: dict[str, str]) -> tuple[int, str, Path]:
    """Run the script of a step as GitHub does; return its exit code, what it said and the folder of the runner."""
    runner = folder.parent / f"{folder.name} runner"
    runner.mkdir(exist_ok=True)
    variables = {key: filled(text, inputs, outputs) for key, text in step(name)["env"].items()}
    script = runner / "step.sh"
    script.write_text(step(name)["run"], encoding="utf-8")
    assert BASH is not None
    done = subprocess.run(
        [BASH, "--noprofile", "--norc", "-eo", "pipefail", str(script)],
        cwd=folder,
        env=environment(
            **{"GITHUB_OUTPUT": str(runner / "output"), "GITHUB_STEP_SUMMARY": str(runner / "summary")},
            RUNNER_TEMP=str(runner),
            GITHUB_WORKSPACE=str(folder),
            **variables,
        ),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout + done.stderr, runner


@pytest.fixture
def installed(tmp_path: Path) -> dict[str, str]:
    """The `aas` command of this checkout where the action looks for the installed one."""
    program = tmp_path / "aas"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m aas_toolkit "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return {"steps.install.outputs.aas": str(program)}


needs_bash = pytest.mark.skipif(BASH is None or sys.platform == "win32", reason="needs bash")


@needs_bash
def test_the_action_passes_what_this_project_writes(written: Path, installed: dict[str, str]) -> None:
    code, said, runner = act("Check", written, {}, installed)
    assert code == 0, said
    assert "::error" not in said
    assert "skipped" in (runner / "summary").read_text(encoding="utf-8")


@needs_bash
def test_the_action_annotates_what_is_wrong_and_leaves_reports(tmp_path: Path, installed: dict[str, str]) -> None:
    folder = furnish(tmp_path / "plant")
    code, said, runner = act("Check", folder, {"lang": "ko"}, installed)
    assert code == 1
    assert "::error file=라인 1/no id.json,line=12,col=13,title=AAS117" in said
    assert "오류 2건, 경고 1건" in said
    outputs = dict(line.split("=", 1) for line in (runner / "output").read_text(encoding="utf-8").splitlines())
    assert set(outputs) == set(ACTION["outputs"])
    assert json.loads(Path(outputs["sarif"]).read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert Path(outputs["html"]).read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


@needs_bash
def test_a_job_may_use_the_action_twice(tmp_path: Path, installed: dict[str, str]) -> None:
    folder = furnish(tmp_path / "plant")
    runner = act("Check", folder, {}, installed)[2]
    act("Check", folder, {"files": "right.json"}, installed)
    act("Check", folder, {"files": "nowhere.json"}, installed)
    sarif, _, again, _ = (
        line.split("=", 1)[1] for line in (runner / "output").read_text(encoding="utf-8").splitlines()
    )
    assert [
        bool(json.loads(Path(path).read_text(encoding="utf-8"))["runs"][0]["results"]) for path in (sarif, again)
    ] == [
        True,
        False,
    ]
    assert (runner / "summary").read_text(encoding="utf-8").count("~~~text") == 2, "a wrong call has no report"


@needs_bash
def test_inputs_of_the_action_become_words_of_the_command(tmp_path: Path, installed: dict[str, str]) -> None:
    folder = furnish(tmp_path / "plant")
    inputs = {"files": "라인 1/no id.json\nright.json\n", "args": "--severity=AAS117=warning\n"}
    assert act("Check", folder, inputs, installed)[0] == 0
    assert act("Check", folder, {**inputs, "fail-on": "warning"}, installed)[0] == 1
    assert act("Check", folder, {"fail-on": "never"}, installed)[0] == 0
    assert act("Check", folder, {"files": "nowhere.json"}, installed)[0] == 2
    hostile = {"files": 'right.json"; touch hacked; echo "', "args": "$(touch hacked)\n`touch hacked`"}
    assert act("Check", folder, hostile, installed)[0] == 2
    assert not list(tmp_path.rglob("hacked"))


@needs_bash
@pytest.mark.parametrize(("package", "wanted"), [("", "/the/action"), ("aas-toolkit==0.1.0", "aas-toolkit==0.1.0")])
def test_the_action_installs_its_own_version_unless_told_otherwise(tmp_path: Path, package: str, wanted: str) -> None:
    folder = tmp_path / "plant"
    folder.mkdir()
    python = tmp_path / "python"
    python.write_text(
        '#!/bin/sh\nif [ "$2" = venv ]; then mkdir -p "$3/bin"; cp "$0" "$3/bin/python"; else echo "$@"; fi\n',
        encoding="utf-8",
    )
    python.chmod(0o755)
    outputs = {"steps.python.outputs.python-path": str(python), "github.action_path": "/the/action"}
    code, said, runner = act("Install", folder, {"package": package}, outputs)
    assert code == 0, said
    assert said.strip().endswith(f"pip install --quiet --disable-pip-version-check {wanted}")
    assert (runner / "output").read_text(encoding="utf-8") == f"aas={runner}/aas-toolkit/bin/aas\n"


def test_scripts_of_the_action_take_inputs_as_variables_only() -> None:
    """An expression inside a script would let a file name run commands."""
    for each in ACTION["runs"]["steps"]:
        assert "${{" not in each.get("run", "")
        for text in [*each.get("env", {}).values(), *each.get("with", {}).values(), each.get("if", "")]:
            for name in re.findall(r"inputs\.([\w-]+)", str(text)):
                assert name in ACTION["inputs"]
            for named in re.findall(r"steps\.(\w+)\.", str(text)):
                assert named in {other.get("id") for other in ACTION["runs"]["steps"]}


def snippets(page: str) -> list[str]:
    """The YAML of a page."""
    text = (ROOT / page).read_text(encoding="utf-8")
    return re.findall(r"^```yaml[^\n]*\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("page", PAGES)
def test_snippets_of_the_page_work(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(furnish(tmp_path / "plant"))
    found = [yaml.safe_load(text) for text in snippets(page)]
    commands = [command for content in found for command in commands_in(content)]
    assert any("--report" in command for command in commands)
    for command in commands:
        program, verb, *words = shlex.split(command)
        assert (program, verb) == ("aas", "validate")
        answer = run(verb, *words)
        assert answer.code in (0, 1), (command, answer.err)
    hooks = [each for content in found for repo in content.get("repos", ()) for each in repo["hooks"]]
    assert [each["id"] for each in hooks] == [HOOK["id"]]
    used = [each for content in found for each in uses_in(content)]
    assert used
    for each in used:
        assert set(each.get("with", {})) <= set(ACTION["inputs"])


def commands_in(content: Any) -> list[str]:
    """Every command of ours in a pipeline."""
    if isinstance(content, dict):
        return [command for value in content.values() for command in commands_in(value)]
    if isinstance(content, list):
        return [command for value in content for command in commands_in(value)]
    lines = str(content).splitlines()
    return [line.strip() for line in lines if line.strip().startswith("aas ")]


def uses_in(content: dict[str, Any]) -> list[dict[str, Any]]:
    """Every use of the action in a workflow."""
    steps = [each for job in content.get("jobs", {}).values() for each in job["steps"]]
    return [each for each in steps if "aas-toolkit" in each.get("uses", "")]

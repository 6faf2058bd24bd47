"""The house keeps its own rules: sizes, names, floors, what an import may do, and that what is shown works."""

from __future__ import annotations

import ast
import doctest
import importlib
import inspect
import re
import subprocess
import sys
import tomllib
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

import aas_toolkit as aas
from aas_reference_models.library import examples, load_model, models
from aas_toolkit.rule_list import modules_of, rules
from tests.cli.running import ROOMS, ROOT, environment, program
from tests.library.vendor_files import write_files

FLOORS = ("aas_toolkit", "aas_converters", "aas_validators", "aas_reference_models")
PACKAGES = tuple(room / floor for room, floor in zip(ROOMS, FLOORS, strict=True))
BANNED = {"utils", "util", "common", "helpers", "helper", "base", "manager", "misc", "tools", "core", "lib"}
HANGUL = re.compile("[가-힣]")


def sources() -> Iterator[Path]:
    """Every Python file of the project."""
    for name in ("aas_toolkit", "converters", "validators", "reference_models", "tests", "benchmarks", "scripts"):
        yield from sorted((ROOT / name).rglob("*.py"))
    yield from sorted((ROOT / "build_schemas").rglob("*.py"))
    yield from ROOT.glob("*.py")


def product() -> list[Path]:
    """Every Python file that is installed."""
    return [file for package in PACKAGES for file in sorted(package.rglob("*.py"))]


def test_no_file_is_too_long() -> None:
    lengths = {str(file.relative_to(ROOT)): len(file.read_text(encoding="utf-8").splitlines()) for file in sources()}
    assert lengths
    assert {name: length for name, length in lengths.items() if length >= 400} == {}
    if long := {name: length for name, length in lengths.items() if length > 300}:
        sys.stderr.write(f"look twice, over 300 lines: {long}\n")


def test_no_name_that_says_nothing_and_none_of_the_standard_library() -> None:
    for file in product():
        for part in file.relative_to(ROOT).with_suffix("").parts:
            assert part not in BANNED, file
            assert part == "__init__" or part == "__main__" or not part.startswith("_"), file
    modules = {file.stem for package in PACKAGES for file in package.glob("*.py")}
    assert not modules & set(sys.stdlib_module_names)


def test_every_package_says_what_it_is() -> None:
    for package in PACKAGES:
        assert (package / "py.typed").is_file(), package
        for folder in {file.parent for file in package.rglob("*.py")}:
            init = folder / "__init__.py"
            assert init.is_file(), folder
            assert ast.get_docstring(ast.parse(init.read_text(encoding="utf-8"))), init


def test_rooms_are_not_packages() -> None:
    """`validators` and `converters` are other people's names; only the tenants may be imported."""
    for room in ROOMS[1:]:
        assert not (room / "__init__.py").exists()


def test_imports_go_down() -> None:
    """The same contract as lint-imports, by the syntax tree, so that it holds without an installed package too."""
    for height, package in enumerate(PACKAGES):
        above = set(FLOORS[:height])
        for file in package.rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
                if isinstance(node, ast.ImportFrom):
                    assert node.level == 0, f"{file}:{node.lineno} imports relatively"
                    names = [node.module or ""]
                assert not {name.partition(".")[0] for name in names} & above, f"{file}:{getattr(node, 'lineno', 0)}"


def test_import_linter_is_content() -> None:
    linter = pytest.importorskip("importlinter.cli")
    code = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    assert linter is not None
    found = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment(), capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, found.stdout + found.stderr


def test_no_broad_except_and_no_print() -> None:
    for file in product():
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ExceptHandler):
                caught = ast.unparse(node.type) if node.type else "nothing"
                raises_again = any(isinstance(inner, ast.Raise) for inner in node.body)
                assert caught not in ("Exception", "nothing"), f"{file}:{node.lineno}"
                assert caught != "BaseException" or raises_again, f"{file}:{node.lineno}"
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id != "print", f"{file}:{node.lineno}"


def test_nothing_is_left_undone() -> None:
    undone = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|raise NotImplementedError")
    for file in product():
        assert not undone.search(file.read_text(encoding="utf-8")), file


def test_public_names_are_there_and_documented() -> None:
    assert set(aas.__all__) - {"__version__"} == set(aas.HOMES)
    assert list(aas.__all__) == sorted(aas.__all__)
    for name in aas.HOMES:
        thing = getattr(aas, name)
        assert inspect.getdoc(thing), name
        assert thing is getattr(importlib.import_module(aas.HOMES[name]), name)
    assert set(dir(aas)) >= set(aas.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        aas.nothing  # noqa: B018
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert aas.__version__ == project["version"]


def test_public_functions_and_classes_have_docstrings() -> None:
    for file in product():
        tree = ast.parse(file.read_text(encoding="utf-8"))
        assert ast.get_docstring(tree), file
        for node in tree.body:
            overload = isinstance(node, ast.FunctionDef) and any(
                isinstance(mark, ast.Name) and mark.id == "overload" for mark in node.decorator_list
            )
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not overload:
                assert ast.get_docstring(node), f"{file}:{node.lineno} {node.name}"


SIDE_EFFECTS = """
import locale, logging, os, signal, sys, threading, warnings
def state():
    return (
        [signal.getsignal(s) for s in signal.valid_signals()], locale.setlocale(locale.LC_ALL),
        logging.getLogger().level, list(logging.getLogger().handlers), environment(), list(warnings.filters),
        sys.excepthook, threading.active_count(), sys.stdout, sys.stderr, os.getcwd(), list(sys.path),
    )
def environment():
    # polars tunes its allocator by a variable of its own
    return {name: value for name, value in os.environ.items() if not name.startswith(("_RJEM", "POLARS"))}
before = state()
import aas_toolkit
light = set(sys.modules)
assert state() == before, "importing aas_toolkit changed something"
heavy = {"polars", "lxml", "basyx", "pint", "rich", "click", "aas_core3", "aas_core3_1", "jsonschema", "yaml", "numpy"}
print("heavy:", sorted(heavy & light))
for name in aas_toolkit.__all__:
    getattr(aas_toolkit, name)
after = state()
changed = [i for i, (a, b) in enumerate(zip(before, after)) if a != b]
print("changed:", changed)
print("basyx:", "basyx" in sys.modules)
"""


def test_importing_has_no_side_effects() -> None:
    answer = program(code=SIDE_EFFECTS)
    assert answer.code == 0, answer.err
    assert answer.out.split("\n")[:3] == ["heavy: []", "changed: []", "basyx: False"]
    assert answer.err == ""


def test_every_module_can_be_imported_first() -> None:
    """One after the other, with everything of ours forgotten between: no circular imports."""
    names = [name for floor in FLOORS for name in (floor, *modules_of(floor)) if not name.endswith("__main__")]
    code = f"""
import importlib, sys
for name in {names!r}:
    for known in [m for m in sys.modules if m.partition(".")[0] in {set(FLOORS)!r}]:
        del sys.modules[known]
    importlib.import_module(name)
print(len({names!r}))
"""
    answer = program(code=code)
    assert answer.code == 0, answer.err[-2000:]
    assert answer.out.strip() == str(len(names))


def modules_with_examples() -> list[str]:
    """Every module whose docstrings hold an example."""
    found = [f for f in product() if ">>> " in f.read_text(encoding="utf-8")]
    return [
        ".".join(f.relative_to(room).with_suffix("").parts).removesuffix(".__init__")
        for f in found
        for room in ROOMS
        if f.is_relative_to(room) and f.relative_to(room).parts[0] in FLOORS
    ]


@pytest.mark.parametrize("name", modules_with_examples())
def test_examples_in_docstrings_run(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    if name.partition(".")[0] == "aas_toolkit":
        write_files(tmp_path)
    known = {"aas": aas, "Path": Path}
    result = doctest.testmod(importlib.import_module(name), optionflags=doctest.ELLIPSIS, extraglobs=known)
    assert result.attempted > 0
    assert result.failed == 0


def test_the_library_itself_has_an_example() -> None:
    assert "aas_toolkit" in modules_with_examples()


EXAMPLES = [(model, example) for model in models() for example in examples(model)]


@pytest.mark.parametrize(("model", "example"), EXAMPLES, ids=[f"{m}-{e}" for m, e in EXAMPLES])
def test_every_bundled_example_converts_and_conforms(model: str, example: str, tmp_path: Path) -> None:
    folder = examples(model)[example]
    data = [f for f in sorted(folder.iterdir()) if f.is_file() and f.suffix not in (".yaml", ".md")]
    result = aas.convert([str(file) for file in data], mapping=folder / "mapping.yaml", to=tmp_path / "o.aasx")
    assert result.ok, [str(finding) for finding in result.report]
    assert result.model.id == model
    assert result.written > 0
    assert result.path is not None
    report = aas.validate(result.path)
    worse = [str(finding) for finding in report if finding.severity is not aas.Severity.INFO]
    assert worse == []


def test_every_model_has_an_example() -> None:
    assert {model for model, _ in EXAMPLES} == set(models())


@pytest.mark.parametrize("name", list(models()))
def test_a_model_speaks_both_languages(name: str) -> None:
    model = load_model(name)
    assert HANGUL.search(model.title.get("ko"))
    assert not HANGUL.search(model.title.get("en"))


def test_every_rule_is_complete() -> None:
    found = rules()  # raises for a code that two rules share
    assert found
    names: dict[str, str] = {}
    for code, rule in found.items():
        assert re.fullmatch(r"(SRC|MAP|MOD|VAL|SCH|AAS|TPL|PKG|KSM|MIG|FIX)\d{3}", code)
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.name), code
        assert names.setdefault(rule.name, code) == code, f"{rule.name} is the name of {code} and {names[rule.name]}"
        for sentence in (rule.message, rule.hint, rule.why):
            assert sentence.en.strip(), code
            assert sentence.ko.strip(), code
            assert "\n" not in sentence.en + sentence.ko, code
            assert not HANGUL.search(sentence.en.replace("오전/오후", "")), code
            assert HANGUL.search(sentence.ko) or "{" in sentence.ko, code
            blanks = [
                set(re.findall(r"(?<!\{)\{(\w+)(?:![rsa])?\}(?!\})", text)) for text in (sentence.en, sentence.ko)
            ]
            languages = [{blank.removesuffix("_en").removesuffix("_ko") for blank in some} for some in blanks]
            assert languages[0] == languages[1], f"{code}: {sentence}"
        assert not rule.message.en.endswith("."), code
        assert not rule.hint.en.endswith("."), code
        for sentence in (rule.message, rule.hint, rule.why):
            for language in ("en", "ko"):
                sentence.fill(language, {})  # braces are in order


def test_a_rule_is_a_constant_in_capitals() -> None:
    for name in (module for package in ("aas_validators", "aas_converters") for module in modules_of(package)):
        for constant, value in vars(importlib.import_module(name)).items():
            if isinstance(value, aas.Rule):
                assert constant.isupper(), f"{name}.{constant}"


def test_the_module_runs_as_a_program() -> None:
    answer = program("--version")
    assert answer.code == 0
    assert aas.__version__ in answer.out
    assert program("no-such-command").code == 2


def test_warnings_are_errors_here() -> None:
    with pytest.raises(UserWarning):
        warnings.warn("a warning", stacklevel=1)

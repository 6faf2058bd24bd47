"""The public surface changes only deliberately, keeps its own habits, and does what the command does."""

from __future__ import annotations

import inspect
import subprocess
import sys
from dataclasses import is_dataclass
from pathlib import Path
from typing import Any, Final

import click
import pytest

import aas_toolkit as aas
from aas_toolkit.cli import aas as command
from tests.library.surface import RECORDED, surface

FUNCTIONS: Final = {name: getattr(aas, name) for name in aas.__all__ if inspect.isfunction(getattr(aas, name))}
RESULTS: Final = ("Conversion", "Step", "Written", "Repaired", "Extracted", "Exported", "FromForm", "Described")


def parameters(name: str) -> dict[str, inspect.Parameter]:
    return dict(inspect.signature(FUNCTIONS[name]).parameters)


def test_the_surface_is_the_one_that_was_agreed() -> None:
    assert surface() == RECORDED.read_text(encoding="utf-8"), "python tests/library/surface.py, and say it in CHANGELOG"


TWO: Final = {
    "diff": 2,  # two files of one kind
    "diff_models": 2,
    "check_mapping": 2,  # a mapping, and the source it is for
    "preview_mapping": 2,
    "open_table": 2,
    "spool": 2,
    "models": 0,
    "rules": 0,
}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_the_source_stands_first_and_everything_else_has_a_name(name: str) -> None:
    places = [
        one for one in parameters(name).values() if one.kind is not one.KEYWORD_ONLY and one.kind is not one.VAR_KEYWORD
    ]
    assert len(places) == TWO.get(name, 1)


NOT_OURS: Final = {
    "version",
    "folder",
    "folders",
    "out",
    "out_dir",
    "path",
    "language",
    "language_code",
    "output",
    "dest",
}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_one_word_for_one_thing(name: str) -> None:
    found = parameters(name)
    assert not NOT_OURS & found.keys() - ({"folder"} if name == "watch" else set())
    if "lang" in found:
        assert found["lang"].default == "en"
    if "metamodel" in found and found["metamodel"].default is not inspect.Parameter.empty:
        assert found["metamodel"].default in ("auto", "3.0", "3.1", None)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_function_has_an_example_and_types(name: str) -> None:
    function = FUNCTIONS[name]
    assert ">>> " in function.__doc__ or "= aas." in function.__doc__, name
    signature = inspect.signature(function)
    assert all(one.annotation is not one.empty for one in signature.parameters.values())
    assert signature.return_annotation is not signature.empty


@pytest.mark.parametrize("name", RESULTS)
def test_a_result_says_what_was_found_and_what_was_written(name: str) -> None:
    kind = getattr(aas, name)
    assert is_dataclass(kind)
    has = {*dir(kind), *kind.__dataclass_fields__}
    assert {"report", "ok", "path", "paths"} <= has


def test_every_error_is_a_value_error() -> None:
    errors = [getattr(aas, name) for name in aas.__all__ if name.endswith("Error")]
    assert len(errors) > 4
    assert all(issubclass(error, ValueError) for error in errors)


def test_no_public_name_is_that_of_a_module() -> None:
    """`import aas_toolkit.x` would put the module in the place of the function."""
    folder = Path(str(aas.__file__)).parent
    modules = {path.stem for path in folder.iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()}
    assert not modules & set(aas.__all__)


def test_every_finding_can_be_explained() -> None:
    """`rules()` looks at the floors below; a rule of the hall would be found by nobody who asks for its code."""
    hall = Path(str(aas.__file__)).parent
    assert [path.name for path in hall.rglob("*.py") if " = Rule(" in path.read_text(encoding="utf-8")] == []


COMMANDS: Final[dict[str, str | tuple[str, ...]]] = {
    "convert": ("convert", "convert_new", "convert_shards", "transcode", "convert_form", "convert_workbook"),
    "dataset": "describe",
    "diff": "diff",
    "doctor": "doctor",
    "export kosmo": "export_kosmo",
    "export workbook": "export_workbook",
    "extract": "extract",
    "form": "make_form",
    "inspect": ("inspect", "leaves_the_plant"),
    "map check": "check_mapping",
    "map preview": "preview_mapping",
    "map suggest": "suggest_mapping",
    "migrate": "migrate",
    "models check": "check_models",
    "models diff": "diff_models",
    "models export": "export_template",
    "models list": ("models", "rank_models"),
    "models new": "new_model",
    "models show": "load_model",
    "pack": "pack",
    "repair": "repair",
    "rule": "rules",
    "unpack": ("unpack", "split"),
    "validate": "validate",
    "watch": ("watch", "convert"),
}
"""The function, or the functions, behind each command."""
OF_THE_COMMAND: Final = {"demo"}
"""What is made for a person at a keyboard: a walk through the other commands."""

OTHERWISE: Final = {
    "out": "to",
    "folders": "models",
    "added": "files",
    "by_shell": "split",
    "folder": "to",
    "leaving": "leaves_the_plant",
    "asked": "tools",
    "scheduler": "convert_shards",
    "shard_rows": "rows",
}
"""An option of another name: its argument, or the function that does it."""
SETTINGS: Final = set(aas.Settings.__dataclass_fields__)


def commands(group: click.Group, before: str = "") -> dict[str, click.Command]:
    """Every command by its words."""
    found: dict[str, click.Command] = {}
    context = click.Context(group)
    for name in group.list_commands(context):
        one = group.get_command(context, name)
        words = f"{before} {name}".strip()
        if isinstance(one, click.Group):
            found |= commands(one, words)
        elif one is not None:
            found[words] = one
    return found


ALL: Final = commands(command)


def test_every_command_has_its_function() -> None:
    assert set(ALL) - OF_THE_COMMAND == set(COMMANDS)


FOR_A_PERSON: Final = {
    "as_json",
    "lang",
    "fail_on",
    "help",
    # reports, settings and baselines of a pipeline; a program has the report itself
    "layout",
    "output",
    "reports",
    "exclude",
    "force_exclude",
    "baseline",
    "write_baseline",
    "config",
    "no_config",
    # what is shown, not what is done
    "depth",
    "count",
    "with_diff",
    "only_list",
    "listed",
    "coverage",
}
ELSEWHERE: Final = {
    ("map suggest", "out"),  # the result has `text`
    ("models list", "files"),  # `models` has them
    ("models export", "every"),  # a loop over `models`
}


@pytest.mark.parametrize("words", COMMANDS)
def test_every_option_is_an_argument(words: str) -> None:
    functions = COMMANDS[words]
    functions = (functions,) if isinstance(functions, str) else functions
    known = {argument for name in functions for argument in parameters(name)} | SETTINGS | set(functions)
    options = [one for one in ALL[words].params if isinstance(one, click.Option) and one.name not in FOR_A_PERSON]
    missing = {(words, str(one.name)) for one in options if OTHERWISE.get(str(one.name), one.name) not in known}
    assert missing - ELSEWHERE == set()


@pytest.mark.parametrize("words", COMMANDS)
def test_an_option_and_its_argument_have_one_default(words: str) -> None:
    functions = COMMANDS[words]
    (first, *_) = (functions,) if isinstance(functions, str) else functions
    for option in ALL[words].params:
        argument = parameters(first).get(OTHERWISE.get(str(option.name)) or str(option.name))
        if not isinstance(option, click.Option) or argument is None or option.name in FOR_A_PERSON:
            continue
        if not isinstance(option.default, str | int | float) or option.callback is not None or option.multiple:
            continue
        given: Any = argument.default
        assert option.default == given or (option.is_flag and given is False), f"{words} --{option.name}"


CONSUMER = """
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import aas_toolkit as aas


def package(rows: list[dict[str, object]], mapping: str, folder: Path) -> Path:
    result = aas.convert(rows, mapping=mapping, to=folder / "out.aasx", on_error="skip", progress=print)
    result.report.raise_for_errors()
    assert result.path is not None
    return result.path


def texts(report: aas.Report) -> list[str]:
    return [f"{one.where.file}:{one.where.line} {one.rule.code} {one.text('ko')}" for one in report]


def everything(source: bytes, folder: Path) -> Iterator[str]:
    report: aas.Report = aas.validate(source, profile="kosmo", ignore=["KSM"], severity={"AAS501": "warning"})
    yield from texts(report)
    moved: aas.Written = aas.migrate(source, to=folder / "a.json", metamodel="3.1")
    yield from (path.name for path in moved.paths)
    mended: aas.Repaired = aas.repair(source, to=folder / "b.json", fixes=["usual"])
    yield str(mended.by_rule.most_common(1))
    yield from (one.id for one in aas.submodels(source))
    yield from (one.id_short for one in aas.submodels(source, objects="basyx"))
    for plain in aas.submodels(source, objects="plain"):
        found: dict[str, Any] = plain
        yield str(found["id"])
    for step in aas.convert_new(folder, state="state", to=folder / "{source}.aasx", mapping="m.yaml", memory=64):
        yield from texts(step.report)
    compared = aas.diff(source, folder / "b.json")
    yield from (one.kind for one in compared.differences)
    yield aas.make_form("plating", to=folder / "f.xlsx").path.name
"""
WRONG = """
import aas_toolkit as aas

aas.convert("a.csv", on_error="ignore")
aas.convert_new("a.csv", state="s", to="t", mapping="m.yaml", memry=64)
aas.migrate("a.json", "b.json", "3.1")
aas.convert("a.csv").written.upper()
aas.convrt("a.csv")
next(aas.submodels("a.json")).id_shot
next(aas.submodels("a.json", objects="basyx")).id_shot
"""


def test_a_strictly_typed_program_has_its_types(tmp_path: Path) -> None:
    pytest.importorskip("mypy")
    (tmp_path / "consumer.py").write_text(CONSUMER, encoding="utf-8")
    (tmp_path / "wrong.py").write_text(WRONG, encoding="utf-8")
    arguments = ["--strict", "--no-error-summary", "--follow-imports=silent", f"--cache-dir={tmp_path / 'cache'}"]
    done = subprocess.run(
        [sys.executable, "-m", "mypy", *arguments, "consumer.py", "wrong.py"],
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
        cwd=tmp_path,
    )
    complaints = [line.split(": ")[0] for line in done.stdout.splitlines() if ": error: " in line]
    assert complaints == [f"wrong.py:{line}" for line in range(4, 11)], done.stdout

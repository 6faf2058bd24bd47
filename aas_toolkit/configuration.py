"""The settings of a project: `aas-toolkit.toml`, or `[tool.aas-toolkit]` in `pyproject.toml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from aas_reference_models.marked_yaml import Marked
from aas_reference_models.marked_yaml import Path as KeyPath
from aas_reference_models.problem import ModelError, Problem
from aas_toolkit.file_names import relative
from aas_toolkit.toml_places import read_toml

OWN_FILE: Final = "aas-toolkit.toml"
PROJECT_FILE: Final = "pyproject.toml"
PROJECT_TABLE: Final = ("tool", "aas-toolkit")


class ConfigurationError(ModelError):
    """Raised when settings cannot be used; `problems` holds every complaint with its line."""


@dataclass(frozen=True, slots=True)
class Configuration:
    """What `[validate]` says. Paths are joined to the folder of the file; None or nothing where it is silent."""

    file: Path | None = None
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, str] = field(default_factory=dict)
    per_file_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    exclude: tuple[str, ...] = ()
    template: tuple[str, ...] = ()
    templates: tuple[Path, ...] = ()
    models: tuple[Path, ...] = ()
    only: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    profile: str | None = None
    metamodel: str | None = None
    fail_on: str | None = None
    baseline: Path | None = None
    lang: str | None = None
    jobs: int | None = None
    rules_url: str | None = None

    @property
    def home(self) -> Path:
        """The folder that patterns and paths count from."""
        return self.file.absolute().parent if self.file else Path.cwd()


def find_configuration(start: Path) -> Path | None:
    """Return the nearest file with settings in a folder or above it. OSError passes."""
    for folder in (start.absolute(), *start.absolute().parents):
        if (own := folder / OWN_FILE).is_file():
            return own
        project = folder / PROJECT_FILE
        if project.is_file() and "[tool.aas-toolkit" in project.read_text(encoding="utf-8", errors="replace"):
            return project
    return None


def read_configuration(path: Path) -> Configuration:
    """Read settings. Raises ConfigurationError for what cannot be used, and OSError from the disk."""
    shown = relative(path, Path.cwd())
    try:
        document = read_toml(path.read_text(encoding="utf-8-sig"), shown)
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        en, ko = "the file is not UTF-8", "파일이 UTF-8이 아닙니다"
        hints = "save it as UTF-8", "UTF-8로 저장하십시오"
        raise ConfigurationError([Problem("encoding", shown, line, 1, en, ko, *hints)]) from error
    if document.problems:
        raise ConfigurationError(document.problems)
    own = below(document, PROJECT_TABLE) if path.name == PROJECT_FILE else document
    if problems := sorted(complaints(own, path), key=lambda problem: (problem.line, problem.column)):
        raise ConfigurationError(problems)
    value: Any = own.value
    return from_table(value.get("validate", {}), path)


def below(document: Marked, table: KeyPath) -> Marked:
    """Return a table of a document as a document of its own."""
    value: Any = document.value
    for key in table:
        value = value.get(key, {}) if isinstance(value, dict) else {}
    depth = len(table)
    marks, keys = (
        {path[depth:]: place for path, place in places.items() if path[:depth] == table}
        for places in (document.marks, document.key_marks)
    )
    return replace(document, value=value, marks=marks, key_marks=keys)


def complaints(document: Marked, path: Path) -> Iterator[Problem]:
    """Yield what of a document is no setting, names no rule, or names what is not there."""
    from aas_reference_models.schema_check import check_schema, load_schema

    problems = list(check_schema(document, load_schema("aas_toolkit", "configuration.schema.json")))
    yield from problems
    if problems:
        return
    content: Any = document.value
    settings = content.get("validate", {})
    yield from unknown_rules(document, settings)
    for key in ("templates", "models"):
        for number, name in enumerate(settings.get(key, ())):
            if not (path.parent / name).is_dir():
                yield missing(document, ("validate", key, number), name, "folder", "폴더")
    for number, name in enumerate(settings.get("template", ())):
        if is_file_name(name) and not (path.parent / name).is_file():
            yield missing(document, ("validate", "template", number), name, "template file", "템플릿 파일")


def unknown_rules(document: Marked, settings: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield a problem for each word that names no rule."""
    from aas_toolkit.policy import UnknownRuleError, codes_of

    named: list[tuple[KeyPath, str]] = [
        (("validate", "ignore", number), word) for number, word in enumerate(settings.get("ignore", ()))
    ]
    named += [(("validate", "severity", word), word) for word in settings.get("severity", {})]
    for pattern, words in settings.get("per-file-ignores", {}).items():
        named += [(("validate", "per-file-ignores", pattern, number), word) for number, word in enumerate(words)]
    for key, word in named:
        try:
            codes_of(word)
        except UnknownRuleError as error:
            line, column = document.place(key)
            en, ko = f"there is no rule {word}", f"{word}(이)라는 규칙은 없습니다"
            yield Problem("unknown-rule", document.file, line, column, en, ko, *error.hints)


def missing(document: Marked, key: KeyPath, name: str, en: str, ko: str) -> Problem:
    """Return the problem of a path that is not there."""
    line, column = document.place(key)
    hints = "paths count from the folder of this file", "경로는 이 파일이 있는 폴더를 기준으로 합니다"
    said = f"there is no {en} {name}", f"{ko} {name}이(가) 없습니다"
    return Problem("missing-path", document.file, line, column, *said, *hints)


def from_table(table: Mapping[str, Any], path: Path) -> Configuration:
    """Return the settings of a table that fits the schema."""
    home = path.parent
    return Configuration(
        file=path,
        ignore=tuple(table.get("ignore", ())),
        severity=dict(table.get("severity", {})),
        per_file_ignores={pattern: tuple(words) for pattern, words in table.get("per-file-ignores", {}).items()},
        exclude=tuple(table.get("exclude", ())),
        template=tuple(asked_template(word, home) for word in table.get("template", ())),
        templates=tuple(home / name for name in table.get("templates", ())),
        models=tuple(home / name for name in table.get("models", ())),
        only=tuple(table.get("only", ())),
        skip=tuple(table.get("skip", ())),
        profile=table.get("profile"),
        metamodel=table.get("metamodel"),
        fail_on=table.get("fail-on"),
        baseline=home / table["baseline"] if "baseline" in table else None,
        lang=table.get("lang"),
        jobs=table.get("jobs"),
        rules_url=table["rules-url"].rstrip("/") + "/" if "rules-url" in table else None,
    )


def asked_template(word: str, home: Path) -> str:
    """Return a template as asked for: a path counts from the folder of the file, a name of a model stays."""
    # a folder may have the name of a model; only one that holds a model is meant as a path
    is_model = Path(word).suffix.lower() in (".yaml", ".yml") or (home / word / "model.yaml").is_file()
    return str(home / word) if is_file_name(word) or is_model else word


def is_file_name(word: str) -> bool:
    """Return whether a template is asked for by a file name, not by the name of a model."""
    return Path(word).suffix.lower() in (".json", ".xml", ".aasx")

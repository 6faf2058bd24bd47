"""Check a YAML document against a JSON Schema of ours and say what is wrong where, in plain words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from aas_reference_models.marked_yaml import Marked, Path
from aas_reference_models.problem import Problem, meant

if TYPE_CHECKING:
    from jsonschema import ValidationError

TYPES_KO = {
    "object": "키: 값 묶음",
    "array": "목록",
    "string": "글자",
    "number": "숫자",
    "boolean": "true/false",
    "null": "빈 값",
}
TYPES_EN = {
    "object": "a mapping",
    "array": "a list",
    "string": "text",
    "number": "a number",
    "boolean": "true or false",
    "null": "empty",
}


@dataclass(frozen=True, slots=True, eq=False)
class Schema:
    """A JSON Schema of ours."""

    content: dict[str, Any]

    def accepts(self, value: object) -> bool:
        """Say whether a value fits; False too where the fast library cannot tell."""
        # a bundled model needs no schema, and this library takes longer to import than such a model to read
        import jsonschema_rs

        try:
            return jsonschema_rs.is_valid(self.content, value)
        except ValueError:
            # a value that JSON does not have
            return False

    def errors(self, value: object) -> Iterator[ValidationError]:
        """Yield what does not fit, with all that is needed to say so in plain words."""
        # twice as long to import: only a person whose file is wrong waits for it
        from jsonschema import Draft202012Validator

        return Draft202012Validator(self.content).iter_errors(value)


@cache
def load_schema(package: str, name: str, definition: str = "") -> Schema:
    """Return a schema file from the data of a package; `definition` picks one entry of its `$defs`."""
    content: dict[str, Any] = json.loads(files(package).joinpath(name).read_text(encoding="utf-8"))
    if definition:
        content = {"$schema": content["$schema"], "$ref": f"#/$defs/{definition}", "$defs": content["$defs"]}
    return Schema(content)


def check_schema(document: Marked, schema: Schema) -> Iterator[Problem]:
    """Yield what of a document does not fit a schema."""
    if schema.accepts(document.value):
        return
    for error in schema.errors(document.value):
        yield from complaints(error, document)


def complaints(error: ValidationError, document: Marked) -> Iterator[Problem]:
    """Yield the problems behind one schema error, in words of the document."""
    path: Path = tuple(error.absolute_path)
    where = ".".join(map(str, path)) or document.file
    wanted: Any = error.validator_value
    schema: Any = error.schema
    instance: Any = error.instance
    if "propertyNames" in error.absolute_schema_path:
        yield bad_key(document, path, where, str(instance))
        return
    match error.validator:
        case "anyOf":
            for inner in likeliest(error):
                yield from complaints(inner, document)
        case "additionalProperties":
            for key in unexpected(error):
                yield unknown_key(document, (*path, key), list(schema.get("properties", {})))
        case "required":
            for missing in (key for key in wanted if key not in instance):
                en, ko = f"{where} has no {missing}", f"{where}에 {missing}이(가) 없습니다"
                hints = f"add {missing}:", f"{missing}: 을(를) 추가하십시오"
                yield problem("missing-key", document, path, en, ko, hints)
        case "enum":
            word = document.text(path) or str(instance)
            en, ko = f"{where} cannot be {word}", f"{where}에 {word}은(는) 쓸 수 없습니다"
            yield problem("unknown-word", document, path, en, ko, meant(word, map(str, wanted)))
        case "type":
            types = [str(each) for each in listed(wanted)]
            en = f"{where} must be {' or '.join(TYPES_EN.get(each, each) for each in types)}"
            ko = f"{where}은(는) {' 또는 '.join(TYPES_KO.get(each, each) for each in types)}이어야 합니다"
            yield problem("wrong-type", document, path, en, ko, ("", ""))
        case "pattern":
            word = document.text(path) or str(instance)
            en, ko = f"{where} is not well formed: {word}", f"{where}의 형식이 맞지 않습니다: {word}"
            pattern = str(wanted)
            yield problem("wrong-form", document, path, en, ko, (f"follow {pattern}", f"형식: {pattern}"))
        case _:
            en, ko = f"{where}: {error.message}", f"{where}: 형식에 맞지 않습니다 ({error.message})"
            hints = "compare with a bundled file of the same kind", "같은 종류의 기본 제공 파일과 비교하십시오"
            yield problem("wrong-form", document, path, en, ko, hints)


def listed(value: object) -> list[object]:
    """Return a list whether one or several were given."""
    return value if isinstance(value, list) else [value]


def likeliest(error: ValidationError) -> list[ValidationError]:
    """Return the errors of the alternative the author meant: the last of the right type, else the last."""
    branches: dict[object, list[ValidationError]] = {}
    for inner in error.context or ():
        branches.setdefault(inner.schema_path[0], []).append(inner)
    of_type = [errors for errors in branches.values() if all(len(e.path) or e.validator != "type" for e in errors)]
    return (of_type or list(branches.values()))[-1]


def unexpected(error: ValidationError) -> list[str]:
    """Return the keys that an object must not have."""
    schema: Any = error.schema
    instance: Any = error.instance
    patterns, known = schema.get("patternProperties", {}), schema.get("properties", {})
    return [key for key in instance if key not in known and not any(re.search(p, key) for p in patterns)]


def bad_key(document: Marked, path: Path, where: str, word: str) -> Problem:
    """Return the complaint about a key that is not well formed."""
    en, ko = f"{word} cannot be a key of {where}", f"{where} 아래에 {word}을(를) 키로 쓸 수 없습니다"
    hints = "use letters, digits and underscores, a letter first", "영문자로 시작해 영문자·숫자·밑줄만 쓰십시오"
    return problem("wrong-key", document, (*path, word), en, ko, hints)


def unknown_key(document: Marked, path: Path, allowed: list[str]) -> Problem:
    """Return the complaint about a key that the language does not have."""
    key = str(path[-1])
    line, column = document.key_place(path)
    en, ko = f"the key {key} is unknown here", f"여기서는 {key}이라는 키를 쓰지 않습니다"
    return Problem("unknown-key", document.file, line, column, en, ko, *meant(key, allowed))


def problem(
    kind: str, document: Marked, path: Path, en: str, ko: str, hints: tuple[str, str], severity: str = "error"
) -> Problem:
    """Return a complaint about the value at a path; where the value is missing, about its key or parent."""
    line, column = document.key_place(path)
    return Problem(kind, document.file, line, column, en, ko, *hints, severity)

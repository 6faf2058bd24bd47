"""Check a YAML document against a JSON Schema of ours and say what is wrong where, in plain words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import jsonschema_rs

from aas_reference_models.marked_yaml import Marked, Path
from aas_reference_models.problem import Problem, meant

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


@dataclass(frozen=True, slots=True)
class Schema:
    """A JSON Schema with what was compiled from it."""

    content: dict[str, Any]
    compiled: jsonschema_rs.Draft202012Validator


@cache
def load_schema(package: str, name: str, definition: str = "") -> Schema:
    """Return a schema file from the data of a package; `definition` picks one entry of its `$defs`."""
    content: dict[str, Any] = json.loads(files(package).joinpath(name).read_text(encoding="utf-8"))
    if definition:
        content = {"$ref": f"#/$defs/{definition}", "$defs": content["$defs"]}
    return Schema(content, jsonschema_rs.Draft202012Validator(content))


def check_schema(document: Marked, schema: Schema) -> Iterator[Problem]:
    """Yield what of a document does not fit a schema."""
    for error in schema.compiled.iter_errors(document.value):
        yield from complaints(error, document, schema)


def complaints(error: jsonschema_rs.ValidationError, document: Marked, schema: Schema) -> Iterator[Problem]:
    """Yield the problems behind one schema error, in words of the document."""
    path: Path = tuple(error.instance_path)
    details = error.kind.as_dict()
    where = ".".join(map(str, path)) or document.file
    match error.kind.name:
        case "anyOf":
            for inner in likeliest(details["context"]):
                yield from complaints(inner, document, schema)
        case "additionalProperties":
            for key in details["unexpected"]:
                yield unknown_key(document, (*path, key), allowed_keys(error, schema.content))
        case "required":
            missing = details["property"]
            en, ko = f"{where} has no {missing}", f"{where}에 {missing}이(가) 없습니다"
            hints = f"add {missing}:", f"{missing}: 을(를) 추가하세요"
            yield problem("missing-key", document, path, en, ko, hints)
        case "enum":
            word = document.text(path) or str(error.instance)
            en, ko = f"{where} cannot be {word}", f"{where}에 {word}은(는) 쓸 수 없습니다"
            yield problem("unknown-word", document, path, en, ko, meant(word, map(str, details["options"])))
        case "type":
            types = [str(each) for each in listed(details.get("types", details.get("type")))]
            en = f"{where} must be {' or '.join(TYPES_EN.get(each, each) for each in types)}"
            ko = f"{where}은(는) {' 또는 '.join(TYPES_KO.get(each, each) for each in types)}이어야 합니다"
            yield problem("wrong-type", document, path, en, ko, ("", ""))
        case "pattern":
            word = document.text(path) or str(error.instance)
            en, ko = f"{where} is not well formed: {word}", f"{where}의 형식이 맞지 않습니다: {word}"
            pattern = str(details["pattern"])
            yield problem("wrong-form", document, path, en, ko, (f"follow {pattern}", f"형식: {pattern}"))
        case "propertyNames":
            word = str(error.instance) if isinstance(error.instance, str) else bad_key(error)
            en, ko = f"{word} cannot be a key of {where}", f"{where} 아래에 {word}을(를) 키로 쓸 수 없습니다"
            hints = (
                "use letters, digits and underscores, a letter first",
                "영문자로 시작해 영문자·숫자·밑줄만 쓰세요",
            )
            yield problem("wrong-key", document, (*path, word), en, ko, hints)
        case _:
            en, ko = f"{where}: {error.message}", f"{where}: 형식에 맞지 않습니다 ({error.message})"
            yield problem(
                "wrong-form",
                document,
                path,
                en,
                ko,
                ("compare with a bundled file of the same kind", "같은 종류의 기본 제공 파일과 비교하세요"),
            )


def listed(value: object) -> list[object]:
    """Return a list whether one or several were given."""
    return value if isinstance(value, list) else [value]


def likeliest(branches: list[list[jsonschema_rs.ValidationError]]) -> list[jsonschema_rs.ValidationError]:
    """Return the errors of the alternative the author meant: the last of the right type, else the last."""
    of_type = [errors for errors in branches if all(error.kind.name != "type" for error in errors)]
    return (of_type or branches)[-1]


def bad_key(error: jsonschema_rs.ValidationError) -> str:
    """Return the key a propertyNames error is about, read from its inner error."""
    inner = error.kind.as_dict().get("error")
    instance = getattr(inner, "instance", None)
    return str(instance) if instance is not None else error.message.split('"')[1]


def allowed_keys(error: jsonschema_rs.ValidationError, content: dict[str, Any]) -> list[str]:
    """Return the keys allowed where an unknown one was found; the error names the way through the schema."""
    place: Any = content
    for step in list(error.schema_path)[:-1]:
        place = place[step]
        while isinstance(place, dict) and "$ref" in place:
            place = content["$defs"][place["$ref"].rsplit("/", 1)[1]]
    return list(place.get("properties", {}))


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

"""What the installed aas-core makes of files: reading, verification, content; prints JSON."""

from __future__ import annotations

import json
import sys
import zipfile
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from canonical import Facts, canonical, texts

SDK = "aas_core3" if find_spec("aas_core3") else "aas_core3_1"
types, jsonization, xmlization, verification = (
    import_module(f"{SDK}.{name}") for name in ("types", "jsonization", "xmlization", "verification")
)


def read(path: Path) -> Any:
    """Return the environment in a file; aas-core knows no packages, so the part is taken out here."""
    data, is_json = path.read_bytes(), path.suffix == ".json"
    if path.suffix == ".aasx":
        with zipfile.ZipFile(path) as package:
            name = next(name for name in package.namelist() if name.startswith("aasx/data."))
            data, is_json = package.read(name), name.endswith(".json")
    if is_json:
        return jsonization.environment_from_jsonable(json.loads(data))
    return xmlization.environment_from_str(data.decode())


def contents(environment: Any) -> Iterator[tuple[str, Facts]]:
    """Yield id and facts of each identifiable."""
    for shell in environment.asset_administration_shells or []:
        held = sorted(reference.keys[-1].value for reference in shell.submodels or [])
        about = ["AssetAdministrationShell", shell.id_short, shell.asset_information.global_asset_id]
        yield shell.id, {"": about, "submodels": [*held]}
    for submodel in environment.submodels or []:
        about = ["Submodel", submodel.id_short, target(submodel.semantic_id)]
        yield submodel.id, {"": about, **dict(elements(submodel.submodel_elements or [], "", listed=False))}
    for concept in environment.concept_descriptions or []:
        found: Facts = {"": ["ConceptDescription", concept.id_short]}
        for i, specification in enumerate(concept.embedded_data_specifications or []):
            content = specification.data_specification_content
            kind = content.data_type.value if content.data_type else None
            names = [language(content.preferred_name), language(content.definition)]
            found[f"IEC 61360 {i}"] = [*names, content.unit, kind]
        yield concept.id, found


def elements(found: list[Any], parent: str, *, listed: bool) -> Iterator[tuple[str, list[object]]]:
    """Yield path and facts of elements and what is in them."""
    for i, element in enumerate(found):
        path = f"{parent}[{i}]" if listed else f"{parent}.{element.id_short}".lstrip(".")
        kind = type(element).__name__
        about: list[object] = [kind, target(element.semantic_id)]
        value_type = element.value_type.value if getattr(element, "value_type", None) else None
        if kind in ("SubmodelElementCollection", "SubmodelElementList"):
            yield path, about
            yield from elements(element.value or [], path, listed=kind == "SubmodelElementList")
        elif kind == "Entity":
            yield path, about
            yield from elements(element.statements or [], path, listed=False)
        elif kind == "MultiLanguageProperty":
            yield path, [*about, language(element.value)]
        elif kind == "Range":
            yield path, [*about, *(canonical(value_type, end) for end in (element.min, element.max))]
        elif kind == "ReferenceElement":
            yield path, [*about, target(element.value)]
        else:
            yield path, [*about, value_type, canonical(value_type, getattr(element, "value", None))]


def language(found: Any) -> str | None:
    """Return the texts of an attribute."""
    return texts((each.language, each.text) for each in found) if found else None


def target(reference: Any) -> str | None:
    """Return the value of the last key of a reference."""
    return reference.keys[-1].value if reference else None


def main(paths: list[str]) -> None:
    """Print what is in each file and what verification finds."""
    result: dict[str, Any] = {}
    for path in paths:
        try:
            environment = read(Path(path))
        except (jsonization.DeserializationException, xmlization.DeserializationException) as error:
            result[path] = {"content": {}, "problems": [f"{error.path}: {error.cause}"]}
            continue
        problems = [f"{error.path}: {error.cause}" for error in verification.verify(environment)]
        result[path] = {"content": dict(contents(environment)), "problems": problems}
    print(json.dumps(result))


if __name__ == "__main__":
    main(sys.argv[1:])

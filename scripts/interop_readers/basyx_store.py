"""What the installed BaSyx Python SDK makes of files; prints JSON. Reads as its documentation shows: failsafe."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterator
from typing import Any

from basyx.aas import model
from basyx.aas.adapter import aasx
from basyx.aas.adapter.json import read_aas_json_file
from basyx.aas.adapter.xml import read_aas_xml_file
from canonical import Facts, canonical, texts

Store = getattr(model, "DictIdentifiableStore", None) or model.DictObjectStore


class Heard(logging.Handler):
    """Keeps what is logged: failsafe reading says there what it leaves out."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a line."""
        self.lines.append(" ".join(record.getMessage().split())[:300])


def read(path: str) -> Any:
    """Return the store of identifiables in a file."""
    if path.endswith(".json"):
        with open(path, encoding="utf-8-sig") as text:  # noqa: PTH123 - as in its documentation
            return read_aas_json_file(text)
    if path.endswith(".xml"):
        with open(path, "rb") as data:  # noqa: PTH123
            return read_aas_xml_file(data)
    store = Store()
    with aasx.AASXReader(path) as reader:
        reader.read_into(store, aasx.DictSupplementaryFileContainer())
    return store


def facts(thing: Any) -> Facts:
    """Return the facts of an identifiable."""
    if isinstance(thing, model.AssetAdministrationShell):
        held = sorted(reference.key[-1].value for reference in thing.submodel)
        about = ["AssetAdministrationShell", thing.id_short, thing.asset_information.global_asset_id]
        return {"": about, "submodels": [*held]}
    if isinstance(thing, model.Submodel):
        about = ["Submodel", thing.id_short, target(thing.semantic_id)]
        return {"": about, **dict(elements(thing.submodel_element, "", listed=False))}
    found: Facts = {"": ["ConceptDescription", thing.id_short]}
    for i, specification in enumerate(thing.embedded_data_specifications):
        content = specification.data_specification_content
        names = [texts(each.items()) if each else None for each in (content.preferred_name, content.definition)]
        found[f"IEC 61360 {i}"] = [*names, content.unit, content.data_type.name if content.data_type else None]
    return found


def elements(found: Any, parent: str, *, listed: bool) -> Iterator[tuple[str, list[object]]]:
    """Yield path and facts of elements and what is in them."""
    for i, element in enumerate(found):
        path = f"{parent}[{i}]" if listed else f"{parent}.{element.id_short}".lstrip(".")
        about: list[object] = [type(element).__name__, target(element.semantic_id)]
        if isinstance(element, (model.SubmodelElementCollection, model.SubmodelElementList)):
            yield path, about
            yield from elements(element.value, path, listed=isinstance(element, model.SubmodelElementList))
        elif isinstance(element, model.Entity):
            yield path, about
            yield from elements(element.statement, path, listed=False)
        elif isinstance(element, model.MultiLanguageProperty):
            yield path, [*about, texts(element.value.items()) if element.value else None]
        elif isinstance(element, model.Range):
            yield path, [*about, *(value(element.value_type, end) for end in (element.min, element.max))]
        elif isinstance(element, model.ReferenceElement):
            yield path, [*about, target(element.value)]
        elif isinstance(element, model.Property):
            yield path, [*about, name(element.value_type), value(element.value_type, element.value)]
        else:
            yield path, [*about, None, getattr(element, "value", None)]


def name(value_type: Any) -> str:
    """Return the XSD name of a type."""
    return str(model.datatypes.XSD_TYPE_NAMES[value_type])


def value(value_type: Any, found: Any) -> str | None:
    """Return a value as text; BaSyx holds Python objects."""
    return None if found is None else canonical(name(value_type), model.datatypes.xsd_repr(found))


def target(reference: Any) -> str | None:
    """Return the value of the last key of a reference."""
    return reference.key[-1].value if reference else None


def main(paths: list[str]) -> None:
    """Print what is in each file and what was logged while reading it."""
    heard = Heard()
    logging.getLogger().addHandler(heard)
    result: dict[str, Any] = {}
    for path in paths:
        heard.lines.clear()
        try:
            result[path] = {"content": {thing.id: facts(thing) for thing in read(path)}}
        except Exception as error:  # noqa: BLE001 - any exception is a package that cannot be opened
            result[path] = {"content": {}}
            heard.lines.append(f"{type(error).__name__}: {error}")
        result[path]["problems"] = [*heard.lines]
    print(json.dumps(result))


if __name__ == "__main__":
    main(sys.argv[1:])

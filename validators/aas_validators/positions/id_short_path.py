"""The idShort path of a place in a document: how people who model AAS name it."""

from __future__ import annotations

from aas_validators.document.jsonable import Json, Pointer, value_at


def id_short_path(document: Json, pointer: Pointer) -> str | None:
    """Return e.g. `Plating_1/Measured.BathTemperature` or `Run/Zones[2]`; None where nothing has a name.

    A nameless identifiable shows its id, a nameless element the attribute and position it stands at."""
    names: list[str] = []
    for length in range(len(pointer) + 1):
        here = pointer[:length]
        value = value_at(document, here)
        if not isinstance(value, dict):
            continue
        if in_element_list(document, here):
            if names:
                names[-1] += f"[{here[-1]}]"
            else:
                names.append(f"[{here[-1]}]")
        elif name := own_name(value, here):
            names.append(name)
    if not names:
        return None
    return "/".join([names[0], ".".join(names[1:])]) if len(names) > 1 else names[0]


def in_element_list(document: Json, pointer: Pointer) -> bool:
    """Return whether a pointer leads to a direct child of a SubmodelElementList."""
    if len(pointer) < 2 or pointer[-2] != "value" or not isinstance(pointer[-1], int):
        return False
    holder = value_at(document, pointer[:-2])
    return isinstance(holder, dict) and holder.get("modelType") == "SubmodelElementList"


def own_name(value: dict[str, Json], pointer: Pointer) -> str | None:
    """Return the name a referable goes by, or None for anything else."""
    for key in ("idShort", "id"):
        name = value.get(key)
        if isinstance(name, str) and name:
            return name
    if "modelType" not in value or not pointer or pointer[-1] == "dataSpecificationContent":
        return None
    if isinstance(pointer[-1], int) and len(pointer) > 1:
        return f"{pointer[-2]}[{pointer[-1]}]"
    return str(pointer[-1])

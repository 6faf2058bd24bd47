"""Compare a document of ours with what BaSyx writes of it: every element, every value, by value and not by spelling.

BaSyx keeps numbers and moments as Python objects and writes them in its own spelling; what that changes by its own
documentation is allowed for by rule here: numbers lose padding, moments keep six digits of a second and 24:00 is
0:00 of the next day, durations are normalised. Anything else that differs is a loss."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from dateutil.relativedelta import relativedelta

NESTED = ("submodelElements", "statements", "annotations")
NUMBERS = re.compile(r"xs:(double|float|decimal|integer|.*[iI]nteger|.*[lL]ong|.*[iI]nt|.*[sS]hort|.*[bB]yte)")
DURATION = re.compile(r"(-?)P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?")
MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d):(.*)")
"""A year of more than four digits stands in no plant's file."""


def values(document: Any) -> dict[str, Any]:
    """Return every element of all submodels by submodel id and path, with its class, meaning and value."""
    return dict(pair for one in document["submodels"] for pair in submodel_values(one))


def submodel_values(submodel: Any) -> Iterator[tuple[str, Any]]:
    yield submodel["id"], (submodel.get("idShort"), keys(submodel.get("semanticId")))
    for element in submodel.get("submodelElements", []):
        yield from element_values(element, f"{submodel['id']}#{element['idShort']}")


def element_values(element: Any, path: str) -> Iterator[tuple[str, Any]]:
    yield path, (element["modelType"], keys(element.get("semanticId")), own_value(element))
    for number, child in enumerate(children(element)):
        yield from element_values(child, f"{path}.{child.get('idShort') or number}")


def children(element: Any) -> list[Any]:
    held: list[Any] = [child for name in NESTED for child in element.get(name, [])]
    if element["modelType"] in ("SubmodelElementCollection", "SubmodelElementList"):
        held = element.get("value", [])
    return held


def keys(reference: Any) -> Any:
    return reference and [(key["type"], key["value"]) for key in reference["keys"]]


def own_value(element: Any) -> Any:
    """What an element holds itself, in one spelling."""
    kind, value_type = element["modelType"], element.get("valueType", "")
    match kind:
        case "Property" | "Range":
            return value_type, [canonical(value_type, element.get(name)) for name in ("value", "min", "max")]
        case "MultiLanguageProperty":
            return sorted((one["language"], one["text"]) for one in element.get("value", []))
        case "ReferenceElement":
            return keys(element.get("value"))
        case "RelationshipElement" | "AnnotatedRelationshipElement":
            return keys(element["first"]), keys(element["second"])
        case "Entity":
            return element["entityType"], element.get("globalAssetId")
        case "File" | "Blob":
            return element["contentType"], element.get("value")
        case _:
            return None


def canonical(value_type: str, text: str | None) -> Any:
    if text is None:
        return None
    if value_type == "xs:dateTime":
        return moment(text)
    if value_type == "xs:duration":
        return duration(text)
    if value_type == "xs:boolean":
        return text in ("true", "1")
    if NUMBERS.fullmatch(value_type):
        return float(text) if value_type in ("xs:double", "xs:float") else Decimal(text)
    return text


def moment(text: str) -> datetime:
    match = MOMENT.fullmatch(text)
    assert match is not None, text
    ends_day = match[2] == "24"
    plain = f"{match[1]}T{'00' if ends_day else match[2]}:{match[3]}".replace("Z", "+00:00")
    found = datetime.fromisoformat(re.sub(r"(\.\d{6})\d+", r"\1", plain)) + timedelta(days=ends_day)
    return found.astimezone(UTC) if found.tzinfo else found


def duration(text: str) -> relativedelta:
    match = DURATION.fullmatch(text)
    assert match is not None, text
    years, months, days, hours, minutes = (int(match[i] or 0) for i in range(2, 7))
    seconds = Decimal(match[7] or 0)
    whole = relativedelta(
        years=years,
        months=months,
        days=days,
        hours=hours,
        minutes=minutes,
        seconds=int(seconds),
        microseconds=int(seconds % 1 * 1_000_000),
    ).normalized()
    return -whole if match[1] else whole

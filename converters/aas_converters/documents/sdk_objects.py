"""Submodels in plain data as objects of an SDK: aas-core or BaSyx."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable
from typing import Any, Final, Literal

from aas_converters.letters.script import Metamodel, sdk
from aas_validators.diagnostics import Diagnostic, FindingsError, Location, Report, Rule, Sentence, Severity

Objects = Literal["aas-core", "basyx", "plain"]
"""What submodels become: objects of the aas-core SDK or of BaSyx, or plain data as JSON spells it."""
OBJECTS: Final = ("aas-core", "basyx", "plain")

REFUSED: Final = Rule(
    code="SRC290",
    name="sdk-refuses",
    severity=Severity.ERROR,
    message=Sentence(
        "{sdk} makes no object of {what}: {problem}", "{sdk}에서 {what}을(를) 읽을 수 없습니다: {problem}"
    ),
    hint=Sentence(
        "check the file with aas validate, and mend it with aas repair",
        "aas validate로 파일을 검사하고 aas repair로 고치십시오",
    ),
    why=Sentence(
        "An SDK makes objects only of what the metamodel allows, and BaSyx of less than that.",
        "SDK는 메타모델이 허용하는 것만 객체로 만들며, BaSyx가 받아들이는 범위는 더 좁습니다.",
    ),
)


Make = Callable[[dict[str, Any], Location], Any]
"""Makes an object of an identifiable in plain data, which stands at a place; raises FindingsError."""


def maker(objects: Objects, metamodel: Metamodel = "3.1") -> Make:
    """Return what makes an object of a submodel in plain data. Raises ValueError."""
    if objects not in OBJECTS:
        raise ValueError(f"there are no objects {objects}; there are {', '.join(OBJECTS)}")
    if objects == "plain":
        return lambda plain, where: plain
    if objects == "basyx":
        return basyx_object
    jsonization = sdk(metamodel).jsonization

    def aas_core_object(plain: dict[str, Any], where: Location) -> Any:
        try:
            return jsonization.submodel_from_jsonable(plain)
        except jsonization.DeserializationException as error:
            raise refused("aas-core", plain, where, error) from error

    return aas_core_object


def basyx_object(plain: dict[str, Any], where: Location) -> Any:
    """Return an object of BaSyx for an identifiable in plain data. Raises FindingsError."""
    from basyx.aas.adapter.json import StrictAASFromJsonDecoder
    from basyx.aas.model import AASConstraintViolation

    try:
        return json.loads(json.dumps(plain), cls=StrictAASFromJsonDecoder)
    except (KeyError, TypeError, ValueError, AASConstraintViolation) as error:
        raise refused("BaSyx", plain, where, error) from error


def refused(name: str, plain: dict[str, Any], where: Location, error: Exception) -> FindingsError:
    """Return the error for an identifiable that an SDK makes no object of."""
    report = Report()
    what = plain.get("idShort") or plain.get("id") or plain.get("modelType") or "-"
    problem = " ".join(str(error).split())[:200] or type(error).__name__
    report.add(Diagnostic(REFUSED, where, {"sdk": name, "what": what, "problem": problem}))
    return FindingsError(report)


def basyx_store(environments: Iterable[tuple[dict[str, Any], Location]]) -> Any:
    """Return environments in plain data as an object store of BaSyx. Raises FindingsError.

    They go through JSON whatever the file is: BaSyx opens XML of another metamodel version as empty."""
    from basyx.aas import model
    from basyx.aas.adapter.json import read_aas_json_file_into

    # renamed in BaSyx 2.1
    store_class: Any = getattr(model, "DictIdentifiableStore", None) or model.DictObjectStore
    store: Any = store_class()
    for environment, where in environments:
        try:
            read_aas_json_file_into(store, io.StringIO(json.dumps(environment)), failsafe=False)
        except (KeyError, TypeError, ValueError, model.AASConstraintViolation) as error:
            raise refused("BaSyx", {"modelType": "Environment"}, where, error) from error
    return store

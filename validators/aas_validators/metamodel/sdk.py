"""Ask the AAS SDK of a metamodel version to read and verify one piece, and say its findings in our words.

The only file that knows aas-core. The SDK's texts name constraints by number inside the sentence; a sentence
without number is recognised by its wording, and one that is not recognised is passed on as it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from importlib import import_module
from typing import Any, Final

from aas_validators.diagnostics import Rule, Sentence, Severity
from aas_validators.document.finding import Finding, quoted, shown
from aas_validators.document.jsonable import Json, Pointer, value_at
from aas_validators.metamodel import concept_rules, element_rules, reference_rules
from aas_validators.metamodel.particulars import language_twice, particulars
from aas_validators.metamodel.sdk_words import of_sdk
from aas_validators.metamodel.type_forms import form_of
from aas_validators.metamodel.value_rules import LANGUAGE_TWICE, MAX_INTERVAL, VALUE_NOT_IN_TYPE
from aas_validators.schema_json import violations

MODULES: Final = {"3.0": "aas_core3", "3.1": "aas_core3_1"}

OTHER_INVARIANT = Rule(
    code="AAS599",
    name="other-invariant",
    severity=Severity.ERROR,
    message=Sentence("the metamodel does not allow this: {problem}", "메타모델 위반입니다: {problem}"),
    hint=Sentence("compare with the specification", "규격과 비교하여 고치십시오"),
    why=Sentence(
        "Tools that verify the metamodel refuse the file.",
        "메타모델을 검증하는 프로그램이 파일을 거부합니다.",
    ),
    spec="IDTA-01001",
)

UNREADABLE = Rule(
    code="AAS598",
    name="unreadable-for-sdk",
    severity=Severity.ERROR,
    message=Sentence("the AAS SDK cannot read this: {problem}", "AAS SDK가 읽을 수 없습니다: {problem}"),
    hint=Sentence("correct the element at this place", "이 위치의 요소를 고치십시오"),
    why=Sentence("Programs built on the SDK cannot open the file.", "이 SDK를 쓰는 프로그램은 파일을 열지 못합니다."),
)

OWN: Final = frozenset(["AASd-022", "AASd-116", "AASd-117", "AASd-129"])
"""Constraints the SDK checks only partly; our own checks cover all of them."""

ENDLESS: Final = 500
"""Signs at both ends of an idShort that the SDK is shown at most."""

NUMBERED: Final = re.compile(r"AAS[dc]-(?:3a-)?(\d{3})")

BY_WORDING: Final[tuple[tuple[str, Rule], ...]] = (
    ("ID-short of Referables shall only", element_rules.ID_SHORT_CHARACTERS),
    ("must specify unique languages", LANGUAGE_TWICE),
    ("must match the value type", VALUE_NOT_IN_TYPE),
    ("consistent with the value type", VALUE_NOT_IN_TYPE),
    ("must be a model reference", reference_rules.WRONG_TARGET),
    ("must be model references", reference_rules.WRONG_TARGET),
    ("Max. interval is not applicable", MAX_INTERVAL),
    ("a maximum length of", violations.TOO_LONG),
    ("String with max", violations.PATTERN),
    ("must not be empty", violations.EMPTY_TEXT),
    ("at least one item", violations.EMPTY_LIST),
    ("must match the pattern", violations.PATTERN),
    ("must represent", violations.PATTERN),
    ("shall match the", violations.PATTERN),
)


@cache
def rules_by_number() -> dict[str, Rule]:
    """Return the rule of every constraint number the SDK may name."""
    found: dict[str, Rule] = {}
    for module in (element_rules, reference_rules, concept_rules):
        for value in vars(module).values():
            if isinstance(value, Rule) and value.spec.startswith("AAS"):
                found[value.spec.split()[0]] = value
    return found


def verify(piece: Json, name: str, metamodel: str, pointer: Pointer) -> Iterator[Finding]:
    """Yield what the SDK finds in one piece of a document, an instance of the class `name`.

    A piece that the SDK cannot even read yields one finding."""
    sdk = import_module(f"{MODULES[metamodel]}.jsonization")
    verification = import_module(f"{MODULES[metamodel]}.verification")
    reader: Callable[[Any], Any] = getattr(sdk, f"{snake(name)}_from_jsonable")
    try:
        instance = reader(shortened(piece))
        errors = list(verification.verify(instance))
    except sdk.DeserializationException as error:
        steps = (segment_step(segment) for segment in error.path.segments)
        yield Finding(UNREADABLE, (*pointer, *steps), {"problem": of_sdk(error.cause)})
        return
    except (RecursionError, ValueError) as error:
        yield Finding(UNREADABLE, pointer, {"problem": quoted(str(error), "SDK")})
        return
    for said in errors:
        where = tuple(camel(segment_step(segment)) for segment in said.path.segments)
        finding = translated(said.cause, piece, where, pointer)
        if finding is not None:
            yield finding


def shortened(value: Json) -> Json:
    """Return plain data whose idShorts are not endless: what is too long is so after it, and ends the same.

    The SDK's pattern for them takes time quadratic in their length."""
    if isinstance(value, list):
        return [shortened(inner) for inner in value]
    if not isinstance(value, dict):
        return value
    found = {key: shortened(inner) if isinstance(inner, dict | list) else inner for key, inner in value.items()}
    name = value.get("idShort")
    if isinstance(name, str) and len(name) > 2 * ENDLESS:
        found["idShort"] = name[:ENDLESS] + name[-ENDLESS:]
    return found


@cache
def lexical_checks(metamodel: str) -> dict[str, Callable[[str], bool]]:
    """Return for each xs type of a version what tells whether a text is a value of it."""
    types: Any = import_module(f"{MODULES[metamodel]}.types").DataTypeDefXSD
    check = import_module(f"{MODULES[metamodel]}.verification").value_consistent_with_xsd_type
    return {kind.value: partial(fits, check, kind) for kind in types}


def fits(check: Callable[[str, Any], bool], kind: Any, text: str) -> bool:
    """Return whether a text is a value of a type of the SDK."""
    return check(text, kind)


def is_utc(text: str) -> bool:
    """Return whether a text is a date and time in UTC that exists, in every version."""
    return all(import_module(f"{name}.verification").is_xs_date_time_utc(text) for name in MODULES.values())


def literals(name: str) -> frozenset[str]:
    """Return the literals of a set of constants, which is the same in every version that has it."""
    modules = (vars(import_module(f"{module}.constants")) for module in MODULES.values())
    found = next(module[name] for module in modules if name in module)
    return frozenset(getattr(literal, "value", literal) for literal in found)


def translated(text: str, piece: Json, steps: Pointer, pointer: Pointer) -> Finding | None:
    """Return the finding for an SDK sentence; None if a check of our own says it better."""
    here = (*pointer, *steps)
    found = value_at(piece, steps)
    attribute = next((step for step in reversed(steps) if isinstance(step, str)), "")
    values: dict[str, object] = {"attribute": attribute, "value": shown(found)}
    numbered = NUMBERED.search(text)
    if numbered:
        family = "AASd" if text[numbered.start() + 3] == "d" else "AASc-3a"
        number = f"{family}-{numbered.group(1)}"
        if number in OWN:
            return None
        rule = rules_by_number().get(number)
        if rule is not None:
            if isinstance(found, dict):
                values |= {"value": shown(found.get("value")), "type": shown(found.get("valueType"))}
                if rule is element_rules.QUALIFIER_VALUE:
                    here = (*here, "value")
                    values |= {"qualifier": shown(found.get("type")), "form": form_of(found.get("valueType"))}
                place, more = particulars(rule, found)
                return Finding(rule, (*here, *place), values | more)
            return Finding(rule, here, values)
    if text.startswith("ID-shorts of the value must be unique"):
        return None
    for wording, rule in BY_WORDING:
        if wording in text:
            said = values | details(rule, text, found, attribute)
            if rule is VALUE_NOT_IN_TYPE and isinstance(found, dict):
                here = (*here, str(said["attribute"]))
            elif rule is violations.EMPTY_LIST and isinstance(found, dict) and (name := empty_list(text, found)):
                return Finding(rule, (*here, name), {"attribute": name})
            elif rule is LANGUAGE_TWICE and isinstance(found, dict):
                place, more = language_twice(found, text)
                return Finding(rule, (*here, *place), said | more)
            return Finding(rule, here, said)
    return Finding(OTHER_INVARIANT, here, {"problem": quoted(text, "SDK")})


def details(rule: Rule, text: str, found: Json, attribute: str) -> dict[str, object]:
    """Return what a rule's message needs beyond attribute and value."""
    if rule is violations.TOO_LONG:
        limit = re.search(r"of (\d+)", text)
        length = len(found) if isinstance(found, str) else "?"
        return {"limit": limit.group(1) if limit else "?", "length": length}
    if rule is violations.PATTERN:
        return {"expected": violations.EXPECTED_FORMS.get(attribute, attribute)}
    if rule is reference_rules.WRONG_TARGET:
        return wrong_target(text)
    if rule is VALUE_NOT_IN_TYPE and isinstance(found, dict):
        which = next((w for w in ("Min", "Max") if text.startswith(w)), "value").lower()
        kind = found.get("valueType", "xs:string")
        return {"attribute": which, "value": shown(found.get(which)), "type": shown(kind), "form": form_of(kind)}
    return {"form": form_of(None)} if rule is VALUE_NOT_IN_TYPE else {"language": "?"} if rule is LANGUAGE_TWICE else {}


def empty_list(text: str, found: Mapping[str, Json]) -> str | None:
    """Return which empty list of an instance is meant, from `Input variables must be either not set or have …`."""
    subject = re.sub("[ -]", "", text.partition(" must ")[0]).lower()
    empty = [name for name, held in found.items() if held == []]
    return next((name for name in empty if name.lower() == subject), empty[0] if len(empty) == 1 else None)


def wrong_target(text: str) -> dict[str, object]:
    """Return which attribute must refer to which class, from `All submodels must be model references to a submodel.`"""
    subject, _, target = text.rstrip(".").partition(" must be ")
    first, *rest = subject.removeprefix("All ").removesuffix(" reference").replace("-", " ").split()
    kind = "".join(
        word[:1].upper() + word[1:] for word in target.partition(" to ")[2].split() if word not in ("a", "an")
    )
    attribute = {"Observable": "observed"}.get(first, first.lower() + "".join(word.capitalize() for word in rest))
    expected = Sentence(f"a ModelReference to {kind}", f"{kind}을(를) 가리키는 ModelReference")
    return {"attribute": attribute, "expected": expected}


def segment_step(segment: Any) -> str | int:
    """Return one step of an SDK path."""
    index = getattr(segment, "index", None)
    return index if isinstance(index, int) else str(segment.name)


def camel(step: str | int) -> str | int:
    """Return a Python attribute name as the specification writes it: `id_short` becomes `idShort`."""
    if isinstance(step, int):
        return step
    first, *rest = step.split("_")
    return first + "".join(part.capitalize() for part in rest)


def snake(name: str) -> str:
    """Return a class name as the SDK spells it in function names."""
    text = name.replace("Iec61360", "_iec_61360")
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", text).lower()

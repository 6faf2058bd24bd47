"""What the platform does not read at all: it vanishes there without a message."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from aas_validators.diagnostics import Sentence, Severity
from aas_validators.document.finding import Finding, shown
from aas_validators.document.jsonable import Json, Pointer
from aas_validators.kosmo.plant import Plant
from aas_validators.kosmo.rule import profile_rule
from aas_validators.kosmo.tree import Object, keys_of
from aas_validators.metamodel.walk import Node, listed

NOT_READ = profile_rule(
    110,
    "kind-not-collected",
    (
        "{count} {kind} elements of {submodel} are not exported, the first is {name}",
        "{submodel}의 {kind} {count}개는 내보내지 않습니다 (처음: {name})",
    ),
    (
        "make a Property of what is to be collected, one for each index of a list",
        "수집할 값이면 Property로 만드십시오. 배열은 인덱스마다 Property 하나입니다",
    ),
    (
        "The platform knows Property and collection only; the rest is for readers of the AAS.",
        "플랫폼은 Property와 컬렉션만 읽습니다. 나머지는 AAS를 보는 사람을 위한 것입니다.",
    ),
    "G2 5.3.4.3",
    Severity.INFO,
)
NOT_REFERENCED = profile_rule(
    111,
    "not-in-any-shell",
    ("the {what} {name} is not exported: {reason}", "{what} {name}은(는) 내보내지 않습니다: {reason}"),
    (
        "reference the submodel from its shell; give shells an idShort and an id",
        "AAS에서 서브모델을 참조하고, AAS에는 idShort와 id를 쓰십시오",
    ),
    ("Everything in it vanishes.", "안의 내용이 모두 사라집니다."),
    "PARSER",
    Severity.WARNING,
)
SHARED = profile_rule(
    112,
    "submodel-shared",
    ("the submodel {name} belongs to {count} shells", "서브모델 {name}이(가) AAS {count}개에 속합니다"),
    ("give each shell a submodel of its own", "AAS마다 서브모델을 따로 두십시오"),
    ("Its data appear under each, with different tags.", "같은 데이터가 다른 태그로 여러 번 나타납니다."),
    "PARSER",
    Severity.WARNING,
)
NAMELESS = profile_rule(
    113,
    "nameless-element",
    ("{kind} without idShort in {parent} is not exported", "{parent} 안의 idShort 없는 {kind}은(는) 내보내지 않습니다"),
    ("give it an idShort", "idShort를 쓰십시오"),
    ("It vanishes with everything in it.", "안의 내용과 함께 사라집니다."),
    "PARSER",
)
NO_SUBMODELS = profile_rule(
    114,
    "no-submodels-at-all",
    (
        "shells reference submodels, but the file has no list of submodels",
        "AAS가 서브모델을 참조하지만 파일에 submodels 목록이 없습니다",
    ),
    ("export the package with its submodels", "서브모델을 포함해 다시 저장하십시오"),
    ("The programme's parser crashes.", "파서가 비정상 종료합니다."),
    "PARSER",
)

SUBMODEL: Final = Sentence("submodel", "서브모델")
SHELL: Final = Sentence("shell", "AAS")
NO_SHELL: Final = Sentence("no shell references it", "참조하는 AAS가 없습니다")
NO_NAME: Final = Sentence("it has no idShort or no id", "idShort나 id가 없습니다")
READ: Final = {"Property", "SubmodelElementCollection", "ReferenceElement"}


def check_kinds(plant: Plant) -> Iterator[Finding]:
    """Yield, for each submodel and kind of element that is not read, how many there are."""
    places = dict(plant.submodels.values())
    first: dict[tuple[Pointer, str], Node] = {}
    number: Counter[tuple[Pointer, str]] = Counter()
    for node in plant.nodes:
        inside = node.pointer[:2] in places and node.attribute in ("submodelElements", "value", "statements")
        if inside and node.name not in READ and "modelType" in node.value and is_read_into(node):
            key = (node.pointer[:2], node.name)
            first.setdefault(key, node)
            number[key] += 1
    for (at, kind), node in first.items():
        values = {
            "submodel": shown(places[at].get("idShort")),
            "kind": kind,
            "name": shown(node.text("idShort") or "-"),
        }
        yield Finding(NOT_READ, node.pointer, {**values, "count": number[at, kind]})


def is_read_into(node: Node) -> bool:
    """Return whether the platform would come by an element: everything above is a submodel or a collection."""
    return node.parent is not None and node.parent.name in ("Submodel", "SubmodelElementCollection")


def check_unreferenced(plant: Plant) -> Iterator[Finding]:
    """Yield submodels of no shell or of several, and shells that the platform does not see."""
    owners: Counter[Pointer] = Counter()
    for _, shell in plant.shells:
        owners.update({at for at, _ in plant.submodels_in(shell)})
    for at, one in listed(plant.environment.get("submodels"), ("submodels",)):
        if not isinstance(one, dict):
            continue
        name = shown(one.get("idShort") or one.get("id") or "")
        if not owners[at]:
            values = {"what": SUBMODEL, "name": name, "reason": NO_SHELL}
            yield Finding(NOT_REFERENCED, at, values)
        elif not one.get("idShort"):
            yield Finding(NOT_REFERENCED, at, {"what": SUBMODEL, "name": name, "reason": NO_NAME})
        elif owners[at] > 1:
            yield Finding(SHARED, at, {"name": name, "count": owners[at]})
    seen = {at for at, _ in plant.shells}
    for at, one in listed(plant.environment.get("assetAdministrationShells"), ("assetAdministrationShells",)):
        if isinstance(one, dict) and at not in seen:
            name = shown(one.get("idShort") or one.get("id") or "")
            yield Finding(NOT_REFERENCED, at, {"what": SHELL, "name": name, "reason": NO_NAME})
    if "submodels" not in plant.environment and any(keys_of(r) for _, s in plant.shells for r in references(s)):
        yield Finding(NO_SUBMODELS, ())


def references(shell: Object) -> list[Json]:
    """Return the references of a shell to submodels."""
    found = shell.get("submodels")
    return found if isinstance(found, list) else []


def check_nameless(plant: Plant) -> Iterator[Finding]:
    """Yield collections and properties without a name."""
    for node in plant.of_class("SubmodelElementCollection", "Property"):
        if not node.text("idShort") and node.parent is not None and is_read_into(node):
            values = {"kind": node.name, "parent": shown(node.parent.text("idShort") or node.parent.name)}
            yield Finding(NAMELESS, node.pointer, values)


EXPORT: Final = (check_kinds, check_unreferenced, check_nameless)
CHECKS: Final = EXPORT

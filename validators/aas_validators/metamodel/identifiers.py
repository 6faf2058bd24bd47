"""Ids of one file: no two identifiables share one, and references into the file arrive."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from aas_validators.diagnostics import Rule, Sentence, Severity
from aas_validators.document.finding import Finding, shown
from aas_validators.document.jsonable import Json, Pointer
from aas_validators.metamodel.particulars import SUBCLASSES
from aas_validators.metamodel.walk import Node

DUPLICATE_ID = Rule(
    code="AAS507",
    name="duplicate-id",
    severity=Severity.ERROR,
    message=Sentence("the id {value} is already that of {other}", "id {value}은(는) 이미 {other}의 id입니다"),
    hint=Sentence("give each submodel, shell and concept its own id", "서브모델·AAS·개념마다 다른 id를 쓰십시오"),
    why=Sentence(
        "Servers keep one of the two and overwrite the other.",
        "서버는 둘 중 하나만 저장하고 다른 하나를 덮어씁니다.",
    ),
    spec="IDTA-01001, Identifiable/id",
)

DANGLING_REFERENCE = Rule(
    code="AAS508",
    name="dangling-reference",
    severity=Severity.WARNING,
    message=Sentence(
        "{attribute} refers to {target}, but {problem}",
        "{attribute}이(가) {target}을(를) 가리키지만 {problem}",
    ),
    hint=Sentence("correct the keys, or add what they name", "키를 고치거나 대상을 추가하십시오"),
    why=Sentence("A reader that follows the reference finds nothing.", "참조를 따라가도 대상을 찾을 수 없습니다."),
    spec="IDTA-01001, Reference",
)

SUBMODEL_ELSEWHERE = Rule(
    code="AAS509",
    name="submodel-not-in-file",
    severity=Severity.INFO,
    message=Sentence("the submodel {target} is not in this file", "서브모델 {target}이(가) 이 파일에 없습니다"),
    hint=Sentence("add the submodel if the file is to stand alone", "파일을 단독으로 쓰려면 서브모델을 추가하십시오"),
    why=Sentence(
        "That is allowed: a submodel may live on a server. A package usually carries all of them.",
        "서브모델이 서버에 있을 수 있으므로 허용됩니다. 패키지는 보통 모두 포함합니다.",
    ),
    spec="IDTA-01001, AssetAdministrationShell/submodels",
)

CONCEPT_ELSEWHERE = Rule(
    code="AAS511",
    name="concept-not-in-file",
    severity=Severity.INFO,
    message=Sentence(
        "the concept description {target} is not in this file", "개념 설명 {target}이(가) 이 파일에 없습니다"
    ),
    hint=Sentence("add the concept description", "개념 설명을 추가하십시오"),
    why=Sentence(
        "Without it a reader knows neither the unit nor the definition.",
        "없으면 단위와 정의를 알 수 없습니다.",
    ),
    spec="IDTA-01001, HasSemantics",
)

IDENTIFIABLES = frozenset(["AssetAdministrationShell", "Submodel", "ConceptDescription"])


@dataclass(slots=True)
class Index:
    """What the pieces of one file share: identifiables by id, and references to resolve at the end.

    A submodel template and the concept that explains it often have one id, hence the lists."""

    by_id: dict[str, list[Node]] = field(default_factory=dict)
    references: list[Node] = field(default_factory=list)
    valued: list[Node] = field(default_factory=list)
    """Instances with a valueId."""

    def concepts(self) -> dict[str, Node]:
        """Return the concept descriptions by id."""
        nodes = (node for taken in self.by_id.values() for node in taken)
        return {node.text("id") or "": node for node in nodes if node.name == "ConceptDescription"}


def check_id(node: Node, index: Index) -> Iterator[Finding]:
    """Note an identifiable; yield a finding if its id is taken.

    One that stands among elements is none of the file's, whatever its modelType says: the schema refuses it there, and
    no reader would find it by its id."""
    if node.name not in IDENTIFIABLES or not is_of_the_file(node):
        return
    identifier = node.text("id")
    if identifier is None:
        return
    taken = index.by_id.setdefault(identifier, [])
    if taken:
        same = next((other for other in taken if other.name == node.name), None)
        other = same or taken[0]
        values = {
            "value": shown(identifier),
            "other": f"{other.name} {shown(other.text('idShort') or '')}".strip(),
        }
        # Servers keep classes apart, so an id shared by two of them hurts less.
        severity = None if same else Severity.WARNING
        yield Finding(DUPLICATE_ID, (*node.pointer, "id"), values, severity=severity)
    taken.append(node)


def is_of_the_file(node: Node) -> bool:
    """Return whether an identifiable stands in one of the lists of the environment, or is all there is."""
    return node.parent is None or node.parent.name == "Environment"


def check_references(index: Index) -> Iterator[Finding]:
    """Yield what model references of the file do not find in it."""
    for node in index.references:
        keys = [key for _, key in node.items("keys")]
        if node.value.get("type") != "ModelReference" or not keys:
            continue
        first = keys[0]
        target, kind = first.get("value"), first.get("type")
        if not isinstance(target, str):
            continue
        known = index.by_id.get(target, [])
        held = next((other for other in known if kind in (other.name, "Identifiable")), None)
        if not known:
            yield from not_here(node, str(kind), target)
        elif held is None:
            other = known[0].name
            problem = Sentence(f"the id is that of a {other}", f"이 id는 {other}의 id입니다")
            yield dangling(node, f"{kind} {shown(target)}", problem)
        else:
            yield from check_steps(node, held.value, keys[1:], held.text("idShort") or held.name)


def not_here(node: Node, kind: str, target: str) -> Iterator[Finding]:
    """Yield the finding for an identifiable that lives somewhere else, if anybody wants to know."""
    if kind == "Submodel" and node.attribute == "submodels":
        yield Finding(SUBMODEL_ELSEWHERE, node.pointer, {"target": shown(target)})
    elif kind == "ConceptDescription" and node.attribute == "semanticId":
        yield Finding(CONCEPT_ELSEWHERE, node.pointer, {"target": shown(target)})


def check_steps(node: Node, holder: Mapping[str, Json], keys: list[dict[str, Json]], path: str) -> Iterator[Finding]:
    """Follow the keys after the first; yield a finding at the first step that is not there, or of another class."""
    inside: Mapping[str, Json] = holder
    for key in keys:
        step = key.get("value")
        if key.get("type") == "FragmentReference" or not isinstance(step, str):
            return
        found = step_into(inside, step)
        if found is None:
            here = shown(path)
            yield dangling(node, shown(step), Sentence(f"{here} has none", f"{here}에는 없습니다"))
            return
        said, is_one = key.get("type"), found.get("modelType")
        if not stands_for(said, is_one):
            problem = Sentence(f"this is a {shown(is_one)}", f"이 요소는 {shown(is_one)}입니다")
            yield dangling(node, f"{shown(said)} {shown(step)}", problem)
            return
        inside = found
        path = step


def stands_for(said: Json, is_one: Json) -> bool:
    """Return whether the type of a key stands for an element of a class."""
    return said in (is_one, "SubmodelElement", "Referable") or is_one in SUBCLASSES.get(str(said), ())


def step_into(holder: Mapping[str, Json], step: str) -> Mapping[str, Json] | None:
    """Return the element with this idShort (or position, in a list) inside another."""
    in_list = holder.get("modelType") == "SubmodelElementList"
    for attribute in ("submodelElements", "value", "statements", "annotations"):
        held = holder.get(attribute)
        if not isinstance(held, list):
            continue
        for position, item in enumerate(held):
            if isinstance(item, dict) and (str(position) if in_list else item.get("idShort")) == step:
                return item
    for attribute in ("inputVariables", "outputVariables", "inoutputVariables"):
        held = holder.get(attribute)
        for variable in held if isinstance(held, list) else ():
            item = variable.get("value") if isinstance(variable, dict) else None
            if isinstance(item, dict) and item.get("idShort") == step:
                return item
    return None


def dangling(node: Node, target: str, problem: Sentence) -> Finding:
    """Return the finding for a reference that does not arrive."""
    pointer: Pointer = node.pointer
    attribute = node.attribute or "reference"
    return Finding(DANGLING_REFERENCE, pointer, {"attribute": attribute, "target": target, "problem": problem})

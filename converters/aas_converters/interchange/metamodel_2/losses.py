"""The rules of the migration from metamodel 2.0, and the note of what they found."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from aas_converters.interchange.migrate import rule
from aas_validators.diagnostics import Rule
from aas_validators.document.finding import Finding, shown
from aas_validators.document.jsonable import Pointer

NO_PLACE: Final = rule(
    6,
    "no-place-in-metamodel-3",
    (
        "{attribute} {before} has no place in metamodel 3 and is left out",
        "{attribute} {before}은(는) 메타모델 3에 자리가 없어 빠집니다",
    ),
    ("keep the old file if it is needed", "필요하면 원래 파일을 보관하십시오"),
    ("Metamodel 3 has no such thing.", "메타모델 3에는 해당 항목이 없습니다."),
)
MOVED: Final = rule(
    7,
    "moved-in-metamodel-3",
    ("{attribute} {before} becomes {after}", "{attribute} {before}을(를) {after}(으)로 옮깁니다"),
    ("check that it says the same there", "옮긴 곳에서 같은 뜻인지 확인하십시오"),
    ("Metamodel 3 keeps it in another place.", "메타모델 3에서는 다른 곳에 둡니다."),
)
SHORT_SEMANTICS: Final = rule(
    8,
    "id-short-as-semantic-id",
    ("the semanticId {before} is an idShort and is left out", "semanticId {before}은(는) idShort이므로 빠집니다"),
    ("give the IRDI or URI of the concept", "개념의 IRDI나 URI를 지정하십시오"),
    (
        "A semantic id names a concept for the whole world; an idShort does not.",
        "semanticId는 어디서나 통하는 개념 식별자여야 하며 idShort는 그렇지 않습니다.",
    ),
)
READ_AS: Final = rule(
    9,
    "metamodel-2-read",
    (
        "this is metamodel {before}; it is read as metamodel 3",
        "메타모델 {before} 파일입니다. 메타모델 3으로 바꾸어 읽습니다",
    ),
    ("write it with aas migrate --to 3.0", "aas migrate --to 3.0으로 저장하십시오"),
    ("No current tool reads metamodel 2.", "현재의 도구는 메타모델 2를 읽지 않습니다."),
)


@dataclass(slots=True)
class Notes:
    """What changes on the way to metamodel 3. Pointers lead into the environment that comes out."""

    findings: list[Finding] = field(default_factory=list)

    def lost(self, pointer: Pointer, attribute: str, before: Any) -> None:
        """Note what has no place any more."""
        self.findings.append(Finding(NO_PLACE, pointer, {"attribute": attribute, "before": said(before)}))

    def moved(self, pointer: Pointer, attribute: str, before: Any, after: str) -> None:
        """Note what is somewhere else now."""
        values = {"attribute": attribute, "before": said(before), "after": after}
        self.findings.append(Finding(MOVED, pointer, values))

    def add(self, rule: Rule, pointer: Pointer, before: Any) -> None:
        """Note something with a rule of its own."""
        self.findings.append(Finding(rule, pointer, {"before": said(before)}))


def said(value: Any) -> str:
    """Return a value as a message shows it: a thing with a name by its name, a reference by its last key."""
    if isinstance(value, dict):
        keys = value.get("keys")
        if isinstance(keys, list) and keys and isinstance(keys[-1], dict):
            return shown(keys[-1].get("value"))
        named = value.get("idShort") or value.get("value") or value.get("id")
        return shown(named) if named else shown(value)
    if isinstance(value, list):
        return ", ".join(said(one) for one in value[:5])
    return shown(value)

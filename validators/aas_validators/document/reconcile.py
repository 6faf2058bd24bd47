"""One fault, one finding: what the schema has said, the SDK need not say again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from aas_validators.document.finding import Finding
from aas_validators.document.jsonable import Pointer
from aas_validators.metamodel.sdk import OTHER_INVARIANT, UNREADABLE

ANONYMOUS = frozenset([OTHER_INVARIANT.code, UNREADABLE.code])


def reconciled(
    schema: Iterable[Finding], metamodel: Iterable[Finding], said: Sequence[Finding] = ()
) -> Iterator[Finding]:
    """Yield findings of the schema, then those of the metamodel that say more.

    Dropped are: the same rule at the same place; a schema rule repeated by the SDK where the schema already
    complained; and the SDK's refusal to read what the schema has explained. `said` are findings of the schema
    that have been reported already."""
    seen = {key_of(finding) for finding in said}
    blamed = {finding.pointer for finding in said}
    for finding in schema:
        key = key_of(finding)
        if key not in seen or finding.element is not None:
            seen.add(key)
            blamed.add(finding.pointer)
            yield finding
    for finding in metamodel:
        if finding.rule.code == UNREADABLE.code and any(related(finding.pointer, p) for p in blamed):
            continue
        repeats = finding.rule.code.startswith("SCH1") or finding.rule.code in ANONYMOUS
        if repeats and not finding.at_name and finding.pointer in blamed:
            continue
        key = key_of(finding)
        if key not in seen:
            seen.add(key)
            yield finding


def related(one: Pointer, other: Pointer) -> bool:
    """Return whether one of two pointers leads through the other."""
    length = min(len(one), len(other))
    return one[:length] == other[:length]


def key_of(finding: Finding) -> tuple[str, Pointer, str]:
    """Return what makes two findings the same."""
    return finding.rule.code, finding.pointer, str(finding.values.get("attribute", ""))

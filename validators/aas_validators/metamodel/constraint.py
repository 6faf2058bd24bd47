"""Make the rule of a numbered constraint of the specification."""

from __future__ import annotations

from aas_validators.diagnostics import Rule, Sentence, Severity


def constraint(
    number: str,
    name: str,
    message: Sentence,
    hint: Sentence,
    why: Sentence,
    severity: Severity = Severity.ERROR,
) -> Rule:
    """Return the rule for AASd-NNN as AASNNN, and for AASc-3a-NNN as AAS3NN (050 becomes AAS350).

    `name` says in words what the number does not."""
    family, _, digits = number.rpartition("-")
    code = f"AAS{digits}" if family == "AASd" else f"AAS{300 + int(digits)}"
    return Rule(
        code=code,
        name=f"{number.lower()}-{name}",
        severity=severity,
        message=message,
        hint=hint,
        why=why,
        spec=f"{number} (IDTA-01001)" if family == "AASd" else f"{number} (IDTA-01003-a)",
    )

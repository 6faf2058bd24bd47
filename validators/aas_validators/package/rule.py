"""Make the rule of a package check."""

from __future__ import annotations

from aas_validators.diagnostics import Rule, Sentence, Severity

OPC = "ISO/IEC 29500-2"
AASX = "IDTA-01005"


def package_rule(
    number: int,
    name: str,
    message: tuple[str, str],
    hint: tuple[str, str],
    why: tuple[str, str],
    severity: Severity = Severity.ERROR,
    spec: str = OPC,
) -> Rule:
    """Return the rule PKGnnn; each text is given in English and Korean."""
    return Rule(f"PKG{number:03}", name, severity, Sentence(*message), Sentence(*hint), Sentence(*why), spec)

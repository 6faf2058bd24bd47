"""Where the ground truth of a conformance case looks wrong, and why. Such cases count as open, not as wrong.

A reason stands for a whole class of cases that can be told by what they are, never for one file."""

from __future__ import annotations

from conformance_cases import Case

SWAPPED = ("3.0.8", "3.1.0")
"""Schema releases that had the children of embeddedDataSpecification in the wrong order."""


def open_reason(case: Case, first: str) -> str:
    """Return why a verdict may contradict a case whose first error we found is `first`; empty if it may not."""
    if case.format == "xml" and case.spec in SWAPPED and "dataSpecificationContent" in first:
        return (
            f"XML examples of release {case.spec} are right only under its schema, which had the children of "
            "embeddedDataSpecification in the wrong order; 3.0.9 and 3.1.1 put it right"
        )
    return ""

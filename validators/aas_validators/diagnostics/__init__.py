"""Findings: rules, places, diagnostics and reports."""

from aas_validators.diagnostics.diagnostic import Diagnostic, Location
from aas_validators.diagnostics.report import FindingsError, Report
from aas_validators.diagnostics.rule import Rule, Sentence, Severity

__all__ = ["Diagnostic", "FindingsError", "Location", "Report", "Rule", "Sentence", "Severity"]

"""Columns of plant text in, columns of canonical XSD text out, and what is wrong with the cells."""

from aas_converters.plan.values.canonical import Value, compile_value
from aas_converters.plan.values.file_dates import date_in_name
from aas_converters.plan.values.number_detection import detect_number_style
from aas_converters.plan.values.reasons import why_bad, why_implausible
from aas_converters.plan.values.spec import Ambiguous, NumberStyle, TimeStyle, ValueSpec
from aas_converters.plan.values.suspicion import ambiguity, suspect
from aas_converters.plan.values.time_detection import detect_time_style
from aas_reference_models.unit_conversion import Conversion

__all__ = [
    "Ambiguous",
    "Conversion",
    "NumberStyle",
    "TimeStyle",
    "Value",
    "ValueSpec",
    "ambiguity",
    "compile_value",
    "date_in_name",
    "detect_number_style",
    "detect_time_style",
    "suspect",
    "why_bad",
    "why_implausible",
]

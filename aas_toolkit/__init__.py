"""Turn a factory's own data into Asset Administration Shell submodels, and check any AAS file.

The names below are the library. They keep their meaning and their arguments within a major version; everything else
may change. Importing this package has no side effects and imports none of the heavy libraries.

>>> import aas_toolkit as aas
>>> model = aas.load_model("plating")
>>> model.title.get("ko")
'전기 도금'

What there is one of is given by its place: the source. Everything else is named, and called the same everywhere: `to`
is what is written, `metamodel` and `part` say as what, `models` are folders with models of your own, `lang` is the
language of the report. What was found is always a `Report`: a check returns it, a verb that writes returns a result
with `report`, `ok`, `path` and `paths`. Exceptions are for callers' mistakes (ValueError, TypeError) and the outside
world (OSError). Nothing is printed, and no setting is read from the environment but secrets of addresses; the logger
`aas_toolkit` tells what was done.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from aas_converters.extract.extract import Extracted
    from aas_converters.interchange.differences import Difference
    from aas_converters.mapping.mapping import Mapping
    from aas_converters.mapping.ranking import Fit
    from aas_converters.partitions.manifest import OtherRunError
    from aas_converters.sources import Settings, SourceError, Table, open_table
    from aas_converters.sources.spool import spool
    from aas_reference_models.library import UnknownModelError
    from aas_reference_models.model import Model
    from aas_reference_models.problem import ModelError
    from aas_toolkit.api import validate
    from aas_toolkit.continuing import Step, convert_new
    from aas_toolkit.conversion import Conversion
    from aas_toolkit.converting import convert, read_mapping
    from aas_toolkit.datasets import Described, describe
    from aas_toolkit.diagnosis import Answer
    from aas_toolkit.exporting import Exported, MappingWouldBeLostError, export_kosmo
    from aas_toolkit.extracting import extract
    from aas_toolkit.forms import Form, FromForm, convert_form, make_form
    from aas_toolkit.leaving import Leaving
    from aas_toolkit.looking import Compared, Inspected, diff, doctor, inspect, leaves_the_plant
    from aas_toolkit.mapping_checks import Preview, check_mapping, preview_mapping
    from aas_toolkit.migrating import migrate
    from aas_toolkit.model_changes import Change
    from aas_toolkit.model_checks import check_models
    from aas_toolkit.model_starters import new_model
    from aas_toolkit.packing import pack, split, unpack
    from aas_toolkit.policy import UnknownRuleError
    from aas_toolkit.reference_models import diff_models, examples, export_template, load_model, models, rank_models
    from aas_toolkit.repairing import Repaired, repair
    from aas_toolkit.results import Written
    from aas_toolkit.rule_list import rules
    from aas_toolkit.sdk_objects import submodels, to_basyx
    from aas_toolkit.sharding import Sharded, convert_shards
    from aas_toolkit.state import StateError
    from aas_toolkit.suggesting import Suggested, suggest_mapping
    from aas_toolkit.transcoding import transcode
    from aas_toolkit.watching import watch
    from aas_toolkit.workbooks import convert_workbook, export_workbook
    from aas_validators.diagnostics import Diagnostic, FindingsError, Location, Report, Rule, Sentence, Severity
    from aas_validators.document.finding import Finding
    from aas_validators.limits import Limits
    from aas_validators.metamodel.walk import Node

__version__ = "0.1.0"

HOMES = {
    "Answer": "aas_toolkit.diagnosis",
    "Change": "aas_toolkit.model_changes",
    "Compared": "aas_toolkit.looking",
    "Conversion": "aas_toolkit.conversion",
    "Described": "aas_toolkit.datasets",
    "Diagnostic": "aas_validators.diagnostics",
    "Difference": "aas_converters.interchange.differences",
    "Exported": "aas_toolkit.exporting",
    "Extracted": "aas_converters.extract.extract",
    "Finding": "aas_validators.document.finding",
    "FindingsError": "aas_validators.diagnostics",
    "Fit": "aas_converters.mapping.ranking",
    "Form": "aas_toolkit.forms",
    "FromForm": "aas_toolkit.forms",
    "Inspected": "aas_toolkit.looking",
    "Leaving": "aas_toolkit.leaving",
    "Limits": "aas_validators.limits",
    "Location": "aas_validators.diagnostics",
    "Mapping": "aas_converters.mapping.mapping",
    "MappingWouldBeLostError": "aas_toolkit.exporting",
    "Model": "aas_reference_models.model",
    "ModelError": "aas_reference_models.problem",
    "Node": "aas_validators.metamodel.walk",
    "OtherRunError": "aas_converters.partitions.manifest",
    "Preview": "aas_toolkit.mapping_checks",
    "Repaired": "aas_toolkit.repairing",
    "Report": "aas_validators.diagnostics",
    "Rule": "aas_validators.diagnostics",
    "Sentence": "aas_validators.diagnostics",
    "Settings": "aas_converters.sources",
    "Severity": "aas_validators.diagnostics",
    "Sharded": "aas_toolkit.sharding",
    "SourceError": "aas_converters.sources",
    "StateError": "aas_toolkit.state",
    "Step": "aas_toolkit.continuing",
    "Suggested": "aas_toolkit.suggesting",
    "Table": "aas_converters.sources",
    "UnknownModelError": "aas_reference_models.library",
    "UnknownRuleError": "aas_toolkit.policy",
    "Written": "aas_toolkit.results",
    "check_mapping": "aas_toolkit.mapping_checks",
    "check_models": "aas_toolkit.model_checks",
    "convert": "aas_toolkit.converting",
    "convert_form": "aas_toolkit.forms",
    "convert_new": "aas_toolkit.continuing",
    "convert_shards": "aas_toolkit.sharding",
    "convert_workbook": "aas_toolkit.workbooks",
    "describe": "aas_toolkit.datasets",
    "diff": "aas_toolkit.looking",
    "diff_models": "aas_toolkit.reference_models",
    "doctor": "aas_toolkit.looking",
    "examples": "aas_toolkit.reference_models",
    "export_kosmo": "aas_toolkit.exporting",
    "export_template": "aas_toolkit.reference_models",
    "export_workbook": "aas_toolkit.workbooks",
    "extract": "aas_toolkit.extracting",
    "inspect": "aas_toolkit.looking",
    "leaves_the_plant": "aas_toolkit.looking",
    "load_model": "aas_toolkit.reference_models",
    "make_form": "aas_toolkit.forms",
    "migrate": "aas_toolkit.migrating",
    "models": "aas_toolkit.reference_models",
    "new_model": "aas_toolkit.model_starters",
    "open_table": "aas_converters.sources",
    "pack": "aas_toolkit.packing",
    "preview_mapping": "aas_toolkit.mapping_checks",
    "rank_models": "aas_toolkit.reference_models",
    "read_mapping": "aas_toolkit.converting",
    "repair": "aas_toolkit.repairing",
    "rules": "aas_toolkit.rule_list",
    "split": "aas_toolkit.packing",
    "spool": "aas_converters.sources.spool",
    "submodels": "aas_toolkit.sdk_objects",
    "suggest_mapping": "aas_toolkit.suggesting",
    "to_basyx": "aas_toolkit.sdk_objects",
    "transcode": "aas_toolkit.transcoding",
    "unpack": "aas_toolkit.packing",
    "validate": "aas_toolkit.api",
    "watch": "aas_toolkit.watching",
}
"""Where each public name lives; it is imported when it is first used."""

__all__ = [
    "Answer",
    "Change",
    "Compared",
    "Conversion",
    "Described",
    "Diagnostic",
    "Difference",
    "Exported",
    "Extracted",
    "Finding",
    "FindingsError",
    "Fit",
    "Form",
    "FromForm",
    "Inspected",
    "Leaving",
    "Limits",
    "Location",
    "Mapping",
    "MappingWouldBeLostError",
    "Model",
    "ModelError",
    "Node",
    "OtherRunError",
    "Preview",
    "Repaired",
    "Report",
    "Rule",
    "Sentence",
    "Settings",
    "Severity",
    "Sharded",
    "SourceError",
    "StateError",
    "Step",
    "Suggested",
    "Table",
    "UnknownModelError",
    "UnknownRuleError",
    "Written",
    "__version__",
    "check_mapping",
    "check_models",
    "convert",
    "convert_form",
    "convert_new",
    "convert_shards",
    "convert_workbook",
    "describe",
    "diff",
    "diff_models",
    "doctor",
    "examples",
    "export_kosmo",
    "export_template",
    "export_workbook",
    "extract",
    "inspect",
    "leaves_the_plant",
    "load_model",
    "make_form",
    "migrate",
    "models",
    "new_model",
    "open_table",
    "pack",
    "preview_mapping",
    "rank_models",
    "read_mapping",
    "repair",
    "rules",
    "split",
    "spool",
    "submodels",
    "suggest_mapping",
    "to_basyx",
    "transcode",
    "unpack",
    "validate",
    "watch",
]


if not TYPE_CHECKING:  # a type checker would take every misspelt name for one of ours

    def __getattr__(name: str) -> Any:
        """Import a public name when it is first asked for (PEP 562)."""
        home = HOMES.get(name)
        if home is None:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(home), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    """Return the public names."""
    return sorted(__all__)

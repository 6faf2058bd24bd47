"""Turn a factory's own data into Asset Administration Shell submodels, and check any AAS file.

The names below are the library. They keep their meaning and their arguments within a major version; everything else
may change. Importing this package has no side effects and imports none of the heavy libraries.

>>> import aas_toolkit as aas
>>> model = aas.load_model("plating")
>>> model.title.get("ko")
'전기 도금'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from aas_converters.extract.extract import Extracted
    from aas_converters.mapping.mapping import Mapping
    from aas_converters.sources import Settings, SourceError, Table, open_table
    from aas_converters.sources.spool import spool
    from aas_reference_models.library import UnknownModelError, load_model, models
    from aas_reference_models.model import Model
    from aas_reference_models.problem import ModelError
    from aas_toolkit.api import validate
    from aas_toolkit.conversion import Conversion
    from aas_toolkit.converting import convert, read_mapping
    from aas_toolkit.extracting import extract
    from aas_toolkit.suggesting import suggest_mapping
    from aas_validators.diagnostics import Diagnostic, FindingsError, Location, Report, Rule, Sentence, Severity
    from aas_validators.document.finding import Finding
    from aas_validators.limits import Limits
    from aas_validators.metamodel.walk import Node

__version__ = "0.1.0"

HOMES = {
    "Conversion": "aas_toolkit.conversion",
    "Diagnostic": "aas_validators.diagnostics",
    "Extracted": "aas_converters.extract.extract",
    "Finding": "aas_validators.document.finding",
    "FindingsError": "aas_validators.diagnostics",
    "Limits": "aas_validators.limits",
    "Location": "aas_validators.diagnostics",
    "Mapping": "aas_converters.mapping.mapping",
    "Model": "aas_reference_models.model",
    "ModelError": "aas_reference_models.problem",
    "Node": "aas_validators.metamodel.walk",
    "Report": "aas_validators.diagnostics",
    "Rule": "aas_validators.diagnostics",
    "Sentence": "aas_validators.diagnostics",
    "Settings": "aas_converters.sources",
    "Severity": "aas_validators.diagnostics",
    "SourceError": "aas_converters.sources",
    "Table": "aas_converters.sources",
    "UnknownModelError": "aas_reference_models.library",
    "convert": "aas_toolkit.converting",
    "extract": "aas_toolkit.extracting",
    "load_model": "aas_reference_models.library",
    "models": "aas_reference_models.library",
    "open_table": "aas_converters.sources",
    "read_mapping": "aas_toolkit.converting",
    "spool": "aas_converters.sources.spool",
    "suggest_mapping": "aas_toolkit.suggesting",
    "validate": "aas_toolkit.api",
}
"""Where each public name lives; it is imported when it is first used."""

__all__ = [
    "Conversion",
    "Diagnostic",
    "Extracted",
    "Finding",
    "FindingsError",
    "Limits",
    "Location",
    "Mapping",
    "Model",
    "ModelError",
    "Node",
    "Report",
    "Rule",
    "Sentence",
    "Settings",
    "Severity",
    "SourceError",
    "Table",
    "UnknownModelError",
    "__version__",
    "convert",
    "extract",
    "load_model",
    "models",
    "open_table",
    "read_mapping",
    "spool",
    "suggest_mapping",
    "validate",
]


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

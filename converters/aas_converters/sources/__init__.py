"""Sources: plant data in, as columns of text exactly as the plant wrote it."""

from aas_converters.sources.agreement import check_same_columns
from aas_converters.sources.opening import open_table, open_tables
from aas_converters.sources.problem import SourceError
from aas_converters.sources.settings import Settings
from aas_converters.sources.table import Batch, Column, Table

__all__ = [
    "Batch",
    "Column",
    "Settings",
    "SourceError",
    "Table",
    "check_same_columns",
    "open_table",
    "open_tables",
]

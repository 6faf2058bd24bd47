"""Read cells through a compiled value, and ask two independent judges about XSD text."""

from __future__ import annotations

from functools import lru_cache

import aas_core3_1.types as aas
import aas_core3_1.verification as verification
import polars as pl
from lxml import etree

from aas_converters.plan.values import ValueSpec, compile_value

TYPES = tuple(sorted(kind.value for kind in aas.DataTypeDefXSD))


def read(cells: list[str | None], spec: ValueSpec) -> list[str | None]:
    frame = pl.DataFrame({"cell": cells}, schema={"cell": pl.String})
    return frame.select(compile_value("cell", spec).text)["cell"].to_list()


def sdk_accepts(text: str, value_type: str) -> bool:
    return verification.value_consistent_with_xsd_type(text, aas.DataTypeDefXSD(value_type))


@lru_cache
def schema(value_type: str) -> etree.XMLSchema:
    return etree.XMLSchema(
        etree.fromstring(
            '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">'
            f'<xs:element name="v" type="{value_type}"/></xs:schema>'
        )
    )


def xsd_accepts(text: str, value_type: str) -> bool:
    element = etree.Element("v")
    element.text = text
    return schema(value_type).validate(element)

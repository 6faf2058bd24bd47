"""An environment written as JSON turned into RDF, one identifiable at a time."""

from __future__ import annotations

from collections.abc import Iterator
from mmap import ACCESS_READ, mmap
from typing import IO, BinaryIO, cast

import msgspec

from aas_converters.documents.forms import RdfForm
from aas_converters.documents.segments import Segment, SegmentWriter
from aas_converters.rdf.write import Identifiable, write_rdf
from aas_validators.document.finding import Finding
from aas_validators.fast.split_json import Items, split_json
from aas_validators.metamodel.shapes import ENVIRONMENT_LISTS


def rdf_segment(
    environment: list[Segment], scratch: IO[bytes], target: IO[bytes], metamodel: str, form: RdfForm, *, deflated: bool
) -> tuple[Segment, list[Finding]]:
    """Return the RDF of an environment as a segment of the file `target`, and what could not be said in it.

    `environment` is JSON, not deflated; it is put together in `scratch`, an empty file on disk, because an
    identifiable may be spread over several segments. Memory is one identifiable and a few bytes for each."""
    for segment in environment:
        segment.copy_to(cast(BinaryIO, scratch))
    scratch.flush()
    written = SegmentWriter(target, deflated=deflated)
    with mmap(scratch.fileno(), 0, access=ACCESS_READ) as data:
        findings = write_rdf(written, things(data, split_json(data) or []), metamodel, form)
    return written.finish(), findings


def things(data: mmap, lists: list[Items]) -> Iterator[Identifiable]:
    """Yield the identifiables of an environment, each decoded when its turn comes."""
    for items in lists:
        name = ENVIRONMENT_LISTS[items.attribute]
        for number, (start, end) in enumerate(zip(items.starts, items.ends, strict=True)):
            yield Identifiable(name, msgspec.json.decode(data[start:end]), (items.attribute, number))

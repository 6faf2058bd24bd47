"""An environment written as a stream: submodels as they come, shells and concept descriptions around them.

The text around the three lists is the SDK's own: an environment with one stand-in in each list is serialised once
and cut at the stand-ins, exactly like a letter.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from aas_converters.documents.segments import ROOM, ItemWriter, Scratch, Segment
from aas_converters.letters.script import NAMESPACES, Script
from aas_converters.letters.write import mark

Shells = Callable[[ItemWriter], None]
"""What writes the shells of an environment."""

XML_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'


def between_items(script: Script) -> str:
    """Return what stands between two identifiables: a line each, so that text tools can work with the file."""
    return script.separator + "\n"


class EnvironmentWriter:
    """Collects submodels in a scratch file, then puts everything in the order the XSD wants.

    Several environments may share a scratch file. `room` is as in ItemWriter.
    """

    def __init__(self, script: Script, scratch: Scratch, room: int = ROOM) -> None:
        self.script = script
        self.scratch = scratch
        self.room = room
        self.places: list[ItemWriter] = []

    def place(self) -> ItemWriter:
        """Return where more submodels go, behind those of the places before."""
        self.places.append(ItemWriter(self.scratch, between_items(self.script), self.room))
        return self.places[-1]

    def finish(self, shells: Shells | None, concepts: list[str]) -> list[Segment]:
        """Return the whole environment as segments in the order of the document; `shells` writes its own items."""
        between = between_items(self.script)
        filled = [place for place in self.places if place.count]
        frame = environment_frame(
            self.script, shells=shells is not None, submodels=bool(filled), concepts=bool(concepts)
        )
        before = ItemWriter(self.scratch, between)
        before.text(frame[0])
        if shells is not None:
            shells(before)
        before.text(frame[1])
        closing = ItemWriter(self.scratch, between)
        closing.text(frame[2] + between.join(concepts) + frame[3])
        middle: list[Segment] = []
        for place in filled:
            if middle:
                separator = ItemWriter(self.scratch, between)
                separator.text(between)
                middle += separator.finish()
            middle += place.finish()
        return [*before.finish(), *middle, *closing.finish()]


def environment_frame(script: Script, *, shells: bool, submodels: bool, concepts: bool) -> tuple[str, str, str, str]:
    """Return the texts before the shells, before the submodels, before the concept descriptions and at the end.

    A list that stays empty is left out, as the schemas demand.
    """
    types = script.sdk.types
    asset = types.AssetInformation(types.AssetKind.INSTANCE, global_asset_id=mark("asset"))
    shell = types.AssetAdministrationShell(id=mark("shell"), asset_information=asset)
    submodel = types.Submodel(id=mark("submodel"))
    concept = types.ConceptDescription(id=mark("concept"))
    environment: Any = types.Environment(
        asset_administration_shells=[shell] if shells else None,
        submodels=[submodel] if submodels else None,
        concept_descriptions=[concept] if concepts else None,
    )
    text = whole(script, environment)
    texts: list[str] = []
    for there, thing in ((shells, shell), (submodels, submodel), (concepts, concept)):
        before, _, text = text.partition(script.written(thing)) if there else ("", "", text)
        texts.append(before)
    return texts[0], texts[1], texts[2], text


def whole(script: Script, environment: Any) -> str:
    """Return what the SDK writes for an environment, with the namespace and declaration of a document."""
    if script.format == "json":
        return script.written(environment)
    text = script.written(environment)
    name = text[1 : min(text.index(">"), text.index("/") if "/" in text else len(text))]
    return XML_DECLARATION + text.replace(f"<{name}", f'<{name} xmlns="{NAMESPACES[script.metamodel]}"', 1)

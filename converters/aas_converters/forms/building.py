"""An environment that grows while a form is read: concepts once each, names that are legal and free, findings."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from aas_converters.documents.concepts import concept as sdk_concept
from aas_converters.forms.pieces import Object, concept
from aas_converters.forms.read import Filled
from aas_converters.forms.rules import CALLED, TOO_LONG
from aas_converters.letters.script import Metamodel, sdk
from aas_converters.workbooks.names import free, legal
from aas_converters.workbooks.pieces import external
from aas_reference_models.model import Element
from aas_validators.diagnostics import Diagnostic, Location, Rule
from aas_validators.metamodel.sdk import lexical_checks

LONGEST_NAME: Final = 255
LONGEST_DESCRIPTION: Final = 1023
OURS: Final = re.compile(r"(https?://.+/concept)/([^/]+)/([^/]+)/(\d+)/(\d+)")


@dataclass(slots=True)
class Building:
    """What has been made so far. `base` is the address that ids begin with, empty without one."""

    file: str
    filled: Filled
    base: str
    metamodel: Metamodel
    concepts: dict[str, Object] = field(default_factory=dict)
    findings: list[Diagnostic] = field(default_factory=list)
    digest: str = ""

    def __post_init__(self) -> None:
        filled = self.filled
        said = (filled.names, filled.answers, filled.points, filled.devices)
        self.digest = sha256(repr(said).encode()).hexdigest()

    def say(self, rule: Rule, sheet: str, row: int | None, **values: object) -> None:
        """Add a finding about a row of a sheet."""
        title = self.filled.titles.get(sheet, sheet)
        self.findings.append(Diagnostic(rule, Location(file=self.file, part=title or None, line=row), values))

    def id_of(self, *path: str) -> str:
        """Return an id: below the base, or a uuid of what it is for."""
        if self.base:
            return "/".join((self.base.rstrip("/"), "ids", *path))
        # by what was filled in: two plants that both have a Press_1 must not share an id
        return uuid5(NAMESPACE_URL, "/".join(("aas-form", self.filled.model, self.digest, *path))).urn

    def own_concept(self, id_short: str) -> str:
        """Return the id of a concept of the plant's own, in the form the programme asks for."""
        return self.id_of("1", "0", id_short)

    def describe(self, concept_id: str, *what: Any, **more: Any) -> str:
        """Describe a concept unless that was done, and return its id."""
        if concept_id not in self.concepts:
            self.concepts[concept_id] = concept(concept_id, *what, **more)
        return concept_id

    def describe_element(self, element: Element) -> str:
        """Describe what an element of a model means, as a conversion does."""
        concept_id = version_first(element.semantic_id or "") or self.own_concept(element.id_short)
        if concept_id not in self.concepts:
            words = sdk(self.metamodel)
            held: Object = words.jsonization.to_jsonable(sdk_concept(words, element))
            if element.semantic_id and element.semantic_id != concept_id:
                held["isCaseOf"] = [external(element.semantic_id), *held.get("isCaseOf", [])]
            self.concepts[concept_id] = {**held, "id": concept_id}
        return concept_id

    def name(self, text: str, taken: list[str], sheet: str, row: int | None, instead: str) -> str:
        """Return a legal idShort for a name, said where it differs."""
        found = free(legal(text, instead), taken)
        if found != text:
            self.say(CALLED, sheet, row, name=text, id_short=found)
        return found

    def cut(self, text: str, most: int, sheet: str, row: int | None) -> str:
        """Return a text that is no longer than the metamodel allows, said where something was cut off."""
        if len(text) > most:
            self.say(TOO_LONG, sheet, row, text=text[:20], count=len(text), most=most)
        return text[:most]

    @property
    def fits(self) -> dict[str, Callable[[str], bool]]:
        """The test of the values of each type."""
        return lexical_checks(self.metamodel)


def version_first(concept_id: str) -> str:
    """Return the id of a concept as the programme wants it, the version before the name.

    >>> version_first("https://w3id.org/aas-toolkit/concept/plating/Current/1/0")
    'https://w3id.org/aas-toolkit/concept/1/0/plating/Current'
    """
    match = OURS.fullmatch(concept_id)
    return f"{match[1]}/{match[4]}/{match[5]}/{match[2]}/{match[3]}" if match else concept_id

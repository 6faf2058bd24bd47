"""Decide how ids come about: the plant's base, and the keys of assets and submodels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from aas_converters.mapping.mapping import Mapping
from aas_converters.plan.keys import ROW_KEY, UNKNOWN_KEY, key_of
from aas_converters.plan.places import Places
from aas_converters.plan.plan import ROW, Key, Naming
from aas_converters.plan.source import Source
from aas_converters.plan.targets import Target
from aas_converters.shapes.group_plan import DAY, FILE, WINDOW, GroupPlan
from aas_reference_models.model import Kind, Model
from aas_validators.diagnostics import Diagnostic, Location, Rule, Sentence, Severity

NO_BASE: Final = Rule(
    code="MAP014",
    name="no-base-for-ids",
    severity=Severity.WARNING,
    message=Sentence(
        "ids have no base of your own, so they are derived from the content of the file",
        "id에 사용할 고유 주소(base)가 없어 파일 내용에서 id를 만듭니다",
    ),
    hint=Sentence(
        "write ids: {{base: https://…}} with an address that is yours",
        "ids: {{base: https://…}}에 귀사의 주소를 쓰십시오",
    ),
    why=Sentence(
        "The same machine gets another id from every new file.",
        "같은 설비라도 파일이 바뀔 때마다 id가 달라집니다.",
    ),
    spec="IDTA-01001, identifiers",
)
BAD_BASE: Final = Rule(
    code="MAP024",
    name="base-is-no-address",
    severity=Severity.ERROR,
    message=Sentence("the base of the ids is no absolute address: {base}", "id의 base가 절대 주소가 아닙니다: {base}"),
    hint=Sentence(
        "write an address of your own such as https://plant.example/ids, without blanks",
        "https://plant.example/ids처럼 귀사의 주소를 공백 없이 쓰십시오",
    ),
    why=Sentence("An id that is no IRI cannot be found or compared.", "IRI가 아닌 id는 찾거나 비교할 수 없습니다."),
    spec="RFC 3987; IDTA-01001, identifiers",
)

ADDRESS: Final = re.compile(r"""[A-Za-z][A-Za-z0-9+.-]*:[^\s\x00-\x20<>"{}|\\^`\x7f]+""")
"""An absolute IRI, as far as one can tell without its scheme."""


@dataclass(frozen=True, slots=True)
class Named:
    """What keys may name: the model's places, the targets that are filled, and the group if there is one."""

    model: Model
    source: Source
    targets: list[Target]
    group: GroupPlan | None


def naming_of(mapping: Mapping, named: Named) -> Iterator[Naming | Diagnostic]:
    """Yield how ids come about after what there is to say; only findings where a key names what is not there."""
    ids, where = mapping.ids, Location(file=mapping.file)
    if ids.base is None:
        yield Diagnostic(NO_BASE, where)
    elif not ADDRESS.fullmatch(ids.base):
        yield Diagnostic(BAD_BASE, where, {"base": ids.base})
    group, source = named.group, named.source
    keys: list[Key] = []
    for template, default in (
        (ids.asset, equipment(named)),
        (ids.submodel, ROW_KEY if group is None else group_key(group)),
    ):
        for found in key(template, named) if template else (default,):
            if isinstance(found, Key):
                keys.append(found)
            else:
                slots = sorted(target.slot for target in named.targets)[:8]
                yield Diagnostic(UNKNOWN_KEY, where, {"key": found, "meant": ", ".join(slots)})
    if len(keys) < 2:
        return
    asset, submodel = keys
    if ids.base is not None and submodel is ROW_KEY:
        # Record numbers begin again in every file, so a plant's own base needs the file beside them.
        submodel = Key((f"{source.identity[:16]}/", ROW))
    # A group may take rows from several files, so its name cannot depend on one of them.
    identity = source.identity if group is None else source.run
    yield Naming(ids.base, identity, source.run, named.model.name, asset, submodel)


def group_key(group: GroupPlan) -> Key:
    """Return the key of a group where the mapping names none: what makes the group."""
    columns = [*group.by, *([WINDOW] if group.window else [])] or [FILE]
    pieces = [piece for column in columns for piece in ("/", column)]
    return Key(("", *pieces[1:]))


def equipment(named: Named) -> Key:
    """Return the key of the asset where the mapping names none: the equipment, else the model."""
    for target in named.targets:
        if target.place.element.id_short == "EquipmentId" and target.part == "value":
            return Key(("", target.slot))
    return Key((named.model.name,))


def key(template: str, named: Named) -> Iterator[Key | str]:
    """Yield the key of a template, or what it names in vain."""
    places = Places(named.model)
    slots = {target.slot for target in named.targets if target.place.element.kind is Kind.PROPERTY}
    group = named.group
    if group is None:
        for name, text in (("file", named.source.stem), ("date", named.source.day)):
            # a date that the file name does not have stays in its braces, and is reported with them
            template = template.replace("{" + name + "}", text) if text else template

    def slot_of(name: str) -> str | None:
        if (name == ROW and group is None) or (name == WINDOW and group is not None and group.window):
            return name
        if group is not None and (name == FILE or (name == DAY and named.source.day)):
            return name
        place = places.find(name)
        return place.path if place and place.path in slots else None

    return key_of(template, slot_of)

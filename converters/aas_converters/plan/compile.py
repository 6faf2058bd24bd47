"""Compile a plan: every name is looked up here, once per table, and every finding about the mapping is made here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Final, TypeVar

from aas_converters.letters.forms import Constant, Part
from aas_converters.letters.identifiables import Administration, SubmodelHead, submodel_letter, version_of
from aas_converters.letters.script import Script
from aas_converters.mapping.mapping import Mapping
from aas_converters.plan.fillers import ASSUMED_ZONE, Fixed, fillers_of
from aas_converters.plan.forms import forms_of
from aas_converters.plan.kept_back import check_secrets
from aas_converters.plan.mandatory import guards_of, unfilled
from aas_converters.plan.naming import Named, naming_of
from aas_converters.plan.places import Places
from aas_converters.plan.plan import Filler, Plan
from aas_converters.plan.source import Source
from aas_converters.plan.targets import Context, Target, resolve
from aas_converters.plan.unfillable import unfillable, unused
from aas_converters.shapes.compile import chosen_shape, compile_group, series_of
from aas_converters.shapes.group_plan import computed_targets, row_items
from aas_converters.shapes.series_plan import moved_paths, only_in_records
from aas_reference_models.model import Model
from aas_validators.diagnostics import Diagnostic, Location, Rule, Sentence, Severity

MAPPED_TWICE: Final = Rule(
    code="MAP025",
    name="element-mapped-twice",
    severity=Severity.WARNING,
    message=Sentence(
        "{path} is mapped twice: the last line counts", "{path}이(가) 두 번 매핑되어 마지막 줄만 쓰입니다"
    ),
    hint=Sentence("remove one of the lines", "한 줄을 지우십시오"),
    why=Sentence("Nobody could tell which column was meant.", "어느 열을 뜻하는지 알 수 없습니다."),
    spec="mapping language 1, elements",
)

Found = TypeVar("Found")


@dataclass(slots=True)
class Findings:
    """What compiling has to say so far."""

    said: list[Diagnostic] = field(default_factory=list)

    def without(self, found: Iterable[Found | Diagnostic]) -> Iterator[Found]:
        """Yield what was found and keep what is to be said; the assumed zone is said once."""
        for one in found:
            if not isinstance(one, Diagnostic):
                yield one
            elif one.rule is not ASSUMED_ZONE or all(other.rule is not ASSUMED_ZONE for other in self.said):
                self.said.append(one)

    @property
    def bad(self) -> bool:
        """Whether an error stands in the way of a plan."""
        return any(finding.severity is Severity.ERROR for finding in self.said)


def compile_plan(
    model: Model, mapping: Mapping, source: Source, script: Script
) -> tuple[Plan | None, list[Diagnostic]]:
    """Resolve model, mapping and columns; the plan is None when an error stands in its way."""
    model = replace(model, shape=chosen_shape(model, mapping))
    findings = Findings()
    list(findings.without(check_secrets(mapping, source)))
    targets = list(findings.without(targets_of(model, mapping, source)))
    one_file = model.shape.one_per == "row"
    filling = (fillers_of(target, mapping, source, one_file=one_file) for target in targets)
    found: list[Any] = [one for of_target in filling for one in findings.without(of_target)]
    constants = {one.slot: one.value for one in found if isinstance(one, Fixed)}
    columns = [one for one in found if isinstance(one, Filler)]
    zones = {f.slot: f.value.spec.time.zone for f in columns if f.value.spec.value_type == "xs:dateTime"}
    group = next(findings.without(compile_group(model, mapping, targets, zones)), None)
    computed = [] if group is None else computed_targets(model, targets, group)
    series = None
    if group is not None:
        series = next(findings.without(series_of(model, mapping, targets, group, script)), None)
    findings.said.extend(unfilled(model, {t.place.steps for t in (*targets, *computed)}, mapping.file))
    findings.said.extend((*unfillable(model, mapping.file), *unused(model, mapping, source)))
    naming = next(iter(list(findings.without(naming_of(mapping, Named(model, source, targets, group))))), None)
    if naming is None or findings.bad:
        return None, findings.said
    in_records = only_in_records(model, targets) if series is not None else set()
    parts: dict[str, Part] = {slot: Constant(text) for slot, text in constants.items()}
    forms = forms_of(model, [target for target in (*targets, *computed) if target.slot not in in_records], parts)
    if group is not None:
        group = replace(group, items=row_items(script, forms))
    zone = next(iter(zones.values()), None) if taken_for_granted(mapping, findings.said) else None
    plan = Plan(
        model=model,
        mapping=mapping,
        script=script,
        table=source.table,
        fillers=guards_of(columns, group, series.time if series else None),
        group=group,
        series=series,
        constants=constants,
        forms=forms,
        submodel=submodel_letter(script, replace(head_of(model), moved=moved_paths(targets, in_records)), forms),
        naming=naming,
        facts={"time zone": zone} if zone else {},
    )
    return plan, findings.said


def taken_for_granted(mapping: Mapping, said: Iterable[Diagnostic]) -> bool:
    """Say whether a time zone is in use that the cells do not say: the mapping's, or the one that is assumed."""
    cells = (cell for one in mapping.assignments for _, cell in one.parts)
    return bool(mapping.zone or any(cell.zone for cell in cells) or any(one.rule is ASSUMED_ZONE for one in said))


def head_of(model: Model) -> SubmodelHead:
    """Return what is the same in every submodel; those of a template say which template they follow."""
    if model.written is None:
        return SubmodelHead(model.id_short, model.semantic_id)
    about = Administration(*version_of(model), template_id=model.template_id or model.id)
    return SubmodelHead(model.id_short, model.semantic_id, model.written, about)


def targets_of(model: Model, mapping: Mapping, source: Source) -> Iterator[Target | Diagnostic]:
    """Yield what the mapping fills; the last line of two for the same place counts."""
    targets: dict[str, Target] = {}
    for found in resolve(Context(Places(model), mapping, source.table, source.columns)):
        if isinstance(found, Diagnostic):
            yield found
            continue
        if found.slot in targets:
            where = Location(file=mapping.file, line=found.cell.line or None)
            yield Diagnostic(MAPPED_TWICE, where, {"path": found.place.path})
        targets[found.slot] = found
    yield from targets.values()

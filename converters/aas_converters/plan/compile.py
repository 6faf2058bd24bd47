"""Compile a plan: every name is looked up here, once per table, and every finding about the mapping is made here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

import polars as pl

from aas_converters.letters.forms import Constant, Part
from aas_converters.letters.identifiables import SubmodelHead, submodel_letter
from aas_converters.letters.script import Script
from aas_converters.mapping.mapping import Cell, Mapping
from aas_converters.plan.forms import forms_of
from aas_converters.plan.keys import ROW_KEY, UNKNOWN_KEY, key_of
from aas_converters.plan.mandatory import guards_of, unfilled
from aas_converters.plan.places import Places
from aas_converters.plan.plan import ROW, Filler, Key, Naming, Plan
from aas_converters.plan.specs import DEFAULT_ZONE, UNFIT_SPEC, Read, Sampled, read_as
from aas_converters.plan.targets import Context, Target, resolve
from aas_converters.plan.values.canonical import Value, compile_value
from aas_converters.plan.values.file_dates import date_in_name
from aas_converters.plan.values.reasons import why_bad
from aas_converters.shapes.group_plan import FILE, WINDOW, GroupPlan, aggregations, computed_targets, row_items
from aas_converters.shapes.series_plan import SERIES, SeriesPlan, compile_series, only_in_records, record_targets
from aas_converters.shapes.windows import window_of
from aas_converters.sources.table import Column
from aas_reference_models.model import Kind, Model, Shape
from aas_validators.diagnostics import Diagnostic, Location, Rule, Sentence, Severity

BAD_CONSTANT: Final = Rule(
    code="MAP013",
    name="bad-constant",
    severity=Severity.ERROR,
    message=Sentence("the constant of {path}: {reason_en}", "{path}의 상수: {reason_ko}"),
    hint=Sentence("correct the constant in the mapping", "매핑의 상수를 고치세요"),
    why=Sentence("Every submodel would hold the same wrong value.", "모든 서브모델에 같은 잘못된 값이 들어갑니다."),
    spec="mapping language 1, constant",
)
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
        "ids: {{base: https://…}}에 귀사의 주소를 쓰세요",
    ),
    why=Sentence(
        "The same machine gets another id from every new file.",
        "같은 설비라도 파일이 바뀔 때마다 id가 달라집니다.",
    ),
    spec="IDTA-01001, identifiers",
)
NO_GROUP_KEY: Final = Rule(
    code="MAP018",
    name="group-key-not-mapped",
    severity=Severity.ERROR,
    message=Sentence(
        "groups are made by {key}, which nothing fills", "{key}(으)로 그룹을 나누는데 이 요소를 채우는 열이 없습니다"
    ),
    hint=Sentence(
        "map a column to {key}, or choose other keys under shape: by:",
        "{key}에 열을 매핑하거나 shape: by:에 다른 키를 쓰세요",
    ),
    why=Sentence("Nobody could tell which rows belong together.", "어느 행이 한 그룹인지 알 수 없습니다."),
    spec="mapping language 1, shape",
)
ASSUMED_ZONE: Final = Rule(
    code="MAP015",
    name="assumed-time-zone",
    severity=Severity.INFO,
    message=Sentence("times carry no zone: {zone} is assumed", "시각에 시간대가 없어 {zone}(으)로 봅니다"),
    hint=Sentence("write time: {{zone: {zone}}} in the mapping", "매핑에 time: {{zone: {zone}}}을 쓰세요"),
    why=Sentence("Times from two plants could not be compared.", "두 공장의 시각을 비교할 수 없게 됩니다."),
    spec="mapping language 1, time",
)

PLAIN_TYPES: Final = frozenset(("xs:string", "xs:anyURI"))
"""Types whose text may hold characters that end a blank."""


@dataclass(frozen=True, slots=True)
class Input:
    """The table a plan is compiled for: name, stem of the file, columns, digests, and its first rows.

    `spread` reads rows from everywhere in the table; it costs reading the whole file.
    """

    table: str
    stem: str
    columns: tuple[Column, ...]
    identity: str
    run: str
    sample: pl.DataFrame
    spread: Callable[[], pl.DataFrame]


def compile_plan(model: Model, mapping: Mapping, source: Input, script: Script) -> tuple[Plan | None, list[Diagnostic]]:
    """Resolve model, mapping and columns; the plan is None when an error stands in its way."""
    model = replace(model, shape=chosen_shape(model, mapping))
    compiling = Compiling(model, mapping, source, [])
    targets = compiling.targets()
    fillers = [filler for target in targets for filler in compiling.filler(target)]
    constants = {f.slot: f.value for f in fillers if isinstance(f, Fixed)}
    columns = [f for f in fillers if isinstance(f, Filler)]
    group = compiling.group(targets, columns)
    computed = [] if group is None else computed_targets(model, targets, group)
    series = None if group is None else compiling.series(targets, group, script)
    in_records = only_in_records(model, targets) if series is not None else set()
    compiling.findings.extend(unfilled(model, {t.place.steps for t in (*targets, *computed)}, mapping.file))
    naming = compiling.naming(targets, group)
    if naming is None or any(finding.severity is Severity.ERROR for finding in compiling.findings):
        return None, compiling.findings
    parts: dict[str, Part] = {slot: Constant(text) for slot, text in constants.items()}
    own = [target for target in (*targets, *computed) if target.slot not in in_records]
    forms = forms_of(model, own, parts)
    if group is not None:
        group = replace(group, items=row_items(script, forms))
    letter = submodel_letter(script, SubmodelHead(model.id_short, model.semantic_id), forms)
    zone = next((f.value.spec.time.zone for f in columns if f.value.spec.value_type == "xs:dateTime"), None)
    plan = Plan(
        model=model,
        mapping=mapping,
        script=script,
        table=source.table,
        fillers=guards_of(columns, group),
        group=group,
        series=series,
        constants=constants,
        forms=forms,
        submodel=letter,
        naming=naming,
        facts={"time zone": zone} if zone else {},
    )
    return plan, compiling.findings


def chosen_shape(model: Model, mapping: Mapping) -> Shape:
    """Return the model's shape with what the mapping changes of it."""
    said = mapping.shape
    shape = model.shape
    if said.one_per == "row":
        return Shape()
    every = said.every or (None if said.shift else shape.every)
    return replace(
        shape,
        one_per=said.one_per or shape.one_per,
        records=said.records or shape.records,
        by=shape.by if said.by is None else said.by,
        every=every,
    )


@dataclass(frozen=True, slots=True)
class Fixed:
    """A slot whose text is the same in every row."""

    slot: str
    value: str


@dataclass(frozen=True, slots=True)
class Compiling:
    """What is being compiled, and the findings so far."""

    model: Model
    mapping: Mapping
    source: Input
    findings: list[Diagnostic]

    @property
    def day(self) -> str | None:
        """The day in the file name."""
        found = date_in_name(self.source.stem)
        return found.isoformat() if found else None

    def targets(self) -> list[Target]:
        """Return what the mapping fills; the last line of two for the same place counts."""
        context = Context(Places(self.model), self.mapping, self.source.table, self.source.columns)
        targets: dict[str, Target] = {}
        for found in resolve(context):
            if isinstance(found, Diagnostic):
                self.findings.append(found)
            else:
                targets[found.slot] = found
        return list(targets.values())

    def filler(self, target: Target) -> Iterator[Filler | Fixed]:
        """Yield what fills a target: a column, or a constant; nothing where there is an error."""
        known = {column.name for column in self.source.columns}
        cell = target.cell
        if not set(cell.columns) <= known:
            return  # reported while resolving
        source = self.source_of(cell)
        sample = self.source.sample.select(source.alias("cell")).to_series().drop_nulls()

        def spread() -> pl.Series:
            return self.source.spread().select(source.alias("cell")).to_series().drop_nulls()

        units = [c.unit for c in self.source.columns if c.name in cell.columns]
        header_unit = units[0] if len(units) == 1 else None
        for read in read_as(Sampled(target, sample, spread, header_unit, self.day), self.mapping):
            if isinstance(read, Diagnostic):
                self.findings.append(read)
                continue
            value = self.value(target, read)
            if value is None:
                return
            if read.zone_assumed and not any(f.rule is ASSUMED_ZONE for f in self.findings):
                where = Location(file=self.mapping.file)
                self.findings.append(Diagnostic(ASSUMED_ZONE, where, {"zone": DEFAULT_ZONE}))
            if cell.columns:
                escaped = read.spec.value_type in PLAIN_TYPES
                yield Filler(target, target.slot, source, value, escaped=escaped, unit_from=read.unit_from)
            else:
                yield from self.constant(target, source, value)

    def source_of(self, cell: Cell) -> pl.Expr:
        """Return the plant's text of a cell as an expression over a batch."""
        if not cell.columns:
            constant = cell.constant if cell.constant is not None else cell.default or ""
            day = self.day or ""
            text = constant.replace("{file}", self.source.stem).replace("{date}", day)
            if cell.date is not None and not text:
                text = day if cell.date == "file name" else cell.date
            return pl.lit(text, dtype=pl.String)
        columns = [pl.col(name) for name in cell.columns]
        source = columns[0] if len(columns) == 1 else pl.concat_str(columns, separator=" ")
        return source if cell.default is None else source.fill_null(pl.lit(cell.default))

    def value(self, target: Target, read: Read) -> Value | None:
        """Compile how cells become values; a setting that cannot work is a finding."""
        try:
            return compile_value(target.slot, read.spec)
        except ValueError as error:
            where = Location(file=self.mapping.file, line=target.cell.line or None)
            self.findings.append(Diagnostic(UNFIT_SPEC, where, {"path": target.place.path, "reason": str(error)}))
            return None

    def constant(self, target: Target, source: pl.Expr, value: Value) -> Iterator[Fixed]:
        """Yield the canonical text of a constant, or report that it is not valid."""
        cell = pl.select(source.alias(target.slot))
        text = cell.select(value.text).item()
        if text is not None:
            yield Fixed(target.slot, text)
            return
        reason = why_bad(cell.item(), value.spec, Location())
        where = Location(file=self.mapping.file, line=target.cell.line or None)
        values = {"path": target.place.path, "reason_en": reason.text("en"), "reason_ko": reason.text("ko")}
        self.findings.append(Diagnostic(BAD_CONSTANT, where, values))

    def group(self, targets: list[Target], fillers: list[Filler]) -> GroupPlan | None:
        """Return what makes a group, None for one submodel per row."""
        shape, choice = self.model.shape, self.mapping.shape
        if shape.one_per == "row":
            return None
        times = [f.slot for f in fillers if f.value.spec.value_type == "xs:dateTime"]
        slots = {target.slot for target in targets}
        window = None
        if (shape.every or choice.shift) and shape.one_per == "group":
            if not times:
                self.complain(NO_GROUP_KEY, key="Header.Time")
                return None
            zone = next(f.value.spec.time.zone for f in fillers if f.slot == times[0])
            window = window_of(times[0], shape.every, choice.shift, zone)
        by = shape.by if shape.one_per == "group" else ()
        places = Places(self.model)
        found = [place.path if (place := places.find(path)) else path for path in by]
        for path in found:
            if path not in slots:
                self.complain(NO_GROUP_KEY, key=path)
        is_time = dict.fromkeys(times, True)
        aggregated = tuple(aggregations(self.model, targets, is_time))
        constants = slots - {f.slot for f in fillers}
        by_columns = tuple(path for path in found if path not in constants)
        return GroupPlan(by_columns, window, aggregated, tuple(times[:1]))

    def series(self, targets: list[Target], group: GroupPlan, script: Script) -> SeriesPlan | None:
        """Return how rows become a time series, None where they do not."""
        if self.model.shape.records not in SERIES:
            return None
        fields = record_targets(self.model, [t for t in targets if t.cell.columns])
        time = group.times[0] if group.times else None
        for found in compile_series(script, self.model, self.mapping.shape, fields, time):
            if isinstance(found, Rule):
                self.complain(found)
            else:
                return found
        return None

    def complain(self, rule: Rule, **values: object) -> None:
        """Report a finding about the mapping as a whole."""
        self.findings.append(Diagnostic(rule, Location(file=self.mapping.file), values))

    def naming(self, targets: list[Target], group: GroupPlan | None) -> Naming | None:
        """Return how ids come about, None where a key names what is not there."""
        ids = self.mapping.ids
        if ids.base is None:
            self.findings.append(Diagnostic(NO_BASE, Location(file=self.mapping.file)))
        default = ROW_KEY if group is None else self.group_key(group)
        submodel = self.key(ids.submodel, targets, group) if ids.submodel else default
        asset = self.key(ids.asset, targets, group) if ids.asset else self.equipment(targets)
        if submodel is None or asset is None:
            return None
        if ids.base is not None and submodel is ROW_KEY:
            # Record numbers begin again in every file, so a plant's own base needs the file beside them.
            submodel = Key((f"{self.source.identity[:16]}/", ROW))
        # a group may take rows from several files, so its name cannot depend on one of them
        identity = self.source.identity if group is None else self.source.run
        return Naming(ids.base, identity, self.source.run, self.model.id, asset, submodel)

    def group_key(self, group: GroupPlan) -> Key:
        """Return the key of a group where the mapping names none: what makes the group."""
        columns = [*group.by, *([WINDOW] if group.window else [])] or [FILE]
        pieces = [piece for column in columns for piece in ("/", column)]
        return Key(("", *pieces[1:]))

    def equipment(self, targets: list[Target]) -> Key:
        """Return the key of the asset where the mapping names none: the equipment, else the model."""
        for target in targets:
            if target.place.element.id_short == "EquipmentId" and target.part == "value":
                return Key(("", target.slot))
        return Key((self.model.id,))

    def key(self, template: str, targets: list[Target], group: GroupPlan | None) -> Key | None:
        """Return the key of a template, None after reporting what it names in vain."""
        places = Places(self.model)
        slots = {t.slot for t in targets if t.place.element.kind is Kind.PROPERTY}
        fixed = {"file": self.source.stem, "date": self.day or ""}
        for name, text in fixed.items():
            template = template.replace("{" + name + "}", text)

        def slot_of(name: str) -> str | None:
            if (name == ROW and group is None) or (name == WINDOW and group is not None and group.window):
                return name
            place = places.find(name)
            return place.path if place and place.path in slots else None

        result = None
        for found in key_of(template, slot_of):
            if isinstance(found, Key):
                result = found
            else:
                values = {"key": found, "meant": ", ".join(sorted(slots)[:8])}
                self.findings.append(Diagnostic(UNKNOWN_KEY, Location(file=self.mapping.file), values))
        return result

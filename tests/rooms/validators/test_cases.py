"""Every rule of the checks has example files: a failing one yields it, a passing one does not.

A new rule needs no Python here: put `fail-*` and `pass-*` files (json, xml, aasx) into `tests/cases/<CODE>/`, and
beside them the `template.json` they are compared with. Files of rules about templates are templates themselves."""

from pathlib import Path

import pytest

from aas_reference_models.model import (
    Cardinality,
    Code,
    Element,
    Interval,
    Kind,
    Model,
    Text,
)
from aas_toolkit.api import validate
from aas_toolkit.shapes import check_sample
from aas_validators.check import check_file
from aas_validators.diagnostics import Diagnostic
from aas_validators.limits import Limits
from aas_validators.rules import all_rules
from aas_validators.template.check import by_semantic_id
from aas_validators.template.library import Templates
from aas_validators.template.smt import read_templates

CASES = Path(__file__).parents[2] / "cases"
OWN_FAMILIES = ("AAS", "PKG", "SCH", "TPL")

TEMPLATE = "template.json"

SMALL = {
    "PKG005": Limits(entries=10),
    "PKG006": Limits(entry_size=20_000),
    "PKG007": Limits(ratio=50, ratio_from=10_000),
    "SCH013": Limits(document_size=1000),
}
"""Rules about size are shown with small limits, so that their files stay small."""

CANARIES = {
    "AAS598": "only where the SDK refuses what schema and attributes accept",
    "AAS599": "only where the SDK knows an invariant that has no rule here",
    "SCH199": "only where a schema engine speaks of something that has no rule here",
}
"""Safety nets: no file is known that reaches them."""

PLATING = Model(
    id="plating",
    version="1.0",
    semantic_id="urn:example:model:plating",
    id_short="PlatingRun",
    title=Text(),
    description=Text(),
    elements=(
        Element(
            id_short="Current",
            semantic_id="urn:example:concept:current",
            cardinality=Cardinality.ONE,
            value_type="xs:double",
            allowed_range=Interval("0", "100"),
        ),
        Element(id_short="State", value_type="xs:string", codes=(Code("RUN"), Code("STOP"))),
        Element(
            id_short="Zones",
            kind=Kind.SUBMODEL_ELEMENT_LIST,
            elements=(Element(id_short="Zone", value_type="xs:double"),),
        ),
    ),
)


def find_model(semantic_id: str) -> Model | None:
    return PLATING if semantic_id == PLATING.semantic_id else None


def case_files() -> list[Path]:
    folders = [folder for folder in CASES.iterdir() if folder.name[:3] in OWN_FAMILIES]
    return sorted(path for folder in folders for path in folder.iterdir() if path.name != TEMPLATE)


@pytest.mark.parametrize("path", case_files(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_failing_example_yields_its_rule_and_a_passing_one_does_not(path: Path) -> None:
    code = path.parent.name
    metamodel = "3.0" if code == "SCH206" else "auto"
    limits = SMALL.get(code, Limits())
    template = path.with_name(TEMPLATE)
    search = Templates([template]).for_submodel if template.exists() else by_semantic_id(find_model)
    found: list[Diagnostic] = list(check_file(path, metamodel=metamodel, limits=limits, find_model=search))
    if code == "TPL030":
        found.extend(read_templates(path).findings)
    if code == "TPL018":
        found.extend(validate(path, template=template))
    if code == "SCH310":
        found.extend(check_sample(path, 5))
    assert (code in {finding.rule.code for finding in found}) == path.name.startswith("fail-"), [
        str(finding) for finding in found
    ]
    for finding in found:
        for language in ("en", "ko"):
            for sentence in (finding.text(language), finding.advice(language)):
                for value in finding.values.values():
                    sentence = sentence.replace(str(value), "")
                assert "{" not in sentence, sentence
                assert "\n" not in sentence


def test_every_rule_has_a_passing_and_a_failing_example() -> None:
    missing = [
        (rule.code, start)
        for rule in all_rules()
        if rule.code[:3] in OWN_FAMILIES and rule.code not in CANARIES
        for start in ("pass-", "fail-")
        if not list((CASES / rule.code).glob(f"{start}*"))
    ]
    assert missing == []


def test_no_example_stands_for_a_rule_that_does_not_exist() -> None:
    codes = {rule.code for rule in all_rules()}
    assert [path for path in case_files() if path.parent.name not in codes] == []

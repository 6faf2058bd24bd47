"""A package gives its parts, and says what is wrong, without unpacking anything."""

from pathlib import Path

import pytest

from aas_validators.package.opening import open_package
from aas_validators.package.part_names import check_name, equivalent
from aas_validators.package.relationships import resolved
from aas_validators.rules import all_rules

CASES = Path(__file__).parents[2] / "cases"


def test_a_package_gives_its_parts() -> None:
    with open_package(CASES / "PKG060" / "pass-1.aasx") as package:
        assert package.findings == ()
        assert package.specs == ("/aasx/data.json",)
        assert package.supplements == {"/aasx/data.json": ("/aasx/manual.pdf",)}
        assert package.parts["/aasx/manual.pdf"].content_type == "application/pdf"
        assert package.read("/AASX/Manual.pdf") == b"%PDF"
        assert package.thumbnail is None
        with pytest.raises(KeyError):
            package.read("/aasx/none.pdf")


def test_a_package_opens_from_bytes_and_from_a_file() -> None:
    path = CASES / "PKG060" / "pass-1.aasx"
    with path.open("rb") as file, open_package(file) as package:
        assert package.specs
    with open_package(path.read_bytes(), name="upload") as package:
        assert package.name == "upload"


@pytest.mark.parametrize(
    ("target", "source", "part"),
    [
        ("/aasx/data.json", "/", "/aasx/data.json"),
        ("aasx/aasx-origin", "/", "/aasx/aasx-origin"),
        ("data.json", "/aasx/aasx-origin", "/aasx/data.json"),
        ("../x.pdf", "/aasx/data.json", "/x.pdf"),
        ("/aasx/%EB%8F%84%EA%B8%88.pdf#page=2", "/", "/aasx/도금.pdf"),
        ("../../x.pdf", "/aasx/data.json", None),
        ("%2e%2e/%2e%2e/x", "/aasx/data.json", None),
        ("/aasx/../../x", "/", None),
        ("..\\x", "/aasx/data.json", None),
        ("https://example.com/x", "/", None),
        ("//example.com/x", "/", None),
        ("C:/x", "/", None),
    ],
)
def test_a_target_leads_to_a_part_or_nowhere(target: str, source: str, part: str | None) -> None:
    assert resolved(target, source) == part


@pytest.mark.parametrize("name", ["../x", "a/../../x", "/etc/x", "C:\\x", "a\\b", "a/%2e%2e/b"])
def test_a_name_that_leads_out_is_reported_as_such(name: str) -> None:
    assert [flaw.rule.code for flaw in check_name(name)] == ["PKG010"]


@pytest.mark.parametrize("name", ["a//b", "a./b", "a%2Fb", "con.txt", "a:b", "a\x01"])
def test_a_name_against_the_grammar_is_reported(name: str) -> None:
    assert [flaw.rule.code for flaw in check_name(name)] == ["PKG011"]


def test_case_and_escapes_do_not_tell_parts_apart() -> None:
    assert equivalent("AASX/%6Danual.PDF") == equivalent("/aasx/manual.pdf")


def test_codes_and_names_are_unique_and_texts_complete() -> None:
    for rule in all_rules():
        assert rule.name == rule.name.lower().replace("_", "-")
        for sentence in (rule.message, rule.hint, rule.why):
            assert sentence.en.strip()
            assert sentence.ko.strip()
        assert not rule.message.en.endswith(".")

"""Whatever bytes come in, the check ends with findings: no exception, little memory, nothing fetched."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aas_validators.check import Task, assess_file, check_file
from aas_validators.diagnostics import Severity
from aas_validators.limits import Limits
from aas_validators.package.entries import PartError
from aas_validators.package.opening import open_package


@given(st.binary(max_size=200))
def test_any_bytes_end_in_findings_that_can_be_said(data: bytes) -> None:
    found = assess_file(data)
    for finding in found.findings:
        assert finding.text("en")
        assert finding.text("ko")


@given(st.text(alphabet='{}[]":,0123456789eE+-. \\ntrue\x00\ud800', max_size=60))
def test_any_brackets_and_digits_are_read_or_refused(text: str) -> None:
    assess_file(text.encode("utf-8", "surrogatepass"))


@given(
    st.lists(st.sampled_from(["<a>", "</a>", "<!DOCTYPE a>", "&#1;", "&x;", "<?p?>", "x", '<a b="1"/>']), max_size=12)
)
def test_any_tags_are_read_or_refused(tags: list[str]) -> None:
    assess_file("".join(["<", "a>", *tags]).encode())


def test_a_broken_copy_of_a_package_never_raises() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("aasx/data.json", '{"submodels": []}' * 50)
    data = stream.getvalue()
    for position in range(0, len(data), 3):
        broken = bytearray(data)
        broken[position] ^= 0xFF
        for finding in check_file(bytes(broken)):
            assert finding.rule.code


def test_a_bomb_is_stopped_while_it_inflates() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.bin", b"\0" * 5_000_000)
    with open_package(stream, Limits(entry_size=1_000_000)) as package:
        with pytest.raises(PartError, match="larger than 1000000 bytes"):
            package.read("/bomb.bin")
        assert package.inflated <= 2_000_000


def test_the_callers_mistakes_are_exceptions() -> None:
    with pytest.raises(ValueError, match="metamodel"):
        assess_file(b"{}", Task(metamodel="2.0"))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="root"):
        assess_file(b"{}", Task(root="Machine"))


def test_an_empty_environment_is_valid_under_both_versions() -> None:
    assert assess_file(b"{}").metamodels == ("3.0", "3.1")


def test_a_list_of_submodels_is_recognised() -> None:
    found = assess_file(b'[{"modelType": "Submodel", "id": "urn:example:1"}]')
    assert (found.root, found.ok) == ("list of Submodel", True)


def test_xinclude_is_an_unexpected_element_and_fetches_nothing() -> None:
    text = (
        b'<environment xmlns="https://admin-shell.io/aas/3/1" xmlns:xi="http://www.w3.org/2001/XInclude">'
        b'<xi:include href="file:///etc/hostname"/></environment>'
    )
    assert [f.rule.code for f in check_file(text) if f.severity is Severity.ERROR] == ["SCH111"]


def test_braces_in_somebodys_text_are_not_a_format() -> None:
    text = (
        b'<environment xmlns="https://admin-shell.io/aas/3/1"><submodels><submodel><id>urn:x</id>'
        b"<submodelElements><submodelElementList><idShort>Zones</idShort><orderRelevant>{0}</orderRelevant>"
        b"<typeValueListElement>Property</typeValueListElement></submodelElementList></submodelElements>"
        b"</submodel></submodels></environment>"
    )
    assert "{0}" in " ".join(finding.text("ko") for finding in check_file(text))


def test_a_uri_that_makes_libxml2_backtrack_is_judged_at_once() -> None:
    text = (
        '<environment xmlns="https://admin-shell.io/aas/3/1"><submodels><submodel><id>urn:x</id><submodelElements>'
        f"<file><idShort>ab</idShort><value>a:/{'b;c/' * 300}{{</value></file>"
        "</submodelElements></submodel></submodels></environment>"
    )
    assert [f.rule.code for f in check_file(text.encode()) if f.severity is Severity.ERROR] == ["SCH105"]

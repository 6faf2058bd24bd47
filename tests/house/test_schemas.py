import json
from pathlib import Path
from typing import Any

import pytest

from aas_validators import schemas
from aas_validators.schemas import METAMODELS, NAMES, schema_bytes
from build_schemas import generator, kept, placing
from build_schemas.notices import notices
from build_schemas.official import RELEASES, V3_0, V3_1, Files, Release, SchemaError, digest, prove
from build_schemas.rules_3_0 import json_schema, ontology, shacl, xsd

EVERY_FILE = [(release, name) for release in RELEASES for name in release.sha256]


@pytest.fixture
def newer() -> Files:
    return {name: schema_bytes("3.1", name) for name in NAMES}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout without schemas, whose user kept none and whose generator must not run."""

    def generate() -> Files:
        raise AssertionError("the generator was started")

    monkeypatch.setattr(generator, "generate", generate)
    monkeypatch.setattr(kept, "cache_folder", lambda: tmp_path / "cache")
    return tmp_path / "root"


def quiet(line: str) -> None:
    del line


@pytest.mark.parametrize(("release", "name"), EVERY_FILE)
def test_an_installed_schema_is_idtas_byte_for_byte(release: Release, name: str) -> None:
    assert digest(schema_bytes(release.metamodel, name)) == release.sha256[name]


def test_the_package_offers_exactly_the_released_files() -> None:
    offered = {(metamodel, name) for metamodel in METAMODELS for name in NAMES}
    assert offered == {(release.metamodel, name) for release, name in EVERY_FILE}


def test_a_checkout_that_was_never_built_says_which_command_makes_the_schemas(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schemas, "HERE", tmp_path)
    with pytest.raises(RuntimeError, match=r"python -m build_schemas.*make schemas"):
        schema_bytes("3.1", "aas.json")


@pytest.mark.parametrize(("metamodel", "name"), [("3.2", "aas.json"), ("3.1", "../SOURCE.md")])
def test_an_unknown_schema_is_a_mistake_of_the_caller(metamodel: str, name: str) -> None:
    with pytest.raises(ValueError, match="no schema"):
        schema_bytes(metamodel, name)


@pytest.mark.parametrize("changed", NAMES)
def test_a_wrong_byte_fails_with_both_hashes_and_a_way_out(changed: str, newer: Files) -> None:
    wrong = newer[changed] + b"\n"
    with pytest.raises(SchemaError) as caught:
        prove({**newer, changed: wrong}, V3_1)
    said = str(caught.value)
    assert said.startswith(f"the generated 3.1/{changed} is not IDTA's V3.1.2: ")
    assert digest(wrong) in said
    assert V3_1.sha256[changed] in said
    assert "validators/aas_validators/schemas/3.1/ and build again" in said


def test_a_failing_generator_says_what_to_do() -> None:
    with pytest.raises(SchemaError, match=r"could not be generated: it failed\. Check that(.|\n)*boom"):
        generator.run(["-c", "raise SystemExit('boom')"], "it failed")


def test_a_wrong_generator_writes_and_keeps_nothing(root: Path, newer: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generator, "generate", lambda: {**newer, "AAS.xsd": b"<xsd/>"})
    with pytest.raises(SchemaError, match=r"3\.1/AAS\.xsd is not IDTA's"):
        placing.place(root, quiet)
    assert not root.exists()
    assert not kept.cache_folder().exists()


def test_what_was_generated_once_is_kept(root: Path, newer: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    assert placing.generator_is_needed(root)
    monkeypatch.setattr(generator, "generate", lambda: newer)
    placing.place(root, quiet)
    assert {path.name for path in (root / placing.SCHEMAS / "3.0").iterdir()} == {
        *NAMES,
        "SOURCE.md",
        "NOTICE",
    }
    assert kept.recall() == newer


def test_files_that_are_right_are_used_as_they_are(root: Path, newer: Files) -> None:
    kept.write_files(root / placing.SCHEMAS / "3.1", newer)
    assert not placing.generator_is_needed(root)
    placing.place(root, quiet)
    prove({name: (root / placing.SCHEMAS / "3.0" / name).read_bytes() for name in NAMES}, V3_0)
    assert kept.recall() is None


def test_a_file_that_was_changed_in_place_is_put_right(root: Path, newer: Files) -> None:
    kept.keep(newer)
    kept.write_files(root / placing.SCHEMAS / "3.1", {**newer, "aas.json": b"{}"})
    placing.place(root, quiet)
    assert (root / placing.SCHEMAS / "3.1" / "aas.json").read_bytes() == newer["aas.json"]


def test_a_kept_file_that_was_changed_is_not_trusted(root: Path, newer: Files) -> None:
    kept.keep({**newer, "aas.json": b"{}"})
    assert kept.recall() is None
    assert placing.generator_is_needed(root)


@pytest.mark.parametrize(
    ("platform", "environment", "expected"),
    [
        ("linux", {}, "home/.cache"),
        ("linux", {"XDG_CACHE_HOME": "elsewhere"}, "elsewhere"),
        ("darwin", {}, "home/Library/Caches"),
        ("win32", {"LOCALAPPDATA": "local"}, "local"),
        ("win32", {}, "home/AppData/Local"),
    ],
)
def test_each_system_keeps_where_it_is_used_to(platform: str, environment: dict[str, str], expected: str) -> None:
    folder = kept.cache_folder(environment, platform, Path("home"))
    assert folder.parent == Path(expected, "aas-toolkit")


@pytest.mark.parametrize("release", RELEASES)
def test_both_notices_and_every_hash_go_beside_the_files(release: Release) -> None:
    texts = {name: content.decode() for name, content in notices(release, "a recipe").items()}
    assert "© IDTA" in texts["NOTICE"]
    assert "CC BY 4.0" in texts["NOTICE"]
    assert "Permission is hereby granted" in texts["NOTICE"]
    assert all(expected in texts["SOURCE.md"] for expected in release.sha256.values())
    assert release.version in texts["SOURCE.md"]


def rewritten(definitions: dict[str, Any]) -> Any:
    schema = {"title": "new", "$id": "https://admin-shell.io/aas/3/1", "definitions": definitions}
    older = json.loads(json_schema.rewrite(json.dumps(schema)))
    assert older["$id"] == "https://admin-shell.io/aas/3/0"
    assert older["title"] == "IDTA-01001-3-0-1 AAS JSON Schema"
    return older["definitions"]


def test_json_limits_enumerations_and_patterns_become_older() -> None:
    definitions = {
        "AssetKind": {"type": "string", "enum": ["Instance", "Role", "Type"]},
        "Anything": {"type": "array", "items": {"maxLength": 2048}},
        "Other": {"properties": {"text": {"allOf": [{"maxLength": 128}]}}},
        "Referable": {"properties": {"idShort": {"pattern": "^[a-zA-Z][a-zA-Z0-9_-]*[a-zA-Z0-9_]+$"}}},
        "Range": {"allOf": [{}, {"properties": {"min": {"type": "string", "pattern": "."}}}]},
    }
    assert rewritten(definitions) == {
        "AssetKind": {"type": "string", "enum": ["Instance", "Type"]},
        "Anything": {"type": "array", "items": {"maxLength": 2000}},
        "Other": {"properties": {"text": {"allOf": [{"maxLength": 128}]}}},
        "Referable": {"properties": {"idShort": {"pattern": "^[a-zA-Z][a-zA-Z0-9_]*$"}}},
        "Range": {"allOf": [{}, {"properties": {"min": {"type": "string"}}}]},
    }


def test_json_files_lose_the_uri_pattern_and_need_a_content_type() -> None:
    rules = [{"maxLength": 2048}, {"pattern": "^x*$"}, {"pattern": "^([a-zA-Z][a-zA-Z0-9+.]*:)$"}]
    value = {"type": "string", "allOf": rules}
    content_type = {"type": "string", "allOf": [{"maxLength": 128}]}
    file = {"allOf": [{}, {"properties": {"value": value, "contentType": content_type}}]}
    own = {
        "properties": {
            "value": {"type": "string", "maxLength": 2000, "pattern": "^x*$"},
            "contentType": {"type": "string", "allOf": [{"maxLength": 100}]},
        },
        "required": ["contentType"],
    }
    assert rewritten({"File": file}) == {"File": {"allOf": [{}, own]}}


def test_json_mandatory_properties_follow_those_that_already_are() -> None:
    pair = {"properties": {"value": {}, "valueId": {}}, "required": ["value"]}
    relation: Any = {"allOf": [{}, {"properties": {"first": {}, "second": {}}}]}
    child: Any = {"allOf": [{}, {"properties": {"modelType": {}}}]}
    older = rewritten(
        {"ValueReferencePair": pair, "RelationshipElement_abstract": relation, "RelationshipElement": child}
    )
    assert older == {
        "ValueReferencePair": {**pair, "required": ["value", "valueId"]},
        "RelationshipElement_abstract": {
            "allOf": [{}, {"properties": {"first": {}, "second": {}}, "required": ["first", "second"]}]
        },
        "RelationshipElement": child,
    }


def test_xsd_lines_become_older_by_group_and_element() -> None:
    newer = """\
<xs:schema xmlns="https://admin-shell.io/aas/3/1">
  <xs:group name="blob">
    <xs:element name="value" minOccurs="0" maxOccurs="1"/>
    <xs:element name="contentType" minOccurs="0" maxOccurs="1">
      <xs:pattern value="\u0085[a-zA-Z][a-zA-Z0-9_-]*[a-zA-Z0-9_]+"/>
      <xs:maxLength value="128"/>
  <xs:group name="resource">
    <xs:element name="path">
      <xs:pattern value="([a-zA-Z][a-zA-Z0-9+.]*:)"/>
      <xs:maxLength value="2048"/>
    <xs:element name="contentType" minOccurs="0" maxOccurs="1">
    <xs:element name="other">
      <xs:maxLength value="128"/>
      <xs:enumeration value="Role"/>
"""
    assert (
        xsd.rewrite(newer)
        == """\
<xs:schema xmlns="https://admin-shell.io/aas/3/0">
  <xs:group name="blob">
    <xs:element name="value" minOccurs="0" maxOccurs="1"/>
    <xs:element name="contentType">
      <xs:pattern value="\u0085[a-zA-Z][a-zA-Z0-9_]*"/>
      <xs:maxLength value="100"/>
  <xs:group name="resource">
    <xs:element name="path">
      <xs:maxLength value="2000"/>
    <xs:element name="contentType" minOccurs="0" maxOccurs="1">
    <xs:element name="other">
      <xs:maxLength value="128"/>
"""
    )


def shape(path: str, *lines: str) -> str:
    inner = "".join(f"        {line} ;\n" for line in (f"sh:path <https://admin-shell.io/aas/{path}>", *lines))
    return f"    sh:property [\n{inner}    ] ;\n"


@pytest.mark.parametrize(
    ("newer", "older"),
    [
        (shape("3/1/Entity/entityType", "sh:minCount 0"), shape("3/0/Entity/entityType", "sh:minCount 1")),
        (shape("3/1/Entity/statements", "sh:minCount 0"), shape("3/0/Entity/statements", "sh:minCount 0")),
        (
            shape("3/1/Blob/contentType", "sh:maxLength 128"),
            shape("3/0/Blob/contentType", "sh:maxLength 100"),
        ),
        (
            shape("3/1/Referable/idShort", "sh:maxLength 128"),
            shape("3/0/Referable/idShort", "sh:maxLength 128"),
        ),
        (shape("3/1/Key/value", "sh:maxLength 2048"), shape("3/0/Key/value", "sh:maxLength 2000")),
        (shape("3/1/Range/min", 'sh:pattern "^x$"'), shape("3/0/Range/min")),
        (shape("3/1/Key/value", 'sh:pattern "^x$"'), shape("3/0/Key/value", 'sh:pattern "^x$"')),
        (shape("3/1/File/value", 'sh:pattern "^([a-zA-Z][a-zA-Z0-9+.]*:)$"'), shape("3/0/File/value")),
    ],
)
def test_shacl_shapes_become_older_by_path(newer: str, older: str) -> None:
    around = "aas:AnyShape a sh:NodeShape ;\n{}.\n"
    assert shacl.rewrite(around.format(newer)) == around.format(older)


def test_the_ontology_forgets_the_role() -> None:
    kinds = "https://admin-shell.io/aas/3/{}/AssetKind"
    newer = f"""\
    rdfs:comment "according to V3.1"@en ;
        <{kinds.format(1)}/Role>
        <{kinds.format(1)}/Type>
.

###  {kinds.format(1)}/Role
<{kinds.format(1)}/Role> rdf:type aas:AssetKind ;
    rdfs:comment "Role asset"@en ;
.

###  {kinds.format(1)}/Type
    rdfs:comment "no instance asset nor a role asset"@en ;
    rdfs:comment "either template or instance."@en ;
"""
    assert (
        ontology.rewrite(newer)
        == f"""\
    rdfs:comment "according to V3.0"@en ;
        <{kinds.format(0)}/Type>
.

###  {kinds.format(0)}/Type
    rdfs:comment "no instance asset"@en ;
    rdfs:comment "either type or instance."@en ;
"""
    )

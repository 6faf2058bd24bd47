"""The official AAS schemas, byte for byte as IDTA publishes them: V3.1.2 and V3.0.9."""

from pathlib import Path

METAMODELS = ("3.0", "3.1")
HERE = Path(__file__).parent  # importlib.resources takes longer to import than a file to read
NAMES = ("aas.json", "AAS.xsd", "shacl-schema.ttl", "rdf-ontology.ttl")


def schema_bytes(metamodel: str, name: str) -> bytes:
    """Return one schema file of one metamodel version.

    The files are generated while building and are in every wheel and sdist; only a checkout that was never
    built lacks them.
    """
    if metamodel not in METAMODELS or name not in NAMES:
        raise ValueError(f"no schema {name!r} for metamodel {metamodel!r}; there are {NAMES} for {METAMODELS}")
    path = HERE / metamodel / name
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise RuntimeError(
            f"the schema {metamodel}/{name} is not there because this checkout was not built: "
            "run 'python -m build_schemas' at its root, or 'make schemas'"
        ) from None

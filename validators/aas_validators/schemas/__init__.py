"""The official AAS schemas, byte for byte as IDTA publishes them: V3.1.2 and V3.0.9."""

from pathlib import Path

METAMODELS = ("3.0", "3.1")
NAMES = ("aas.json", "AAS.xsd", "shacl-schema.ttl", "rdf-ontology.ttl")


def schema_bytes(metamodel: str, name: str) -> bytes:
    """Return one schema file of one metamodel version.

    The files are generated while building and are in every wheel and sdist; only a checkout that was never
    built lacks them.
    """
    if metamodel not in METAMODELS or name not in NAMES:
        raise ValueError(f"no schema {name!r} for metamodel {metamodel!r}; there are {NAMES} for {METAMODELS}")
    path = Path(__file__).parent / metamodel / name  # importlib.resources takes longer to import than to use
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise RuntimeError(
            f"the schema {metamodel}/{name} is not there because this checkout was not built: "
            "run 'python -m build_schemas' at its root, or 'make schemas'"
        ) from None

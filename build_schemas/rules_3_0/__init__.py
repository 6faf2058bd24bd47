"""What V3.0.9 says otherwise than V3.1.2: rules that turn each file of the newer release into the older one.

No metamodel of V3.0 is published as a package. A rule need not complain where it finds nothing to change:
a file that is not IDTA's afterwards is never written.
"""

from build_schemas.official import Files
from build_schemas.rules_3_0 import json_schema, ontology, shacl, xsd

__all__ = ["rewrite"]

RULES = {
    "aas.json": json_schema.rewrite,
    "AAS.xsd": xsd.rewrite,
    "shacl-schema.ttl": shacl.rewrite,
    "rdf-ontology.ttl": ontology.rewrite,
}


def rewrite(files: Files) -> Files:
    """Return the V3.0 files that belong to the V3.1 files."""
    return {name: rule(files[name].decode()).encode() for name, rule in RULES.items()}

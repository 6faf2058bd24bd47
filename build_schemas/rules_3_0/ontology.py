"""Turn the RDF ontology of V3.1.2 into that of V3.0.9."""

import re

from build_schemas.rules_3_0.differences import NAMESPACE_3_0, NAMESPACE_3_1

ROLE = f"{NAMESPACE_3_0}/AssetKind/Role"
ROLE_IN_LIST = re.compile(rf"^ *<{re.escape(ROLE)}>\n", re.MULTILINE)
ROLE_BLOCK = re.compile(rf"^### +{re.escape(ROLE)}\n.*?\n\.\n\n", re.MULTILINE | re.DOTALL)
WORDS = (
    (NAMESPACE_3_1, NAMESPACE_3_0),
    ("V3.1", "V3.0"),
    (" nor a role asset", ""),
    ("either template or instance.", "either type or instance."),
)


def rewrite(text: str) -> str:
    """Return the ontology without the asset kind Role and with V3.0's wording."""
    for newer, older in WORDS:
        text = text.replace(newer, older)
    return ROLE_BLOCK.sub("", ROLE_IN_LIST.sub("", text))

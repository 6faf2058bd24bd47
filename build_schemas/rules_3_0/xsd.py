"""Turn the XML schema of V3.1.2 into that of V3.0.9."""

import re

from build_schemas.rules_3_0.differences import (
    CONTENT_TYPE_LENGTH_3_0,
    CONTENT_TYPE_LENGTH_3_1,
    ID_SHORT_3_0,
    ID_SHORT_3_1,
    MANDATORY_IN_3_0,
    NAMESPACE_3_0,
    NAMESPACE_3_1,
    TEXT_LENGTH_3_0,
    TEXT_LENGTH_3_1,
    URI_PATTERN_START,
)

GROUP = re.compile(r'<xs:group name="(\w+)">')
ELEMENT = re.compile(r'<xs:element name="(\w+)"')
MAX_LENGTH = '<xs:maxLength value="{}"/>'
OPTIONAL = ' minOccurs="0" maxOccurs="1"'
ROLE = '<xs:enumeration value="Role"/>'
URI_PATTERN = f'<xs:pattern value="{URI_PATTERN_START}'

# XML spells class names with a small first letter.
MANDATORY = {(name[0].lower() + name[1:], key) for name, keys in MANDATORY_IN_3_0.items() for key in keys}


def rewrite(text: str) -> str:
    """Return the schema line by line, knowing in which group and element each line stands."""
    replaced = (
        text.replace(NAMESPACE_3_1, NAMESPACE_3_0)
        .replace(ID_SHORT_3_1, ID_SHORT_3_0)
        .replace(MAX_LENGTH.format(TEXT_LENGTH_3_1), MAX_LENGTH.format(TEXT_LENGTH_3_0))
    )
    lines = []
    group = element = ""
    # Not splitlines: the content type pattern holds U+0085, which that takes for the end of a line.
    for line in replaced.split("\n"):
        if line.strip() == ROLE or line.strip().startswith(URI_PATTERN):
            continue
        if found := GROUP.search(line):
            group = found[1]
        if found := ELEMENT.search(line):
            element = found[1]
            if (group, element) in MANDATORY:
                line = line.replace(OPTIONAL, "")
        if element == "contentType":
            line = line.replace(MAX_LENGTH.format(CONTENT_TYPE_LENGTH_3_1), MAX_LENGTH.format(CONTENT_TYPE_LENGTH_3_0))
        lines.append(line)
    return "\n".join(lines)

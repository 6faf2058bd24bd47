"""Turn the SHACL shapes of V3.1.2 into those of V3.0.9."""

import re

from build_schemas.rules_3_0.differences import (
    ANY_TEXT_IN_3_0,
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

PROPERTY_SHAPE = re.compile(r"(?=sh:property \[)")
PATH = re.compile(rf"sh:path <{re.escape(NAMESPACE_3_0)}/(\w+)/(\w+)>")
PATTERN_LINE = re.compile(r"^ *sh:pattern .*\n", re.MULTILINE)
URI_PATTERN_LINE = re.compile(rf'^ *sh:pattern "\^{re.escape(URI_PATTERN_START)}.*\n', re.MULTILINE)


def rewrite(text: str) -> str:
    """Return the shapes property by property, each known by its path."""
    replaced = (
        text.replace(NAMESPACE_3_1, NAMESPACE_3_0)
        .replace(ID_SHORT_3_1, ID_SHORT_3_0)
        .replace(f"sh:maxLength {TEXT_LENGTH_3_1} ;", f"sh:maxLength {TEXT_LENGTH_3_0} ;")
    )
    return "".join(rewrite_shape(shape) for shape in PROPERTY_SHAPE.split(URI_PATTERN_LINE.sub("", replaced)))


def rewrite_shape(shape: str) -> str:
    """Apply what differs for the class and property the shape is about."""
    path = PATH.search(shape)
    if not path:
        return shape
    name, key = path.groups()
    if key == "contentType":
        shape = shape.replace(f"sh:maxLength {CONTENT_TYPE_LENGTH_3_1} ;", f"sh:maxLength {CONTENT_TYPE_LENGTH_3_0} ;")
    if key in MANDATORY_IN_3_0.get(name, ()):
        shape = shape.replace("sh:minCount 0 ;", "sh:minCount 1 ;")
    if key in ANY_TEXT_IN_3_0.get(name, ()):
        shape = PATTERN_LINE.sub("", shape)
    return shape

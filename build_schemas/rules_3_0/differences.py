"""The differences between V3.1 and V3.0 that more than one schema language states."""

NAMESPACE_3_1 = "https://admin-shell.io/aas/3/1"
NAMESPACE_3_0 = "https://admin-shell.io/aas/3/0"

TEXT_LENGTH_3_1, TEXT_LENGTH_3_0 = 2048, 2000
CONTENT_TYPE_LENGTH_3_1, CONTENT_TYPE_LENGTH_3_0 = 128, 100

# AASd-002: V3.1 allows an inner hyphen and wants two characters.
ID_SHORT_3_1 = "[a-zA-Z][a-zA-Z0-9_-]*[a-zA-Z0-9_]+"
ID_SHORT_3_0 = "[a-zA-Z][a-zA-Z0-9_]*"

# Begins the RFC 2396 pattern of File/value and Resource/path, which V3.0 does not have.
URI_PATTERN_START = "([a-zA-Z][a-zA-Z0-9+"

MANDATORY_IN_3_0 = {
    "Blob": ("contentType",),
    "Entity": ("entityType",),
    "File": ("contentType",),
    "RelationshipElement": ("first", "second"),
    "ValueReferencePair": ("valueId",),
}

# V3.0 lets these hold any text; V3.1 wants characters of XML 1.0, in JSON and RDF.
ANY_TEXT_IN_3_0 = {
    "Extension": ("value",),
    "Property": ("value",),
    "Qualifier": ("value",),
    "Range": ("min", "max"),
}

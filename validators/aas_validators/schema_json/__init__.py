"""The official JSON schema, and its violations in words."""

"""The official XML schema, and its violations in words."""

"""The metamodel's classes, its constraints and what the official schemas do not say."""

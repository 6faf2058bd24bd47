"""Conformance of a submodel to a model."""

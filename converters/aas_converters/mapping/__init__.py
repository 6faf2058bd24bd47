"""Mappings: which column of a plant's file fills which element of a model."""

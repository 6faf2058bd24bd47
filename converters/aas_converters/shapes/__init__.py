"""Shapes: how rows become submodels when it is not one for each."""

"""Converters: plant data in, a plan in between, AAS documents out."""

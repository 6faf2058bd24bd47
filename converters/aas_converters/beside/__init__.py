"""Blocks of a large text file, worked by processes beside this one: text goes out, packed submodels come back."""

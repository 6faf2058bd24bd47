"""The way back: submodels of any AAS file as tables, with the units in the header."""

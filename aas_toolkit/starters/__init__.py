"""Files that a new model begins with, one for each language of their notes."""

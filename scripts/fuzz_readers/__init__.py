"""What `scripts/fuzz.py` runs: one function for each reader, and the files it starts from."""

"""One module per contestant; each is run as `python -m benchmarks.contestants.<name> FOLDER DATA TARGET PART`.

FOLDER holds sheet.json, model.yaml and mapping.yaml; PART is json or xml. A module imports nothing of the others, so
that its start-up is its own.
"""

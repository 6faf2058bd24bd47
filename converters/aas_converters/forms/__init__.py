"""Request forms: Excel files in which a plant writes what an AAS needs, made for a model and read back."""

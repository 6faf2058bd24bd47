"""The plan: a reference model, a mapping and the columns of a table, resolved once into expressions and letters."""

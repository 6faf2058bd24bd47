"""Files of metamodel 2.0: their XML and JSON as an environment of metamodel 3, and all that changes on the way."""

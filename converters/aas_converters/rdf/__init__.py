"""RDF: identifiables as nodes and statements, written one after the other in Turtle, N-Triples, RDF/XML or JSON-LD."""

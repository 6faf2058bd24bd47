"""RDF, the third official form: read into the same plain data that JSON and XML become."""

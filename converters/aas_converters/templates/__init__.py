"""Templates: a reference model written as an IDTA submodel template."""

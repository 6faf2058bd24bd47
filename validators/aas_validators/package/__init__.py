"""AASX packages: opened safely, checked against OPC and IDTA-01005."""

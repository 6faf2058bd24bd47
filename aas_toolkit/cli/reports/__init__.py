"""The forms in which `aas validate` reports: text, JSON, SARIF, JUnit XML, GitHub annotations, an HTML page."""

"""A document as plain data: what every check looks at, whether the file was JSON or XML."""

"""Where in the file something is: line and column, XPath, idShort path."""

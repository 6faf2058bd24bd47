"""Encoding and syntax: bytes become a document, or a finding says where they stop being one."""

"""Documents: an environment streamed as JSON or XML, bare or in an AASX package."""

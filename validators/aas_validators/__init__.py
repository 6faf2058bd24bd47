"""Inspectors: open AAS files safely, check them against every layer of the standard, say what is wrong and
where."""

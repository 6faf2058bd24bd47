"""Make the official AAS schemas from published packages, and prove by SHA-256 that they are IDTA's.

Used while building (hatch_build.py) and by hand (`python -m build_schemas`); never shipped in the wheel.
"""

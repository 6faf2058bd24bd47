"""The same job done by this toolkit and by other tools, each in a process of its own; run `python -m benchmarks`."""

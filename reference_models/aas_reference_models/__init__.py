"""Reference models: what the records of a process contain, in which units and ranges, in two languages."""

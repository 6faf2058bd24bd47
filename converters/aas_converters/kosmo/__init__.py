"""The files by which the Korean programme's gateway and cloud are configured, made from an AAS."""

"""Repair AAS files: what is broken in a way that has one good answer is put right, and every change is told."""

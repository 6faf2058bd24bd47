"""A conversion in parts that do not know of each other, on one machine or on many."""

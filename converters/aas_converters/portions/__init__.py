"""Some rows of a table: what is new in a file that grows, or what one machine of several takes."""

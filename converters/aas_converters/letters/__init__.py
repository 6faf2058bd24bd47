"""Letters: each element serialised once by the SDK and cut at its blanks, then filled a column at a time."""

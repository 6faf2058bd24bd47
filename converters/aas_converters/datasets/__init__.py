"""Data sets: what is in a table of a plant, counted, and the card that describes it to whoever uses or buys it."""

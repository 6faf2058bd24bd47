"""The fast path: it may only ever say yes. What it does not accept, the exact path explains."""

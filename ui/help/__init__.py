"""The help of the counter: what readers ask, and what to answer."""

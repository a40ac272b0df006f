"""What the counter does, with no screen: each feature is a room of its own."""

__version__ = "0.1.0"

"""The target says something else than the source."""

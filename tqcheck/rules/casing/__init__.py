"""Capitals where none belong, and none where they do."""

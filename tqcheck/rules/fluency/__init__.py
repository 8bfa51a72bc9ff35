"""Sentences that do not hold together."""

"""Dates that are not those of the source."""

"""Furniture of a web page in the middle of an article."""

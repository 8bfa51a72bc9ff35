"""Remains of the page or the program that the text came from."""

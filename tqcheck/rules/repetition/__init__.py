"""Text that says the same again."""

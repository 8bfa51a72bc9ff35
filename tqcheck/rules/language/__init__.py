"""Text in the wrong language."""

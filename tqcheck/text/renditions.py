"""When two texts say the same, letter for letter."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=16384)
def said(text: str) -> str:
    """Return the letters and digits of a text, case folded: what is left when typography is taken away.

    >>> said("“No!”, he said.") == said("No, he said")
    True
    """
    return "".join(char for char in text.casefold() if char.isalnum())

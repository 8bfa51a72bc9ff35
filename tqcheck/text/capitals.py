"""Which words a language writes with a capital because they are names, by the vote of its dictionary and others'."""

from __future__ import annotations

import lzma
from functools import cache, lru_cache
from importlib.resources import files

from tqcheck.text.languages import base
from tqcheck.text.lexicon import LIST_OF


@cache
def _table() -> dict[str, frozenset[str]]:
    """Return the names of each language (`en`), those of all (`*`) and what a language has as a word (`-en`)."""
    packed = files("tqcheck.data").joinpath("capitals.txt.xz").read_bytes()
    rows = (line.split(" ") for line in lzma.decompress(packed).decode().split("\n"))
    return {key: frozenset(words) for key, *words in rows}


@lru_cache(maxsize=16384)
def has_capital(word: str, lang: str) -> bool:
    """Tell whether a language always writes a word with a capital; False also for what no dictionary has.

    >>> has_capital("melbourne", "fr"), has_capital("egyptian", "en"), has_capital("internet", "it")
    (True, True, False)
    """
    table, word, lang = _table(), word.casefold(), base(lang)
    lang = LIST_OF.get(lang, lang)
    if word in table.get(lang, ()):
        return True
    return word in table["*"] and word not in table.get(f"-{lang}", ())

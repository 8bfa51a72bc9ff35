"""Which words in Latin letters are names of persons."""

from __future__ import annotations

import lzma
from functools import cache
from importlib.resources import files

from tqcheck.text.dictionary import WordList


@cache
def _names() -> WordList:
    packed = files("tqcheck.data").joinpath("persons.txt.xz").read_bytes()
    return WordList(lzma.decompress(packed).decode().split("\n"))


def is_person(fold: str) -> bool:
    """Tell whether a folded word is a given name or a surname that English texts have, be it a word, too.

    >>> is_person("rosenstein"), is_person("gateway")
    (True, False)
    """
    return fold in _names()

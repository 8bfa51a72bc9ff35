"""What Latin letters write the names that dictionaries of Chinese and Japanese have: 长江 is Yangtze, 楽天 Rakuten."""

from __future__ import annotations

import lzma
from functools import cache, lru_cache
from importlib.resources import files

from tqcheck.text.gazetteer import Known, Names


@lru_cache(maxsize=4096)
def booked(text: str, lang: str) -> tuple[Known, ...]:
    """Return the names in a text that a dictionary has, left to right; their codes are the words that tell them in English.

    >>> [(found.start, sorted(found.codes)) for found in booked("我在谷歌工作", "zh")]
    [(2, ['google'])]
    """
    if lang not in _books():
        return ()
    found = _book(lang).find(text, lang)
    return tuple(known._replace(codes=_all_words(text[known.start : known.end], lang)) for known in found)


@lru_cache(maxsize=16384)
def _all_words(name: str, lang: str) -> frozenset[str]:
    """Return the words of a name, and of all names in it: 北京大学 is Peking University, and in Beijing."""
    book, size = _books()[lang], len(name)
    parts = (name[start:end] for start in range(size - 1) for end in range(start + 2, size + 1))
    return frozenset[str]().union(*(book[part] for part in parts if part in book))


def told_by(word: str, name: Known) -> bool:
    """Tell whether a folded word stands for a name, or for what is from there: Iranian for 伊朗."""
    return word in name.codes or any(len(code) > 3 and word[:_TRUNK] == code[:_TRUNK] for code in name.codes)


_TRUNK = 4
"""Letters that an adjective leaves of a name."""


@cache
def _books() -> dict[str, dict[str, frozenset[str]]]:
    found: dict[str, dict[str, frozenset[str]]] = {}
    packed = files("tqcheck.data").joinpath("namebook.tsv.xz").read_bytes()
    for line in lzma.decompress(packed).decode().splitlines():
        lang, name, words = line.split("\t")
        found.setdefault(lang, {})[name] = frozenset(words.split())
    return found


@lru_cache(maxsize=16384)
def is_word(name: str, lang: str) -> bool:
    """Tell whether a dictionary has a name as an everyday word, too: 长子 is Zhangzi, and the eldest son."""
    return _WORD in _books().get(lang, {}).get(name, ())


_WORD = "?"


@cache
def _book(lang: str) -> Names:
    return Names(_books()[lang], any_case=True)

"""Chinese names in pinyin: what is no pinyin, but is that of a Chinese text's characters if one slip is undone."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

import regex

_HAN_RE = regex.compile(r"\p{Han}+")
_SHORTEST = 5
"""Letters of a name of two syllables that is not like too many others."""
_LONGEST = 4
"""Characters of a name that is written as one word."""


class Spelt(NamedTuple):
    """What a word should have been, and the characters of the text that it spells: `text[start:end]`."""

    pinyin: str
    start: int
    end: int


@cache
def readings() -> dict[str, str]:
    """Return how each Chinese character is read, by its commonest reading and without tones."""
    from anyascii import anyascii

    found = ((chr(code), anyascii(chr(code)).strip().lower()) for code in range(0x4E00, 0x9FA6))
    return {char: reading for char, reading in found if reading.isalpha()}


@cache
def _syllables() -> frozenset[str]:
    return frozenset(readings().values())


@lru_cache(maxsize=16384)
def is_pinyin(word: str) -> bool:
    """Tell whether a word in small letters can be cut into syllables of Chinese.

    >>> is_pinyin("xiaoping"), is_pinyin("xioaping")
    (True, False)
    """
    ends = {0}
    for end in range(1, len(word) + 1):
        # what begins with a vowel is set apart by an apostrophe
        if any(
            start in ends and word[start:end] in _syllables() and (not start or word[start] not in "aeo")
            for start in range(max(0, end - 6), end)
        ):
            ends.add(end)
    return len(word) in ends


def doubles(text: str, syllable: str) -> bool:
    """Tell whether two characters that are read alike stand side by side in a Chinese text: 范凡 is Fan Fan."""
    sounds, sound = readings(), syllable.lower()
    return any(sounds.get(one) == sounds.get(other) == sound for one, other in pairwise(text))


@lru_cache(maxsize=1024)
def _names(text: str) -> tuple[Spelt, ...]:
    """Return the pinyin of all that may be a name in a text, two characters or more."""
    return tuple(_stretches(text))


def _stretches(text: str) -> Iterator[Spelt]:
    for run in _HAN_RE.finditer(text):
        sounds = [readings().get(char, "") for char in run.group()]
        for start in range(len(sounds)):
            for end in range(start + 2, min(start + _LONGEST, len(sounds)) + 1):
                if all(sounds[start:end]):
                    yield Spelt("".join(sounds[start:end]), run.start() + start, run.start() + end)


@lru_cache(maxsize=16384)
def misspelt(word: str, text: str) -> Spelt | None:
    """Return what a word would be with one slip undone, if it is no pinyin and that is the pinyin of some characters.

    word: in small letters. What can be pinyin may be another reading of a character, so it is left alone.

    >>> misspelt("xiaopign", "邓小平来了")
    Spelt(pinyin='xiaoping', start=1, end=3)
    """
    from rapidfuzz.distance import OSA

    if len(word) < _SHORTEST or is_pinyin(word):
        return None
    names = _names(text)
    if any(name.pinyin == word for name in names):
        return None
    for name in names:
        if (
            len(name.pinyin) >= _SHORTEST
            and abs(len(name.pinyin) - len(word)) < 2
            and OSA.distance(name.pinyin, word, score_cutoff=1) == 1
        ):
            return name
    return None

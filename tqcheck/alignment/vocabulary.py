"""What of a sentence can be recognised in another language: its words by their beginnings, its numbers, its names."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from tqcheck.text.characters import UNSPACED, script_of
from tqcheck.text.tokens import words

STEM = 5
"""Letters of a word that count: endings differ from case to case, and batches are small."""
_HANGUL_STEM = 2
_ARABIC_PREFIX_RE = re.compile("^[وفبلك]?(?:ال|لل)?(?=.{3})")
_GROUPING_RE = re.compile("[.,'’](?=\\d{3}(?!\\d))")
_MYRIADS = {"万": 4, "萬": 4, "만": 4, "億": 8, "亿": 8, "억": 8, "兆": 12}
_MYRIAD_RE = re.compile("(\\d+(?:\\.\\d+)?)([" + "".join(_MYRIADS) + "])")


class Token(NamedTuple):
    """A piece of a sentence: `key` is what is counted, `form` the word as it first stood, `weight` its share."""

    key: str
    form: str
    weight: float


def tokens(text: str) -> Iterator[Token]:
    """Yield what can be recognised in a sentence.

    Words are folded and cut to their beginnings. Runs of Chinese characters give characters and pairs of
    them, katakana whole runs, and other scripts without spaces give overlapping threes.

    >>> [token.key for token in tokens("The ministers spent 1,234 euros")]
    ['the', 'minis', 'spent', '1234', 'euros']
    """
    text = unicodedata.normalize("NFKC", text)
    text = _MYRIAD_RE.sub(lambda match: f" {float(match[1]) * 10 ** _MYRIADS[match[2]]:.0f} ", text)
    for word in words(text):
        if word.text[0].isnumeric():
            yield Token(_number(word.text), word.text, 1.0)
        elif script_of(word.text[0]) in UNSPACED:
            yield from _unspaced(word.text)
        else:
            key = _stem(word.text)
            yield Token(key, word.text, 1.0)
            for part in re.split("[-'’]", word.text)[1:] if "-" in word.text else ():
                if len(part) > 3:
                    yield Token(_stem(part), part, 1.0)


def _number(text: str) -> str:
    number = _GROUPING_RE.sub("", text).replace(",", ".").strip(".")
    return number.lstrip("0") or "0"


@lru_cache(maxsize=65536)
def _stem(word: str) -> str:
    folded = word.casefold()
    script = script_of(folded[0])
    if script == "Arab":
        return _ARABIC_PREFIX_RE.sub("", folded)[:STEM]
    if script == "Hang":
        return folded[:_HANGUL_STEM]
    return folded[:STEM]


def _unspaced(run: str) -> Iterator[Token]:
    for script, part in _by_script(run):
        if script == "Hani":
            for char in part:
                yield Token(char, char, 0.5)
            for start in range(len(part) - 1):
                yield Token(part[start : start + 2], part[start : start + 2], 0.5)
        elif script == "Kana":
            if len(part) > 1:
                yield Token(part[:STEM], part, 1.0)
        elif script != "Hira":  # hiragana is mostly endings and particles
            for start in range(max(1, len(part) - 2)):
                yield Token(part[start : start + 3], part[start : start + 3], 1 / 3)


def _by_script(run: str) -> Iterator[tuple[str | None, str]]:
    start, last = 0, script_of(run[0])
    for index, char in enumerate(run):
        # the long-vowel mark and combining marks belong to what stands before them
        script = last if char == "ー" or unicodedata.category(char)[0] == "M" else script_of(char)
        if script != last:
            yield last, run[start:index]
            start, last = index, script
    yield last, run[start:]


_WIDTH = {"Hani": 3.0, "Hira": 1.8, "Kana": 1.8, "Hang": 2.2}


@lru_cache(maxsize=65536)
def width(text: str) -> float:
    """Return the length of a text in letters of an alphabet: a Chinese character says as much as three.

    Only the proportions within a text matter here; the ratio of two texts is learned from them.
    """
    counts = Counter(text)
    return 1.0 + sum(count * _WIDTH.get(script_of(char) or "", 1.0) for char, count in counts.items())

"""Where a name in Latin letters stands in a text of another script, whether or not anything marks it as a name there."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

import regex

from tqcheck.text.characters import script_of
from tqcheck.text.gazetteer import without_prefixes
from tqcheck.text.mentions import commonness, fold, has_capitals
from tqcheck.text.spellings import Fit, fit, letters, places, table, written

_WORD_RE = regex.compile(
    r"[\p{Katakana}ー]+ | \p{Han}+ | [\p{L}--[\p{Latin}\p{Katakana}\p{Han}\p{Hiragana}]] [[\p{L}\p{M}]--[\p{Latin}\p{Katakana}\p{Han}\p{Hiragana}]]*",
    regex.VERBOSE | regex.VERSION1,
)
_LONGEST = 9
TAIL = {"Hani": 0.0, "Jpan": 0.0, "Hang": 0.2, "Kana": 0.5}
"""Nats that a character costs which follows a name in its word, where that is no ending as elsewhere (`_ENDING`)."""
_ENDING = 0.8
CLEAR = 1.2
"""Nats for each letter from which a name is surely there, and is looked for no further."""
_COMMON = 4.0
"""The Zipf frequency from which a word is hardly a name, and is looked at last."""
_BEST = 3
"""Places of a text that are judged for each name."""


class Stretch(NamedTuple):
    """A word of a text, or what begins somewhere in a run."""

    text: str
    start: int
    written: str
    script: str
    telling: bool
    """Whether it is looked at first: with a capital where there are any, else a rare word."""
    word: int
    """Where the word begins that it is of, its prefixes included."""


class Crossing(NamedTuple):
    """Where a name stands in another script: `text[start:end]`; nats gained for each letter; how it fits."""

    rate: float
    start: int
    end: int
    text: str
    stretch: Stretch
    fit: Fit


@lru_cache(maxsize=1024)
def stretches(text: str, lang: str) -> tuple[Stretch, ...]:
    """Return the words of a text that is not in Latin letters, and of runs of Chinese characters what begins at each."""
    return tuple(_stretches(text, lang))


def _stretches(text: str, lang: str) -> Iterator[Stretch]:
    for found in _WORD_RE.finditer(text):
        word, start = found.group(), found.start()
        script = script_of(word[0]) or ""
        if script == "Hani":
            for at in range(len(word)):
                part = word[at : at + _LONGEST]
                yield Stretch(part, start + at, part, "Jpan" if lang == "ja" else "Hani", True, start + at)
        elif len(word) > 1:
            telling = word[0].isupper() if has_capitals(script) else commonness(word, lang) < _COMMON
            if script in ("Arab", "Hebr"):
                letters_at = [at for at, char in enumerate(word) for _ in fold(char)]  # points are none
                for form in dict.fromkeys(without_prefixes("".join(map(fold, word)))):
                    at = letters_at[len(letters_at) - len(form)]
                    yield Stretch(word[at:], start + at, written(word[at:], script), script, telling, start)
            else:
                yield Stretch(word, start, written(word, script), script, telling, start)


@lru_cache(maxsize=32768)
def crossings(name: str, text: str, lang: str) -> tuple[Crossing, ...]:
    """Return the places of a text that are most like a name, the likest first; empty if nothing is like it.

    lang: of the text.
    """
    latin = letters(name)
    if len(latin) < _SHORTEST:
        return ()
    found = []
    for telling in (True, False):
        for stretch in stretches(text, lang):
            if stretch.telling is telling and table(stretch.script).may_be(latin, stretch.written):
                fits = fit(latin, stretch.written, stretch.script, tail(stretch.script))
                if fits.size:
                    found.append(_crossing(latin, stretch, fits))
        if any(one.rate >= CLEAR for one in found):
            break
    found.sort(key=lambda one: -one.rate)
    whole: dict[int, Crossing] = {}  # of a word with its prefixes and without, the likest
    for one in found:
        whole.setdefault(one.stretch.word, one)
    return tuple(islice(whole.values(), _BEST))


_SHORTEST = 3
"""Letters of a name that can be heard at all."""


def cross(name: str, text: str, lang: str) -> Crossing | None:
    """Return where a name stands most likely in a text; None if nothing is like it."""
    return next(iter(crossings(name, text, lang)), None)


def tail(script: str) -> float:
    """Return what a character costs that follows a name in its word, in nats."""
    return TAIL.get(script, _ENDING)


def _crossing(latin: str, stretch: Stretch, fits: Fit) -> Crossing:
    end = len(stretch.text)
    if stretch.script in TAIL and fits.size < len(stretch.written):
        end = places(stretch.text, stretch.script)[fits.size - 1] + 1
    return Crossing(
        fits.gain / (len(latin) - _SHORTEST + 1), stretch.start, stretch.start + end, stretch.text[:end], stretch, fits
    )

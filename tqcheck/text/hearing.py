"""Where a word can be heard in a text of another script, whether or not anything marks it as a name there.

Chinese and Japanese put no spaces between words, and most scripts no capitals before names: so a word is compared
with every stretch of the text that begins with a like sound.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import NamedTuple

from tqcheck.text.characters import script_of
from tqcheck.text.mentions import atoms
from tqcheck.text.transliteration import likeness, sounds

_LONGEST = 6
"""Characters of the longest name in a run: 斯托尔滕贝格 has six."""


class Heard(NamedTuple):
    """How alike a word and what sounds most like it are (0 to 1), and where that stands: `text[start:end]`."""

    alike: float
    start: int
    end: int


SILENCE = Heard(0.0, 0, 0)


@lru_cache(maxsize=65536)
def heard(word: str, text: str, lang: str) -> Heard:
    """Return the stretch of a text that sounds most like a word.

    >>> heard("Zhengzhou", "我在郑州工作", "zh")
    Heard(alike=1.0, start=2, end=4)
    """
    best = SILENCE
    by_onset = _stretches(text, lang)
    for onset in {_onset(word), ""}:
        for stretch, start in by_onset.get(onset, ()):
            if (alike := likeness(word, stretch)) > best.alike:
                best = Heard(alike, start, start + len(stretch))
    return best


def _onset(word: str) -> str:
    return sounds(word)[0].coarse[:1]


@lru_cache(maxsize=512)
def _stretches(text: str, lang: str) -> dict[str, list[tuple[str, int]]]:
    """Return the words of a text, and of its runs all stretches, by the consonant that they begin with."""
    found: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for atom in atoms(text, lang):
        if script_of(atom.text[0]) in ("Hani", "Hira"):
            for start in range(len(atom.text)):
                for end in range(start + 2, min(start + _LONGEST, len(atom.text)) + 1):
                    stretch = atom.text[start:end]
                    found[_onset(stretch)].append((stretch, atom.start + start))
        elif len(atom.text) > 1:
            found[_onset(atom.text)].append((atom.text, atom.start))
    return found

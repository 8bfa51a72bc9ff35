"""Words and their places."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache, partial
from typing import NamedTuple

import regex

from tqcheck.text.characters import UNSPACED, scripts

_WORD_RE = regex.compile(
    r"""
    \p{L}[\p{L}\p{M}]*                           # a word …
    (?: ['’\N{MODIFIER LETTER APOSTROPHE}·-] \p{L}[\p{L}\p{M}]* )*   # … don't, l’eau, co-op, col·legi
    | \p{N}+ (?: [.,:'’] \p{N}+ )*               # 1,234.5 and 12:30
    """,
    regex.VERBOSE,
)


class Word(NamedTuple):
    """A word or a number and where it stands: `text[start:end]`."""

    text: str
    start: int
    end: int


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[Word, ...]:
    """Return the words and numbers of `text`, left to right.

    Scripts without spaces come as whole runs: use `count_words` to count them.
    """
    return placed(_WORD_RE.findall(text), text)


_new_word = partial(tuple.__new__, Word)  # a named tuple's own takes twice as long


def placed(pieces: Iterable[str], text: str) -> tuple[Word, ...]:
    """Return pieces of a text with their places. None of them may begin in what stands between two others."""
    found = []
    end = 0
    for piece in pieces:
        start = text.find(piece, end)
        end = start + len(piece)
        found.append(_new_word((piece, start, end)))
    return tuple(found)


CHARACTERS_A_WORD = 1.7
"""Characters that stand for one word in scripts without spaces (Chinese news; MQM figures use the same)."""


def count_words(text: str) -> float:
    """Return how many words a reader would count: in scripts without spaces, characters / 1.7."""
    counts = scripts(text)
    unspaced = sum(counts.get(script, 0) for script in UNSPACED)
    if not unspaced:
        return len(text.split())
    spaced = sum(1 for chunk in text.split() if not UNSPACED & scripts(chunk).keys())
    return spaced + unspaced / CHARACTERS_A_WORD

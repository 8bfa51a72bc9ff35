"""Words that a batch itself vouches for: those of the sources, the references and the other segments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import regex

from tqcheck.model import Batch, Segment
from tqcheck.text.languages import base
from tqcheck.text.lexicon import fold, lexicon
from tqcheck.text.memo import Memo
from tqcheck.text.tokens import words

_JOINTS_RE = regex.compile(r"['’\N{MODIFIER LETTER APOSTROPHE}-]|·(?!(?<=l·)l)", regex.IGNORECASE)  # col·legi is one


@lru_cache(maxsize=4096)
def parts(text: str) -> tuple[tuple[str, int], ...]:
    """Return the words of a text with where they start, those joined by hyphens or apostrophes one by one.

    >>> parts("l'eau co-op")
    (('l', 0), ('eau', 2), ('co', 6), ('op', 9))
    """
    return tuple(_parts(text))


def _parts(text: str) -> Iterator[tuple[str, int]]:
    for word, start, _ in words(text):
        if word.isalnum() and "\N{MODIFIER LETTER APOSTROPHE}" not in word:  # which is a letter
            yield word, start
            continue
        for part in _JOINTS_RE.split(word):
            if part:
                yield part, start
            start += len(part) + 1


class Rare(NamedTuple):
    """A word that is in no list, or hardly: `text` at `start`, as lists hold it, and its Zipf frequency or 0."""

    text: str
    start: int
    folded: str
    zipf: float


_RARE = 10**-5.5
"""Share below which a word is rare: Zipf 3.5, once in 300,000 words."""
_LONGEST = 60
"""Letters after which a string is no word of any kind, and weighing its parts takes for ever."""


@lru_cache(maxsize=4096)
def rare_words(text: str, lang: str) -> tuple[Rare, ...]:
    """Return the words of a text that are rare in a language, those with figures left out; none without a list.

    >>> [word.text for word in rare_words("the needsand of a", "en")]
    ['needsand']
    """
    rarities = _rarities(lang)
    if not lexicon(lang) or not rarities.any(word for word, _ in parts(text)):
        return ()
    return tuple(Rare(word, start, *rarity) for word, start in parts(text) if (rarity := rarities[word]))


@lru_cache(maxsize=64)
def _rarities(lang: str) -> Memo[str, tuple[str, float] | None]:
    """Return `word → itself as lists hold it, and its Zipf frequency` where a language has it rarely, or never."""
    known = lexicon(lang)

    def rarity(word: str) -> tuple[str, float] | None:
        if len(word) > _LONGEST or word[-1].isdigit():
            return None
        folded = fold(word, lang)
        return (folded, known.zipf(folded)) if known.shares.get(folded, 0.0) < _RARE else None

    return Memo(rarity)


@lru_cache(maxsize=4096)
def vocabulary(text: str) -> frozenset[str]:
    """Return the words of a text and their parts, case folded."""
    found = {word.text for word in words(text)}.union(part for part, _ in parts(text))
    return frozenset(map(str.casefold, found))


def given(segment: Segment) -> frozenset[str]:
    """Return the words that the source, the references and the back-translation's source vouch for."""
    return vocabulary(segment.source or "").union(*(vocabulary(reference) for reference in segment.references))


def target_counts(batch: Batch) -> Counter[str]:
    """Return in how many different targets of the batch each word stands, case folded."""
    counts: Counter[str] = Counter()
    for text in dict.fromkeys(segment.target for segment in batch.segments):
        counts.update(vocabulary(text))
    return counts


def target_words(batch: Batch) -> dict[str, frozenset[str]]:
    """Return the words of the targets in each language, case folded, those left out that stand but once."""
    counts: dict[str, Counter[str]] = {}
    for segment in batch.segments:
        counts.setdefault(base(segment.target_lang), Counter()).update(vocabulary(segment.target))
    return {lang: frozenset(word for word in found if found[word] > 1) for lang, found in counts.items()}


def apart(batch: Batch) -> dict[str, int]:
    """Return the words that stand side by side in the targets of a batch, case folded and joined (`abudhabi`), with where to cut."""
    cuts: dict[str, int] = {}
    for text in dict.fromkeys(segment.target for segment in batch.segments):
        row = [word.text.casefold() for word in words(text)]
        cuts.update((one + other, len(one)) for one, other in pairwise(row))
    return cuts


_ADDRESS_RE = regex.compile(r"www\.|\S+@\S+\.\S+|\w\.(?:com|org|net|info|gov|edu)\b")


def in_address(text: str, at: int) -> bool:
    """Tell whether a place lies in an address, a handle, a path or a name of a program."""
    begin = text.rfind(" ", 0, at) + 1
    end = text.find(" ", at)
    chunk = text[begin : end if end >= 0 else len(text)]
    return chunk[:1] in "#@" or "/" in chunk or "_" in chunk or ("." in chunk and _ADDRESS_RE.search(chunk) is not None)

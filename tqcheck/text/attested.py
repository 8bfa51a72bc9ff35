"""Words that a batch itself vouches for: those of the sources, the references and the other segments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

import regex

from tqcheck.model import Batch, Segment
from tqcheck.text.tokens import words

_JOINTS_RE = regex.compile(r"['’\N{MODIFIER LETTER APOSTROPHE}·-]")


@lru_cache(maxsize=8192)
def parts(text: str) -> tuple[tuple[str, int], ...]:
    """Return the words of a text with where they start, those joined by hyphens or apostrophes one by one.

    >>> parts("l'eau co-op")
    (('l', 0), ('eau', 2), ('co', 6), ('op', 9))
    """
    return tuple(_parts(text))


def _parts(text: str) -> Iterator[tuple[str, int]]:
    for word in words(text):
        start = word.start
        for part in _JOINTS_RE.split(word.text):
            if part:
                yield part, start
            start += len(part) + 1


@lru_cache(maxsize=8192)
def vocabulary(text: str) -> frozenset[str]:
    """Return the words of a text and their parts, case folded."""
    return frozenset([word.text.casefold() for word in words(text)] + [part.casefold() for part, _ in parts(text)])


def given(segment: Segment) -> frozenset[str]:
    """Return the words that the source, the references and the back-translation's source vouch for."""
    return vocabulary(segment.source or "").union(*(vocabulary(reference) for reference in segment.references))


def target_counts(batch: Batch) -> Counter[str]:
    """Return in how many different targets of the batch each word stands, case folded."""
    counts: Counter[str] = Counter()
    for text in dict.fromkeys(segment.target for segment in batch.segments):
        counts.update(vocabulary(text))
    return counts

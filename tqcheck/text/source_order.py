"""How much the order of a text's words, beside its source's, speaks for somebody having shuffled them.

As in `text.reference_order`, each two words that stand near each other took a step in the source; which words
correspond the encoder says (`text.wordalignment`), so it is a weak witness, but one that knows any language alike.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from tqcheck.model import Segment
from tqcheck.text.embeddings import encode
from tqcheck.text.languages import base
from tqcheck.text.reference_order import Step
from tqcheck.text.tokens import words
from tqcheck.text.wordalignment import alignable, aligned

_UNLIKE = frozenset("hi ja ko tr zh".split())
"""Languages whose order is so unlike others' that a translation's says nothing beside it."""
_SURE = 0.2
"""Likeness from which two words count as one another's translation."""
_APART = 4
"""Words of the target that a step takes in at most."""
_FARTHEST = 8

# log(share of the steps in shuffled windows of 5 to 9 words / share in translations), by how much longer than in the
# target the step is in the source, from -8 (and less) to 8 (and more): news from English into German, Spanish, French,
# Italian, Polish and Russian and from German and Russian into English.
_NEXT = (0.3, 1.1, 1.2, 1.3, 1.3, 1.2, 0.8, -0.4, -1.4, -0.1, 0.5, 0.7, 0.9, 0.8, 0.7, 0.5, 0.1)
_BEYOND = (0.3, 0.6, 0.7, 0.7, 0.6, 0.4, -0.3, -0.5, -0.9, -0.5, -0.2, -0.1, 0.2, 0.2, 0.2, 0.0, -0.4)


def read(segments: Iterable[Segment]) -> None:
    """Let the encoder read segments whose steps will be asked for."""
    told = [one for one in segments if _told(one) and alignable(one)]
    for _ in encode(text for one in told for text in (one.source or "", one.target)):
        pass  # they are kept


def _told(segment: Segment) -> bool:
    return _UNLIKE.isdisjoint((base(segment.source_lang or ""), base(segment.target_lang or "")))


def source_steps(segment: Segment) -> Iterator[Step]:
    """Yield the steps between the words of a target that have a partner in the source, left to right.

    None where the encoder is not there or does not know one of the languages, and where these are unlike.
    """
    if not _told(segment):
        return
    partners: dict[int, tuple[float, int]] = {}
    for pair in aligned(segment):
        known = partners.get(pair.target.start)
        if pair.alike >= _SURE and (not known or pair.alike > known[0]):
            partners[pair.target.start] = pair.alike, pair.source.start
    starts = [word.start for word in words(segment.source or "")]
    before: tuple[int, int] | None = None
    for at, word in enumerate(words(segment.target)):
        if word.start in partners:
            there = bisect_left(starts, partners[word.start][1])
            if before and (gap := at - before[0]) <= _APART:
                longer = there - before[1] - gap
                table = _NEXT if gap == 1 else _BEYOND
                yield Step(before[0], at, table[max(-_FARTHEST, min(_FARTHEST, longer)) + _FARTHEST])
            before = at, there

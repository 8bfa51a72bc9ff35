"""What a reference says between two words that stand side by side in the target."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from tqcheck.text.coverage import weight
from tqcheck.text.tokens import Word, words
from tqcheck.text.wordalignment import align

_LEAST = 4
"""Words that make a clause, or most of one: fewer are as often said otherwise."""
_LONG = 3
"""Longer words among the new ones: small words alone (as if it were) say nothing that can be lost."""
_NEW = 0.6
"""Share of them that the target has nowhere."""
_ALIKE = 0.5
"""How surely the words around the gap must correspond."""
_UNLIKE = 0.45
"""Below it a word has no partner."""
_SHORTEST = 15
"""Letters by which the target must be shorter for a look at all."""
_SHORTFALL = 0.8
"""Share of the gap's letters by which the target must be shorter: what is said elsewhere is no loss."""
_STEM = 5


class Gap(NamedTuple):
    """Words of a reference, `reference[start:end]`, that should stand at `at` in the target."""

    at: int
    start: int
    end: int


@lru_cache(maxsize=1024)
def gaps(target: str, reference: str) -> tuple[Gap, ...]:
    """Return the clauses of `reference` that `target` has nothing of, in order.

    The words before and after correspond to words that are neighbours in the target, or to its ends. Both texts must
    be in one language that the encoder knows.
    """
    shorter = weight(reference) - weight(target)
    theirs, ours = words(reference), words(target)
    if not ours or shorter < _SHORTEST or not _may_lack(theirs, target.lower()):
        return ()
    partners = _partners(reference, target, theirs, ours)
    stems = {word.text.lower()[:_STEM] for word in ours}
    found = []
    first = 0
    while first < len(theirs):
        last = first
        while last < len(theirs) and partners.get(last, _NONE)[0] < _UNLIKE:
            last += 1
        if last - first >= _LEAST:
            gap = theirs[first:last]
            before = partners.get(first - 1, _NONE) if first else (1.0, -1)
            after = partners.get(last, _NONE) if last < len(theirs) else (1.0, len(ours))
            new = [word for word in gap if word.text.lower()[:_STEM] not in stems]
            if (
                min(before[0], after[0]) >= _ALIKE
                and after[1] - before[1] == 1
                and len(new) >= _NEW * len(gap)
                and sum(len(word.text) >= _LEAST for word in new) >= _LONG
                and shorter >= _SHORTFALL * sum(len(word.text) for word in gap)
            ):
                found.append(Gap(ours[before[1]].end if before[1] >= 0 else 0, gap[0].start, gap[-1].end))
        first = last + 1
    return tuple(found)


_NONE = (0.0, -2)


def _may_lack(theirs: tuple[Word, ...], target: str) -> bool:
    """Tell, without the encoder, whether a stretch of the reference is long enough and new enough to be a gap."""
    new = [word.text.lower()[:_STEM] not in target for word in theirs]
    return any(sum(new[at : at + _LEAST]) >= _NEW * _LEAST for at in range(len(new) - _LEAST + 1))


def _partners(
    reference: str, target: str, theirs: tuple[Word, ...], ours: tuple[Word, ...]
) -> dict[int, tuple[float, int]]:
    """Return, for each word of the reference that has one, how alike its best partner is and which word that is."""
    # the pairs of scripts without spaces are pieces of words
    there = {at: index for index, word in enumerate(theirs) for at in range(word.start, word.end)}
    here = {at: index for index, word in enumerate(ours) for at in range(word.start, word.end)}
    best: dict[int, tuple[float, int]] = {}
    for pair in align(reference, target):
        index = there[pair.source.start]
        if pair.alike > best.get(index, _NONE)[0]:
            best[index] = (pair.alike, here[pair.target.start])
    return best

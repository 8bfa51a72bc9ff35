"""How much likelier it is that a stretch of words was shuffled than that somebody wrote it so.

Who shuffles words picks any of their orders alike; who writes picks one that the language likes. So the
evidence for a shuffle is log(mean over all orders of their odds / odds of the order at hand), where an order's odds
are those of each word after the one before it. What the words are about and how rare they are is the
same in every order and falls out: a list of names, which likes one order no more than another, weighs nothing.
"""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

LONGEST = 7
"""Words that are put in all their orders: 5,040 of them."""


def evidence(follows: Floats, length: int = LONGEST) -> Floats:
    """Return for each `length` words in a row the log of how much likelier they are if shuffled.

    `follows[i, j]` is the log of how much likelier word j is after word i - 1 than anywhere; row 0 stands for the
    sentence's start, the last column for its end, so for n words it has n + 1 rows and columns.
    """
    import numpy as np

    starts = np.arange(follows.shape[0] - length)
    within = starts[:, None] + np.arange(length)
    before = follows[starts[:, None], within]
    after = follows[within + 1, starts[:, None] + length]
    between = follows[within[:, :, None] + 1, within[:, None, :]]
    written = before[:, 0] + after[:, -1] + between[:, range(length - 1), range(1, length)].sum(axis=1)
    # Held and Karp's sum over orders: `sums[subset, last]` for the orders of a subset that end with a word.
    odds = np.exp(between)
    sums = np.exp(before)
    for size in range(2, length + 1):
        subset, last = _grown(length, size)
        sums = sums.reshape(len(starts), -1, length) @ odds if size > 2 else sums[:, :, None] * odds
        grown = np.zeros((len(starts), math.comb(length, size) * length))
        grown[:, _places(length, size)] = sums[:, subset, last]
        sums = grown
    total: Floats = np.log((sums * np.exp(after)).sum(axis=1)) - math.lgamma(length + 1) - written
    return total


def ceiling(follows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return what the `evidence` of each stretch cannot exceed, rounding aside: most stretches are cleared by it.

    `follows[n, i, j]` is for the words of stretch n what it is for `evidence`, of which it needs a thousandth of the time.

    The sum over all orders is part of a permanent, which is at most the product of its columns' sums: of the odds of each
    word after any other, summed up.
    """
    import numpy as np

    length = follows.shape[1] - 1
    odds = np.exp(follows[:, :, :-1])
    odds[:, range(1, length + 1), range(length)] = 0  # no word stands after itself
    written = np.trace(follows, axis1=1, axis2=2)
    most: NDArray[np.float32] = (
        np.log(odds.sum(axis=1)).sum(axis=1) + follows[:, 1:, -1].max(axis=1) - math.lgamma(length + 1) - written
    )
    return most


@cache
def _subsets(length: int, size: int) -> dict[int, int]:
    """Return the subsets of so many words, as bits, and where each comes in order."""
    chosen = (bits for bits in range(1 << length) if bits.bit_count() == size)
    return {bits: place for place, bits in enumerate(chosen)}


@cache
def _pairs(length: int, size: int) -> list[tuple[int, int]]:
    return [(bits, last) for bits in _subsets(length, size) for last in range(length) if bits >> last & 1]


@cache
def _grown(length: int, size: int) -> tuple[Any, Any]:
    """Return for each subset and each last word of it: which subset is left without that word, and the word."""
    import numpy as np

    smaller = _subsets(length, size - 1)
    pairs = _pairs(length, size)
    return np.array([smaller[bits & ~(1 << last)] for bits, last in pairs]), np.array([last for _, last in pairs])


@cache
def _places(length: int, size: int) -> Any:
    import numpy as np

    subsets = _subsets(length, size)
    return np.array([subsets[bits] * length + last for bits, last in _pairs(length, size)])

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
    Follows = NDArray[np.floating[Any]]

LONGEST = 7
"""Words that are put in all their orders: 5,040 of them."""


def evidence(follows: Follows) -> Floats:
    """Return for each stretch of words the log of how much likelier they are if shuffled.

    `follows[n, i, j]` is of stretch n the log of how much likelier word j is after word i - 1 than anywhere; row 0 stands
    for what is before the stretch, the last column for what is after it, so m words have m + 1 rows and columns.
    """
    import numpy as np

    many, length = len(follows), follows.shape[1] - 1
    before, after = follows[:, 0, :-1].astype(float), follows[:, 1:, -1].astype(float)
    between = follows[:, 1:, :-1].astype(float)
    written = before[:, 0] + after[:, -1] + between[:, range(length - 1), range(1, length)].sum(axis=1)
    # Held and Karp's sum over orders: `sums[subset, last]` for the orders of a subset that end with a word.
    odds = np.exp(between)
    sums = np.exp(before)
    for size in range(2, length + 1):
        subset, last = _grown(length, size)
        sums = sums.reshape(many, -1, length) @ odds if size > 2 else sums[:, :, None] * odds
        grown = np.zeros((many, math.comb(length, size) * length))
        grown[:, _places(length, size)] = sums[:, subset, last]
        sums = grown
    total: Floats = np.log((sums * np.exp(after)).sum(axis=1)) - math.lgamma(length + 1) - written
    return total


def bounded(follows: Follows, least: float) -> Floats:
    """Return the `evidence` of each stretch, or its `ceiling` where that is less than `least`."""
    most = ceiling(follows)
    likely = most >= least
    if likely.any():
        most[likely] = evidence(follows[likely])
    return most


def ceiling(follows: Follows) -> Floats:
    """Return what the `evidence` of each stretch does not exceed, in a fiftieth of its time: most are cleared by it.

    The sum over all orders is part of a permanent, which is at most the product of its columns' sums: of the odds of each
    word after any other, summed up.
    """
    import numpy as np

    length = follows.shape[1] - 1
    odds = np.exp(follows[:, :, :-1])
    odds[:, range(1, length + 1), range(length)] = 0  # no word stands after itself
    written = np.trace(follows, axis1=1, axis2=2)
    last = follows[:, 1:, -1].max(axis=1)
    most = np.log(odds.sum(axis=1)).sum(axis=1) + last - math.lgamma(length + 1) - written + _ROUNDING
    found: Floats = most.astype(float)
    return found


_ROUNDING = 1e-3


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

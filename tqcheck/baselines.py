"""What a baseline knows: which flags of a run are old, which are new, and which are gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tqcheck.fingerprint import Print


def old_and_gone(baseline: Sequence[Print], now: Sequence[Print]) -> tuple[set[int], int]:
    """Return the indexes of `now` that the baseline has, and how many of the baseline's flags are gone.

    Each flag of the baseline accounts for one flag: a second copy is new. Whole segments are looked for
    first, wherever they stand now; what is left is looked for by the words around the place.

    >>> first, copy, moved = Print("a", "x"), Print("a", "x", 2), Print("b", "y")
    >>> old_and_gone([first, Print("c", "y")], [copy, moved, first])
    ({0, 1}, 0)
    """
    left = Counter(print.content for print in baseline)
    old = set()
    for index, print in enumerate(now):
        if left[print.content] > 0:
            left[print.content] -= 1
            old.add(index)
    around: Counter[str] = Counter()
    for print in baseline:
        if left[print.content] > 0:
            left[print.content] -= 1
            around[print.context] += 1
    for index, print in enumerate(now):
        if index not in old and around[print.context] > 0:
            around[print.context] -= 1
            old.add(index)
    return old, around.total()

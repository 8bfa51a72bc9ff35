"""What a baseline knows: which flags of a run are old, which are new, and which are gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tqcheck.fingerprint import Print


def old_and_gone(baseline: Sequence[Print], now: Sequence[Print]) -> tuple[set[int], int]:
    """Return the indexes of `now` that the baseline has, and how many of the baseline's flags are gone.

    Each flag of the baseline accounts for one flag: a second copy is new. Whole segments are looked for
    first, wherever they stand now; what is left by the words around the place, then by the source.

    >>> first, copy, moved = Print("a", "x"), Print("a", "x", copy=2), Print("b", "y")
    >>> old_and_gone([first, Print("c", "y")], [copy, moved, first])
    ({0, 1}, 0)
    """
    left, new = list(baseline), list(enumerate(now))
    for way in ("content", "context", "source"):
        left, new = _unmatched(left, new, way)
    unknown = {index for index, _ in new}
    return {index for index in range(len(now)) if index not in unknown}, len(left)


def _unmatched(
    left: list[Print], new: list[tuple[int, Print]], way: str
) -> tuple[list[Print], list[tuple[int, Print]]]:
    """Return what of both finds no partner that has the same in the field `way`."""
    known = Counter(key for print in left if (key := getattr(print, way)))
    unmatched = []
    for index, print in new:
        key = getattr(print, way)
        if known[key] > 0:
            known[key] -= 1
        else:
            unmatched.append((index, print))
    still = []
    for print in reversed(left):
        key = getattr(print, way)
        if not key:
            still.append(print)
        elif known[key] > 0:
            known[key] -= 1
            still.append(print)
    return still[::-1], unmatched

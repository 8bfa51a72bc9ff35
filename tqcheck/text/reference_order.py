"""Where the words of a text stand in another order than in a reference."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from itertools import pairwise

from tqcheck.text.tokens import words

_WINDOW = 6
"""Words in common that are looked at together."""


@lru_cache(maxsize=4096)
def disorder(target: str, reference: str) -> tuple[tuple[int, int, int], ...]:
    """Return the stretches of `target` whose words the reference has in quite another order.

    Each with how sure that is: 0 if something else must bear it out, 2 if no two neighbours stand as they did.
    A translation may move a clause: few neighbours are parted. In scrambled text most are, and
    most pairs of words are the wrong way round.

    >>> disorder("He saw in the garden a big dog", "He saw a big dog in the garden")
    ()
    """
    ours, theirs = words(target), words(reference)
    mine = Counter(word.text.casefold() for word in ours)
    other = Counter(word.text.casefold() for word in theirs)
    places = {word.text.casefold(): at for at, word in enumerate(theirs)}
    shared = [
        (index, places[key])
        for index, word in enumerate(ours)
        if mine[key := word.text.casefold()] == 1 and other[key] == 1
    ]
    found: list[tuple[int, int, int]] = []
    for first in range(max(1, len(shared) - _WINDOW + 1)):
        window = shared[first : first + _WINDOW]
        if len(window) < 4 or window[-1][0] - window[0][0] > 3 * _WINDOW:
            continue
        order = [place for _, place in window]
        turned = sum(order[a] > order[b] for a in range(len(order)) for b in range(a + 1, len(order)))
        parted = sum(not 0 < after - before <= 3 for before, after in pairwise(order))
        descents = sum(before > after for before, after in pairwise(order))
        pairs = len(order) * (len(order) - 1) / 2
        if turned >= 0.3 * pairs and parted >= len(order) - 2 and descents >= 2:
            start, end = window[0][0], window[-1][0]
            dense = turned >= 0.4 * pairs and end - start < 2 * len(order) - 1
            sure = 0 if not dense else 2 if parted == len(order) - 1 else 1
            if found and start <= found[-1][1] + 1:
                found[-1] = (found[-1][0], max(end, found[-1][1]), max(sure, found[-1][2]))
            else:
                found.append((start, end, sure))
    return tuple((ours[start].start, ours[end].end, sure) for start, end, sure in found)

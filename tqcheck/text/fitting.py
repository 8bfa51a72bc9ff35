"""How much better other words would fit where a string stands, by what stands before and after it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from tqcheck.text.transitions import transitions
from tqcheck.text.wordclasses import END, START, STOPS, placed

_WINDOW = 40
"""Characters on either side in which the neighbouring word is looked for."""


def better(text: str, start: int, end: int, words: Sequence[str], lang: str) -> float:
    """Return log10 of how much likelier `words` are in the place of `text[start:end]`, but for how common they are.

    0 for languages that have no table of what stands beside what.

    >>> better("He has beento Rome.", 7, 13, ["been", "to"], "en") > 1
    True
    """
    table = transitions(lang)
    if table is None:
        return 0.0
    before = [token for token, _ in placed(text[max(0, start - _WINDOW) : start])]
    after = next((token for token, _ in placed(text[end : end + _WINDOW])), END)
    first = before[-1] if before and before[-1] not in STOPS else START

    def likes(row: Sequence[str]) -> float:
        numbers = [table.number[token] for token in (first, *row, after)]
        return sum(table.pair(one, other) for one, other in pairwise(numbers))

    return (likes(words) - likes([text[start:end]])) / math.log(10)

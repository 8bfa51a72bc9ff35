"""How much better other words would fit where a string stands, by what stands before and after it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
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


_SHARES = {",": 0.05, ".": 0.02, ":": 0.006, "-": 0.004, ";": 0.003, "?": 0.003, "!": 0.002}
"""Which share of all tokens such marks inside sentences are, about."""
_QUOTES = "\"'“”„«»’"


def superfluous(text: str, lang: str) -> Iterator[tuple[int, float]]:
    """Yield the marks between words, with log10 of how much likelier the words are to stand side by side without them.

    >>> [(at, odds > 1) for at, odds in superfluous("He slept on, the floor, and left.", "en")]
    [(11, True), (22, False)]
    """
    table = transitions(lang)
    if table is None:
        return
    tokens = list(placed(text))
    for (before, first), (mark, at), (after, last) in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if mark not in _SHARES or not before[0].isalnum() or not (after[0].isalnum() or after == "("):
            continue
        if text[first + len(before) : at].strip(_QUOTES) or text[at + 1 : last].strip(_QUOTES) != " ":
            continue
        one, own, other = table.number[before], table.number[mark], table.number[after]
        gained = table.pair(one, other) - table.pair(one, own) - table.pair(own, other) - math.log(_SHARES[mark])
        yield at, gained / math.log(10)

"""Words that lie in pieces, in scripts without spaces: who shuffles such a text tears its words apart.

A text is cut into the words that make it likeliest. Where some of these, in another order, are parts of longer words
again, that order may be the true one; `text.shuffling` weighs it against all others. Needs nothing but how common
words are.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate, groupby
from typing import TYPE_CHECKING

import regex

from tqcheck.text.disorder import Stretch
from tqcheck.text.languages import base
from tqcheck.text.lexicon import frequencies
from tqcheck.text.memo import Memo
from tqcheck.text.shuffling import bounded

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

LANGS = frozenset({"ja", "zh"})
"""Languages without spaces of which it is known how common words are (primary subtags)."""
_RUN_RE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}ー]+")
_KATAKANA_RE = regex.compile(r"[\p{Katakana}ー]+")
_LONGEST = 5
"""Characters of a word."""
_SHORTEST, _TOGETHER = 5, 9
"""Pieces whose order says something, and that are put in all their orders."""
_FARTHEST = 150
"""Characters that are looked at together; no clause has more."""
_MOST = 7.0
"""Nats that two pieces which make a word are worth at most: one word by chance must not be enough."""
_UNKNOWN = -math.inf


def torn(text: str, lang: str, source: str = "", least: float = 1.0) -> Iterator[Stretch]:
    """Yield stretches of `text` with the evidence, `least` (more than 0) or more, that somebody shuffled them.

    Characters that are no word of the language by themselves, as those of the other Chinese script, part what is
    looked at together; what stands in the source as it does here is not asked.
    """
    import numpy as np

    shares = _shares(base(lang))
    for run in _RUN_RE.finditer(text):
        for start, end in _known(run.group(), shares):
            pieces = cut(run.group()[start:end], shares)
            length = min(_TOGETHER, len(pieces))
            if length < _SHORTEST or run.group() in source or not (follows := joins(pieces, shares)).any():
                continue
            ends = list(accumulate(map(len, pieces), initial=run.start() + start))
            stretches = np.stack(
                [follows[at:, at:][: length + 1, : length + 1] for at in range(len(pieces) - length + 1)]
            )
            for at, weight in enumerate(bounded(stretches, least).tolist()):
                if weight >= least:
                    rows, columns = stretches[at].nonzero()
                    inside = np.clip([*(rows - 1), *columns], 0, length - 1)  # with the pieces before and after, too
                    yield Stretch(ends[at + inside.min()], ends[at + inside.max() + 1], weight)


def cut(run: str, shares: Memo[str, float]) -> list[str]:
    """Return the words that make up a run of characters and are likeliest together."""
    best, length = [0.0], [0]
    for end in range(1, len(run) + 1):
        found = max(
            (best[end - size] + shares[run[end - size : end]], size) for size in range(1, min(_LONGEST, end) + 1)
        )
        best.append(found[0])
        length.append(found[1])
    pieces = []
    end = len(run)
    while end:
        pieces.append(run[end - length[end] : end])
        end -= length[end]
    return list(_whole(reversed(pieces)))


def _whole(pieces: Iterable[str]) -> Iterator[str]:
    """Yield pieces with those in Katakana that stand side by side as one: a foreign name, which no list has."""
    for foreign, group in groupby(pieces, key=lambda piece: _KATAKANA_RE.fullmatch(piece) is not None):
        several = list(group)
        yield from ["".join(several)] if foreign else several


def joins(pieces: Sequence[str], shares: Memo[str, float]) -> Floats:
    """Return how much likelier each piece is after each other one than anywhere, as `shuffling.evidence` reads it.

    More likely where both make one word, by how much commoner that is than the two side by side by chance.
    """
    import numpy as np

    follows = np.zeros((len(pieces) + 1, len(pieces) + 1))
    for row, first in enumerate(pieces, start=1):
        for column, second in enumerate(pieces):
            possible = row != column + 1 and len(first) + len(second) <= _LONGEST
            if possible and (joined := shares[first + second]) > _UNKNOWN:
                follows[row, column] = max(0.0, min(joined - shares[first] - shares[second], _MOST))
    return follows


def _known(run: str, shares: Memo[str, float]) -> Iterator[tuple[int, int]]:
    """Yield where the parts of a run lie whose characters are all known, `_FARTHEST` of them at most."""
    start = 0
    for at, char in enumerate((*run, "")):
        unknown = not char or shares[char] == _UNKNOWN
        if unknown or at - start == _FARTHEST:
            if at - start >= _SHORTEST:
                yield start, at
            start = at + unknown


@cache
def _shares(lang: str) -> Memo[str, float]:
    """Return the log of the share of all words that each has; minus infinity if it is not known."""
    known = frequencies(lang)

    def share(word: str) -> float:
        found = known.get(word, 0.0) if word else 0.0
        return math.log(found) if found else _UNKNOWN

    return Memo(share)

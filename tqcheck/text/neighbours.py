"""Which common words of a batch stand beside one another, and which would be expected to but never do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import regex

from tqcheck.model import Batch
from tqcheck.text.languages import base
from tqcheck.text.memo import Pieces
from tqcheck.text.tokens import placed
from tqcheck.text.word_order import Clash

_TOKEN_RE = regex.compile(r"\p{L}[\p{L}\p{M}]*(?:['’-]\p{L}+)*|\p{N}+(?:[.,:]\p{N}+)*|[^\s\p{L}\p{N}]")
_MARKS = {**dict.fromkeys(",;:،؛", ","), **dict.fromkeys(".!?؟", ".")}
_ENOUGH = 5000
"""Words of a language from which a batch says something about its order: the commonest pairs are expected tenfold."""
_EXPECTED = 5
"""Times that two words must be expected to meet by chance."""


class Neighbours:
    """Which tokens stand side by side in one of the targets of one language, and nowhere else, though both are common.

    By chance alone they would meet so many times as is `expected`; that they do not is a rule of the language.
    """

    def __init__(self, texts: list[str]) -> None:
        single: Counter[str] = Counter()
        targets_with: Counter[tuple[str, str]] = Counter()
        for text in texts:
            tokens = tuple(_TOKENS.of(text))
            single.update(tokens)
            targets_with.update({*pairwise(tokens)})
        size = single.total()
        self._expected = {
            (first, second): expected
            for (first, second), targets in targets_with.items()
            if targets == 1 and (expected := single[first] * single[second] / size) >= _EXPECTED
            if size >= _ENOUGH and first and second and first not in ",." and first != second
        }

    def clashes(self, text: str) -> Iterator[Clash]:
        """Yield the neighbours in one of the targets that meet nowhere else."""
        tokens = tuple(_TOKENS.of(text))
        if self._expected.keys().isdisjoint(pairwise(tokens)):
            return
        places = placed(_TOKEN_RE.findall(text), text)
        for at, (first, second) in enumerate(pairwise(tokens)):
            if expected := self._expected.get((first, second)):
                weight = 0.7 if expected >= 14 and second not in ",." else 0.4
                yield Clash(places[at].start, places[at + 1].end, weight)


def _tokens(text: str) -> Iterator[str]:
    """Yield words case folded, marks by kind, and nothing for what says nothing about order."""
    for token in _TOKEN_RE.findall(text):
        yield token.casefold() if token[0].isalpha() else _MARKS.get(token, "")


_TOKENS = Pieces(_tokens)


def neighbours(batch: Batch) -> dict[str, Neighbours]:
    """Return what stands beside what in the targets of each language of a batch."""
    texts: dict[str, dict[str, None]] = {}
    for segment in batch.segments:
        if segment.target_lang:
            texts.setdefault(base(segment.target_lang), {})[segment.target] = None
    return {lang: Neighbours(list(unique)) for lang, unique in texts.items()}

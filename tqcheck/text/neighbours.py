"""Which common words of a batch stand beside one another, and which would be expected to but never do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import regex

from tqcheck.model import Batch
from tqcheck.text.languages import base
from tqcheck.text.memo import Pieces
from tqcheck.text.tokens import Word, placed
from tqcheck.text.word_order import Clash

_TOKEN_RE = regex.compile(r"\p{L}[\p{L}\p{M}]*(?:['’-]\p{L}+)*|\p{N}+(?:[.,:]\p{N}+)*|[^\s\p{L}\p{N}]")
_MARKS = {**dict.fromkeys(",;:،؛", ","), **dict.fromkeys(".!?؟", ".")}
_ENOUGH = 5000
"""Words of a language from which a batch says something about its order: the commonest pairs are expected tenfold."""


class Neighbours:
    """How often tokens, and tokens side by side, stand in the targets of one language."""

    def __init__(self, texts: list[str]) -> None:
        self.single: Counter[str] = Counter()
        self.pairs: Counter[tuple[str, str]] = Counter()
        for text in texts:
            tokens = tuple(_TOKENS.of(text))
            self.single.update(tokens)
            self.pairs.update(pairwise(tokens))
        self.size = sum(self.single.values())

    def clashes(self, text: str) -> Iterator[Clash]:
        """Yield the neighbours of a text of the batch that meet nowhere else, though both are common.

        By chance alone they would meet `expected` times; that they do not is a rule of the language.
        """
        if self.size < _ENOUGH:
            return
        tokens = tuple(_TOKENS.of(text))
        own: Counter[tuple[str, str]] | None = None
        places: tuple[Word, ...] = ()
        times = [self.single[token] for token in tokens]
        for at, (one, other) in enumerate(pairwise(times)):
            expected = one * other / self.size
            first, second = tokens[at], tokens[at + 1]
            if expected < 5 or not first or not second or first in ",." or first == second:
                continue
            own = own or Counter(pairwise(tokens))
            if self.pairs[first, second] <= own[first, second]:
                places = places or placed(_TOKEN_RE.findall(text), text)
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

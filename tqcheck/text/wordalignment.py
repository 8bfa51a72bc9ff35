"""Which pieces of two texts correspond, in one language or across two, by the encoder's vectors in context."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from tqcheck.text.embeddings import Encoding, encode, likeness, one_thread, places
from tqcheck.text.tokens import Word, words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Links(NamedTuple):
    """Pieces that choose each other: `left[k]` of one text and `right[k]` of the other, the left ones rising.

    `alike` says how alike they are: 1 is the same piece in the same context.
    """

    left: NDArray[np.int64]
    right: NDArray[np.int64]
    alike: NDArray[np.float32]


def link(first: Encoding, second: Encoding) -> Links:
    """Return the pieces of two texts that are each other's nearest.

    A piece has one partner or none, so what is said twice on one side is matched once. Neither text may be empty.
    """
    import numpy as np

    table = first.vectors @ second.vectors.T
    chosen, chosen_back = table.argmax(axis=1), table.argmax(axis=0)
    left = np.flatnonzero(chosen_back[chosen] == np.arange(len(chosen)))
    right = chosen[left]
    return Links(left, right, np.maximum(likeness(first.vectors[left], second.vectors[right]), 0))


class Pair(NamedTuple):
    """Two words that correspond, and how surely (0 to 1; below some 0.4 it is a guess)."""

    source: Word
    target: Word
    alike: float


@lru_cache(maxsize=1024)
def align(source: str, target: str) -> tuple[Pair, ...]:
    """Return the words of two texts that correspond, in the order of the source.

    Words of scripts without spaces come as whole runs (see `tokens.words`). Both languages must be
    known to the encoder (`embeddings.knows`): for others the links are noise.
    """
    with one_thread():
        first, second = encode([source, target])
        if not len(first.ids) or not len(second.ids):
            return ()
        links = link(first, second)
    strength: dict[tuple[Word, Word], float] = {}
    source_words, target_words = _word_of_piece(source), _word_of_piece(target)
    for left, right, alike in zip(*links, strict=True):
        if (one := source_words[left]) and (other := target_words[right]):
            strength[one, other] = max(strength.get((one, other), 0.0), float(alike))
    return tuple(Pair(*pair, alike) for pair, alike in sorted(strength.items(), key=lambda row: row[0][0].start))


def _word_of_piece(text: str) -> list[Word | None]:
    """Return, for each piece of a text, the word that it stands in."""
    found: list[Word | None] = []
    rest = iter(words(text))
    word = next(rest, None)
    for start, end in places(text):
        while word and word.end <= start:
            word = next(rest, None)
        found.append(word if word and word.start < end else None)
    return found

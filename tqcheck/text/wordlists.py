"""Lists of words packed small: a Python dict of a language's words takes 100 MB and more, these take 15."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, chain, islice
from typing import overload

_COMMON = 600
"""Centibels below certainty up to which a word is kept as it is: one in a million, Zipf 3, some 25,000 words."""
_TRUSTED = 700
"""Centibels up to which a listed word is one: one in ten million, Zipf 2."""
_SHARES = [10 ** (-level / 100) for level in range(_COMMON + 256)]


class SortedWords:
    """Words in alphabetical order as one text, found by how they begin."""

    def __init__(self, words: Iterable[str]) -> None:
        ordered = sorted(words)
        self._text = "\n".join(ordered)
        self._starts = array("I", accumulate((len(word) + 1 for word in ordered), initial=0))

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, index: int) -> str:
        return self._text[self._starts[index] : self._starts[index + 1] - 1]

    def __iter__(self) -> Iterator[str]:
        return iter(self._text.split("\n") if self._text else ())

    def starting(self, beginning: str) -> list[str]:
        """Return the words that start so."""
        first, last = self._range(beginning)
        return self._text[self._starts[first] : self._starts[last] - 1].split("\n") if last > first else []

    def some(self, beginning: str, most: int) -> list[str]:
        """Return the words that start so, evenly thinned if they are more than `most`, to fewer than twice as many."""
        first, last = self._range(beginning)
        return [self[index] for index in range(first, last, max(1, (last - first) // most))]

    def count(self, beginning: str) -> int:
        """Return how many words start so."""
        first, last = self._range(beginning)
        return last - first

    def _range(self, beginning: str) -> tuple[int, int]:
        places = range(len(self))
        first = bisect_left(places, beginning, key=self.__getitem__)
        return first, bisect_left(places, beginning + "\U0010ffff", lo=first, key=self.__getitem__)


def _table(ranked: Sequence[tuple[int, list[str]]]) -> tuple[int, array[int], bytearray]:
    """Return a hash table with open addressing: its mask, upper halves of the hashes (odd; 0 is free), and ranks.

    All words are put where they belong at once, and those that found their place taken go on to the next together.
    """
    import numpy as np

    many = sum(len(words) for _, words in ranked)
    codes = np.fromiter(map(hash, chain.from_iterable(words for _, words in ranked)), np.int64, many)
    ranks = np.repeat(np.array([rank for rank, _ in ranked], np.uint8), [len(words) for _, words in ranked])
    mask = (1 << (many * 3 // 2 | 1).bit_length()) - 1
    owner = np.full(mask + 1, -1, np.int64)
    waiting, slots = np.arange(many), codes & mask
    while len(waiting):
        free = owner[slots] < 0
        owner[slots[free]] = waiting[free]
        beaten = owner[slots] != waiting
        waiting, slots = waiting[beaten], slots[beaten] + 1 & mask
    taken = owner >= 0
    upper, table_ranks = np.zeros(mask + 1, np.uint32), np.zeros(mask + 1, np.uint8)
    upper[taken] = codes[owner[taken]] >> 32 & 0xFFFFFFFF | 1
    table_ranks[taken] = ranks[owner[taken]]
    hashes = array("I")
    hashes.frombytes(upper.tobytes())
    return mask, hashes, bytearray(table_ranks.tobytes())


class Frequencies(Mapping[str, float]):
    """`word → share of all words`, from the commonest on.

    Common words are in a dict. Of the rest 32 bits of a hash are kept, and how common they are: a string that
    is no word is taken for one in a few of 10,000 million cases. Iterating over these reads their list again.
    """

    def __init__(self, levels: Callable[[], Iterable[list[str]]]) -> None:
        """Read `levels()`: lists of words, each a centibel rarer than the one before."""
        self._levels = levels
        self._common: dict[str, float] = {}
        rare: list[tuple[int, list[str]]] = []
        for level, words in enumerate(levels()):
            if level <= _COMMON:
                self._common.update(dict.fromkeys(words, _SHARES[level]))
            elif words:
                rare.append((min(level - _COMMON, 255), words))
        self._size = len(self._common) + sum(len(words) for _, words in rare)
        self._mask, self._hashes, self._ranks = _table(rare)

    @cached_property
    def words(self) -> SortedWords:
        """The words that may be trusted: the rarest of a list are full of other lists' slips."""
        trusted = chain.from_iterable(islice(self._levels(), _TRUSTED + 1))
        return SortedWords(word for word in trusted if word.isalpha() or not word.isascii())

    @overload  # type: ignore[override]  # as a dict's, but for the defaults that nobody gives
    def get(self, word: str) -> float | None: ...

    @overload
    def get(self, word: str, default: float) -> float: ...

    def get(self, word: str, default: float | None = None) -> float | None:
        """Return the share of a word, `default` if it is not known."""
        share = self._common.get(word)
        if share is not None:
            return share
        code = hash(word)
        slot, wanted = code & self._mask, code >> 32 & 0xFFFFFFFF | 1
        hashes = self._hashes
        while found := hashes[slot]:
            if found == wanted:
                return _SHARES[_COMMON + self._ranks[slot]]
            slot = slot + 1 & self._mask
        return default

    def among(self, words: Iterable[str]) -> Iterator[tuple[str, float]]:
        """Yield those of many strings that are words, with their shares: thrice as quick as asking for each."""
        common, hashes, ranks, mask = self._common.get, self._hashes, self._ranks, self._mask
        for word in words:
            if share := common(word):
                yield word, share
                continue
            code = hash(word)
            slot = code & mask
            if hashes[slot]:
                wanted = code >> 32 & 0xFFFFFFFF | 1
                while found := hashes[slot]:
                    if found == wanted:
                        yield word, _SHARES[_COMMON + ranks[slot]]
                        break
                    slot = slot + 1 & mask

    def at_least(self, share: float) -> list[str]:
        """Return the words that have such a share, of one in a million or more, the commonest first."""
        return [word for word, its in self._common.items() if its >= share]

    def __getitem__(self, word: str) -> float:
        share = self.get(word)
        if share is None:
            raise KeyError(word)
        return share

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and self.get(word) is not None

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[str]:
        yield from self._common
        if self._size > len(self._common):
            yield from chain.from_iterable(words for level, words in enumerate(self._levels()) if level > _COMMON)

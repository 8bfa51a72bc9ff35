"""Lists of words packed small: a Python dict of a language's words takes 100 MB and more, these take 15."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
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
        many = sum(len(words) for _, words in rare)
        self._size = len(self._common) + many
        slots = 1 << (many * 3 // 2 | 1).bit_length()
        # filled as a list, which is quicker
        mask, hashes, ranks = slots - 1, [0] * slots, bytearray(slots)
        for rank, words in rare:
            for code in map(hash, words):
                slot = code & mask
                while hashes[slot]:
                    slot = slot + 1 & mask
                hashes[slot] = code >> 32 & 0xFFFFFFFF | 1
                ranks[slot] = rank
        self._mask, self._hashes, self._ranks = mask, array("I", hashes), ranks

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

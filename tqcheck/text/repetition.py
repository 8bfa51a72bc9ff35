"""Phrases that stand several times in a row."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import regex

from tqcheck.text.characters import UNSPACED, scripts
from tqcheck.text.tokens import words


class Repeat(NamedTuple):
    """`phrase`, `times` times in a row at `text[start:end]`.

    `size` counts its words (characters, where no spaces are written); `parted` tells whether a mark
    stands between two of them, as in `no, no`.
    """

    phrase: str
    size: int
    times: int
    start: int
    end: int
    parted: bool


_UNSPACED_RE = regex.compile(
    r"([\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}ー，、。\w]{1,40}?)\1+"
)
_UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")
_PLAIN_GAP_RE = regex.compile(r"\s*|[)\]'\"”»]?\s[(\['\"“«]?")


@lru_cache(maxsize=4096)
def find_repeats(text: str) -> tuple[Repeat, ...]:
    """Return what stands twice or more in a row in `text`, left to right, the longest run first found.

    >>> [(r.phrase, r.times) for r in find_repeats("He said that that in the in the in the end.")]
    [('that', 2), ('in the', 3)]
    """
    found = list(_words(text))
    if not UNSPACED.isdisjoint(scripts(text)):
        found += _characters(text)
        found.sort(key=lambda repeat: repeat.start)
    return tuple(found)


def _words(text: str) -> Iterator[Repeat]:
    tokens = words(text)
    folded = [token.text.casefold() for token in tokens]
    if len(set(folded)) == len(folded):
        return
    following: list[int] = [0] * len(folded)
    seen: dict[str, int] = {}
    for index in range(len(folded) - 1, -1, -1):
        following[index] = seen.get(folded[index], -1)
        seen[folded[index]] = index
    start = 0
    while start < len(folded):
        size, times = _longest(folded, following, start)
        if times < 2:
            start += 1
            continue
        end = start + size * times
        gaps = [text[tokens[start + n * size - 1].end : tokens[start + n * size].start] for n in range(1, times)]
        copies = {
            text[tokens[start + n * size].start : tokens[start + (n + 1) * size - 1].end].casefold()
            for n in range(times)
        }
        if times == 2 and len(copies) > 1:  # "picture and picture" and
            start += 1
            continue
        yield Repeat(
            text[tokens[start].start : tokens[start + size - 1].end],
            size,
            times,
            tokens[start].start,
            tokens[end - 1].end,
            not all(_PLAIN_GAP_RE.fullmatch(gap) for gap in gaps),
        )
        start = end


_LONGEST = 200  # words that a repeated phrase may have: looking for more takes the square of the time


def _longest(folded: list[str], following: list[int], start: int) -> tuple[int, int]:
    """Return size and count of the repetition that starts at a word and covers most."""
    best = (0, 1)
    nearest = following[start]
    while nearest > 0:
        size = nearest - start
        if size > _LONGEST or start + 2 * size > len(folded):
            break
        phrase = folded[start:nearest]
        times = 1
        while folded[start + times * size : start + (times + 1) * size] == phrase:
            times += 1
        if times > 1 and size * times > best[0] * best[1]:
            best = (size, times)
        nearest = following[nearest]
    return best


def _characters(text: str) -> Iterator[Repeat]:
    for match in _UNSPACED_RE.finditer(text):
        unit = match[1]
        if not _UNSPACED.search(unit):
            continue
        times = (match.end() - match.start()) // len(unit)
        yield Repeat(unit, len(unit), times, match.start(), match.end(), unit[-1] in "，、。")

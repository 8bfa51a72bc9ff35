"""Classes of words by which an order is judged: common words as themselves, others by their endings.

What a text is about is in its rare words, how its words may follow one another in the common ones and in
endings. So a class is a common word, or whether a word has a capital and what its last two letters are.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import regex

from tqcheck.text.memo import Memo, Pieces

START, END = "<", ">"
"""What stands before a sentence's first word and after its last."""

_TOKEN_RE = regex.compile(
    r"""
    (?P<initials> (?: \p{L}\. ){2,} )
    | (?P<elided> \p{L}{1,2}['’] | (?i:qu|lorsqu|jusqu|puisqu|aujourd|dell|nell|all|dall|sull|un|quest|com|tutt)['’] ) (?=\p{L}{2})
    | (?P<word> \p{L}[\p{L}\p{M}]* (?: ['’·-] \p{L}[\p{L}\p{M}]* )* )
    | (?P<number> \p{N}+ (?: [.,:] \p{N}+ )* )
    | (?P<mark> [^\s\p{L}\p{M}\p{N}] )
    """,
    regex.VERBOSE,
)
_SAME = {"’": "'", "–": "-", "—": "-", "[": "(", "]": ")", "…": ".", "،": ",", "؛": ";", "؟": "?", "।": "."}
_UNHEARD = frozenset("\"“”„«»‘'‹›`*_~|•·")
"""Marks that may stand anywhere: quotes and what adorns."""


class Unit(NamedTuple):
    """What stands between two spaces, `text[start:end]`: as what it begins, as what it ends, and by what it is known again."""

    first: str
    last: str
    key: str
    start: int
    end: int


def tokens(text: str) -> Iterator[str]:
    """Yield words, numbers and the marks that say something about order.

    >>> list(tokens("L’eau, « 12,5 » !"))
    ['L’', 'eau', ',', '12,5', '!']
    """
    return (token for piece in text.split() for token, _ in _TOKENS[piece])


def _of_piece(piece: str) -> Iterator[tuple[str, int]]:
    for match in _TOKEN_RE.finditer(piece):
        token = match.group()
        if token not in _UNHEARD:
            yield token, match.start()


_TOKENS = Pieces(_of_piece)


@lru_cache(maxsize=4096)
def placed(text: str) -> tuple[tuple[str, int], ...]:
    """Return the tokens of a text with where they start."""
    found = []
    end = 0
    for piece in text.split():
        start = text.find(piece, end)
        end = start + len(piece)
        found += [(token, start + at) for token, at in _TOKENS[piece]]
    return tuple(found)


def features(token: str) -> tuple[str, ...]:
    """Return the classes that a token may have, the narrowest first.

    >>> features("Walking")
    ('^walking', 'walking', '^~ng', '^~')
    """
    head = token[0]
    if head.isalpha():
        folded = token.casefold().replace("’", "'")
        if len(token) > 1 and token.isupper():
            return "^^" + folded, "^^"
        end = shape(folded)
        if head.isupper():
            return "^" + folded, folded, "^~" + end, "^~"
        return folded, "~" + end, "~"
    if head.isnumeric():
        return ("#4", "#") if len(token) == 4 and token.isdecimal() else ("#",)
    return _SAME.get(token, token), "?"


_BEFORE_RE = regex.compile(r"[\p{Arabic}\p{Hebrew}]{4}")


def shape(word: str) -> str:
    """Return the letters of a word that say what it is: its last two; also its first two where articles and prepositions are written on it.

    >>> shape("walking"), shape("والكتاب")
    ('ng', 'واب')
    """
    return word[:2] + word[-1] if _BEFORE_RE.match(word) else word[-2:]


def ending(name: str) -> str:
    """Return the class of words that end, and have a capital, as a class does.

    >>> [ending(name) for name in ("walking", "^the", "~ng", ",")]
    ['~ng', '^~he', '~ng', ',']
    """
    if name[0].isalpha():
        return "~" + shape(name)
    return "^~" + shape(name) if name[0] == "^" and name[1:2].isalpha() else name


STOPS = frozenset(".!?…。؟।")
_KEY_RE = regex.compile(r"[\p{L}\p{N}](?:.*[\p{L}\p{N}])?")


def _key(unit: str) -> str:
    match = _KEY_RE.search(unit)
    return match.group().casefold() if match else ""


KEYS = Memo(_key)
"""What stands between two spaces, case folded, without the marks around it."""


def _unit(piece: str) -> Iterator[Unit]:
    """Yield what stands between two spaces as a unit, if it has any token and is no address; where, remains to be told."""
    parts = list(tokens(piece)) if "://" not in piece else []
    if parts:
        yield Unit(parts[0], parts[-1], KEYS[piece], 0, 0)


_UNITS = Pieces(_unit)


def sentences(text: str, placed: bool = True) -> Iterator[list[Unit]]:
    """Yield the units of each sentence: a mark that ends one, and a capital after it, part two.

    Not placed, in a quarter of the time, no unit knows where it stands.
    """
    units: list[Unit] = []
    before = ""
    for unit in _placed(text) if placed else _UNITS.of(text):
        if before in STOPS and not unit.first[0].islower():
            yield units
            units = []
        before = unit.last
        units.append(unit)
    if units:
        yield units


def _placed(text: str) -> Iterator[Unit]:
    end = 0
    for piece in text.split():
        start = text.find(piece, end)
        end = start + len(piece)
        for unit in _UNITS[piece]:
            yield unit._replace(start=start, end=end)

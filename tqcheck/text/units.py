"""Units of time, length, weight and money: what a text measures in, and how one converts to another."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import regex

from tqcheck.text.languages import base
from tqcheck.text.memo import Memo
from tqcheck.text.wordtables import NOTHING, Lookup, lookup

DIMENSION = {
    **dict.fromkeys(("second", "minute", "hour", "day", "week", "month", "year", "decade", "century"), "time"),
    **dict.fromkeys(("km", "mile", "metre", "foot", "inch", "cm"), "length"),
    **dict.fromkeys(("kg", "pound", "gram", "ton", "ounce"), "weight"),
    **dict.fromkeys(("acre", "hectare"), "area"),
    **dict.fromkeys(("gallon", "litre"), "volume"),
    **dict.fromkeys(("usd", "eur", "gbp", "jpy", "cny", "inr", "rub", "chf", "uah", "czk", "krw"), "money"),
    **dict.fromkeys(
        (
            "pln",
            "sek",
            "nok",
            "dkk",
            "isk",
            "hrk",
            "huf",
            "ron",
            "bgn",
            "try",
            "brl",
            "ils",
            "thb",
            "vnd",
            "idr",
            "rsd",
        ),
        "money",
    ),
}

_SIZE = {
    "second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800, "month": 2629800, "year": 31557600,
    "decade": 315576000, "century": 3155760000,
    "km": 1000, "mile": 1609.344, "metre": 1, "foot": 0.3048, "inch": 0.0254, "cm": 0.01,
    "kg": 1, "pound": 0.45359, "gram": 0.001, "ton": 1000, "ounce": 0.02835,
    "acre": 0.404686, "hectare": 1, "gallon": 3.78541, "litre": 1,
}  # fmt: skip

SYMBOLS = {
    "$": "usd",
    "€": "eur",
    "£": "gbp",
    "¥": "jpy",
    "₽": "rub",
    "₹": "inr",
    "₴": "uah",
    "₩": "krw",
    "￥": "jpy",
    "＄": "usd",
}


_CODES = frozenset(name.upper() for name, dimension in DIMENSION.items() if dimension == "money")


class Unit(NamedTuple):
    """A unit word or sign at `text[start:end]`: `names` are what it may stand for (a pound is two things)."""

    names: frozenset[str]
    text: str
    start: int
    end: int
    number: tuple[int, int] | None = None
    """Where the number stands that it measures."""


_WORD_RE = regex.compile(r"\p{L}[\p{L}\p{M}]*(?:[’'\"״]\p{L}+)?|[$€£¥₽₹₴₩￥＄]")
_NUMBER_BEFORE_RE = regex.compile(r"(\p{Nd}[\p{Nd}.,٫\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]*)[\s-]?$")
_NUMBER_AFTER_RE = regex.compile(
    r"[\s\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]?(\p{Nd}[\p{Nd}.,\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]*)"
)
_SAME_TABLE = {"no": "nb", "nn": "nb", "hr": "sh", "bs": "sh", "tl": "fil"}


@lru_cache(maxsize=4096)
def find_units(text: str, lang: str) -> tuple[Unit, ...]:
    """Return the units that `text` names, left to right.

    >>> [sorted(unit.names) for unit in find_units("Er zahlte 5 Dollar in zwei Jahren", "de")]
    [['usd'], ['year']]
    """
    code = base(lang)
    if code in _EASTERN and knows_units(code):
        return tuple(sorted(_unspaced(text, _eastern(code)), key=lambda unit: unit.start))
    named = _named(code)
    if not named.any(_WORD_RE.findall(text)):
        return ()
    found = []
    for match in _WORD_RE.finditer(text):
        word = match.group()
        names = named[word]
        if not names:
            continue
        before = _NUMBER_BEFORE_RE.search(text, max(0, match.start() - 24), match.start())
        if word in SYMBOLS or word in _CODES:
            after = _NUMBER_AFTER_RE.match(text, match.end())
            place = after.span(1) if after else before.span(1) if before else None
            found.append(Unit(names, word, *match.span(), place))
            continue
        if len(word) == 1 and not before:
            continue
        found.append(Unit(names, word, *match.span(), before.span(1) if before else None))
    return tuple(found)


_EASTERN = frozenset({"zh", "ja", "ko", "th"})
_JOINED = frozenset({"de", "nl", "sv", "da", "nb", "no", "nn", "fi", "hu"})


@lru_cache(maxsize=128)
def _named(code: str) -> Memo[str, frozenset[str]]:
    """Return `word or sign → the units that it names` of a language."""
    table = _table(code)

    def named(word: str) -> frozenset[str]:
        if word in SYMBOLS or word in _CODES:
            return frozenset({SYMBOLS.get(word, word.lower())})
        names = table(word.lower()) if table else NOTHING
        if not names and table and code in _JOINED and len(word) > 6:
            return _compound(word.lower(), table)
        return names

    return Memo(named)


def _compound(word: str, table: Lookup) -> frozenset[str]:
    """Return what the end of a compound measures: Dreijahresplan does not, Kalenderjahr does."""
    for size in range(2, len(word) - 2):
        names = table.exact.get(word[size:])
        if names and len(word) - size > 3:
            return frozenset(names)
    return NOTHING


@lru_cache(maxsize=8)
def _eastern(code: str) -> tuple[regex.Pattern[str], dict[str, set[str]]]:
    table = _table(code)
    words = table.exact if table else {}
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return regex.compile("|".join([*map(regex.escape, ordered), *map(regex.escape, SYMBOLS)])), words


def _unspaced(text: str, names: tuple[regex.Pattern[str], dict[str, set[str]]]) -> list[Unit]:
    pattern, words = names
    found = []
    for match in pattern.finditer(text):
        word = match.group()
        if word in SYMBOLS:
            after = _NUMBER_AFTER_RE.match(text, match.end())
            found.append(Unit(frozenset({SYMBOLS[word]}), word, *match.span(), after.span(1) if after else None))
            continue
        before = _COUNT_BEFORE_RE.search(text, max(0, match.start() - 24), match.start())
        last = text[match.start() - 1] if match.start() else ""
        if len(word) == 1 and not before and last not in _COUNTING:
            continue
        if word in _IN_DATES and (last.isdigit() or last in _NUMERALS):
            continue
        if word in _TIMES and (not last.isdigit() or _FRACTION_RE.match(text, match.end())):
            continue
        place = before.span(1) if before else None
        found.append(Unit(frozenset(words[word]), word, *match.span(), place))
    return found


_IN_DATES = frozenset("月日월일")
"""With a number before them they name a month or a day, and measure nothing."""
_TIMES = frozenset("分秒時시분초")
"""Parts of many words: units only after a figure."""
_NUMERALS = frozenset("一二三四五六七八九十")
_FRACTION_RE = regex.compile(r"[の之][\p{Nd}一二三四五六七八九]")
"""What makes parts of minutes: 5分の1, a fifth."""
_COUNTING = frozenset(
    "〇一二三四五六七八九十百千万億亿两几幾数數每毎本上下今去明前后後整半多余餘同来昨翌当 몇수매올작내한두세네다섯"
)
"""What a unit of one character must follow to be one: a number, this, last, each."""
_COUNT_BEFORE_RE = regex.compile(r"(\p{Nd}[\p{Nd}.,]*)[万億亿千百]*\s?(?:个|個|多|余)?\s?$")


def knows_units(lang: str) -> bool:
    """Tell whether the unit words of a language are known."""
    return _table(base(lang)) is not None


def _table(code: str) -> Lookup | None:
    return lookup("units", _SAME_TABLE.get(code, code))


def converts(value: float, unit: str, other_value: float, other: str) -> bool:
    """Tell whether `value unit` is about `other_value other`, as a translator rounds: to a twentieth.

    >>> converts(550, "pound", 250, "kg"), converts(550, "pound", 280, "kg")
    (True, False)
    """
    if unit not in _SIZE or other not in _SIZE or DIMENSION[unit] != DIMENSION[other]:
        return False
    left, right = value * _SIZE[unit], other_value * _SIZE[other]
    tolerance = 0.12 if DIMENSION[unit] == "time" or min(value, other_value) < 10 else 0.06
    return bool(right) and abs(left - right) <= tolerance * max(abs(left), abs(right))

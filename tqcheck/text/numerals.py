"""Number words of some thirty-five languages: what a word counts, and what a magnitude word multiplies by.

A word that ends in `*` stands for all its inflections and compounds that begin like that.
Ordinals, fractions and collectives (`dozen`, `decade`) stand with the number that a translator may
write for them. Source: own knowledge of the languages; the spellings are those of their dictionaries.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import regex

from tqcheck.text.languages import base
from tqcheck.text.memo import Memo
from tqcheck.text.wordtables import Lookup, lookup

_SAME_WORDS = {"no": "nb", "nn": "nb", "hr": "sh", "bs": "sh", "ms": "id", "tl": "fil", "gl": "pt"}

_CJK_DIGITS = {
    char: value
    for value, chars in enumerate(("〇零○", "一壹", "二两兩", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"))
    for char in chars
}
_CJK_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "廿": 20}
_CJK_SCALES = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}
KOREAN_SCALES = {"천": 10**3, "만": 10**4, "억": 10**8, "조": 10**12, "백": 10**2}

SCALES = {**_CJK_SCALES, **KOREAN_SCALES, "千": 1000, "百": 100, "仟": 1000}
"""Characters that follow digits directly and multiply them: 1550万, 3億5000万, 2천만."""

CJK_NUMERAL = "".join((*_CJK_DIGITS, *_CJK_UNITS, *_CJK_SCALES))


@lru_cache(maxsize=128)
def _words_of(lang: str) -> Lookup | None:
    code = base(lang)
    return lookup("number_words", _SAME_WORDS.get(code, code))


@lru_cache(maxsize=128)
def _magnitudes_of(lang: str) -> Lookup | None:
    code = base(lang)
    return lookup("magnitudes", code) or lookup("magnitudes", _SAME_WORDS.get(code, code))


def spells_numbers(lang: str) -> bool:
    """Tell whether the number words of a language are known."""
    return _words_of(lang) is not None or base(lang) in {"zh", "ja"}


class Count(NamedTuple):
    """What a word may count, and the powers of ten that it may multiply by."""

    values: frozenset[int]
    powers: frozenset[int]


@lru_cache(maxsize=128)
def counts(lang: str) -> Memo[str, Count | None]:
    """Return `lower-case word → what it counts` of a language; None for words that count nothing."""
    code = base(lang)

    def count(word: str) -> Count | None:
        found = Count(word_values(word, code), magnitude(word, code) if len(word) > 2 else frozenset())
        return found if any(found) else None

    return Memo(count)


def word_values(word: str, lang: str) -> frozenset[int]:
    """Return what a lower-case word may count: `{2}` for `second`, `{10}` for `decade`; empty for other words."""
    table = _words_of(lang)
    if table is None:
        return frozenset()
    code = base(lang)
    values = frozenset(map(int, table(word) or (table(_bare(word, code)) if code in _WRITTEN_TOGETHER else ())))
    if len(word) > 6 and code in _LINKS and (compound := _compound_value(word, code)) is not None:
        return values | {compound}
    return values


_WRITTEN_TOGETHER = frozenset({"ar", "he"})


def _bare(word: str, lang: str) -> str:
    """Return a word without the `and` and the article that Arabic and Hebrew write together with it."""
    if lang == "ar":
        word = word.removeprefix("و")
        return word.removeprefix("ال").removeprefix("بال").removeprefix("لل") if len(word) > 4 else word
    return word.removeprefix("ו").removeprefix("ה") if lang == "he" and len(word) > 3 else word


TENFOLD = frozenset({"mươi", "puluh"})
"""Words for ten that multiply what stands before them: hai mươi is 20."""
TEENS = frozenset({"belas"})
"""Words that add ten to what stands before them: dua belas is 12."""


# What may stand between the parts of a number word that is written as one.
_LINKS = {
    "de": ("und",), "nl": ("en", "ën"), "af": ("en",), "it": ("e",), "es": ("i",), "ca": ("i",), "da": ("og",),
    "nb": ("og",), "no": ("og",), "fi": ("tä", "ta", "tään", "ään"), "et": ("t",), "hu": ("on", "en"),
    **dict.fromkeys(("sv", "bg", "ru", "uk", "pl", "cs", "sk", "tr", "id"), ()),
}  # fmt: skip


def _compound_value(word: str, lang: str) -> int | None:
    """Return the value of a number word grown together from others, None if it is not.

    >>> _compound_value("dreihundertfünfundzwanzig", "de"), _compound_value("ventisette", "it")
    (325, 27)
    """
    stems = _stems(lang)
    if word[:2] not in _heads(lang):
        return None
    total = current = place = parts = 0
    while place < len(word):
        size = next(
            (size for size in range(min(20, len(word) - place), 1, -1) if word[place : place + size] in stems), 0
        )
        if not size:
            link = next((link for link in _LINKS[lang] if word.startswith(link, place)), "")
            if link and parts:
                place += len(link)
                continue
            break
        value = stems[word[place : place + size]]
        if value >= 1000:
            total, current = total + (current or 1) * value, 0
        elif value == 100:
            current = (current or 1) * 100
        else:
            current += value
        place += size
        parts += 1
    return total + current if parts > 1 and len(word) - place <= 4 else None


@lru_cache(maxsize=32)
def _heads(lang: str) -> frozenset[str]:
    """Return the first two letters of the stems: most words can be told from number words by them."""
    return frozenset(stem[:2] for stem in _stems(lang))


@lru_cache(maxsize=32)
def _stems(lang: str) -> dict[str, int]:
    stems: dict[str, int] = {}
    for table, power in ((_words_of(lang), False), (_magnitudes_of(lang), True)):
        for rows in (table.exact, table.beginning) if table else ():
            for word, keys in rows.items():
                if len(word) > 1 and not (power and len(word) < 4):
                    stems.setdefault(word, 10 ** min(map(int, keys)) if power else min(map(int, keys)))
    return stems


def magnitude(word: str, lang: str) -> frozenset[int]:
    """Return the powers of ten that a lower-case word may multiply by.

    More than one where usage differs: a `bilião` is 10**12 in Lisbon and 10**9 in Brasília.
    """
    table = _magnitudes_of(lang)
    return frozenset(map(int, table(word))) if table else frozenset()


def magnitude_words(lang: str, least: int) -> list[str]:
    """Return the words, or beginnings of words, for at least ten to the power of `least`."""
    table = _magnitudes_of(lang)
    rows = (table.exact, table.beginning) if table else ()
    return sorted(
        {word for row in rows for word, keys in row.items() if len(word) > 2 and max(map(int, keys)) >= least}
    )


@lru_cache(maxsize=8192)
def cjk_value(text: str) -> int | None:
    """Return the value of a Chinese or Japanese numeral, None if it is none.

    >>> cjk_value("二十五"), cjk_value("三亿五千万"), cjk_value("二〇一八")
    (25, 350000000, 2018)
    """
    if all(char in _CJK_DIGITS for char in text):
        return int("".join(str(_CJK_DIGITS[char]) for char in text))
    total = section = digit = 0
    for char in text:
        if char in _CJK_DIGITS:
            digit = _CJK_DIGITS[char]
        elif char in _CJK_UNITS:
            section += _CJK_UNITS[char] * (digit or 1)
            digit = 0
        elif char in _CJK_SCALES:
            total += (section + digit or 1) * _CJK_SCALES[char]
            section = digit = 0
        else:
            return None
    return total + section + digit


WORD_RE = regex.compile(r"\p{L}[\p{L}\p{M}]*(?:['’]\p{L}[\p{L}\p{M}]*)*")


@lru_cache(maxsize=4096)
def lowered_words(text: str) -> frozenset[str]:
    """Return the words of a text in small letters: enough to tell most texts that have nothing to look for."""
    return frozenset(WORD_RE.findall(text.lower()))

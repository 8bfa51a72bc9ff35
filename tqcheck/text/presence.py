"""How sure it is that a name is on the other side, where that is Chinese or Japanese: evidence, summed.

Neither has capitals, both write foreign names by their sound and many others by characters that say nothing to Latin
letters. What a name sounds like, what dictionaries call it, which places share a name and what the sentence encoder
finds most like it each tell part of them; what none of them finds is not there.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

import regex

from tqcheck.model import Span
from tqcheck.text.crossing import CLEAR, cross
from tqcheck.text.embeddings import knows, unavailable
from tqcheck.text.heardnames import namehood
from tqcheck.text.knownnames import known_names
from tqcheck.text.mentions import Atom, atoms, commonness
from tqcheck.text.namebook import booked, is_word, told_by
from tqcheck.text.pinyin import is_pinyin
from tqcheck.text.wordalignment import likest

EASTERN = frozenset({"zh", "ja"})
"""The languages that `odds_of_word` and `doubts` judge beside one in Latin letters."""
_HOME = {"zh": frozenset({"CN", "TW", "HK"}), "ja": frozenset({"JP"})}
THERE = 9.0
"""The log-odds of what is found."""
_KATAKANA_RE = regex.compile(r"\p{Katakana}[\p{Katakana}ー]{2,}")

WORD = {
    "always": -5.31,
    "heard": -0.29,  # at all, and …
    "nats": 0.92,  # … how well, for each letter, above the least
    "meant": 17.6,  # likeness to what is most like it …
    "meant surely": -11.58,  # … above 0.3, …
    "meant hardly": -3.69,  # … and below 0.2
    "known": -1.6,  # as a place, which has a name of its own there
    "common": 0.46,  # a Zipf step, for each likeness of 1
    "pinyin": -1.33,  # which would be heard
}
"""What speaks for a word in Latin letters being there. Fitted by logistic regression to names in good translations,
and to those that other segments have, between English and Chinese or Japanese."""

STRETCH = {
    "always": -4.06,
    "heard": 0.8,
    "nats": 0.37,
    "meant": 10.49,
    "meant surely": 0.8,
    "meant hardly": -16.82,
    "known": -0.21,
    "booked": -0.3,
    "short": 0.64,  # two characters, which may be a word
}
"""What speaks for a name in Chinese or Japanese being there in Latin letters; made as `WORD` was."""


class Doubt(NamedTuple):
    """A name in Chinese or Japanese, `text[start:end]`, and the log-odds that the text in Latin letters has it."""

    start: int
    end: int
    odds: float


def tellable(lang: str, other: str) -> bool:
    """Tell whether the names of a text in Latin letters and one in Chinese or Japanese can be compared."""
    return other in EASTERN and knows(lang, other) and not unavailable()


@lru_cache(maxsize=8192)
def odds_of_word(atom: Atom, latin: str, lang: str, other_text: str, other: str) -> float:
    """Return the log-odds that a text in Chinese or Japanese has a name that `latin` has: `THERE` for what is found."""
    word = atom.fold
    if atom.text.casefold() in other_text.casefold() or any(told_by(word, name) for name in booked(other_text, other)):
        return THERE
    found = cross(atom.text, other_text, other)
    if found and found.rate >= CLEAR:
        return THERE
    codes = frozenset[str]().union(
        *(name.codes for name in known_names(latin, lang) if name.start <= atom.start < name.end)
    )
    if any(not codes.isdisjoint(name.codes) for name in known_names(other_text, other)):
        return THERE
    if not codes.isdisjoint(_HOME[other]):
        return THERE  # 国内, 国産: nobody names his own country
    alike = likest(latin, Span("target", atom.start, atom.end), other_text) or 0.0
    evidence = {
        **_heard(found.rate if found else None),
        **_meant(alike),
        "known": bool(codes),
        "common": max(1.0, min(5.0, commonness(word, lang))) * alike,
        "pinyin": other == "zh" and len(word) > 4 and is_pinyin(word),
    }
    return _sum(WORD, evidence)


def _heard(rate: float | None) -> dict[str, float]:
    return {} if rate is None else {"heard": 1, "nats": max(-1.5, rate) + 1.5}


def _meant(alike: float) -> dict[str, float]:
    return {"meant": alike, "meant surely": max(0.0, alike - 0.3), "meant hardly": max(0.0, 0.2 - alike)}


def _sum(weights: Mapping[str, float], evidence: Mapping[str, float]) -> float:
    return weights["always"] + sum(weights.get(what, 0.0) * much for what, much in evidence.items())


def doubts(text: str, lang: str, latin: str, other: str) -> Iterator[Doubt]:
    """Yield the names that a text in Chinese or Japanese surely has, and the odds that the other text has them."""
    names = booked(text, lang)
    places = known_names(text, lang)
    found = {(name.start, name.end) for name in (*names, *places)}
    if lang == "ja":
        found |= {run.span() for run in _KATAKANA_RE.finditer(text) if not is_loan(run.group())}
    words = atoms(latin, other)
    codes = frozenset[str]().union(*(name.codes for name in known_names(latin, other)))
    for start, end in sorted(found):
        if any(a <= start and end <= b and (a, b) != (start, end) for a, b in found):
            continue  # part of a longer name
        if is_word(text[start:end], lang) or across_words(text, start, end, lang) or text[start:end].isascii():
            continue
        if commonness(text[start:end], lang) >= _TITLE and not any(
            name.start < end and start < name.end for name in places
        ):
            continue
        book = [name for name in names if name.start < end and start < name.end]
        here = [name for name in places if name.start < end and start < name.end]
        if (
            any(not codes.isdisjoint(name.codes) for name in here)
            or any(told_by(word.fold, name) for word in words for name in book)
            or text[start:end].casefold() in latin.casefold()
        ):
            yield Doubt(start, end, THERE)
            continue
        rate = _best_sound(text[start:end], lang, latin, other)
        if rate is not None and rate >= CLEAR:
            yield Doubt(start, end, THERE)
            continue
        alike = likest(text, Span("source", start, end), latin) or 0.0
        evidence = {
            **_heard(rate),
            **_meant(alike),
            "known": bool(here),
            "booked": bool(book),
            "short": end - start == 2,
        }
        yield Doubt(start, end, _sum(STRETCH, evidence))


def across_words(text: str, start: int, end: int, lang: str) -> bool:
    """Tell whether two characters lie in two words: 重庆 in 隆重庆祝."""
    return end - start == 2 and any(
        commonness(text[at - 1 : at + 1], lang) >= _USUAL for at in (start, end) if 0 < at < len(text)
    )


@lru_cache(maxsize=16384)
def is_loan(run: str) -> bool:
    """Tell whether katakana write an everyday word, of whatever language, or two such: インフラ, イチバン, コロナウイルス."""
    return (
        commonness(run, "ja") >= _LOAN
        or commonness(run.translate(_HIRAGANA), "ja") >= _LOAN
        or any(
            commonness(run[:at], "ja") >= _USUAL and commonness(run[at:], "ja") >= _USUAL
            for at in range(2, len(run) - 1)
        )
    )


_TITLE = 4.5
"""The Zipf frequency from which what a dictionary has as a title or an organisation is a word: 世界 is a magazine, too."""
_USUAL = 3.0
_LOAN = 2.5
"""Zipf frequencies of words that everyone uses, and of those that most do."""
_HIRAGANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_WHOLE = 0.6
"""The share of a name that a word must account for to be heard in it."""


def _best_sound(name: str, lang: str, latin: str, other: str) -> float | None:
    """Return how well a name is heard in the word, or the two words side by side, that sounds most like it."""
    words = atoms(latin, other)
    any_case = lang == "ja"  # katakana write words of other languages, too
    forms = [word.text for word in words if len(word.text) > 2 and (any_case or word.capital)]
    forms += [
        one.text + two.text
        for one, two in itertools.pairwise(words)
        if two.start - one.end <= 1 and (any_case or (one.capital and two.capital))
    ]
    rates = [
        found.rate
        for form in dict.fromkeys(forms)
        if (found := cross(form, name, lang)) and len(found.text) >= _WHOLE * len(name)
    ]
    return max(rates, default=None)


def surely_name(atom: Atom, lang: str) -> bool:
    """Tell whether a word in Latin letters is a name that another language would have, too, and no title or greeting."""
    return namehood(atom, lang) >= 0.8 and (
        commonness(atom.fold, lang) < _EVERYDAY or any(len(name.codes) for name in known_names(atom.text, lang))
    )


_EVERYDAY = 4.2
"""The Zipf frequency from which a word with a capital may stand for much: Hello, General, Super."""

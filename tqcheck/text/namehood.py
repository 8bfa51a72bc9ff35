"""How likely a capitalised word is a name, going by how common it is in one language and in others."""

from __future__ import annotations

import lzma
from functools import cache, lru_cache
from importlib.resources import files
from math import log10

import regex

from tqcheck.text.capitals import has_capital
from tqcheck.text.characters import script_of
from tqcheck.text.dates import find_named
from tqcheck.text.dictionary import dictionary
from tqcheck.text.lexicon import lexicon, small_list
from tqcheck.text.mentions import Atom, commonness

_UNLISTED = 2.7
"""The Zipf frequency to assume for what a small list does not hold: a little below its rarest."""
RAREST = 1.0
"""Where the large lists end: what they lack may be as common as that."""
_ADJECTIVE_RE = regex.compile("(?:ск|ев|[аеи]н|дн|жн)(?:ий|ій|ой|ая|ое|ые|ого|ому|ом|ую|их|ых|ими|ыми)$")
"""Cyrillic adjectives of countries, cities and houses: Западной, Капитолийском, Кремниевая."""
_PEOPLES_CAPITAL = frozenset({"en", "is", "nl"})
"""Languages that give peoples, languages or days a capital, which others translate: only what all write so is a name."""
_PEOPLE_OR_DAY_RE = regex.compile("(?:ans?|ish|ese|ch|day|ber|uary|tic|lic|ni|qi)$")
_NO_NAME = 17
"""Letters that only a compound has."""
_INNER_CAPITAL_RE = regex.compile(r"\p{Lu}?\p{Ll}+\p{Lu}(?!nnen)")
_COMPOUNDING = frozenset({"de", "nl", "sv", "da", "nb", "nn", "no", "is", "fi", "hu", "et"})


@cache
def _everywhere() -> dict[str, float]:
    """Return `word → Zipf frequency` in the median of seven languages of several families, where most have the word."""
    packed = files("tqcheck.data").joinpath("everywhere.txt.xz").read_bytes()
    rows = (row.rpartition("-") for row in lzma.decompress(packed).decode().split("\n"))
    return {word: log10(10 ** (-int(centibels) / 100)) + 9 for word, _, centibels in rows}


@lru_cache(maxsize=65536)
def homeliness(word: str, lang: str) -> float | None:
    """Return how much more common a Latin word is in `lang` than in most languages, in Zipf units.

    Names are as common everywhere (`adams` 0.5, `york` 0.5); words are at home somewhere (`court` 2.0,
    `variety` 2.1). None if the word is too rare in `lang` to tell.
    """
    share = small_list(lang).get(word)
    at_home = log10(share) + 9 if share else 0.0
    return at_home - _everywhere().get(word, _UNLISTED) if at_home >= 4 else None


@lru_cache(maxsize=65536)
def namelike(word: str, lang: str, other: str = "") -> float:
    """Return how likely a capitalised word (in small letters) is a name rather than a word of its language, 0 to 1.

    other: a second language to compare with, if it has the same script.

    >>> namelike("davis", "en", "es") > 0.8 > 0.2 > namelike("court", "en", "fr")
    True
    """
    if script_of(word[0]) != "Latn":
        # Where adjectives and institutions are written small, a capital says it; only common words may be neither
        if _ADJECTIVE_RE.search(word):
            return 0.3
        common = commonness(word, lang)
        return 0.85 if common < 2.5 else 0.6 if common < 4.5 else 0.3
    if (gap := homeliness(word, lang)) is not None:
        return 0.92 if gap < 0.9 else 0.7 if gap < 1.1 else 0.35 if gap < 1.4 else 0.1
    if not other or other == lang or not lexicon(other).complete:
        other = "es" if lang == "en" else "en"
    at_home, abroad = commonness(word, lang), commonness(word, other)
    if at_home < 1.5 and abroad < 1.5:
        # Languages that build words have many that no list holds
        return 0.3 if _built(word, lang) else 0.9
    if not _built(word, lang):
        abroad = max(abroad, RAREST)
    gap = at_home - abroad
    return 0.9 if gap < 0.5 else 0.8 if gap < 1 else 0.5 if gap < 1.5 else 0.2 if gap < 2 else 0.08


@lru_cache(maxsize=16384)
def _built(word: str, lang: str) -> bool:
    """Tell whether a rare word may be put together from others: Fertigungsanlage, Mietvertrag, but not Wolperath."""
    if lang not in _COMPOUNDING:
        return False
    if not lexicon(lang).complete:
        return len(word) > 9  # its parts may not be known
    return len(word) >= _NO_NAME or any(
        any(_is_part(first, lang) for first in _unlinked(word[:at]))
        and (_is_part(word[at:], lang) or _built(word[at:], lang))
        for at in range(3, len(word) - 3)
    )


def _is_part(word: str, lang: str) -> bool:
    """Tell whether a word is common enough to be a part of another, and no name: short ones stand in any word."""
    return commonness(word, lang) >= (3.0 if len(word) > 3 else 4.5) and not has_capital(word, "")


def _unlinked(first: str) -> tuple[str, ...]:
    """Return the first part of a compound, and it without what links it to the second: Fertigungs-, Blumen-."""
    return (first, *(first[: -len(link)] for link in ("s", "n", "en", "es", "er") if first.endswith(link)))


def likely_name(atom: Atom, lang: str, other: str, foreign: bool = False) -> float:
    """Return how likely a capitalised word is a name. A name to be carried over is no word of the other language."""
    # Initials and acronyms are translated as often as not
    return 0.1 if atom.short else _likely(atom.text, lang, other, foreign)


@lru_cache(maxsize=16384)
def _likely(word: str, lang: str, other: str, foreign: bool) -> float:
    if find_named(word, lang):
        return 0.1  # Monday, December
    if _INNER_CAPITAL_RE.match(word):
        return 0.95  # LinkedIn, but not BürgerInnen
    word = word.casefold()
    if lang == "en" and _PEOPLE_OR_DAY_RE.search(word) and namelike(word, lang, other) < 0.5:
        return 0.2
    if has_capital(word, "" if lang in _PEOPLES_CAPITAL else lang):
        return 0.95
    like = namelike(word, lang, other)
    if lang == other:  # beside a reference: what both left in English is no name for that
        other = "en"
        if any(word in words for words in dictionary(lang).lists):
            like = min(like, 0.5)
    if not foreign and lang != other and script_of(word[0]) == "Latn" and homeliness(word, other) is not None:
        return min(like, namelike(word, other, lang))
    return like

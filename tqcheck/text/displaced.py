"""Capitals that are out of place: where a word that starts sentences stands inside one."""

from __future__ import annotations

from functools import cache

import regex

from tqcheck.text.capitals import has_capital
from tqcheck.text.lexicon import zipf
from tqcheck.text.memo import Pieces
from tqcheck.text.tokens import words
from tqcheck.text.word_order import classes_of

_MORE = {
    "en": "this these those that it there when while although however but if as has his her not what where which who how "
    "than then because since after before until",
    "fr": "cette ces dans pour avec mais où quand comme lorsque puis donc elle elles nous vous on",
    "es": "este esta estos estas cuando como donde mientras aunque porque pero también sin según muy",
    "pt": "este esta estes estas quando como onde enquanto embora porque mas também segundo muito",
    "it": "questo questa questi queste quando come dove mentre perché anche però molto",
    "de": "dieser dieses diesen nicht auch aber wenn als wie doch nur sehr wurde",
    "ru": "это эти этот эта когда как где пока хотя но также однако после если так",
    "uk": "це ці цей ця коли як де поки хоча але також однак після якщо так",
    "nl": "deze dit die dat wanneer zoals waar terwijl hoewel maar ook niet",
    "pl": "ten ta te to kiedy jak gdzie podczas chociaż ale także jednak jeśli",
    "cs": "ten ta to tyto když jak kde zatímco ale také však pokud",
}


@cache
def small_words(lang: str) -> frozenset[str]:
    """Return words that are never names, so that they have a capital only where a sentence starts."""
    return frozenset(classes_of(lang)[0]) | frozenset(_MORE.get(lang, "").split())


# A capital between small letters: `discuss These two days`. In titles the next word has one, too.
_STANDS_INSIDE_RE = regex.compile(
    r"(?<=\p{Ll}{2},?\s)\p{Lu}\p{Ll}+(?=\s\p{Ll}{2,}(?:\s\p{Ll}|[,.;]|$)|(?<=\p{L}{3})[,.](?:\s|$))"
)


def stray_capitals(text: str, lang: str, source: str = "") -> list[tuple[int, int]]:
    """Return where a small word has a capital though no sentence starts: it came from a sentence's start.

    >>> stray_capitals("They discuss These two days", "en")
    [(13, 18)]
    """
    small = small_words(lang)
    found = [
        (word.start, word.end)
        for word in words(text)
        if word.text.istitle()
        and word.text.casefold() in small
        and _STANDS_INSIDE_RE.match(text, word.start)
        and word.text not in source
    ]
    return [] if found and is_title(text) else found


_SENTENCE_RE = regex.compile(r"(?:^|(?<=\p{Ll}{3}[.!?…]\s))[\"“„«('‘]?(?P<sentence>\p{Ll}[^.!?…]*)")
_INNER_START_RE = regex.compile(r"""[.!?…]\s["“„«('‘]?\p{Ll}""")
_WITHIN = 9
"""Words of a sentence among which its first one is looked for."""
_COMMON = 4.6
"""Zipf frequency from which a word with a capital is more likely one that starts sentences than a name."""


def displaced_starts(text: str, lang: str, source: str = "") -> list[tuple[int, int]]:
    """Return where a sentence starts small and a common word soon after has the capital: from start to capital.

    That it is the first capital, and no other follows, tells it from a name: `du Père Martin`.

    >>> displaced_starts("later Some said he left.", "en")
    [(0, 10)]
    """
    found = []
    for match in _SENTENCE_RE.finditer(text) if _starts_small(text) else ():
        inside = words(match["sentence"])[: _WITHIN + 1]
        capital = next((at for at, word in enumerate(inside) if word.text[0].isupper() and word.text not in source), 0)
        if not 0 < capital < _WITHIN or not inside[0].text.islower():
            continue
        word = inside[capital]
        named = any(other.text[0].isupper() for other in inside[capital + 1 : capital + 2])
        small = word.text.casefold() in small_words(lang)
        if (
            word.text.istitle()
            and len(word.text) > 1
            and (small or (not named and lang not in NOUNS and _starts(word.text, lang)))
        ):
            found.append((match.start("sentence"), match.start("sentence") + word.end))
    return found


def _starts_small(text: str) -> bool:
    """Tell, at a quick look, whether a sentence of a text may start with a small letter."""
    return (
        text[:1].islower()
        or (text[1:2].islower() and not text[0].isalnum())
        or _INNER_START_RE.search(text) is not None
    )


NOUNS = frozenset({"de", "lb"})
"""Languages in which any noun has a capital."""


def _starts(word: str, lang: str) -> bool:
    return zipf(word, lang) >= _COMMON and not has_capital(word, lang)


_LONG_RE = regex.compile(r"\p{L}{5,}")
_CAPITALS = Pieces(lambda piece: (word[0].isupper() for word in _LONG_RE.findall(piece)))


def is_title(text: str, least: int = 1) -> bool:
    """Tell whether most long words, `least` or more, have a capital: a headline in title case."""
    capitals = [*_CAPITALS.of(text)]
    return len(capitals) >= least and sum(capitals) > 0.6 * len(capitals)

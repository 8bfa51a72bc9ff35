"""The words of a text as a name finder sees them: split at hyphens and apostrophes, with what their capitals tell."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache, partial
from math import log10
from typing import NamedTuple

import regex

from tqcheck.text.characters import CASED, QUESTIONS, STOPS, script_of
from tqcheck.text.lexicon import frequencies
from tqcheck.text.memo import Memo

_ATOM_RE = regex.compile(
    r"""
    \p{Katakana}[\p{Katakana}ー]*                       # ストルテンベルグ; the dot between parts is no letter
    | [\p{Han}\p{Hiragana}]+                            # a run: words are not told apart
    | \p{Hangul}[\p{Hangul}\p{N}]*                      # a particle is no part of a Latin name: NATO와
    | [\p{L}--[\p{Katakana}\p{Han}\p{Hiragana}\p{Hangul}]] [[\p{L}\p{M}\p{N}]--[\p{Katakana}\p{Han}\p{Hiragana}\p{Hangul}]]*
                                                        # Trump, F16, трамп
    """,
    regex.VERBOSE | regex.VERSION1,
)
_OPENERS = "\"'“”„‚‘’«»‹›([{¿¡-–—•*·"
_ENDS = STOPS | QUESTIONS | frozenset("!！…:;\n")
NOUNS_CAPITAL = frozenset({"de", "lb"})
"""Languages that write every noun with a capital: there it does not mark a name."""


class Atom(NamedTuple):
    """One word and what its capital says.

    `fold` is the word without case and accents, by which the two sides are compared. `capital` is a
    first capital letter; `marked` a capital that only a name would have there (not at the start of a
    sentence, not in a headline, not a German noun); `opens` one that starts a sentence; `short` an
    abbreviation with a full stop (Sen., Prof.) or letters that stand for words (NATO, E).
    """

    text: str
    start: int
    end: int
    fold: str
    capital: bool
    marked: bool
    opens: bool
    short: bool


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Return a word without case and accents, for comparison.

    >>> fold("Erdoğan"), fold("Пётр"), fold("Йосеф")
    ('erdogan', 'петр', 'йосеф')
    """
    word = word.casefold()
    if word.isascii():
        return word
    if script_of(word[0]) == "Latn":
        from anyascii import anyascii

        return anyascii(word).lower()
    plain = "".join(char for char in unicodedata.normalize("NFD", word) if unicodedata.category(char) != "Mn")
    # й, ї and the voiced kana are letters of their own, though they decompose
    return plain if script_of(word[0]) in ("Grek", "Arab", "Hebr") else word.replace("ё", "е")


@lru_cache(maxsize=4096)
def atoms(text: str, lang: str) -> tuple[Atom, ...]:
    """Return the words of `text`, left to right.

    lang: primary subtag; decides whether capitals mark names.
    """
    found = _ATOM_RE.findall(text)
    long = [word[0].isupper() for word in found if len(word) > 3]
    marking = lang not in NOUNS_CAPITAL and not (len(long) > 3 and sum(long) > 0.75 * len(long))  # no headline
    result = []
    before = ""
    end = 0
    for word in found:
        start = text.find(word, end)
        end = start + len(word)
        folded, capital, short = _LETTERS[word]
        opens = capital and _opens(text, start, before)
        short = short or (len(word) < 5 and text.startswith(". ", end))
        result.append(_new_atom((word, start, end, folded, capital, capital and marking and not opens, opens, short)))
        before = word
    return tuple(result)


_LETTERS: Memo[str, tuple[str, bool, bool]] = Memo(
    lambda word: (fold(word), word[0].isupper() or word[0].istitle(), len(word) < 3 or word.isupper())
)
"""What the letters of a word say, wherever it stands: its fold, whether it has a capital and whether it is short."""
_new_atom = partial(tuple.__new__, Atom)  # a named tuple's own takes twice as long


@lru_cache(maxsize=4096)
def folds(text: str, lang: str) -> frozenset[str]:
    """Return the words of `text` as they are compared."""
    return frozenset(atom.fold for atom in atoms(text, lang))


@lru_cache(maxsize=4096)
def capitalised(text: str, lang: str) -> tuple[Atom, ...]:
    """Return the words of `text` that have a capital, left to right."""
    return tuple(atom for atom in atoms(text, lang) if atom.capital)


@cache
def _currencies() -> frozenset[str]:
    from babel import Locale

    return frozenset(Locale("en").currencies)


def is_acronym(word: Atom) -> bool:
    """Tell whether a word is letters that stand for words, which most languages keep: NASA, but no sum in USD."""
    text = word.text
    return 2 < len(text) < 7 and text.isupper() and text.isascii() and text.isalpha() and text not in _currencies()


def spelt_out(acronym: str, words: Iterable[Atom]) -> bool:
    """Tell whether words that stand beside each other begin with the letters of an acronym, small words apart or not.

    >>> spelt_out("JE", atoms("the film Johnny English", "en")), spelt_out("JE", atoms("just eat it", "en"))
    (True, False)
    """
    words, letters = tuple(words), acronym.casefold()
    capitals = "".join(word.fold[0] for word in words if word.capital)
    return letters in capitals or (
        len(letters) > 2
        and (
            letters in "".join(word.fold[0] for word in words)
            or letters in "".join(word.fold[0] for word in words if word.capital or len(word.fold) > 3)
        )
    )


def _opens(text: str, start: int, before: str) -> bool:
    """Tell whether a sentence, a quotation or a line starts here."""
    at = start - 1
    while at >= 0 and (text[at].isspace() or text[at] in _OPENERS) and text[at] != "\n":
        at -= 1
    if at < 0:
        return True
    if text[at] == "." and before and before[0].isupper() and len(before) <= 4 and at == text.rfind(".", 0, start):
        return False  # Mr. Adams, U.S. Senate, Prof. Kim
    return text[at] in _ENDS or (
        any(char in "\"“„«‘'¿¡" for char in text[at + 1 : start])
        and text[start - 1] in ("\"“„«‘'¿¡")
        and text[at + 1 : start] != "'"
    )


@cache
def has_capitals(script: str | None) -> bool:
    """Tell whether a script has capital letters."""
    return script in CASED


@lru_cache(maxsize=65536)
def commonness(word: str, lang: str) -> float:
    """Return how common a word is, on the Zipf scale; 0 if it is not known. Case does not matter."""
    share = frequencies(lang).get(word.casefold(), 0.0)
    return log10(share) + 9 if share else 0.0

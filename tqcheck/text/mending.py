"""Names with a slip of the pen that need no second spelling to show it: undone, they are a name that is known."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from functools import lru_cache

from tqcheck.model import Segment
from tqcheck.text.capitals import has_capital
from tqcheck.text.characters import CASED, script_of
from tqcheck.text.finding import Finding
from tqcheck.text.hearing import heard
from tqcheck.text.inflection import stem
from tqcheck.text.knownnames import known_names
from tqcheck.text.languages import base
from tqcheck.text.lexicon import frequencies
from tqcheck.text.memo import Memo
from tqcheck.text.mentions import capitalised, commonness, fold, folds
from tqcheck.text.smallcase import Capitals
from tqcheck.text.witnesses import comparisons

FAMOUS = 3.0
"""The Zipf frequency from which a name is so well known that a word one slip away from it is it."""


def mended(segment: Segment, written: Capitals | None) -> Iterator[Finding]:
    """Yield the capitalised words that nobody knows, neither language nor source, beside the name that they slip from.

    By letters that are swapped, doubled or dropped any famous name is known again; by another letter only if
    the source has what sounds like the name, and less like the word. What the batch has `written` often is meant.
    """
    lang = base(segment.target_lang)
    if not frequencies(lang):
        return
    source, source_lang = segment.source or "", base(segment.source_lang)
    unknown = _unknown(lang, source_lang)
    for word in capitalised(segment.target, lang):
        if (
            not unknown[word.text]
            or any(word.fold in folds(text, lang_a) for _, text, _, lang_a, _ in comparisons(segment))
            or (written and written.capital[stem(word.fold, lang)] > 2)
        ):
            continue
        if best := _best(word.fold, lang, source, source_lang):
            place = word.start, word.end
            yield Finding("misspelled", None, place, word.text, best.title(), 0.8, "document")


@lru_cache(maxsize=256)
def _unknown(lang: str, other: str) -> Memo[str, bool]:
    """Return `word with a capital → whether neither language, nor English, knows it`; False for what is no plain word."""

    def unknown(word: str) -> bool:
        return (
            len(fold(word)) > 3
            and word.isalpha()
            and word[1:].islower()
            and script_of(word[0]) in CASED
            and not any(commonness(form, known) for form in (fold(word), word) for known in (lang, other, "en"))
            and not has_capital(word, lang)
        )

    return Memo(unknown)


@lru_cache(maxsize=8192)
def _best(word: str, lang: str, source: str, source_lang: str) -> str | None:
    """Return the name that a word is a slip of, if there is reason enough to think so."""
    rated = []
    trunk = stem(word, lang)
    not_known = not known_names(word.title(), lang)
    for form in neighbours(word, lang):
        common = commonness(form, lang)
        if len(form) < 4 or common < 2:
            continue
        named = bool(source) and _is_named(form, lang, source, source_lang)
        if (stem(form, lang) == trunk or form[:-1] == word or word[:-1] == form) and not (named and not_known):
            continue  # another ending, unless the place that it would name is known by all its forms
        gain = _gain(word, form, source, source_lang)
        light = not _other_letter(word, form)
        famous = has_capital(form, lang) and common >= FAMOUS and light and gain >= 0
        if named or (gain >= 0.06 and common >= 2.5 and len(word) > 4) or famous:
            rated.append((named, gain, common, form))
    return max(rated)[-1] if rated else None


def _gain(word: str, form: str, source: str, source_lang: str) -> float:
    """Return how much better the source is heard in a form than in the word, 0 if it is not heard in the form."""
    said = heard(form, source, source_lang).alike
    return said - heard(word, source, source_lang).alike if said >= 0.85 else 0.0


@lru_cache(maxsize=8192)
def _is_named(form: str, lang: str, source: str, source_lang: str) -> bool:
    """Tell whether the source names the place that a form stands for."""
    codes = frozenset[str]().union(*(known.codes for known in known_names(form.title(), lang)))
    return any(not codes.isdisjoint(known.codes) for known in known_names(source, source_lang))


def _other_letter(word: str, form: str) -> bool:
    return len(word) == len(form) and sorted(word) != sorted(form)


@lru_cache(maxsize=4096)
def neighbours(word: str, lang: str) -> tuple[str, ...]:
    """Return the words of a language one slip away from `word`."""
    words = frequencies(lang)
    letters = _letters(lang)
    found = set()
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        found.add(head + tail[1:])
        if len(tail) > 1:
            found.add(head + tail[1] + tail[0] + tail[2:])
        for letter in letters:
            found.add(head + letter + tail)
            found.add(head + letter + tail[1:])
    found.discard(word)
    return tuple(sorted(form for form, _ in words.among(found)))


@lru_cache(maxsize=64)
def _letters(lang: str) -> tuple[str, ...]:
    """Return the letters of a language, as its commonest words have them."""
    common = itertools.islice(frequencies(lang), 2000)
    return tuple(sorted({letter for form in common for letter in form if script_of(letter)}))

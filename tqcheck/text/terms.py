"""Terms of the user's glossary in a segment: which the source has, what the target says for them, and where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from math import ceil
from typing import NamedTuple

from tqcheck.model import Batch, Flag, Segment, Span, Term
from tqcheck.text.characters import main_script
from tqcheck.text.gazetteer import IN_RUNS, Names, folded, without_prefixes
from tqcheck.text.inflection import VOWELS, inflects
from tqcheck.text.languages import base
from tqcheck.text.mentions import Atom, atoms

_SHARED = 0.6
"""The share of a word that its forms have in common: kitap and kitabı, pankki and pankin, Zentralbank and -rat."""
_SHORT = 3
"""Letters up to which a word of a longer translation is an article or a preposition, and may be another."""
_ENDING = 3
"""Letters that an ending has at most, where vowels change besides."""


class Use(NamedTuple):
    """A form of a term in a text: `text[start:end]`."""

    start: int
    end: int
    form: str
    term: Term


class Terms(NamedTuple):
    """What a segment makes of the glossary."""

    kept: tuple[Use, ...]
    """The terms of the source that the target translates as it must …"""
    lost: tuple[Use, ...]
    """… and those that it does not, each at its first place in the source."""
    right: tuple[Use, ...]
    """Where the target has a translation of a term that the source has …"""
    wrong: tuple[Use, ...]
    """… and where one that is forbidden. Without a source, of any term."""


@lru_cache(maxsize=4096)
def _terms(source: str, target: str, lang: str, other: str, glossary: _Glossary) -> Terms:
    wanted = glossary.sources.uses(source, lang)
    concerned = {use.term for use in wanted} if source else None
    found = [
        use
        for use in glossary.targets.uses(target, other)
        if concerned is None or not use.term.source or use.term in concerned
    ]
    right = tuple(use for use in found if use.form in use.term.targets)
    wrong = tuple(
        use
        for use in found
        if use.form in use.term.forbidden and not any(use.start < ours.end and ours.start < use.end for ours in right)
    )
    said = {
        use.term
        for use in wanted
        if not use.term.targets or any(is_said(form, target, other, use.term.cased) for form in use.term.targets)
    }
    first = {use.term: use for use in reversed(wanted) if use.term not in said}
    return Terms(
        tuple(use for use in wanted if use.term in said),
        tuple(sorted(first.values(), key=lambda use: use.start)),
        right,
        wrong,
    )


def terms_of(segment: Segment, batch: Batch) -> Terms:
    """Return what a segment makes of the glossary of its run."""
    lang, other = base(segment.source_lang), base(segment.target_lang)
    return _terms(segment.source or "", segment.target, lang, other, batch.derived(_of_languages, lang, other))


class _Finder:
    """Finds forms of terms in texts of one language."""

    def __init__(self, forms: Iterable[tuple[str, Term]]) -> None:
        self._forms = tuple(dict.fromkeys(forms))
        codes: defaultdict[str, list[str]] = defaultdict(list)
        for number, (form, _) in enumerate(self._forms):
            # An acronym is told by its capitals: WHO, not who
            codes[form if form.isupper() else folded(form)].append(str(number))
        codes.pop("", None)
        self._names = Names(codes, any_case=True)

    def uses(self, text: str, lang: str) -> tuple[Use, ...]:
        found = (
            Use(start, end, *self._forms[number])
            for start, end, codes in self._names.find(text, lang)
            for number in sorted(map(int, codes))
        )
        return tuple(use for use in found if not use.term.cased or _same_case(use.form, text[use.start : use.end]))


class _Glossary(NamedTuple):
    sources: _Finder
    targets: _Finder


def _of_languages(batch: Batch, lang: str, other: str) -> _Glossary:
    rows = [
        term
        for term in batch.glossary
        if base(term.source_lang) in ("", lang) and base(term.target_lang) in ("", other)
    ]
    return _Glossary(
        _Finder((term.source, term) for term in rows),
        _Finder((form, term) for term in rows for form in (*term.targets, *term.forbidden)),
    )


def is_said(form: str, text: str, lang: str, cased: bool = False) -> bool:
    """Tell whether a text may have a form of a term: all its words, with any endings, in any order.

    Rather too often than too seldom: what has most of the letters may be an inflection or a compound.

    >>> is_said("Zentralbank", "der Präsident des Zentralbankrats", "de"), is_said("pankki", "pankin johtaja", "fi")
    (True, True)
    """
    if main_script(form) in IN_RUNS:
        return folded(form) in folded(text)
    words = atoms(form, lang)
    long = [word for word in words if len(word.fold) > _SHORT]
    return all(any(_may_be(word, there, lang, cased) for there in atoms(text, lang)) for word in long or words)


def _may_be(word: Atom, there: Atom, lang: str, cased: bool) -> bool:
    if cased and not _same_case(word.text, there.text):
        return False
    if word.fold == there.fold or inflects(word.fold, there.fold, lang, lang):
        return True
    if len(word.fold) <= _SHORT:
        return False
    if _has_other_vowels(word.fold, there.fold):
        return True
    beginning = word.fold[: max(_SHORT + 1, ceil(_SHARED * len(word.fold)))]
    return word.fold in there.fold or any(form.startswith(beginning) for form in without_prefixes(there.fold))


def _has_other_vowels(word: str, there: str) -> bool:
    """Tell whether a word differs in its vowels and its ending alone: Київ and Києва, Kúba and Kúbu."""
    bones = _consonants(word)
    return (
        len(bones) > 1
        and word[0] == there[0]
        and len(there) <= len(word) + _ENDING
        and _consonants(there).startswith(bones)
    )


def _consonants(word: str) -> str:
    return "".join(char for char in word if char not in VOWELS)


def _same_case(form: str, found: str) -> bool:
    """Tell whether capitals stand where a form has them; an ending apart."""
    pairs = zip(form.split(), found.split(), strict=False)
    return all(there.startswith(word[: ceil(_SHARED * len(word))]) for word, there in pairs)


def overruled(flags: Iterable[Flag], segment: Segment, batch: Batch) -> list[Flag]:
    """Return the flags without those that know a name or a word less well than the glossary does.

    What it gives as a translation is right; and what a flag of its own says of a term is said once.
    """
    flags = list(flags)
    terms = terms_of(segment, batch)
    settled = [Span("target", use.start, use.end) for use in terms.right]
    settled += [Span("source", use.start, use.end) for use in terms.kept]
    settled += [span for flag in flags if flag.rule.startswith("terms.") for span in flag.spans]
    return [
        flag
        for flag in flags
        if not flag.rule.startswith(("names.", "spelling.", "casing."))
        or not any(span.start < span.end and span.overlaps(other) for span in flag.spans for other in settled)
    ]

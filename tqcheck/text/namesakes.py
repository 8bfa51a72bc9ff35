"""Spellings of one name within a document: which of two is the slip."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from tqcheck.model import Document
from tqcheck.text.inflection import inflects, stem
from tqcheck.text.languages import base
from tqcheck.text.lexicon import frequencies
from tqcheck.text.matching import slips
from tqcheck.text.mentions import Atom, atoms, commonness


class Slip(NamedTuple):
    """A name spelt otherwise than elsewhere in the document."""

    segment: int
    atom: Atom
    usual: str
    times: int
    """How often the usual form stands in the document."""


def inconsistent(document: Document) -> tuple[Slip, ...]:
    """Return the names that a document spells once in one way and elsewhere, more often or rightly, in another."""
    return tuple(_slips(document))


def _slips(document: Document) -> Iterator[Slip]:
    if not document.segments:
        return
    lang = base(document.segments[0].target_lang)
    names = [
        (index, atom)
        for index, segment in enumerate(document.segments)
        for atom in atoms(segment.target, lang)
        if atom.capital and len(atom.fold) > 4 and not atom.text.isupper()
    ]
    times = Counter(atom.fold for _, atom in names)
    text_of = {atom.fold: atom.text for _, atom in names}
    foreign = {
        atom.fold for segment in document.segments for atom in atoms(segment.source or "", base(segment.source_lang))
    } | {
        atom.fold
        for segment in document.segments
        for reference in segment.references
        for atom in atoms(reference, lang)
    }
    by_shape: defaultdict[tuple[str, int], set[str]] = defaultdict(set)
    for form in times:
        for shape in _shapes(form):
            by_shape[shape].add(form)
    for index, atom in names:
        form = atom.fold
        if times[form] > 1 or form in foreign:
            continue
        others = sorted({other for shape in _shapes(form) for other in by_shape[shape]} - {form})
        likely = [other for other in others if _slip_of(form, other, times[other], atom, lang)]
        if likely:
            usual = max(likely, key=lambda other: (times[other], commonness(other, lang), other))
            yield Slip(index, atom, text_of[usual], times[usual])


def _shapes(form: str) -> Iterator[tuple[str, int]]:
    """Yield keys of which two forms that are a slip apart share one: their first or their last three letters."""
    yield form[:3], 0
    yield form[-3:], 1


def _slip_of(form: str, other: str, times: int, atom: Atom, lang: str) -> bool:
    """Tell whether `form` is `other` misspelt: near it, unknown to the language, and the rarer of both."""
    if slips(other, form, lang) != 1 or abs(len(form) - len(other)) > 1:
        return False
    if inflects(other, form, lang, lang) or inflects(form, other, lang, lang) or stem(form, lang) == stem(other, lang):
        return False
    if form[:-1] == other or other[:-1] == form or (form[-1] != other[-1] and form[:-1] == other[:-1]):
        return False  # an ending, in whatever language: Ukraine, Ukrainy
    known = max(commonness(form, lang), commonness(atom.text, lang))
    if not frequencies(lang):
        return times > 2
    return known < 1.5 and (times > 1 or commonness(other, lang) >= 2)

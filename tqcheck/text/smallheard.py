"""Names that a target writes small, by what another script has for them."""

from __future__ import annotations

from collections.abc import Iterator

from tqcheck.model import Segment
from tqcheck.text.capitals import has_capital
from tqcheck.text.characters import CASED, script_of
from tqcheck.text.crossing import CLEAR, Crossing, cross
from tqcheck.text.dictionary import dictionary
from tqcheck.text.finding import Finding
from tqcheck.text.heardnames import HeardNames, Place, namehood
from tqcheck.text.inflection import stem
from tqcheck.text.mentions import atoms, commonness, has_capitals
from tqcheck.text.persons import is_person
from tqcheck.text.smallcase import adjective

_RARE = 3.0
"""The Zipf frequency from which a small word may be one, though it is spelt as a name would be."""
_SHORTEST = 4


def small_abroad(names: HeardNames, places: list[Place], segment: Segment) -> Iterator[Finding]:
    """Yield the names of a source in Latin letters that a target in another script with capitals writes small."""
    lang, other = names.langs(segment)
    for place in places:
        atom, found = place.atom, place.found
        if not found or not atom.marked or not _is_sure(found) or not has_capitals(script_of(found.text[0])):
            continue
        if found.text[0].isupper() or adjective(found.text) or not (is_person(atom.fold) or has_capital(atom.text, "")):
            continue
        usual = names.forms[stem(atom.fold, lang)]
        rare = commonness(found.text, other) < _RARE
        if namehood(atom, lang) >= 0.8 and (rare or found.text.capitalize() in usual):
            place_there = found.start, found.end
            yield Finding("lowercased", (atom.start, atom.end), place_there, found.text, found.text.capitalize(), 0.8)


def small_in_latin(names: HeardNames, segment: Segment) -> Iterator[Finding]:
    """Yield the names that a target in Latin letters writes small, which a source without capitals has."""
    lang, other = names.langs(segment)
    target, source = names.texts(segment)
    for atom in atoms(target, lang):
        if atom.capital or len(atom.fold) < _SHORTEST or not _is_only_name(atom.fold, lang):
            continue
        found = cross(atom.text, source, other)
        if found and _is_sure(found) and script_of(found.text[0]) not in {*CASED, "Hani"}:
            name = atom.text.capitalize()
            yield Finding("lowercased", (found.start, found.end), (atom.start, atom.end), atom.text, name, 0.8)


def _is_sure(found: Crossing) -> bool:
    return found.rate >= CLEAR and not found.fit.misfits


def _is_only_name(word: str, lang: str) -> bool:
    """Tell whether a word is a name of persons and no word of a language of which we have a dictionary."""
    return (
        commonness(word, lang) < _RARE + 1
        and is_person(word)
        and bool(dictionary(lang).lists)
        and word not in dictionary(lang)
    )

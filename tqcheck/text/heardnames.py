"""The names of a batch that are heard in another script: where, and how it writes them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from tqcheck.model import Batch, Segment, Side
from tqcheck.text.capitals import has_capital
from tqcheck.text.characters import script_of
from tqcheck.text.crossing import CLEAR, Crossing, crossings
from tqcheck.text.dictionary import dictionary
from tqcheck.text.inflection import stem
from tqcheck.text.knownnames import known_names
from tqcheck.text.languages import base, language
from tqcheck.text.mentions import Atom, atoms, commonness, has_capitals
from tqcheck.text.namehood import likely_name
from tqcheck.text.persons import is_person

HEARD = 0.5
"""Nats for each letter from which a name is there: of 100 names that are not, a few are heard so well."""
_PERSON = 0.9
"""How likely a name of persons is one …"""
_ANY = 0.7
"""… and a word that is none, in a title or a heading, however many languages share it: Software, Tuberculosis; …"""
_PLACE = 0.85
"""… how likely a country is a name, however common its word is, and a city, if it is no common word."""
_WORD = 4.0
"""The Zipf frequency from which a city's name may be a word: Bath, Reading."""


class Place(NamedTuple):
    """A name of the Latin side and where the other side has it or what is like it, the likest first."""

    atom: Atom
    likest: tuple[Crossing, ...]

    @property
    def found(self) -> Crossing | None:
        """Return where the other side has the name, if it has. A small word is one only if it is clearly heard."""
        return next(
            (
                one
                for one in self.likest
                if one.rate >= (HEARD if one.text[0].isupper() or not has_capitals(one.stretch.script) else CLEAR)
            ),
            None,
        )


class HeardNames:
    """The names of a batch that have crossed between Latin letters and another script."""

    def __init__(self, segments: Iterable[Segment], side: Side) -> None:
        self.side: Side = side
        self.forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
        """How the other script writes a name …"""
        self.spelt: defaultdict[str, Counter[str]] = defaultdict(Counter)
        """… and what is spelt so: the stems of the Latin side, by form."""
        self.sources: defaultdict[str, set[str]] = defaultdict(set)
        """The sources of the segments that have a form …"""
        self.seen: defaultdict[str, set[str]] = defaultdict(set)
        """… of those that have the word, heard or not …"""
        self.told: defaultdict[str, set[str]] = defaultdict(set)
        """… and of those that have a name, by its stem."""
        self.usual: frozenset[str] = frozenset()
        """The names that are surely heard somewhere, by their stems."""
        self.written: dict[str, str] = {}
        """How a name is written in Latin letters, by its stem."""
        for segment in segments:
            lang, other = self.langs(segment)
            for word in atoms(self.texts(segment)[1], other):
                self.seen[word.text].add(segment.source or "")
            for place in self.places(segment):
                if place.found:
                    self.sources[place.found.text].add(segment.source or "")
                    key, form = stem(place.atom.fold, lang), place.found.text
                    self.told[key].add(segment.source or "")
                    if place.found.rate >= CLEAR and (form[0].isupper() or not has_capitals(script_of(form[0]))):
                        self.forms[key][form] += 1
                        if namehood(place.atom, lang) >= 0.8:
                            self.spelt[form][key] += 1
                        self.written[key] = place.atom.text
        self.usual = frozenset(key for key, forms in self.forms.items() if forms)

    def langs(self, segment: Segment) -> tuple[str, str]:
        """Return the language in Latin letters, and the other."""
        langs = base(segment.source_lang), base(segment.target_lang)
        return langs if self.side == "source" else langs[::-1]

    def texts(self, segment: Segment) -> tuple[str, str]:
        """Return the text in Latin letters, and the other."""
        texts = segment.source or "", segment.target
        return texts if self.side == "source" else texts[::-1]

    def places(self, segment: Segment) -> Iterator[Place]:
        """Yield the names of the Latin side, and where the other has them."""
        lang, other = self.langs(segment)
        latin, text = self.texts(segment)
        for atom in atoms(latin, lang):
            if not atom.capital or atom.short or len(atom.fold) < 4:
                continue
            if (
                atom.marked
                or namely(atom, lang)
                or (stem(atom.fold, lang) in self.usual and namehood(atom, lang) >= 0.8)
            ):
                yield Place(atom, crossings(atom.text, text, other))


@lru_cache(maxsize=65536)
def namehood(atom: Atom, lang: str) -> float:
    """Return how likely a word in Latin letters is a name, 0 to 1; Japan is one, however English it may be."""
    like = likely_name(atom, lang, "")
    if not atom.short and not has_capital(atom.text, lang):
        person, word = is_person(atom.fold), any(atom.fold in words for words in dictionary(lang).lists)
        if person and not word and commonness(atom.fold, lang) < _WORD:
            like = max(like, _PERSON)
        elif word and not person:
            like = min(like, _ANY)
    if like >= _PLACE:
        return like
    codes = {code for known in known_names(atom.text, lang) for code in known.codes}
    country = any(len(code) == 2 for code in codes)
    city = any(code[0].isdigit() for code in codes) and commonness(atom.fold, lang) < _WORD
    return _PLACE if country or city else like


def namely(atom: Atom, lang: str) -> bool:
    """Tell whether a word is a name even where its place may have given it the capital."""
    return likely_name(atom, lang, "") >= 0.9 or namehood(atom, lang) >= _PERSON


def heard_names(batch: Batch) -> dict[tuple[str, str], HeardNames]:
    """Return the names of each pair of languages of which one alone is written in Latin letters."""
    groups: defaultdict[tuple[str, str], list[Segment]] = defaultdict(list)
    for segment in batch.segments:
        if segment.source:
            groups[base(segment.source_lang), base(segment.target_lang)].append(segment)
    found = {}
    for langs, segments in groups.items():
        latin = [language(lang).script == "Latn" for lang in langs]
        if all(langs) and sum(latin) == 1:
            found[langs] = HeardNames(segments, "source" if latin[0] else "target")
    return found


_REACH = 15
"""Characters on either side of where a lost name should stand; half as many where no spaces stand between words."""


def about(place: tuple[int, int], here: str, there: str, lang: str) -> tuple[int, int]:
    """Return the characters of a text, in `lang`, among which a lost name should stand, by how far into the other it did."""
    reach = _REACH if language(lang).spaced else _REACH // 2
    point = round(len(there) * sum(place) / 2 / len(here))
    return max(0, point - reach), min(len(there.rstrip()), point + reach)

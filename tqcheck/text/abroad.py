"""What is wrong with the names that have crossed into another script, by how it writes their letters."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import regex

from tqcheck.model import Batch, Segment, Side
from tqcheck.text.capitals import has_capital
from tqcheck.text.characters import UNSPACED, script_of
from tqcheck.text.crossing import CLEAR, TAIL, Crossing, cross, crossings, stretches, tail
from tqcheck.text.finding import Finding
from tqcheck.text.gazetteer import Known, folded
from tqcheck.text.inflection import VOWELS, declines, stem
from tqcheck.text.knownnames import forms_of, known_names
from tqcheck.text.languages import base, language
from tqcheck.text.matching import derived
from tqcheck.text.mending import neighbours
from tqcheck.text.mentions import Atom, atoms, commonness, fold, has_capitals
from tqcheck.text.namehood import likely_name
from tqcheck.text.pinyin import misspelt
from tqcheck.text.renderings import slip_of
from tqcheck.text.spellings import ANY, letters, slipped

HEARD = 0.5
"""Nats for each letter from which a name is there: of 100 names that are not, a few are heard so well."""
SLIP = 4.0
"""Nats that one slip must explain."""
SURE = 2.2
"""Nats for each letter that there must be, one slip undone …"""
SURE_HERE = 1.8
"""… and where it is in Latin letters, of which we know more."""
BETTER = 0.3
EVERYDAY = 4.0
_SLIGHTLY = 0.05
_COUNTRY = 0.85
UNHEARD = 0.0
"""Nats for each letter below which a name is surely not there."""


_ROMAJI_RE = regex.compile("(?:(?:[kgsztdnhbpmyrwjf]|[kgnhbpmr]y|sh|ch|ts)?[aeiou]|n)+")
"""What may be a Japanese name."""


class Place(NamedTuple):
    """A name of the Latin side and where the other side has it or what is like it, the likest first."""

    atom: Atom
    likest: tuple[Crossing, ...]

    @property
    def found(self) -> Crossing | None:
        """Return where the other side has the name, if it has."""
        return self.likest[0] if self.likest and self.likest[0].rate >= HEARD else None


class Abroad:
    """The names of a batch that have crossed between Latin letters and another script."""

    def __init__(self, segments: Iterable[Segment], side: Side) -> None:
        self.side: Side = side
        self.forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
        """How the other script writes a name …"""
        self.spelt: defaultdict[str, Counter[str]] = defaultdict(Counter)
        """… and what is spelt so: the stems of the Latin side, by form."""
        self.sources: defaultdict[str, set[str]] = defaultdict(set)
        self.told: defaultdict[str, set[str]] = defaultdict(set)
        """The sources of the texts that have a name, by its stem, and of those that have a form."""
        self.written: dict[str, str] = {}
        for segment in segments:
            lang, _ = self._langs(segment)
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

    def _langs(self, segment: Segment) -> tuple[str, str]:
        langs = base(segment.source_lang), base(segment.target_lang)
        return langs if self.side == "source" else langs[::-1]

    def _texts(self, segment: Segment) -> tuple[str, str]:
        texts = segment.source or "", segment.target
        return texts if self.side == "source" else texts[::-1]

    def places(self, segment: Segment) -> Iterator[Place]:
        """Yield the names of the Latin side, and where the other has them."""
        lang, other = self._langs(segment)
        latin, text = self._texts(segment)
        for atom in atoms(latin, lang):
            if atom.capital and not atom.short and len(atom.fold) > 3 and (atom.marked or namely(atom, lang)):
                yield Place(atom, crossings(atom.text, text, other))

    def judge(self, segment: Segment) -> Iterator[Finding]:
        """Yield what is wrong with the names of a target, those of its source known."""
        lang, other = self._langs(segment)
        places = list(self.places(segment))
        slipped: set[int] = set()
        for place in places:
            if self.side == "source" and (finding := self._slip_of_form(place, segment)):
                slipped.add(place.atom.start)
                yield finding
                continue
            for finding in self._misspelt(place, segment, lang, other):
                slipped.add(place.atom.start)
                yield finding
        if self.side == "source":
            yield from self._lost(segment, places, slipped)
        else:
            yield from self._strange(segment, places, slipped)
            if other == "zh":
                heard = {place.atom.start for place in places if place.found and not place.found.fit.misfits}
                yield from self._misspelt_pinyin(segment, slipped | heard)

    def _misspelt_pinyin(self, segment: Segment, judged: set[int]) -> Iterator[Finding]:
        lang, _ = self._langs(segment)
        for atom in atoms(segment.target, lang):
            if atom.capital and atom.start not in judged and atom.fold.isascii() and len(self.told[atom.fold]) < 2:
                known = commonness(atom.fold, lang) >= 1.5 or has_capital(atom.text, lang)
                if not known and (name := misspelt(atom.fold, segment.source or "")):
                    place = name.start, name.end
                    yield Finding("misspelled", place, (atom.start, atom.end), atom.text, name.pinyin.title(), 0.8)

    def _slip_of_form(self, place: Place, segment: Segment) -> Finding | None:
        """Return where a target has what the batch writes a name by elsewhere, but for a slip."""
        atom = place.atom
        forms = self.forms[stem(atom.fold, self._langs(segment)[0])]
        if not forms or any(form in segment.target for form in forms):
            return None
        form, times = forms.most_common(1)[0]
        if script_of(form[0]) not in UNSPACED:
            return None
        if times > 1 and (found := slip_of(form, segment.target)):
            text = segment.target[slice(*found)]
            if len(self.sources[text]) == 0 and commonness(text, base(segment.target_lang)) < 1.5:
                return Finding("misspelled", (atom.start, atom.end), found, text, form, 0.8)
        return None

    def _misspelt(self, place: Place, segment: Segment, lang: str, other: str) -> Iterator[Finding]:
        atom = place.atom
        if namehood(atom, lang) < 0.6:
            return
        for found in place.likest:
            if self.side == "source":
                meant = self._meant_abroad(atom, found, lang, other)
                end = found.end
                if found.stretch.script == "Kana" and len(found.stretch.text) - len(found.text) <= 2:
                    end = found.start + len(found.stretch.text)  # what the slip has cut off
                here, there = (atom.start, atom.end), (found.start, end)
                text = segment.target[slice(*there)]
            else:
                meant = self._meant_here(atom, found, segment.source or "", lang, other) if atom.marked else None
                here, there, text = (found.start, found.end), (atom.start, atom.end), atom.text
            if meant:
                yield Finding("misspelled", here, there, text, meant, 0.8)
            if meant or found.rate >= CLEAR:
                return

    def _meant_abroad(self, atom: Atom, found: Crossing, lang: str, other: str) -> str | None:
        """Return what should stand in the other script where a name has a slip: the name itself if that is not known."""
        word = fold(found.text)
        if commonness(word, other) >= 1.5 or commonness(found.text, other) >= 1.5:
            return None
        if len(self.sources[found.text]) > 1:
            return None
        forms = self.forms[stem(atom.fold, lang)]
        usual = [
            form
            for form, n in forms.items()
            if n > 1 and near(fold(form), word) and not self._declined(fold(form), word, other)
        ]
        if usual and 4 * forms[found.text] <= max(forms[form] for form in usual):
            return max(usual, key=lambda form: (forms[form], form))
        latin, stretch = letters(atom.text), found.stretch
        if stretch.script not in ("Hani", "Jpan") and len(word) > 2:
            doubtful = bool(found.fit.misfits) or found.rate < CLEAR
            least, gain = (2.0, BETTER) if doubtful else (3.0, _SLIGHTLY)
            known = (
                form
                for form in (
                    neighbours(word, other) if doubtful or (stretch.script == "Kana" and len(word) > 3) else ()
                )
                if commonness(form, other) >= least and not self._declined(form, word, other)
            )
            better = [
                (one.rate, one.text)
                for form in known
                if (one := cross(atom.text, form, other)) and one.rate >= max(HEARD, found.rate + gain)
            ]
            if better:
                return max(better)[1]
        if found.fit.misfits and stretch.script != "Jpan" and (stretch.script != "Hani" or len(found.text) > 2):
            slip = slipped(latin, stretch.written, stretch.script, found.fit, "written", tail(stretch.script))
            if slip and stretch.script not in TAIL and self._declined(slip.meant, stretch.written, other):
                return None
            if stretch.script == "Hani" and slip and ANY in slip.meant[:1] + slip.meant[-1:]:
                return None  # where a name begins and ends in a run is not sure
            if slip and any(ANY + small in slip.meant for small in "ャュョァィゥェォッー"):
                return None  # part of a syllable, not a character of its own
            if slip and slip.gain >= SLIP and (found.fit.gain + slip.gain) / (len(latin) - 2) >= SURE:
                return found.text[:1] + slip.meant[1:] if _is_exact(slip.meant, found) else atom.text
        return None

    @staticmethod
    def _declined(form: str, word: str, lang: str) -> bool:
        """Tell whether two forms differ by their endings, or by vowels that are written in two ways."""
        if not declines(lang) or not has_capitals(script_of(word[0])):
            return False  # where there are no capitals, what declines a name is a word of its own
        at = next((i for i, (a, b) in enumerate(zip(form, word, strict=False)) if a != b), min(len(form), len(word)))
        other = {*form[at : at + 1], *word[at : at + 1]}
        return stem(form, lang) == stem(word, lang) or at >= len(word) - 3 or other <= VOWELS

    def _meant_here(self, atom: Atom, found: Crossing, source: str, lang: str, other: str) -> str | None:
        """Return what should stand in Latin letters where a name has a slip: the other script's form if that is not known."""
        if commonness(atom.fold, lang) >= 1.5 or has_capital(atom.text, lang):
            return None
        key = stem(atom.fold, lang)
        if len(self.told[key]) > 1:
            return None
        keys = self.spelt[found.text]
        if usual := [k for k, n in keys.items() if k != key and n >= 4 * keys[key] and n > 1 and near(k, key)]:
            return self.written[max(usual, key=lambda k: (keys[k], k))]
        latin, stretch = letters(atom.text), found.stretch
        for form in undoubled(atom.fold):
            if commonness(form, lang) >= 2.5 and (one := cross(form, source, other)) and one.start == found.start:
                return form.title()
        doubtful = bool(found.fit.misfits) or found.rate < CLEAR
        better = [
            (one.rate, form)
            for form in (neighbours(atom.fold, lang) if doubtful else ())
            if len(form) > 3 and commonness(form, lang) >= 2
            if not _respelt(atom.fold, form) and (one := cross(form, source, other))
            if one.start == found.start and one.rate >= max(HEARD, found.rate + BETTER)
        ]
        if better:
            return max(better)[1].title()
        if found.fit.misfits and stretch.script != "Jpan":  # kanji are read in too many ways
            slip = slipped(latin, stretch.written, stretch.script, found.fit, "letters", tail(stretch.script))
            if slip and slip.gain >= SLIP and (found.fit.gain + slip.gain) / (len(latin) - 2) >= SURE_HERE:
                return found.text if ANY in slip.meant else slip.meant.strip("^$").title()
        return None

    def _lost(self, segment: Segment, places: list[Place], slipped: set[int]) -> Iterator[Finding]:
        """Yield the names of a source that a target in another script lacks, or has another for."""
        lang, other = self._langs(segment)
        source, target = self._texts(segment)
        words = {stem(atom.fold, lang) for atom in atoms(source, lang)}
        known, there = known_names(source, lang), known_names(target, other)
        codes = frozenset[str]().union(*(name.codes for name in there))
        taken = [
            (place.likest[0].start, place.likest[0].end)
            for place in places
            if place.found or (place.atom.start in slipped and place.likest)
        ]
        lost = [
            place.atom
            for place in places
            if place.atom.start not in slipped
            and self._unheard(place, places, target, lang, other)
            and not any(start <= place.atom.start < end and not codes.isdisjoint(c) for start, end, c in known)
        ]
        strangers = list(self._strangers(target, other, words, taken, lang))
        asked = frozenset[str]().union(*(name.codes for name in known))
        countries = [
            (name.start, name.end)
            for name in there
            if name.codes.isdisjoint(asked)
            and any(len(code) == 2 for code in name.codes)
            and commonness(target[name.start : name.end], other) < EVERYDAY
            and not any(start < name.end and name.start < end for start, end in taken)
            and not any(self._called(word, name, lang) for word in words)
            and not any(
                (found := cross(atom.text, target[name.start : name.end], other)) and found.rate > UNHEARD
                for atom in atoms(source, lang)
                if len(atom.fold) > 3
            )
        ]
        strangers += countries
        shortened = _has_acronyms(target, other) and not _has_acronyms(source, lang)
        for atom in lost:
            if strangers and not (_is_place(atom.start, known) and strangers[0] in countries):  # Athens for Greece
                start, end = strangers.pop(0)
                yield Finding("replaced", (atom.start, atom.end), (start, end), target[start:end], atom.text, 0.8)
            elif (
                self._surely_carried(atom, lang, other)
                and not shortened
                and not any(place.atom == atom and place.likest and place.likest[0].rate > UNHEARD for place in places)
            ):
                whole = (len(target) - len(target.lstrip()), len(target.rstrip()))
                yield Finding("missing", (atom.start, atom.end), whole, atom.text, atom.text, 0.8)

    def _unheard(self, place: Place, places: list[Place], target: str, lang: str, other: str) -> bool:
        atom = place.atom
        if place.found or namehood(atom, lang) < 0.8:
            return False
        if atom.text.casefold() in target.casefold():
            return False
        forms = self.forms[stem(atom.fold, lang)]
        if any(form in target for form in forms):
            return False
        joined = [
            one.atom.text + two.atom.text
            for one, two in itertools.pairwise(places)
            if atom in (one.atom, two.atom) and two.atom.start - one.atom.end <= 1
        ]
        return not any((found := cross(name, target, other)) and found.rate >= HEARD for name in joined)

    def _surely_carried(self, atom: Atom, lang: str, other: str) -> bool:
        """Tell whether a batch has a name in the other script wherever it names it."""
        forms = self.forms[stem(atom.fold, lang)]
        if other == "ja" and _ROMAJI_RE.fullmatch(atom.fold):
            return False  # kanji are read in too many ways
        return bool(forms) and namehood(atom, lang) >= 0.9 and commonness(atom.fold, lang) < 4.5

    @staticmethod
    def _called(word: str, name: Known, lang: str) -> bool:
        """Tell whether a word is part of what its language calls a known name: Korea of South Korea."""
        return any(word in folded(form).split() for code in name.codes for form in forms_of(code, lang))

    def _strangers(
        self, text: str, other: str, words: set[str], taken: list[tuple[int, int]], lang: str
    ) -> Iterator[tuple[int, int]]:
        """Yield where a text has what is a name elsewhere in the batch, and none that the other text has."""
        for stretch in stretches(text, other):
            run = stretch.script in ("Hani", "Jpan")
            least = len(stretch.text) - 1 if not run else 2 if other == "ja" else 1
            for end in range(len(stretch.text), least, -1):
                form = stretch.text[:end]
                owners = self.spelt.get(form)
                if owners and (
                    commonness(form, other) < EVERYDAY or any(has_capital(self.written[key], lang) for key in owners)
                ):
                    place = stretch.start, stretch.start + end
                    if run and len(form) == 2 and _across(text, place, other):
                        continue
                    if not any(a < place[1] and place[0] < b for a, b in taken) and not any(
                        derived(owner, word)
                        or owner in word
                        or word.startswith(owner[:4])
                        or _begins(word, form, other)
                        for owner in owners
                        for word in words
                    ):
                        yield place
                    break

    def _strange(self, segment: Segment, places: list[Place], slipped: set[int]) -> Iterator[Finding]:
        """Yield the names of a target that a source in another script does not have."""
        lang, other = self._langs(segment)
        target, source = self._texts(segment)
        words = {stem(atom.fold, lang) for atom in atoms(target, lang)}
        taken = [
            (place.likest[0].start, place.likest[0].end)
            for place in places
            if place.found or (place.atom.start in slipped and place.likest)
        ]
        known, there = known_names(target, lang), known_names(source, other)
        codes = frozenset[str]().union(*(name.codes for name in there))
        codes_here = frozenset[str]().union(*(name.codes for name in known))
        strange = [
            place.atom
            for place in places
            if place.atom.marked
            and place.atom.start not in slipped
            and self._unheard(place, places, source, lang, other)
            and not any(start <= place.atom.start < end and not codes.isdisjoint(c) for start, end, c in known)
        ]
        lost = [
            place
            for place in self._strangers(source, other, words, taken, lang)
            if not any(start < place[1] and place[0] < end and not codes_here.isdisjoint(c) for start, end, c in there)
        ]
        for atom in strange:
            if lost and _is_place(atom.start, known) == _is_place(lost[0][0], there):
                place = lost.pop(0)
                yield Finding("replaced", place, (atom.start, atom.end), atom.text, source[slice(*place)], 0.8)
            elif _beside_heard(atom, places):
                continue  # a given name that English adds: Donald to Trump
            elif len(atom.fold) > 4 and self._surely_carried(atom, lang, other) and not _is_place(atom.start, known):
                yield Finding("replaced", None, (atom.start, atom.end), atom.text, "", 0.8)
        for place in () if _has_acronyms(target, lang) else lost:
            whole = (len(target) - len(target.lstrip()), len(target.rstrip()))
            name = source[slice(*place)]
            if script_of(name[0]) == "Hani" and len(self.sources[name]) < 2:
                continue  # other names of it may say what its characters mean
            yield Finding("missing", place, whole, name, name, 0.8)


def _begins(word: str, form: str, lang: str) -> bool:
    """Tell whether a word may be another name that a form stands for: Michael, if that is how the batch writes Mike."""
    return len(word) > 3 and (found := cross(word, form, lang)) is not None and found.rate > HEARD


def _beside_heard(atom: Atom, places: Sequence[Place]) -> bool:
    """Tell whether the rest of a full name is there."""
    return any(place.found and place.atom.start == atom.end + 1 for place in places)


def undoubled(word: str) -> Iterator[str]:
    """Yield a word without one of the letters that it doubles.

    >>> list(undoubled("lottte")), list(undoubled("semiinar")), list(undoubled("pettit"))
    (['lotte'], ['seminar'], ['petit'])
    """
    yield from dict.fromkeys(word[:at] + word[at + 1 :] for at in range(1, len(word)) if word[at] == word[at - 1])


def _is_exact(meant: str, found: Crossing) -> bool:
    """Tell whether what was meant is known to the letter, and is written as it is looked up."""
    return (
        ANY not in meant
        and fold(found.text) == found.text.casefold() == found.stretch.written
        and (meant[0] == found.stretch.written[0])
    )


def _has_acronyms(text: str, lang: str) -> bool:
    """Tell whether a text has what may stand for a whole name: USA."""
    return any(atom.text.isupper() and len(atom.text) > 1 for atom in atoms(text, lang))


def _is_place(at: int, known: Sequence[Known]) -> bool:
    """Tell whether a known name stands at a place of a text."""
    return any(start <= at < end for start, end, _ in known)


def _respelt(word: str, form: str) -> bool:
    """Tell whether a form may be another spelling of a name: a silent letter less, another vowel, vowels in another order."""
    at = next((i for i, (a, b) in enumerate(zip(word, form, strict=False)) if a != b), min(len(word), len(form)))
    if len(form) < len(word):
        return word[at] != word[at - 1]
    if len(form) > len(word):
        return form[at] in "hy" or at == len(word)
    return {word[at], form[at]} <= set("aeiouyj") or at == len(word) - 1


def _across(text: str, place: tuple[int, int], lang: str) -> bool:
    """Tell whether two characters lie in two words: 重庆 in 隆重庆祝."""
    start, end = place
    return any(commonness(text[at - 1 : at + 1], lang) >= 3 for at in (start, end) if 0 < at < len(text))


@lru_cache(maxsize=65536)
def near(a: str, b: str) -> bool:
    """Tell whether two forms are one slip apart."""
    from rapidfuzz.distance import OSA

    return a != b and min(len(a), len(b)) > 1 and OSA.distance(a, b, score_cutoff=1) <= 1


@lru_cache(maxsize=65536)
def namehood(atom: Atom, lang: str) -> float:
    """Return how likely a word in Latin letters is a name, 0 to 1; Japan is one, however English it may be."""
    like = likely_name(atom, lang, "")
    if like < _COUNTRY and any(len(code) == 2 for known in known_names(atom.text, lang) for code in known.codes):
        return _COUNTRY
    return like


def namely(atom: Atom, lang: str) -> bool:
    """Tell whether a word is a name even where its place may have given it the capital."""
    return likely_name(atom, lang, "") >= 0.9


def abroad(batch: Batch) -> dict[tuple[str, str], Abroad]:
    """Return the names of each pair of languages of which one alone is written in Latin letters."""
    groups: defaultdict[tuple[str, str], list[Segment]] = defaultdict(list)
    for segment in batch.segments:
        if segment.source:
            groups[base(segment.source_lang), base(segment.target_lang)].append(segment)
    found = {}
    for langs, segments in groups.items():
        latin = [language(lang).script == "Latn" for lang in langs]
        if all(langs) and sum(latin) == 1:
            found[langs] = Abroad(segments, "source" if latin[0] else "target")
    return found

"""What is wrong with the names that have crossed into another script, by how it writes their letters."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence

import regex

from tqcheck.model import Segment
from tqcheck.text import eastern, easternslips
from tqcheck.text.capitals import has_capital
from tqcheck.text.characters import script_of
from tqcheck.text.crossing import Crossing, Stretch, cross, stretches
from tqcheck.text.exonyms import home
from tqcheck.text.finding import Fault, Finding
from tqcheck.text.gazetteer import Known, folded
from tqcheck.text.heardnames import HEARD, HeardNames, Place, about, namehood
from tqcheck.text.inflection import stem
from tqcheck.text.knownnames import forms_of, known_names
from tqcheck.text.languages import language
from tqcheck.text.matching import derived
from tqcheck.text.mentions import Atom, atoms, commonness, has_capitals
from tqcheck.text.presence import EASTERN, tellable
from tqcheck.text.slippednames import misspelt, misspelt_pinyin, slip_of_form
from tqcheck.text.smallheard import small_abroad, small_in_latin

UNHEARD = 0.0
"""Nats for each letter below which a name is surely not there."""
EVERYDAY = 4.0
"""The Zipf frequency from which what a batch writes a name by may be a word."""
_NEXT_RE = regex.compile(r"[\s\N{ZERO WIDTH NON-JOINER}-]+(\p{L}[\p{L}\p{M}]*)")
_ROMAJI_RE = regex.compile("(?:(?:[kgsztdnhbpmyrwjf]|[kgnhbpmr]y|sh|ch|ts)?[aeiou]|n)+")
"""What may be a Japanese name."""


def judge(names: HeardNames, segment: Segment) -> Iterator[Finding]:
    """Yield what is wrong with the names of a target, those of its source known."""
    lang, other = names.langs(segment)
    places = list(names.places(segment))
    slipped: set[int] = set()
    for place in places:
        if names.side == "source" and (finding := slip_of_form(names, place, segment)):
            slipped.add(place.atom.start)
            yield finding
            continue
        for finding in misspelt(names, place, segment, lang, other):
            slipped.add(place.atom.start)
            yield finding
    if names.side == "source":
        yield from small_abroad(names, places, segment)
    else:
        yield from small_in_latin(names, segment)
    if other in EASTERN:
        for finding in easternslips.slips(names, segment, places, slipped):
            slipped |= {place.atom.start for place in places if (place.atom.start, place.atom.end) in finding[1:3]}
            yield finding
    told = tellable(lang, other)
    judged = tuple(eastern.judge(names, segment, places, slipped)) if told else ()
    yield from judged
    if not (told and other == "zh"):  # where the habits of a batch would add as many alarms as names
        seen = {place for finding in judged for place in (finding.here, finding.there)}
        by_habit = _lost if names.side == "source" else _strange
        for finding in by_habit(names, segment, places, slipped):
            if seen.isdisjoint((finding.here, finding.there)):
                yield finding
    if names.side == "target" and other == "zh":
        heard = {place.atom.start for place in places if place.found and not place.found.fit.misfits}
        yield from misspelt_pinyin(names, segment, slipped | heard)


def _lost(names: HeardNames, segment: Segment, places: list[Place], slipped: set[int]) -> Iterator[Finding]:
    """Yield the names of a source that a target in another script lacks, or has another for."""
    lang, other = names.langs(segment)
    source, target = names.texts(segment)
    words = {stem(atom.fold, lang) for atom in atoms(source, lang)}
    known, there = known_names(source, lang), known_names(target, other)
    codes = frozenset[str]().union(*(name.codes for name in there))
    taken = _taken(places, slipped)
    lost = [
        place.atom
        for place in places
        if place.atom.start not in slipped
        and _unheard(names, place, places, target, lang, other)
        and not any(start <= place.atom.start < end and not codes.isdisjoint(c) for start, end, c in known)
    ]
    strangers = [*_strangers(names, target, other, words, taken, lang), *_latin(source, target, lang, other)]
    certain = {atom for atom in lost if _is_certain(atom, lang, other, places, known)}
    asked = frozenset[str]().union(*(name.codes for name in known))
    countries = [
        (name.start, name.end)
        for name in there
        if name.codes.isdisjoint(asked)
        and any(len(code) == 2 for code in name.codes)
        and commonness(target[name.start : name.end], other) < EVERYDAY
        and not any(start < name.end and name.start < end for start, end in taken)
        and not any(_called(word, name, lang) for word in words)
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
        elif not shortened and (
            atom in certain or (_surely_carried(names, atom, lang, other) and not _maybe_heard(atom, places))
        ):
            around = _words_about((atom.start, atom.end), source, target, other)
            instead = next(_unknown(target, around, other, source, lang, taken, there), None)
            fault: Fault = "replaced" if instead else "missing"
            start, end = instead or around
            name = target[start:end] if instead else atom.text
            yield Finding(fault, (atom.start, atom.end), (start, end), name, atom.text, 0.8)


def _taken(places: Sequence[Place], slipped: set[int]) -> list[tuple[int, int]]:
    """Return where the other text has the names that were heard, slips included."""
    return [
        (there.start, there.end)
        for place in places
        for there in (place.found, *(place.likest[:1] if place.atom.start in slipped else ()))
        if there
    ]


def _unheard(names: HeardNames, place: Place, places: list[Place], target: str, lang: str, other: str) -> bool:
    atom = place.atom
    if place.found or namehood(atom, lang) < 0.8:
        return False
    if atom.text.casefold() in target.casefold():
        return False
    forms = names.forms[stem(atom.fold, lang)]
    if any(form in target for form in forms):
        return False
    joined = [
        one.atom.text + two.atom.text
        for one, two in itertools.pairwise(places)
        if atom in (one.atom, two.atom) and two.atom.start - one.atom.end <= 1
    ]
    if any((found := cross(name, target, other)) and found.rate >= HEARD for name in joined):
        return False
    return not any(_in_two(atom.text, found, target, other) for found in place.likest)


def _in_two(name: str, found: Crossing, text: str, lang: str) -> bool:
    """Tell whether a word and the next are a name: स्नो डेन."""
    after = _NEXT_RE.match(text, found.end)
    whole = cross(name, found.text + after[1], lang) if after else None
    return whole is not None and whole.rate >= HEARD


def _surely_carried(names: HeardNames, atom: Atom, lang: str, other: str) -> bool:
    """Tell whether a batch has a name in the other script wherever it names it."""
    forms = names.forms[stem(atom.fold, lang)]
    if other == "ja" and _ROMAJI_RE.fullmatch(atom.fold):
        return False  # kanji are read in too many ways
    return bool(forms) and namehood(atom, lang) >= 0.9 and commonness(atom.fold, lang) < 4.5


def _called(word: str, name: Known, lang: str) -> bool:
    """Tell whether a word is part of what its language calls a known name: Korea of South Korea."""
    return any(word in folded(form).split() for code in name.codes for form in forms_of(code, lang))


def _strangers(
    names: HeardNames, text: str, other: str, words: set[str], taken: list[tuple[int, int]], lang: str
) -> Iterator[tuple[int, int]]:
    """Yield where a text has what is a name elsewhere in the batch, and none that the other text has."""
    for stretch in stretches(text, other):
        run = stretch.script in ("Hani", "Jpan")
        least = len(stretch.text) - 1 if not run else 2 if other == "ja" else 1
        for end in range(len(stretch.text), least, -1):
            form = stretch.text[:end]
            owners = names.spelt.get(form)
            if owners and not run and 4 * len(names.sources[form]) < len(names.seen[form]):
                break  # a word, mostly
            if owners and (
                commonness(form, other) < EVERYDAY or any(has_capital(names.written[key], lang) for key in owners)
            ):
                place = stretch.start, stretch.start + end
                if run and len(form) == 2 and _across(text, place, other):
                    continue
                if not any(a < place[1] and place[0] < b for a, b in taken) and not any(
                    derived(owner, word) or owner in word or word.startswith(owner[:4]) or _begins(word, form, other)
                    for owner in owners
                    for word in words
                ):
                    yield place
                break


def _maybe_heard(atom: Atom, places: Sequence[Place]) -> bool:
    """Tell whether a name may be there after all, by its sound."""
    return any(place.atom == atom and place.likest and place.likest[0].rate > UNHEARD for place in places)


def _is_certain(atom: Atom, lang: str, other: str, places: Sequence[Place], known: Sequence[Known]) -> bool:
    """Tell whether a name is one that every language carries over, by whatever name: Johannesburg, Johnson.

    What a people calls its own country it need not say.
    """
    if "Hani" in language(other).scripts:
        return False  # what it writes in Chinese characters is not heard
    if _maybe_heard(atom, places) or commonness(atom.fold, lang) >= CERTAIN:
        return False
    codes = {code for start, end, codes in known if start <= atom.start < end for code in codes}
    if any(code.startswith("language") or code == home(other) for code in codes):
        return False
    return bool(codes) or has_capital(atom.text, "")


CERTAIN = 5.0
"""The Zipf frequency from which a name may be a word, too."""
RARE = 2.0
"""The Zipf frequency below which a word of a text may be a name."""


def _unknown(
    text: str,
    around: tuple[int, int],
    lang: str,
    other: str,
    other_lang: str,
    taken: list[tuple[int, int]],
    known: Sequence[Known],
) -> Iterator[tuple[int, int]]:
    """Yield the words about a place that a language does not know, and that nothing in the other text sounds like."""
    words: defaultdict[int, list[Stretch]] = defaultdict(list)
    for stretch in stretches(text, lang):
        if stretch.script not in ("Hani", "Jpan", "Kana"):
            words[stretch.word].append(stretch)
    latin = [atom for atom in atoms(other, other_lang) if len(atom.fold) > 2]
    for forms in words.values():
        start, end = forms[0].start, forms[0].start + len(forms[0].text)
        if (
            len(forms[0].written) > 2
            and around[0] <= start < around[1]
            and forms[0].telling
            and (not has_capitals(forms[0].script) or not _opens(text, start, lang))
            and all(commonness(form.text, lang) < RARE for form in forms)
            and not any(a < end and start < b for a, b in taken)
            and not any(name.start < end and start < name.end for name in known)
            and not any((found := cross(atom.text, text[start:end], lang)) and found.rate > UNHEARD for atom in latin)
        ):
            yield start, end


def _latin(source: str, target: str, lang: str, other: str) -> Iterator[tuple[int, int]]:
    """Yield the names that a target in another script has in Latin letters, and its source has not."""
    said = source.casefold()
    if "Hani" in language(other).scripts:
        return  # its texts keep many a name so
    for atom in atoms(target, other):
        if (
            atom.capital
            and len(atom.text) > 3
            and script_of(atom.text[0]) == "Latn"
            and atom.text.casefold() not in said
        ):
            yield atom.start, atom.end


def _opens(text: str, start: int, lang: str) -> bool:
    return any(word.start == start and word.opens for word in atoms(text, lang))


def _strange(names: HeardNames, segment: Segment, places: list[Place], slipped: set[int]) -> Iterator[Finding]:
    """Yield the names of a target that a source in another script does not have."""
    lang, other = names.langs(segment)
    target, source = names.texts(segment)
    words = {stem(atom.fold, lang) for atom in atoms(target, lang)}
    taken = _taken(places, slipped)
    known, there = known_names(target, lang), known_names(source, other)
    codes = frozenset[str]().union(*(name.codes for name in there))
    codes_here = frozenset[str]().union(*(name.codes for name in known))
    strange = [
        place.atom
        for place in places
        if place.atom.marked
        and place.atom.start not in slipped
        and _unheard(names, place, places, source, lang, other)
        and not any(start <= place.atom.start < end and not codes.isdisjoint(c) for start, end, c in known)
    ]
    lost = [
        place
        for place in _strangers(names, source, other, words, taken, lang)
        if not any(start < place[1] and place[0] < end and not codes_here.isdisjoint(c) for start, end, c in there)
    ]
    for atom in strange:
        if lost and _is_place(atom.start, known) == _is_place(lost[0][0], there):
            place = lost.pop(0)
            yield Finding("replaced", place, (atom.start, atom.end), atom.text, source[slice(*place)], 0.8)
        elif _beside_heard(atom, places):
            continue  # a given name that English adds: Donald to Trump
        elif len(atom.fold) > 4 and _surely_carried(names, atom, lang, other) and not _is_place(atom.start, known):
            yield Finding("added", None, (atom.start, atom.end), atom.text, "", 0.8)
    for place in () if _has_acronyms(target, lang) else lost:
        name = source[slice(*place)]
        if script_of(name[0]) == "Hani" and len(names.sources[name]) < 2:
            continue  # other names of it may say what its characters mean
        yield Finding("missing", place, _words_about(place, source, target, lang), name, name, 0.8)


def _words_about(place: tuple[int, int], source: str, target: str, lang: str) -> tuple[int, int]:
    """Return the words of a text among which a lost name should stand; characters where none are set apart."""
    start, end = about(place, source, target, lang)
    near = [word for word in atoms(target, lang) if word.end > start and word.start < end]
    return (near[0].start, near[-1].end) if near and language(lang).spaced else (start, end)


def _begins(word: str, form: str, lang: str) -> bool:
    """Tell whether a word may be another name that a form stands for: Michael, if that is how the batch writes Mike."""
    return len(word) > 3 and (found := cross(word, form, lang)) is not None and found.rate > HEARD


def _beside_heard(atom: Atom, places: Sequence[Place]) -> bool:
    """Tell whether the rest of a full name is there."""
    return any(place.found and place.atom.start == atom.end + 1 for place in places)


def _has_acronyms(text: str, lang: str) -> bool:
    """Tell whether a text has what may stand for a whole name: USA."""
    return any(atom.text.isupper() and len(atom.text) > 1 for atom in atoms(text, lang))


def _is_place(at: int, known: Sequence[Known]) -> bool:
    """Tell whether a known name stands at a place of a text."""
    return any(start <= at < end for start, end, _ in known)


def _across(text: str, place: tuple[int, int], lang: str) -> bool:
    """Tell whether two characters lie in two words: 重庆 in 隆重庆祝."""
    start, end = place
    return any(commonness(text[at - 1 : at + 1], lang) >= 3 for at in (start, end) if 0 < at < len(text))

"""Where in a target the words of its back-translation come from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from tqcheck.model import Segment
from tqcheck.text.finding import Finding
from tqcheck.text.languages import base
from tqcheck.text.matching import match
from tqcheck.text.mentions import Atom, atoms, commonness
from tqcheck.text.namehood import likely_name
from tqcheck.text.numbers import Number, find_numbers, spelled_numbers
from tqcheck.text.tokens import words


def name_in_target(segment: Segment, finding: Finding) -> Finding | None:
    """Return what is wrong with a name of the back-translation as a finding in the target; None if it is not there.

    What the engine made of a name is no fault of the target, nor is what it left as it was: the word must
    stand in the target, too, and be nothing that answers the source there. A missing name must be missing there.
    """
    source_lang, target_lang = base(segment.source_lang), base(segment.target_lang)
    direct = match(segment.source or "", segment.target, source_lang, target_lang)
    here = next((i for i, atom in enumerate(direct.here) if (atom.start, atom.end) == finding.here), -1)
    if finding.fault in _LEAST and not (
        here in direct.lost and likely_name(direct.here[here], source_lang, target_lang) >= _LEAST[finding.fault]
    ):
        return None
    if finding.fault == "missing":
        place = place_in_target(segment, *finding.there)[1]
        return finding._replace(there=(place, place))
    there = _word_in_target(segment, finding)
    if there is None:
        return None
    word = direct.there[there]
    if finding.fault == "replaced" and not (
        there in direct.strange and likely_name(word, target_lang, source_lang, foreign=True) >= _NAME
    ):
        return None
    if finding.fault == "misspelled" and word.text == finding.name:
        near = any((pair.here, pair.there, pair.kind) == (here, there, "near") for pair in direct.pairs)
        if not near or commonness(word.text, target_lang) >= _KNOWN:
            return None  # left as it was, and a form that its own language has
    return finding._replace(there=(word.start, word.end), name=word.text)


_LEAST = {"missing": 0.5, "replaced": 0.3}
"""How likely the source's word must be a name that its round trip lacks, by what seems to be wrong with it."""
_NAME = 0.7
"""The same of the word that stands in its place, which the engine may only have left as it was."""
_KNOWN = 1.5
"""How common (Zipf) a word is that the target's language has."""


def _word_in_target(segment: Segment, finding: Finding) -> int | None:
    """Return which word of the target a word of the back-translation comes from."""
    trip = match(segment.back_translation or "", segment.target, base(segment.source_lang), base(segment.target_lang))
    at = next((i for i, atom in enumerate(trip.here) if (atom.start, atom.end) == finding.there), None)
    if at is None:
        return None
    same = [j for j, atom in enumerate(trip.there) if atom.text == trip.here[at].text]
    paired = [pair.there for pair in trip.pairs if pair.here == at and pair.kind != "near"]
    share = at / len(trip.here)
    return min(same or paired, key=lambda j: abs(j / len(trip.there) - share), default=None)


def number_came_back(lost: Number | None, wrong: Number | None, segment: Segment) -> bool:
    """Tell whether a number of the source that seems lost came back, and what seems to stand for it did not.

    Engines leave figures as the target groups them, so they are read as either language writes them.
    """
    back = segment.back_translation or ""
    langs = segment.source_lang or "", segment.target_lang or ""
    values = {number.value for lang in langs for number in find_numbers(back, lang)}
    values |= {number.value for number in spelled_numbers(back, langs[0])}
    if lost is None or (lost.scale and wrong and wrong.scale):
        return False  # an engine may take a false friend at its word: billón, billion
    return lost.value in values and not (wrong and wrong.value in values)


def number_in_target(segment: Segment, number: Number) -> Number | None:
    """Return the number of the target that one of the back-translation comes from; None if it has no such number."""
    alike = [
        one
        for one in find_numbers(segment.target, segment.target_lang or "")
        if not {*one.values}.isdisjoint(number.values)
    ]
    start, _ = place_in_target(segment, number.start, number.end)
    return min(alike, key=lambda one: abs(one.start - start), default=None)


def place_in_target(segment: Segment, start: int, end: int, around: int = 0) -> tuple[int, int]:
    """Return the place in the target that a place in the back-translation comes from, to the next ends of words."""
    langs = base(segment.source_lang), base(segment.target_lang)
    return place_in_other(segment.back_translation or "", langs[0], segment.target, langs[1], start, end, around)


def place_in_other(
    here: str, lang: str, there: str, other: str, start: int, end: int, around: int = 0
) -> tuple[int, int]:
    """Return the place in a text that a place of its translation `here` corresponds to, to the next ends of words.

    around: how many words more on either side, where it is to be found.
    Names and numbers that stand once on both sides are fixed points; between them the place is as far along.
    """
    points = _fixed_points(here, lang, there, other)
    first, last = _along(points, start), _along(points, end)
    target = words(there)
    if start == end or not target:
        nearest = min((word.end for word in target), key=lambda place: abs(place - last), default=0)
        return nearest, nearest
    inside = [i for i, word in enumerate(target) if word.end > first and word.start < last]
    inside = inside or [min(range(len(target)), key=lambda i: abs(target[i].start - first))]
    return target[max(0, inside[0] - around)].start, target[min(len(target) - 1, inside[-1] + around)].end


@lru_cache(maxsize=1024)
def _fixed_points(back: str, source_lang: str, target: str, target_lang: str) -> tuple[tuple[int, int], ...]:
    """Return pairs of places in both texts, rising on both sides, the ends of the texts among them."""
    ours = {atom.fold: (atom.start, atom.end) for atom in _single(atoms(back, source_lang))}
    theirs = {atom.fold: (atom.start, atom.end) for atom in _single(atoms(target, target_lang))}
    known = [(ours[fold], theirs[fold]) for fold in ours.keys() & theirs.keys()]
    numbers = {n.value: (n.start, n.end) for n in find_numbers(back, source_lang)}
    others = {n.value: (n.start, n.end) for n in find_numbers(target, target_lang)}
    known += [(numbers[value], others[value]) for value in numbers.keys() & others.keys()]
    rising = [(0, 0)]
    for (start, end), (first, last) in sorted(known):
        # one that is far from where the others lead stands for something else
        if start >= rising[-1][0] and first >= rising[-1][1] and abs(start / len(back) - first / len(target)) < 0.25:
            rising += [(start, first), (end, last)]
    return (*rising, (len(back), len(target)))


def _single(found: Sequence[Atom]) -> list[Atom]:
    times = Counter(atom.fold for atom in found)
    return [atom for atom in found if times[atom.fold] == 1]


def _along(points: Sequence[tuple[int, int]], place: int) -> float:
    for (a, x), (b, y) in pairwise(points):
        if a <= place <= b:
            return x + (y - x) * (place - a) / (b - a) if b > a else float(x)
    return float(points[-1][1])

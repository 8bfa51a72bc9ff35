"""How much the order of a text's words, beside a reference's, speaks for somebody having shuffled them.

Each two words of the target that stand side by side among those that the reference has, too, took a step in
the reference: one on, as here, or some other way. Steps that a translator's freedom makes (a clause moved, a
word put in) and steps in shuffled words have other lengths, so each is evidence for one or the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from tqcheck.text.lexicon import zipf
from tqcheck.text.tokens import words


class Step(NamedTuple):
    """From one word of the target to another, by number. `evidence`: log of how much likelier if shuffled."""

    first: int
    last: int
    evidence: float


_FARTHEST = 8
_APART = 4
"""Words of the target that a step takes in at most."""
_SMALL = 5.8
"""Zipf frequency from which a word stands in so many places that it is no landmark."""

# log(share of the steps in shuffled windows of 5 to 9 words / share in translations with an independent
# reference), by how much longer than in the target the step is in the reference, from -8 (and less) to 8 (and
# more): WMT news into English, German and Russian, and two Spanish, French and Portuguese versions of one text.
_LANDMARKS = (1.5, 2.4, 2.4, 2.4, 2.6, 2.7, 2.8, 0.0, -2.5, 1.0, 1.5, 1.8, 2.2, 2.3, 2.0, 1.7, 1.5)
_NEXT = (0.7, 1.2, 1.5, 1.8, 2.2, 2.4, 3.1, 0.3, -2.1, 1.3, 1.5, 1.6, 1.4, 1.1, 1.0, 0.9, 0.4)
_BEYOND = (0.2, 0.7, 0.8, 0.9, 1.0, 1.5, -0.2, -0.2, -1.1, -0.6, 0.0, 0.1, 0.0, 0.0, 0.2, 0.0, -0.1)


@lru_cache(maxsize=4096)
def steps(target: str, reference: str, lang: str) -> tuple[Step, ...]:
    """Return the steps between the words of `target` that `reference` has, too, left to right.

    Of a word that the reference has several times, the place that makes the shortest step counts.
    """
    ours, theirs = [word.text.casefold() for word in words(target)], [word.text.casefold() for word in words(reference)]
    places: dict[str, list[int]] = {}
    for at, word in enumerate(theirs):
        places.setdefault(word, []).append(at)
    counts = Counter(ours)
    found: list[Step] = []
    before: tuple[int, list[int], bool] | None = None
    for at, word in enumerate(ours):
        there = places.get(word)
        if not there:
            continue
        landmark = len(there) == 1 and counts[word] == 1 and zipf(word, lang) < _SMALL
        if before and (gap := at - before[0]) <= _APART:
            longer = min((two - one - gap for one in before[1] for two in there), key=abs)
            table = _BEYOND if gap > 1 else _LANDMARKS if landmark and before[2] else _NEXT
            found.append(Step(before[0], at, table[max(-_FARTHEST, min(_FARTHEST, longer)) + _FARTHEST]))
        before = at, there, landmark
    return tuple(found)


def likeliest(ways: Iterable[Iterable[Step]]) -> list[Step]:
    """Return the steps as the reference has them that has most of the target's order."""
    least: dict[tuple[int, int], float] = {}
    for way in ways:
        for step in way:
            place = step.first, step.last
            least[place] = min(step.evidence, least.get(place, step.evidence))
    return [Step(*place, evidence) for place, evidence in sorted(least.items())]


_WHOLE, _MORE = 0.9, 2.0
"""Share of the target's neighbours from which a reference has the same words, and how much more another order says then."""


def firmer(found: Sequence[Step], size: int) -> Sequence[Step]:
    """Return the steps of a target of `size` words, with more evidence for disorder if the reference has all its words.

    Who words a thing differently orders it differently, too; with the very same words there is little freedom.
    """
    if sum(step.last - step.first == 1 for step in found) < _WHOLE * (size - 1):
        return found
    return [step._replace(evidence=step.evidence * _MORE) if step.evidence > 0 else step for step in found]


_WINDOW = 9
"""Steps that are looked at together: what is shuffled is a stretch."""


def weightiest(found: Sequence[Step], least: float) -> list[tuple[int, int, float]]:
    """Return the stretches (first and last word, evidence) that have most evidence, if at least `least`, in order."""
    best: list[tuple[float, int, int]] = []
    for start in range(len(found)):
        total = 0.0
        for end in range(start, min(start + _WINDOW, len(found))):
            total += found[end].evidence
            if total >= least:
                best.append((total, start, end))
    taken: list[tuple[int, int, float]] = []
    for total, start, end in sorted(best, key=lambda row: (-row[0], row[1], row[2])):
        first, last = found[start].first, found[end].last
        if all(last <= a or b <= first for a, b, _ in taken):
            taken.append((first, last, total))
    return sorted(taken)

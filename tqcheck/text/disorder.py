"""Which stretches of a text somebody may have shuffled: all that speaks for or against it, added up."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, islice, pairwise
from typing import NamedTuple

import regex

from tqcheck.model import Batch
from tqcheck.text.languages import base
from tqcheck.text.shuffling import LONGEST, bounded
from tqcheck.text.transitions import Transitions, transitions
from tqcheck.text.word_order import Clash
from tqcheck.text.wordclasses import KEYS, Unit, sentences


class Stretch(NamedTuple):
    """`text[start:end]`, and the log of how much likelier it is that somebody shuffled its words."""

    start: int
    end: int
    evidence: float


_SHORTEST = 4
"""Words of a sentence from which their order says something."""
_MOST = 400
"""Words of a sentence that are looked at; no sentence has more."""
_MARKS_RE = regex.compile(r"[^\p{L}\p{M}\p{N}]+$")


@lru_cache(maxsize=4096)
def neighbours_of(text: str) -> frozenset[tuple[str, str]]:
    """Return the words that stand side by side in a text, case folded, without what surrounds them."""
    return frozenset(pairwise(map(KEYS.__getitem__, text.split())))


def joined(units: Sequence[Unit], together: frozenset[tuple[str, str]]) -> list[Unit]:
    """Return units with those as one that stand side by side on the other side, too: a name, a quotation.

    >>> units = next(sentences("Das ist The Artist Formerly Known As Prince."))
    >>> [unit.first for unit in joined(units, neighbours_of("The Artist Formerly Known As Prince is here"))]
    ['Das', 'ist', 'The']
    """
    if not together or together.isdisjoint(pairwise([unit.key for unit in units])):
        return list(units)
    found: list[Unit] = []
    before = ""
    for unit in units:
        if found and unit.key and before and (before, unit.key) in together:
            found[-1] = found[-1]._replace(last=unit.last, end=unit.end)
        else:
            found.append(unit)
        before = unit.key
    return found


def suspects(text: str, table: Transitions, source: str, least: float = -math.inf) -> Iterator[Stretch]:
    """Yield stretches of words, with what the language's likes say for or against somebody having shuffled them.

    All that have at least so much evidence are among them.
    """
    for units in _sentences(text, source):
        length = min(LONGEST, len(units))
        weights = chain.from_iterable(bounded(follows, least).tolist() for follows in table.follows([units], length))
        for at, weight in enumerate(weights):
            if weight >= least:
                last = units[at + length - 1]
                yield Stretch(units[at].start, last.end - _after_word(text, last), weight)


def _sentences(text: str, source: str, placed: bool = True) -> Iterator[list[Unit]]:
    """Yield the units of the sentences that are long enough for their order to say something."""
    together = neighbours_of(source)
    for units in sentences(text, placed):
        whole = joined(units, together)[:_MOST]
        if len(whole) >= _SHORTEST:
            yield whole


def most_evidence(batch: Batch, least: float) -> dict[tuple[str, str, str], float]:
    """Return, by language, target and source, what none of the `suspects` exceeds, reckoned for a whole batch at once.

    It is what one of them has, if that is at least so much.
    """
    asked = dict.fromkeys((base(one.target_lang), one.target, one.source or "") for one in batch.segments)
    found = dict.fromkeys(asked, -math.inf)
    alike: defaultdict[tuple[Transitions, int], list[tuple[tuple[str, str, str], list[Unit]]]] = defaultdict(list)
    for key in asked:
        lang, target, source = key
        if table := transitions(lang):
            for units in _sentences(target, source, placed=False):
                alike[table, min(LONGEST, len(units))].append((key, units))
    for (table, length), those in alike.items():
        many = table.follows((units for _, units in those), length)
        weights = chain.from_iterable(bounded(follows, least).tolist() for follows in many)
        for key, units in those:
            found[key] = max(found[key], *islice(weights, len(units) - length + 1))
    return found


def _after_word(text: str, unit: Unit) -> int:
    """Return how many marks follow a unit's last word."""
    match = _MARKS_RE.search(text, unit.start, unit.end)
    return len(match.group()) if match and match.start() > unit.start else 0


_CLASH, _CLASHES = 9.0, 13.5
"""Evidence that words which cannot stand side by side are worth, by weight, and at most: what the language likes must
bear it out."""


def weighed(
    text: str,
    table: Transitions,
    source: str,
    clashes: Sequence[Clash],
    steps: Sequence[Stretch],
    least: float,
    most: float,
) -> Iterator[Stretch]:
    """Yield the stretches of a text that have at least so much evidence, with all that bears on them added up.

    Besides the language's likes, of which `most_evidence` says the most there is: words that cannot stand side by side,
    and the steps that words take in references.
    """
    others = bool(clashes) * _CLASHES + sum(step.evidence for step in steps if step.evidence > 0)
    for start, end, weight in suspects(text, table, source, least - others) if most + others >= least else ():
        against = sum(clash.weight for clash in clashes if start <= clash.start and clash.end <= end)
        weight += min(_CLASH * against, _CLASHES)
        weight += sum(step.evidence for step in steps if start <= step.start and step.end <= end)
        if weight >= least:
            yield Stretch(start, end, weight)


def heaviest(found: Iterable[Stretch]) -> list[Stretch]:
    """Return the stretches that do not overlap, those with most evidence, in order.

    >>> heaviest([Stretch(0, 9, 11.0), Stretch(5, 14, 12.0), Stretch(14, 20, 11.0)])
    [Stretch(start=5, end=14, evidence=12.0), Stretch(start=14, end=20, evidence=11.0)]
    """
    taken: list[Stretch] = []
    for stretch in sorted(found, key=lambda one: (-one.evidence, one.start)):
        if all(stretch.end <= one.start or one.end <= stretch.start for one in taken):
            taken.append(stretch)
    return sorted(taken)

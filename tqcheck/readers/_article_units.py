"""Segments of an aligned article: its units, what stands beside each, and what is missing or too much."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tqcheck.alignment.articles import Alignment
from tqcheck.alignment.moves import Link
from tqcheck.alignment.outcome import Lost, Outcome
from tqcheck.model import Segment
from tqcheck.readers._lines import name_of
from tqcheck.readers.article import Sentences, Stretch

Beside = tuple[Sentences, Alignment]


def segments_of(document: str, target: Sentences, source: Beside | None, references: list[Beside]) -> Iterator[Segment]:
    """Yield the segments of an aligned article, in order."""
    related = [beside for beside in (source, *references) if beside and beside[1].related]
    units = _units(len(target.places), [alignment for _, alignment in related])
    strangers = tuple(b[0].page.path for b in (source, *references) if b and not b[1].related)
    ours = _Side.of(source, units)
    theirs = [_Side.of(reference, units) for reference in references]
    judge = ours or next((side for side in theirs if side), None)
    again = _said_twice([target.stretch(*unit) for unit in units])
    seen: Counter[int] = Counter()
    for index, unit in enumerate(units):
        line = target.page.line(target.places[unit[0]][0])
        seen[line] += 1
        alone = 0.0
        if judge and not any(side and side.beside[index] for side in (ours, *theirs)):
            alone = min(side.alone[index] for side in (ours, *theirs) if side)
        outcome = Outcome(
            source=ours.confidence[index] if ours else None,
            references=tuple(side.confidence[index] if side else None for side in theirs),
            alone=alone,
            before=judge.before[index] if judge else None,
            after=judge.after if judge and index == len(units) - 1 else None,
            same_as=target.page.line(target.places[units[again[index]][0]][0]) if index in again else None,
            strangers=strangers if index == 0 else (),
            missing_from="source" if ours else "reference",
        )
        beside = tuple(side.beside[index] if side else "" for side in theirs)
        yield Segment(
            f"{document}:{line}" + (f".{seen[line]}" if seen[line] > 1 else ""),
            target.stretch(*unit),
            (ours.beside[index] or None) if ours else None,
            beside if any(beside) else (),
            document=document,
            path=name_of(target.page.path),
            line=line,
            notes=outcome.notes(),
        )


def _units(sentences: int, alignments: Sequence[Alignment]) -> list[Stretch]:
    """Return the target's sentences, those together that are together in a link with any other text."""
    cuts = set(range(sentences + 1))
    for alignment in alignments:
        for link in alignment.links:
            if link.whole:
                cuts.difference_update(range(link.target[0] + 1, link.target[1]))
    ordered = sorted(cuts)
    return list(pairwise(ordered))


@dataclass(frozen=True, slots=True)
class _Side:
    """What of one other text stands beside each unit, how sure that is, and what is missing before each."""

    beside: list[str]
    confidence: list[float | None]
    alone: list[float]
    before: list[Lost | None]
    after: Lost | None

    @classmethod
    def of(cls, given: Beside | None, units: Sequence[Stretch]) -> _Side | None:
        if given is None or not given[1].related:
            return None
        other, alignment = given
        unit_of = {sentence: index for index, unit in enumerate(units) for sentence in range(*unit)}
        linked: list[list[Link]] = [[] for _ in units]
        alone = [1.0] * len(units)
        lost: dict[int, list[Link]] = {}
        for link in alignment.links:
            if link.whole:
                linked[unit_of[link.target[0]]].append(link)
            elif link.target[0] < link.target[1]:
                index = unit_of[link.target[0]]
                alone[index] = min(alone[index], link.confidence)
            else:
                index = unit_of.get(link.target[0], len(units))
                if index == len(units) or link.target[0] == units[index][0]:
                    lost.setdefault(index, []).append(link)
        beside = [other.stretch(row[0].source[0], row[-1].source[1]) if row else "" for row in linked]
        confidence = [round(min(link.confidence for link in row), 3) if row else None for row in linked]
        missing = {index: _lost(other, row) for index, row in lost.items()}
        before = [missing.get(index) for index in range(len(units))]
        return cls(beside, confidence, [round(chance, 3) for chance in alone], before, missing.get(len(units)))


def _lost(other: Sentences, links: Sequence[Link]) -> Lost:
    start, end = links[0].source[0], links[-1].source[1]
    starts = (*other.text.starts, True)
    firsts = [at for at in range(start, end + 1) if starts[at]]
    confidence = min(link.confidence for link in links)
    return Lost(other.stretch(start, end), end - start, max(0, len(firsts) - 1), round(confidence, 3))


_TELLING = 12
"""Letters from which saying the same twice is no accident."""


def _said_twice(texts: Sequence[str]) -> dict[int, int]:
    """Return, for each unit that says the same as another, the first other."""
    first: dict[str, int] = {}
    again: dict[int, int] = {}
    for index, text in enumerate(texts):
        key = "".join(char for char in text.casefold() if char.isalnum())
        if len(key) >= _TELLING:
            if key in first:
                again[index] = first[key]
                again.setdefault(first[key], index)
            else:
                first[key] = index
    return again

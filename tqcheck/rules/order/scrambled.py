"""Words in an order that no speaker would choose."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from tqcheck.model import Document, Flag, Segment, Severity
from tqcheck.rules import Example, Rule
from tqcheck.text.languages import base
from tqcheck.text.neighbours import Neighbours, neighbours
from tqcheck.text.reference_order import disorder
from tqcheck.text.roundtrip import place_in_target
from tqcheck.text.tokens import words
from tqcheck.text.witnesses import comparisons, in_its_language
from tqcheck.text.word_order import Clash, clashes, stray_capitals


class Scrambled(Rule):
    """The words stand in an order that nobody writes.

    Three witnesses: small words side by side that never go together (`the of`, `dans que`; twenty-odd
    languages); common words of the batch that meet nowhere else in it; and, where there are references,
    words in common that stand in quite another order in all of them. A moved clause is no disorder.
    Without references about a third is found, as most of a language's order is not in its small words.
    """

    category: ClassVar = "garbled"
    mqm: ClassVar = "fluency/grammar"
    severity: ClassVar = Severity.MAJOR
    yields_to: ClassVar = ("repetition",)

    least: float = 0.7
    """Evidence needed within `near` characters: 1 is a pair that cannot be."""
    near: int = 60
    longest: int = 8
    """Words that one flag of disorder covers at most."""

    bad: ClassVar = (
        Example("You ⟦can talk to the of united president states⟧ here."),
        Example("⟦Il parle du pour président la paix⟧.", langs="en-fr"),
        Example("⟦Он приехал в из Москву Рима⟧.", langs="en-ru"),
        Example("⟦Garden the big saw in dog a he⟧.", references=("He saw a big dog in the garden.",)),
    )
    good: ClassVar = (
        Example("That is what he is known for, by and large, from under the bed."),
        Example("In the garden he saw a big dog.", references=("He saw a big dog in the garden.",)),
        Example("Lo de ayer, el que vino, la de en medio.", langs="en-es"),
        Example("C'est à la fin du film que le vert vint.", langs="en-fr"),
        Example("Он был бы рад, если бы не он.", langs="en-ru"),
    )

    def check_document(self, document: Document) -> Iterator[tuple[int, Flag]]:
        learned = document.batch.derived(neighbours)
        for index, segment in enumerate(document.segments):
            if segment.target_lang and len(words(segment.target)) <= _MOST_WORDS:
                for flag in self._check(segment, learned[base(segment.target_lang)]):
                    yield index, flag

    def _check(self, segment: Segment, learned: Neighbours) -> Iterator[Flag]:
        target, source = segment.target, segment.source or ""
        found = sorted({*clashes(target, base(segment.target_lang)), *learned.clashes(target)})
        found = [clash for clash in found if target[clash.start : clash.end] not in source]
        found += [
            Clash(start, end, self.least) for start, end in stray_capitals(target, base(segment.target_lang), source)
        ]
        found.sort()
        taken: list[tuple[int, int]] = []
        for start, end, sure, beside in self._disordered(segment, found):
            taken.append((start, end))
            yield self.flag(
                f"these words stand in quite another order in the {beside}",
                (start, end),
                severity=Severity.MINOR if sure == 1 else Severity.MAJOR,
            )
        found = [clash for clash in found if not any(a < clash.end and clash.start < b for a, b in taken)]
        for group in self._groups(found):
            start, end = _around(target, group[0].start, max(clash.end for clash in group))
            pair = target[group[0].start : group[0].end]
            if len(group) == 1 and pair.istitle():
                continue  # casing.sentence says that better
            severity = Severity.MAJOR if len(group) > 1 else Severity.MINOR
            yield self.flag(f"'{pair}': these words do not go together", (start, end), severity=severity)

    def _groups(self, found: list[Clash]) -> Iterator[list[Clash]]:
        """Yield the clashes that stand close together and weigh enough."""
        group: list[Clash] = []
        for clash in [*found, None]:
            if clash is not None and (not group or clash.end - group[0].start <= self.near):
                group.append(clash)
                continue
            places = {(c.start, c.end): c.weight for c in sorted(group, key=lambda c: c.weight)}
            if sum(places.values()) >= self.least:
                yield group
            group = [clash] if clash else []

    def _disordered(self, segment: Segment, found: list[Clash]) -> Iterator[tuple[int, int, int, str]]:
        """Yield the stretches that are out of order in every reference, in pieces of at most `longest` words.

        Where that is not sure, a pair of words that does not go together must bear it out.
        """
        for start, end, sure, beside in self._in_references(segment) or self._in_round_trip(segment):
            if not sure and not any(clash.start < end and start < clash.end for clash in found):
                continue
            inside = [word for word in words(segment.target) if start <= word.start < end]
            for at in range(0, len(inside), self.longest):
                piece = inside[at : at + self.longest]
                yield piece[0].start, piece[-1].end, sure, beside

    def _in_references(self, segment: Segment) -> list[tuple[int, int, int, str]]:
        texts = in_its_language(segment)
        if not texts:
            return []
        beside = "references" if any(segment.references) else "pseudo-reference"
        first, *others = (disorder(segment.target, text) for text in texts)
        return [
            (start, end, sure, beside)
            for start, end, sure in first
            if all(any(a < end and start < b for a, b, _ in other) for other in others)
        ]

    def _in_round_trip(self, segment: Segment) -> list[tuple[int, int, int, str]]:
        """Return the same by the back-translation. An engine has an order of its own, so none of it is sure."""
        return [
            (*place_in_target(segment, start, end), 0, "source, as the back-translation shows")
            for comparison in comparisons(segment)
            if comparison.kind == "back-translation"
            for start, end, _ in disorder(comparison.there, comparison.here)
        ]


_MOST_WORDS = 2000  # in a segment; more is an article that nobody split, and would take minutes
_WIDER = 3
"""Words on either side that the disorder is likely to take in."""


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    before = [word.start for word in words(text) if word.end <= start][-_WIDER:]
    after = [word.end for word in words(text) if word.start >= end][:_WIDER]
    return min([*before, start]), max([*after, end])

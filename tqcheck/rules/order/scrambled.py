"""Words in an order that no speaker would choose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from tqcheck.model import Document, Flag, Segment, Severity
from tqcheck.rules import Example, Rule
from tqcheck.text.displaced import displaced_starts, stray_capitals
from tqcheck.text.languages import base
from tqcheck.text.neighbours import Neighbours, neighbours
from tqcheck.text.reference_order import Step, likeliest, steps, weightiest
from tqcheck.text.roundtrip import place_in_target
from tqcheck.text.tokens import words
from tqcheck.text.witnesses import comparisons, in_its_language
from tqcheck.text.word_order import Clash, clashes


class Scrambled(Rule):
    """The words stand in an order that nobody writes.

    Four witnesses: small words side by side that never go together (`the of`, `dans que`; twenty-odd
    languages); common words of the batch that meet nowhere else in it; a sentence that starts small and has
    its capital later; and, where there are references, words in common that stand in quite another order in
    all of them. A moved clause is no disorder.
    Without references a quarter is found, as most of a language's order is not in its small words; with a
    translation as reference a half, with the very text four of five.
    """

    category: ClassVar = "garbled"
    mqm: ClassVar = "fluency/grammar"
    severity: ClassVar = Severity.MAJOR
    yields_to: ClassVar = ("repetition",)

    least: float = 0.7
    """Evidence needed within `near` characters: 1 is a pair that cannot be."""
    near: int = 60
    much: float = 8.5
    """Evidence needed where there are references: log of how much likelier it is that somebody shuffled the words."""
    sure: float = 11.0
    longest: int = 8
    """Words that one flag of disorder covers at most."""

    bad: ClassVar = (
        Example("You ⟦can talk to the of united president states⟧ here."),
        Example("⟦Il parle du pour président la paix⟧.", langs="en-fr"),
        Example("⟦Он приехал в из Москву Рима⟧.", langs="en-ru"),
        Example("⟦ministrowie rano Wczoraj⟧ przyjechali do miasta.", langs="en-pl"),
        Example("⟦Garden the big saw in dog a he⟧.", references=("He saw a big dog in the garden.",)),
    )
    good: ClassVar = (
        Example("iPhone sales rose; eBay Motors closed."),
        Example("It is the home of at least ten, for at most a week."),
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
        target, source, lang = segment.target, segment.source or "", base(segment.target_lang)
        found = sorted({*clashes(target, lang), *learned.clashes(target)})
        found = [clash for clash in found if target[clash.start : clash.end] not in source]
        found += [Clash(start, end, self.least) for start, end in stray_capitals(target, lang, source)]
        found.sort()
        taken: list[tuple[int, int]] = []
        for start, end, sure, beside in self._disordered(segment, found):
            taken.append((start, end))
            message = f"these words stand in quite another order in the {beside}"
            yield self.flag(message, (start, end), severity=Severity.MAJOR if sure else Severity.MINOR)
        for start, end in displaced_starts(target, lang, source):
            if not any(a < end and start < b for a, b in taken):
                taken.append((start, end))
                yield self.flag("the word that should start this sentence stands inside it", (start, end))
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

    def _disordered(self, segment: Segment, found: list[Clash]) -> Iterator[tuple[int, int, bool, str]]:
        """Yield the stretches that are out of order in every reference, whether that is sure, and beside what.

        Without references a back-translation may show it. An engine has an order of its own, so words that do
        not go together must bear it out.
        """
        texts = in_its_language(segment)
        if texts:
            beside = "references" if any(segment.references) else "pseudo-reference"
            for start, end, evidence in self._in_references(segment, texts, found):
                yield start, end, evidence >= self.sure, beside
            return
        for comparison in comparisons(segment):
            if comparison.kind == "back-translation":
                taken = steps(comparison.there, comparison.here, base(segment.source_lang))
                tokens = words(comparison.there)
                for first, last, _ in weightiest(taken, self.much):
                    start, end = place_in_target(segment, tokens[first].start, tokens[last].end)
                    if any(clash.start < end and start < clash.end for clash in found):
                        yield start, end, True, "source, as the back-translation shows"

    def _in_references(
        self, segment: Segment, texts: Sequence[str], found: list[Clash]
    ) -> Iterator[tuple[int, int, float]]:
        """Yield the stretches with the evidence for them, in pieces of at most `longest` words.

        Words that do not go together are evidence where no reference has them so.
        """
        tokens = words(segment.target)
        ways = [steps(segment.target, text, base(segment.target_lang)) for text in texts]
        taken = {(step.first, step.last): step.evidence for step in likeliest(ways)}
        if not taken:
            return
        for clash in found:
            first = next((at for at, word in enumerate(tokens) if clash.start <= word.start < clash.end), None)
            if first is not None:
                place = first, min(first + 1, len(tokens) - 1)
                if taken.get(place, 1.0) > 0:
                    taken[place] = taken.get(place, 0.0) + _CLASH * clash.weight
        every = [Step(*place, evidence) for place, evidence in sorted(taken.items())]
        for first, last, evidence in weightiest(every, self.much):
            for at in range(first, last + 1, self.longest):
                yield tokens[at].start, tokens[min(at + self.longest - 1, last)].end, evidence


_CLASH = 2.0
"""Evidence that a pair of words which cannot be is worth beside that of the references."""
_MOST_WORDS = 2000  # in a segment; more is an article that nobody split, and would take minutes
_WIDER = 3
"""Words on either side that the disorder is likely to take in."""


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    before = [word.start for word in words(text) if word.end <= start][-_WIDER:]
    after = [word.end for word in words(text) if word.start >= end][:_WIDER]
    return min([*before, start]), max([*after, end])

"""Sentences that the article has and its source has not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from tqcheck.alignment.outcome import Lost, Outcome, outcome_of
from tqcheck.model import Document, Flag, Severity
from tqcheck.rules import Example, Rule
from tqcheck.text.tokens import count_words

_LINE = 6  # words; what is shorter is a button or a byline


class Added(Rule):
    """Sentences of the article have no counterpart in its source: they were added, or stand twice.

    Found by aligning the whole article with its source and references; a sentence that one of them has is
    not added. A run of such sentences is flagged once, at its first. `sure` is the least confidence of the
    alignment. A sentence that seems to be added beside one that seems to be missing is taken for a free translation.
    """

    category: ClassVar = "addition"
    mqm: ClassVar = "accuracy/addition"
    severity: ClassVar = Severity.MAJOR
    needs: ClassVar = ("alignment",)
    yields_to: ClassVar = ("boilerplate", "repetition")

    sure: float = 0.85

    bad: ClassVar = (
        Example("⟦The mayor has since resigned over the affair.⟧", notes=Outcome(alone=0.98).notes()),
        Example("⟦Share this article⟧", notes=Outcome(alone=0.98).notes()),
        # which of two equal sentences is the one too many cannot be told, that one is can
        Example("⟦The bridge stays closed⟧", notes=Outcome(alone=0.45, same_as=1).notes()),
    )
    good: ClassVar = (
        Example("The mayor has since resigned.", notes=Outcome(source=0.99).notes()),
        # the alignment is not sure enough
        Example("The mayor has since resigned.", notes=Outcome(alone=0.7).notes()),
        # something else is missing here: perhaps it was translated freely
        Example(
            "The mayor has since resigned.",
            notes=Outcome(alone=0.98, before=Lost("El alcalde ya no manda.", 1, 0, 0.98)).notes(),
        ),
        # the source says it twice as well
        Example("The bridge stays closed", notes=Outcome(source=0.9, same_as=1).notes()),
    )

    def check_document(self, document: Document) -> Iterator[tuple[int, Flag]]:
        outcomes = [outcome_of(segment) for segment in document.segments]
        index = 0
        while index < len(outcomes):
            outcome, start = outcomes[index], index
            index += 1
            if outcome is None or not outcome.alone:
                continue
            target = document.segments[start].target
            if outcome.same_as is not None:
                message = f"stands twice: line {outcome.same_as} says the same, the {outcome.missing_from} says it once"
                yield start, self.flag(message, (0, len(target)), severity=Severity.MINOR)
                continue
            while index < len(outcomes) and self._lone(outcomes[index]):
                index += 1
            gaps = [row.before for row in outcomes[start : index + 1] if row] + [outcomes[index - 1].after]  # type: ignore[union-attr]
            replaced = index - start == 1 and any(gap and gap.sentences == 1 for gap in gaps)
            if self._lone(outcome) and not replaced:
                more = index - start - 1
                words = sum(count_words(segment.target) for segment in document.segments[start:index])
                yield (
                    start,
                    self.flag(
                        f"nothing in the {outcome.missing_from} says this"
                        + (f", nor the {'sentence' if more == 1 else f'{more} sentences'} after it" if more else ""),
                        (0, len(target)),
                        severity=Severity.MINOR if words < _LINE else self.severity,
                    ),
                )

    def _lone(self, outcome: Outcome | None) -> bool:
        return outcome is not None and outcome.same_as is None and outcome.alone >= self.sure

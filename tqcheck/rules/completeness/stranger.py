"""An article beside a source that it is no translation of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from tqcheck.alignment.outcome import Outcome, outcome_of
from tqcheck.model import Flag, Segment, Severity
from tqcheck.rules import Example, Rule


class Stranger(Rule):
    """The article has nothing in common with its source or reference: it is the translation of another text.

    Said when aligning whole articles, from the words that both should share: names, numbers, cognates and
    words that the articles at hand teach. Below four sentences nobody can tell. Such a text is not aligned.
    """

    category: ClassVar = "mistranslation"
    mqm: ClassVar = "accuracy/mistranslation"
    severity: ClassVar = Severity.CRITICAL
    needs: ClassVar = ("alignment",)

    bad: ClassVar = (Example("⟦The bridge stays closed.⟧", notes=Outcome(strangers=("summit.es.txt",)).notes()),)
    good: ClassVar = (
        Example("The bridge stays closed.", notes=Outcome(source=0.9).notes()),
        Example("The bridge stays closed.", "Cayó la bolsa en Tokio."),  # one sentence: never aligned
    )

    def check(self, segment: Segment) -> Iterator[Flag]:
        outcome = outcome_of(segment)
        if outcome and outcome.strangers:
            names = " and ".join(outcome.strangers)
            yield self.flag(f"this article has nothing in common with {names}", (0, len(segment.target)))

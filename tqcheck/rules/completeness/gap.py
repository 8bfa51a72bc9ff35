"""A clause that the reference has and the target has not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from tqcheck.model import Flag, Segment
from tqcheck.rules import Example, Rule
from tqcheck.text import embeddings
from tqcheck.text.gaps import gaps


class Gap(Rule):
    """A clause of the reference has nothing on the target's side, between words that stand side by side there.

    Of at least four words, told by the vectors of the words in context, so that a paraphrase is no gap. All
    references must have something there, and the target must be shorter by about as much: what is said
    elsewhere in the sentence is no loss. The flag has no width and stands where the clause should.
    """

    category: ClassVar = "omission"
    mqm: ClassVar = "accuracy/omission"
    needs: ClassVar = ("reference",)
    langs: ClassVar = embeddings.LANGUAGES
    yields_to: ClassVar = ("completeness.omission", "language", "mistranslation", "order")

    bad: ClassVar = (
        Example(
            "The council approved the plan⟦⟧ and work will begin in May.",
            "El consejo aprobó el plan tras una noche de duras negociaciones y las obras empezarán en mayo.",
            references=(
                "The council approved the plan after a night of hard negotiations and work will begin in May.",
            ),
        ),
    )
    good: ClassVar = (
        Example(
            "The firm 東京都町田市 approved the plan in May.",
            "La empresa 東京都町田市 aprobó el plan en mayo.",
            references=("In May, after a night of hard negotiations, the plan was approved by the firm 東京都町田市.",),
        ),
        Example(
            "After hard talks all night the council approved the plan, and work will begin in May.",
            "El consejo aprobó el plan tras una noche de duras negociaciones y las obras empezarán en mayo.",
            references=(
                "The council approved the plan after a night of hard negotiations and work will begin in May.",
            ),
        ),
        Example(
            "The council approved the plan and work will begin in May.",
            "El consejo aprobó el plan y las obras empezarán en mayo.",
            references=(
                "The council approved the plan after a night of hard negotiations and work will begin in May.",
                "The council has approved the plan, and work begins in May.",
            ),
        ),
    )

    @classmethod
    def unavailable(cls) -> str:
        return embeddings.unavailable()

    def check(self, segment: Segment) -> Iterator[Flag]:
        references = [text for text in segment.references if text]
        found = [gaps(segment.target, text) for text in references]
        if references and all(found):
            for gap in found[0]:
                said = references[0][gap.start : gap.end]
                yield self.flag(f"the reference says here: “{said}”", (gap.at, gap.at))

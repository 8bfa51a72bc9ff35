"""A number that kept its figure and lost its size."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from tqcheck.model import Flag, Segment, Severity, Span
from tqcheck.rules import Example, Rule
from tqcheck.text.accounts import of_kind


class Magnitude(Rule):
    """The same figure stands with another magnitude: millions became billions.

    Compared by value, so that `3 billion` equals `3 Milliarden`, `3 mil millones` and `30亿`; a false
    friend (`billón`, `Billion`) shows.
    """

    category: ClassVar = "numbers"
    mqm: ClassVar = "accuracy/mistranslation"
    severity: ClassVar = Severity.CRITICAL
    needs: ClassVar = ("source",)

    bad: ClassVar = (
        Example("Der Bau kostet ⟦3 Millionen⟧ Euro.", "The building costs ⟦3 billion⟧ euros.", "en-de"),
        Example("投资额为⟦20万⟧美元。", "They invest ⟦20 billion⟧ dollars.", "en-zh"),
    )
    good: ClassVar = (
        Example("Der Bau kostet 3 Milliarden Euro.", "The building costs 3 billion euros.", "en-de"),
        Example("Costó 3.000 millones.", "It cost 3 billion.", "en-es"),
        Example("O plano custa 2,5 mil milhões.", "The plan costs 2.5 billion.", "en-pt"),
    )

    def check(self, segment: Segment) -> Iterator[Flag]:
        for found in of_kind(segment, "magnitude"):
            if found.source and found.target:
                yield self.flag(
                    f"{found.target.text} is {found.target.value:,.0f}; the source has {found.source.text},"
                    f" {found.source.value:,.0f}",
                    (found.target.start, found.target.end),
                    Span("source", found.source.start, found.source.end),
                )

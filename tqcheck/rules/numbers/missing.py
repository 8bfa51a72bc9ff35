"""A number that was left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from tqcheck.model import Flag, Segment, Span
from tqcheck.rules import Example, Rule
from tqcheck.text.accounts import of_kind


class Missing(Rule):
    """A number of the source has no equal in the target.

    Only numbers from 100 up that are too particular to be spelled out or rephrased, and only where no
    number of the target is without an origin: that would be `numbers.changed`. Where references are
    given, a number they leave out too is no loss.
    """

    category: ClassVar = "numbers"
    mqm: ClassVar = "accuracy/omission"
    needs: ClassVar = ("source",)

    bad: ClassVar = (Example("The fire destroyed⟦⟧ homes.", "El incendio destruyó ⟦1.342⟧ casas."),)
    good: ClassVar = (
        Example("The fire destroyed 1,342 homes.", "El incendio destruyó 1.342 casas."),
        Example("The fire destroyed a thousand homes.", "El incendio destruyó 1.000 casas."),
        Example("Call us free of charge.", "Llámenos gratis al 900 por favor."),
    )

    def check(self, segment: Segment) -> Iterator[Flag]:
        for found in of_kind(segment, "missing"):
            if found.source:
                place = _about(segment.target, found.source.start / max(len(segment.source or ""), 1))
                yield self.flag(
                    f"{found.source.text} is missing",
                    (place, place),
                    Span("source", found.source.start, found.source.end),
                )


def _about(text: str, share: float) -> int:
    """Return the end of a word about so far into the text."""
    place = round(share * len(text))
    ends = [index for index in range(1, len(text)) if text[index] == " " and text[index - 1] != " "]
    return min(ends, key=lambda end: abs(end - place), default=len(text))

"""A target without a word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from tqcheck.model import Flag, Segment, Severity
from tqcheck.rules import Example, Rule


class Empty(Rule):
    """The target has no letter and no figure, the source or reference has."""

    category: ClassVar = "omission"
    mqm: ClassVar = "accuracy/omission"
    severity: ClassVar = Severity.CRITICAL
    needs: ClassVar = ("source|reference",)

    bad: ClassVar = (Example("⟦.⟧", "Llueve desde ayer."), Example("⟦⟧", "Llueve desde ayer."))
    good: ClassVar = (Example("* * *", "* * *"), Example("42", "cuarenta y dos"))

    def check(self, segment: Segment) -> Iterator[Flag]:
        if any(map(str.isalnum, segment.target)):
            return
        other = segment.source or next(iter(segment.references), "")
        if sum(map(str.isalnum, other)) > 1:
            yield self.flag("nothing was translated", (0, len(segment.target)))

"""What can be wrong with a name, and where."""

from __future__ import annotations

from typing import Literal, NamedTuple

from tqcheck.model import Span

Fault = Literal["misspelled", "lowercased", "replaced", "missing"]


class Finding(NamedTuple):
    """What is wrong with one name: where it is on both sides, what was expected, and how sure we are."""

    fault: Fault
    here: tuple[int, int] | None
    there: tuple[int, int]
    name: str
    expected: str
    sure: float
    evidence: Literal["source", "reference", "document"] = "source"

    @property
    def spans(self) -> tuple[Span, ...]:
        """Return the place in the target, and the one in the source if that is the evidence."""
        target = Span("target", *self.there)
        return (target, Span("source", *self.here)) if self.here and self.evidence == "source" else (target,)

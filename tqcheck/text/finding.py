"""What can be wrong with a name, and where."""

from __future__ import annotations

from typing import Literal, NamedTuple

from tqcheck.model import Span
from tqcheck.text.witnesses import Kind

Fault = Literal["misspelled", "lowercased", "replaced", "missing", "added"]


class Finding(NamedTuple):
    """What is wrong with one name: where it is on both sides, what was expected, and how sure we are."""

    fault: Fault
    here: tuple[int, int] | None
    there: tuple[int, int]
    name: str
    expected: str
    sure: float
    evidence: Kind | Literal["document"] = "source"

    @property
    def spans(self) -> tuple[Span, ...]:
        """Return the place in the target, and the one in the source if that is what it was compared with."""
        target = Span("target", *self.there)
        by_source = self.evidence in ("source", "back-translation")
        return (target, Span("source", *self.here)) if self.here and by_source else (target,)

    @property
    def beside(self) -> str:
        """Return what has the name, for a message: the source, if it is the back-translation that shows it."""
        return "source" if self.evidence == "back-translation" else self.evidence

    @property
    def shown(self) -> str:
        """Return what to add to a message on a finding that only the back-translation shows."""
        return ", as the back-translation shows" if self.evidence == "back-translation" else ""

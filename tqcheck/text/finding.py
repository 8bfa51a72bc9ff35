"""What can be wrong with a name, and where."""

from __future__ import annotations

from typing import Literal, NamedTuple

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

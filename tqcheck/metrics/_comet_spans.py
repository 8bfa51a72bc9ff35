"""XCOMET's error spans as flags of `comet.span`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from tqcheck.model import Flag, Segment, Severity, Span

RULE = "comet.span"


class ErrorSpan(NamedTuple):
    """A stretch of the target that XCOMET marks. Offsets are comet's: they take in a space that stands before."""

    start: int
    end: int
    severity: str
    confidence: float


def flags_of(segment: Segment, spans: Iterable[ErrorSpan]) -> tuple[Flag, ...]:
    """Return the spans as flags, trimmed to what is marked; those of nothing but space are dropped."""
    flags = []
    for span in spans:
        start, end = trimmed(segment.target, span.start, span.end)
        if start < end:
            message = f"the model marks '{segment.target[start:end]}' as a {span.severity} error"
            flags.append(
                Flag(
                    RULE,
                    "mistranslation",
                    Severity[span.severity.upper()],
                    f"{message} (confidence {span.confidence:.2f}; it gives no reason)",
                    (Span("target", start, end),),
                )
            )
    return tuple(flags)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a place less the space at both ends of it, and within the text.

    >>> trimmed("He met Lukahsenko.", 6, 17)
    (7, 17)
    """
    start, end = max(0, start), min(len(text), end)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end

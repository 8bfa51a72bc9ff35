"""What a writer is (Writer) and all there are (WRITERS)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar, Protocol, TextIO

from tqcheck.judgement import Judgement
from tqcheck.model import Flag, Result
from tqcheck.plugin import Catalog, Plugin


class Account(Protocol):
    """A run as writers see it, fresh or read again from its folder. Ask when all results have passed."""

    @property
    def metrics(self) -> list[str]:
        """Return the ids of the metrics."""

    @property
    def worst(self) -> list[Result]:
        """Return the segments with the highest penalties, the worst first."""

    @property
    def judgement(self) -> Judgement | None:
        """Return what the gate says, None if it was not asked."""

    def summary(self) -> dict[str, Any]:
        """Return what the run amounts to, for JSON."""


class Writer(Plugin):
    """One output format. `write` takes results as they come; the report is whole when they end."""

    suffix: ClassVar[str] = ""

    def write(self, results: Iterator[Result], report: Account, out: TextIO) -> None:
        """Write all results, in order. `report` has counted a result by the time it arrives here."""
        raise NotImplementedError


WRITERS: Catalog[Writer] = Catalog("tqcheck.writers", Writer)


def flag_record(flag: Flag, target: str) -> dict[str, Any]:
    """Return a flag as the outside contract has it: offsets are code points of `mt`."""
    place, source = flag.place, flag.source_place
    record: dict[str, Any] = {
        "rule": flag.rule,
        "category": flag.category,
        "severity": str(flag.severity),
        "start": place.start,
        "end": place.end,
        "source_span": [source.start, source.end] if source else None,
        "text": target[place.start : place.end],
        "message": flag.message,
        "suggestion": flag.suggestion,
    }
    more = [[s.side, s.start, s.end] for s in flag.spans if s not in (place, source)]
    return {**record, "more_spans": more} if more else record


def result_record(result: Result) -> dict[str, Any]:
    """Return a result as the outside contract has it."""
    segment = result.segment
    record = {
        "id": segment.id,
        "doc_id": segment.document,
        "scores": {metric: round(score, 4) for metric, score in result.scores.items()},
        "flags": [flag_record(flag, segment.target) for flag in result.flags],
        "verdict": result.verdict,
    }
    return {**record, "caveats": dict(result.caveats)} if result.caveats else record

"""What a metric is (Metric) and all there are (METRICS)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from tqcheck.model import Flag, Result, Segment, Side
from tqcheck.plugin import Catalog, Plugin

Stats = tuple[float, ...]
"""Additive statistics of one segment: a corpus score is the score of their sum."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What a heavy metric says of one segment: statistics, the caveat beside its score, flags.

    The caveat holds no figures of the segment, so that equal ones can be counted.
    """

    stats: Stats | None = None
    caveat: str = ""
    flags: tuple[Flag, ...] = ()


class Metric(Plugin):
    """A score of targets. `measure` takes the statistics, `score` turns (sums of) them into a figure."""

    needs: ClassVar[tuple[str, ...]] = ("reference",)
    higher_is_better: ClassVar[bool] = True
    range: ClassVar[tuple[float, float]] = (0.0, 100.0)
    decimals: ClassVar[int] = 2
    label: ClassVar[str] = ""
    """What must stand beside every figure of it, lest it be taken for another."""
    side: ClassVar[Side] = "target"
    """The side whose language is scored: the signature depends on it."""
    heavy: ClassVar[bool] = False
    """Whether it loads a model: then it is taken once, in the main process, after the rules, by `judge`."""

    def ready(self) -> None:
        """Raise UsageError, with the next step, if the metric cannot be taken on this machine."""

    def needed(self) -> tuple[str, ...]:
        """Return what this very metric needs: `needs`, unless an option (such as a model) decides."""
        return self.needs

    def measure(self, segments: Sequence[Segment]) -> list[Stats | None]:
        """Return the statistics of each segment; None where the metric cannot be taken."""
        raise NotImplementedError

    def judge(self, results: Sequence[Result]) -> list[Measured]:
        """Return what a heavy metric says of each segment, given what the rules found there."""
        return [Measured(stats) for stats in self.measure([result.segment for result in results])]

    def score(self, stats: Stats) -> float:
        """Return the corpus score of summed statistics."""
        raise NotImplementedError

    def segment_score(self, stats: Stats) -> float:
        """Return the score of one segment."""
        return self.score(stats)

    def interval(self, stats: Sequence[Stats]) -> tuple[float, float]:
        """Return mean and half-width of the 95 % confidence interval of the corpus score."""
        raise NotImplementedError

    def signature(self, lang: str, references: int) -> str:
        """Return what one must know to get the same figure again. `references` is -1 if their number varies."""
        raise NotImplementedError

    def applies(self, segment: Segment) -> bool:
        """Tell whether the evidence that the metric needs is there."""
        available = segment.available()
        return all(not available.isdisjoint(need.split("|")) for need in self.needed())


METRICS: Catalog[Metric] = Catalog("tqcheck.metrics", Metric)

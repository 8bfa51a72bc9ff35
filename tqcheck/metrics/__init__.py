"""What a metric is (Metric) and all there are (METRICS)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from tqcheck.model import Segment
from tqcheck.plugin import Catalog, Plugin

Stats = tuple[float, ...]
"""Additive statistics of one segment: a corpus score is the score of their sum."""


class Metric(Plugin):
    """A score of targets. `measure` takes the statistics, `score` turns (sums of) them into a figure."""

    needs: ClassVar[tuple[str, ...]] = ("reference",)
    higher_is_better: ClassVar[bool] = True
    range: ClassVar[tuple[float, float]] = (0.0, 100.0)

    def measure(self, segments: Sequence[Segment]) -> list[Stats | None]:
        """Return the statistics of each segment; None where the metric cannot be taken."""
        raise NotImplementedError

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

    @classmethod
    def applies(cls, segment: Segment) -> bool:
        """Tell whether the evidence that the metric needs is there."""
        available = segment.available()
        return all(not available.isdisjoint(need.split("|")) for need in cls.needs)


METRICS: Catalog[Metric] = Catalog("tqcheck.metrics", Metric)

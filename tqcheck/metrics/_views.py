"""Metrics on other texts than target and human references: on the back-translation, on a pseudo-reference."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Literal

from tqcheck.errors import UsageError
from tqcheck.metrics import METRICS, Metric, Stats
from tqcheck.metrics._sacrebleu import SacreMetric
from tqcheck.model import Segment, Side

View = Literal["bt", "pseudo"]
LABELS: dict[str, str] = {
    "bt": "the back-translation against the source; not comparable with reference scores",
    "pseudo": "against another engine's translation; not comparable with reference scores",
}
_NEEDS = {"bt": ("source", "back_translation"), "pseudo": ("pseudo_reference",)}


def metric_named(name: str, options: Mapping[str, Any]) -> Metric:
    """Return a metric by id, or a view of it: `chrf.bt`, `chrf.pseudo`.

    Raises UsageError for a name that is none.
    """
    id, dot, view = name.rpartition(".")
    if not dot or view not in LABELS or name in METRICS:
        return METRICS[name](**options)
    metric = METRICS[id](**options)
    if not viewable(id):
        raise UsageError(f"metric {id} compares no target with references, so there is no {name}")
    return Viewed(metric, view)


def viewable(id: str) -> bool:
    """Tell whether a metric compares two texts and nothing else, so that any two will do."""
    return id in METRICS and issubclass(METRICS[id], SacreMetric)


class Viewed(Metric):
    """A metric of sacreBLEU on a pair of texts that are no target and human reference; it says so wherever it shows."""

    of: Metric
    view: str

    @property
    def id(self) -> str:  # type: ignore[override]  # of its own, since one class serves all
        return f"{self.of.id}.{self.view}"

    @property
    def label(self) -> str:  # type: ignore[override]
        return LABELS[self.view]

    @property
    def side(self) -> Side:  # type: ignore[override]
        return "source" if self.view == "bt" else "target"

    @property
    def higher_is_better(self) -> bool:  # type: ignore[override]
        return self.of.higher_is_better

    @property
    def decimals(self) -> int:  # type: ignore[override]
        return self.of.decimals

    needs: ClassVar[tuple[str, ...]] = ()

    def needed(self) -> tuple[str, ...]:
        return _NEEDS[self.view]

    def measure(self, segments: Sequence[Segment]) -> list[Stats | None]:
        rows = self.of.measure([self._seen(segment) for segment in segments])
        return [row if self.applies(segment) else None for segment, row in zip(segments, rows, strict=True)]

    def _seen(self, segment: Segment) -> Segment:
        if self.view == "bt":
            texts = {"target": segment.back_translation or "", "references": (segment.source or "",)}
            return segment.having(**texts, target_lang=segment.source_lang)
        return segment.having(references=(segment.pseudo_reference or "",))

    def score(self, stats: Stats) -> float:
        return self.of.score(stats)

    def segment_score(self, stats: Stats) -> float:
        return self.of.segment_score(stats)

    def interval(self, stats: Sequence[Stats]) -> tuple[float, float]:
        return self.of.interval(stats)

    def signature(self, lang: str, references: int) -> str:
        return f"{self.of.signature(lang, 1)}|{'back-translation' if self.view == 'bt' else 'pseudo-reference'}"

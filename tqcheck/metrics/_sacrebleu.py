"""The door to sacreBLEU: segment statistics, scores, intervals and signatures of its metrics.

sacreBLEU keeps its statistics behind private names; `tests/test_metrics.py` guards those used here.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import zip_longest
from typing import Any

from tqcheck.metrics import Metric, Stats
from tqcheck.model import Segment

RESAMPLES = 1000
_SEED = 12345  # sacreBLEU's
_BLOCK = 8_000_000  # figures drawn at a time while resampling: 64 MB


@lru_cache(maxsize=64)
def scorer(metric: SacreMetric, lang: str) -> Any:
    """Return sacreBLEU's own metric object for a target language."""
    return metric.make(lang)


class SacreMetric(Metric):
    """A metric of sacreBLEU. Subclasses say how to make its object."""

    def make(self, lang: str) -> Any:
        """Return the sacreBLEU object for a target language."""
        raise NotImplementedError

    def measure(self, segments: Sequence[Segment]) -> list[Stats | None]:
        found: list[Stats | None] = [None] * len(segments)
        by_lang: dict[str, list[int]] = {}
        for index, segment in enumerate(segments):
            if self.applies(segment):
                by_lang.setdefault(segment.target_lang or "", []).append(index)
        for lang, indexes in by_lang.items():
            references = [[ref for ref in segments[index].references if ref] for index in indexes]
            streams = [list(stream) for stream in zip_longest(*references)]
            targets = [segments[index].target for index in indexes]
            rows = scorer(self, lang)._extract_corpus_statistics(targets, streams)
            for index, row in zip(indexes, rows, strict=True):
                found[index] = tuple(map(float, row))
        return found

    def score(self, stats: Stats) -> float:
        return float(scorer(self, "")._compute_score_from_stats(list(stats)).score)

    def interval(self, stats: Sequence[Stats]) -> tuple[float, float]:
        """Return mean and half-width as `sacrebleu --confidence` prints them (1,000 resamples).

        The resamples are drawn as sacreBLEU draws them, but a few at a time: its own array of all of
        them takes 4 GB for 50,000 segments.
        """
        import numpy as np

        original = scorer(self, "")
        table = np.array(stats, dtype="float32")
        rng = np.random.default_rng(_SEED)
        rows_at_once = max(1, _BLOCK // table.size)
        resampled = []
        for start in range(0, RESAMPLES, rows_at_once):
            rows = min(rows_at_once, RESAMPLES - start)
            for indexes in rng.choice(len(table), size=(rows, len(table)), replace=True):
                resampled.append(original._compute_score_from_stats(table[indexes].sum(0)))
        score = original._compute_score_from_stats(list(table.sum(0)))
        score.estimate_ci(resampled)
        return float(score._mean), float(score._ci)

    def signature(self, lang: str, references: int) -> str:
        original = scorer(self, lang)
        original.num_refs, original.n_bootstrap, original.seed = references, RESAMPLES, str(_SEED)
        return str(original.get_signature())

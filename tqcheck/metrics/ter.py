"""TER, by sacreBLEU."""

from __future__ import annotations

from typing import Any, ClassVar

from tqcheck.metrics._sacrebleu import SacreMetric


class Ter(SacreMetric):
    """Edits, shifts included, for each 100 reference words (Snover et al. 2006), as sacreBLEU computes it.

    Lower is better: 0 is the reference itself. It passes 100 where the target is longer than the
    reference and shares little with it.
    """

    higher_is_better: ClassVar[bool] = False
    range: ClassVar[tuple[float, float]] = (0.0, float("inf"))

    normalized: bool = False
    no_punct: bool = False
    asian_support: bool = False
    case_sensitive: bool = False

    def make(self, lang: str) -> Any:
        from sacrebleu.metrics.ter import TER

        return TER(self.normalized, self.no_punct, self.asian_support, self.case_sensitive)

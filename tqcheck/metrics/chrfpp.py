"""chrF++, by sacreBLEU."""

from __future__ import annotations

from typing import Any

from tqcheck.metrics._sacrebleu import SacreMetric


class Chrfpp(SacreMetric):
    """chrF with word unigrams and bigrams (Popović 2017), as sacreBLEU computes it. 0–100, higher is better."""

    char_order: int = 6
    word_order: int = 2
    beta: int = 2
    lowercase: bool = False

    def make(self, lang: str) -> Any:
        from sacrebleu.metrics.chrf import CHRF

        return CHRF(self.char_order, self.word_order, self.beta, self.lowercase)

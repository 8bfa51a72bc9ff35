"""chrF, by sacreBLEU."""

from __future__ import annotations

from typing import Any

from tqcheck.metrics._sacrebleu import SacreMetric


class Chrf(SacreMetric):
    """Character n-gram F-score against the references (Popović 2015), as sacreBLEU computes it.

    0–100, higher is better. It needs no tokenizer, so one setting serves every language.
    `char_order` 6 and `beta` 2 are the field's chrF2.
    """

    char_order: int = 6
    word_order: int = 0
    beta: int = 2
    lowercase: bool = False
    whitespace: bool = False

    def make(self, lang: str) -> Any:
        from sacrebleu.metrics.chrf import CHRF

        return CHRF(self.char_order, self.word_order, self.beta, self.lowercase, self.whitespace)

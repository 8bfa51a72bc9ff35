"""BLEU, by sacreBLEU."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

from tqcheck.metrics import Stats
from tqcheck.metrics._sacrebleu import SacreMetric, scorer

# Languages with a tokenizer of their own in sacreBLEU, and the package that it needs.
_TOKENIZERS = {"zh": ("zh", None), "ja": ("ja-mecab", "MeCab"), "ko": ("ko-mecab", "mecab_ko")}


class Bleu(SacreMetric):
    """N-gram precision against the references (Papineni et al. 2002), as sacreBLEU computes it.

    0–100, higher is better; compare it only under the same signature. The tokenizer comes from the
    target language: `zh`, `ja-mecab` and `ko-mecab` for those (single characters if MeCab is not
    installed: `pip install 'tqcheck[ja,ko]'`), `13a` for all others. Segment scores use the effective
    n-gram order, as sacreBLEU's own do.
    """

    lowercase: bool = False
    max_ngram_order: int = 4

    def make(self, lang: str, effective_order: bool = False) -> Any:
        from sacrebleu.metrics.bleu import BLEU

        return BLEU(
            lowercase=self.lowercase,
            max_ngram_order=self.max_ngram_order,
            tokenize=tokenizer(lang),
            effective_order=effective_order,
        )

    def segment_score(self, stats: Stats) -> float:
        original = scorer(self, "")
        order = self.max_ngram_order
        return float(
            original.compute_bleu(
                correct=list(stats[2 : 2 + order]),
                total=list(stats[2 + order :]),
                sys_len=int(stats[0]),
                ref_len=int(stats[1]),
                smooth_method="exp",
                effective_order=True,
                max_ngram_order=order,
            ).score
        )


def tokenizer(lang: str) -> str:
    """Return sacreBLEU's tokenizer for a target language."""
    name, package = _TOKENIZERS.get(lang.split("-")[0], ("13a", None))
    return name if package is None or find_spec(package) else "char"

"""tq: how much of the reference's meaning and wording the target has, by strings and an embedded encoder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations
from math import asin, fsum, pi, sqrt
from pathlib import Path
from statistics import fmean, stdev
from typing import TYPE_CHECKING, ClassVar

from tqcheck import __version__
from tqcheck.checkpoints import cached_folder
from tqcheck.errors import UsageError
from tqcheck.metrics import Metric, Stats
from tqcheck.metrics._sacrebleu import scorer
from tqcheck.metrics.chrf import Chrf
from tqcheck.model import Segment
from tqcheck.text import embeddings
from tqcheck.text.embeddings import Encoding, likeness, one_thread
from tqcheck.text.transformer import Transformer, missing, transformer
from tqcheck.text.wordalignment import link

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_UNRELATED = 0.1
"""What the mean of the evidence comes to for two sentences of one language that have nothing to do with each other."""
_UNRELATED_CHRF = 0.15
"""The same for chrF alone, in alphabets: letters are few, so some always agree."""
_UNRELATED_SENTENCES = (
    "The bakers want higher prices for their bread.",
    "A crash brought the motorway to a halt on Sunday.",
    "She has never been to the theatre.",
    "Two pupils won the prize for mathematics with a model of a bridge.",
    "Is there a train to the coast tonight?",
    "The museum will lend the painting to Japan.",
    "Rain is expected in the north.",
    "He sold his share of the company to a bank after the trial.",
)
_BEGINS_SMALL = 0.95
"""What is left to a sentence that begins with a small letter where the reference has a capital. In the middle of the
reference its first word may stand in small letters, so that the mistake would look like a closer match."""


class Tq(Metric):
    """Closeness to the reference in meaning and wording. 0–1, higher is better; it needs no download.

    1 is the reference itself and 0 a sentence that has nothing to do with it; another human
    translation of the same source comes to about 0.5, whatever the language, since nobody chooses the
    same words. So 0.6 in Chinese means what 0.6 means in Spanish, which is not so of BLEU or chrF.

    It is the mean of three figures: chrF; the cosine of both sentences' vectors; and an F-score of word
    pieces, where a piece counts if it and its partner on the other side are each other's nearest in
    context (Zhang et al. 2020 let one piece answer for many), rare pieces count for more, recall counts
    four times as much as precision, and partners in another order count for less. The mean is spread
    between the two ends on an arcsine scale, on which steps of the same size mean the same; a sentence
    that begins small where the reference has a capital loses a twentieth. Nothing
    was fitted to human judgements. With several references the nearest one counts.

    The encoder knows ar, de, en, es, fr, it, ja, ko, nl, pl, pt, ru, th, tr and zh. For another target
    language the figure is chrF alone on the same scale, and the signature says so. `fast` takes the
    pieces' vectors from a table, without context, and no sentence vector: several times faster.

    `encoder` takes the vectors from another model: the folder of a transformer, as sentence-transformers
    and `save_pretrained` write it, or its name on the hub, once pulled (`tqcheck models pull NAME`). Then
    every language is taken to be known, all pieces count the same, and 0 is where a few unrelated
    sentences lie by that model. It is slower, each text being read by itself so that the others do not matter.

    A corpus has the mean of its segments. Without a reference there is no score: source and target
    compared by such vectors say whether they are related, not which of two translations is better.
    """

    range: ClassVar[tuple[float, float]] = (0.0, 1.0)
    decimals: ClassVar[int] = 3

    fast: bool = False
    encoder: str = ""

    @classmethod
    def unavailable(cls) -> str:
        return embeddings.unavailable()

    def ready(self) -> None:
        if not self.encoder:
            return
        if self.fast:
            raise UsageError("tq's fast mode reads the embedded encoder's table: it goes with no other encoder")
        if package := missing():
            raise UsageError(
                f"tq's encoder {self.encoder}: {package} is not installed (pip install 'tqcheck[encoder]')"
            )
        self._named  # noqa: B018  # it says what is wrong

    @property
    def _named(self) -> Transformer | None:
        """Return the encoder that `encoder` names, None for the embedded one."""
        if not self.encoder:
            return None
        folder = Path(self.encoder) if Path(self.encoder).is_dir() else cached_folder(self.encoder)
        if folder is None:
            raise UsageError(
                f"tq's encoder {self.encoder} is neither a folder nor in the cache: tqcheck models pull {self.encoder}"
            )
        return transformer(folder)

    def measure(self, segments: Sequence[Segment]) -> list[Stats | None]:
        found: list[Stats | None] = []
        with one_thread():
            encodings = self._encodings(segments)
            unrelated = self._unrelated()
            for segment in segments:
                if not self.applies(segment):
                    found.append(None)
                    continue
                known = self._knows(segment.target_lang)
                target = next(encodings) if known else None
                scores = []
                for reference in _references(segment):
                    value = chrf(segment.target, reference)
                    if target is not None:
                        score = spread(self._mean(value, target, next(encodings)), unrelated)
                    else:
                        score = spread(value, _UNRELATED_CHRF)
                    scores.append(score * (_BEGINS_SMALL if begins_small(segment.target, reference) else 1))
                score = max(scores)
                found.append((round(score, 6), 1.0))
        return found

    def score(self, stats: Stats) -> float:
        return stats[0] / stats[1]

    def interval(self, stats: Sequence[Stats]) -> tuple[float, float]:
        """Return the mean and the half-width of its 95 % interval, by the normal approximation."""
        scores = [row[0] for row in stats]
        return fmean(scores), 1.96 * stdev(scores) / sqrt(len(scores)) if len(scores) > 1 else 0.0

    def signature(self, lang: str, references: int) -> str:
        named = self._named
        if not self._knows(lang):
            evidence = f"chrF alone (the encoder does not know {lang or 'the language'})"
        else:
            parts = "chrF+pieces" if self.fast else "chrF+sentence+pieces"
            encoder = (
                f"{self.encoder}#{named.digest}"
                if named
                else f"{embeddings.PACKAGE}-{embeddings.VERSION}#{embeddings.digest()}"
            )
            evidence = f"{parts}|encoder:{encoder}"
        count = "var" if references < 0 else str(references)
        return f"nrefs:{count}|evidence:{evidence}|version:tqcheck-{__version__}"

    def _encodings(self, segments: Sequence[Segment]) -> Iterator[Encoding]:
        """Yield the encodings of each target and of its references, where the encoder knows the language."""
        texts = (
            text
            for segment in segments
            if self.applies(segment) and self._knows(segment.target_lang)
            for text in (segment.target, *_references(segment))
        )
        if named := self._named:
            return named.encode(texts)
        return embeddings.encode_apart(texts) if self.fast else embeddings.encode(texts)

    def _knows(self, lang: str | None) -> bool:
        return bool(self.encoder) or embeddings.knows(lang)

    def _unrelated(self) -> float:
        """Return what the mean of the evidence comes to for sentences that have nothing to do with each other."""
        return _unrelated_by(self) if self.encoder else _UNRELATED

    def _mean(self, chrf: float, target: Encoding, reference: Encoding) -> float:
        if not len(target.ids) or not len(reference.ids):
            return 0.0
        if self.fast:
            return (chrf + pieces_score(target, reference)) / 2
        cosine = max(0.0, float(likeness(target.sentence, reference.sentence)))
        return (chrf + cosine + pieces_score(target, reference)) / 3


@cache
def _unrelated_by(metric: Tq) -> float:
    encodings = list(metric._named.encode(_UNRELATED_SENTENCES)) if metric._named else []
    pairs = combinations(zip(_UNRELATED_SENTENCES, encodings, strict=True), 2)
    return fmean(metric._mean(chrf(one, other), first, second) for (one, first), (other, second) in pairs)


def begins_small(target: str, reference: str) -> bool:
    """Tell whether a text begins with a small letter and another with a capital.

    >>> begins_small("the end", "The end"), begins_small("¿qué?", "¿Qué?"), begins_small("iPhone", "iPhone")
    (True, True, False)
    """
    firsts = [next((char for char in text if char.isalpha()), "") for text in (target, reference)]
    return firsts[0].islower() and firsts[1].isupper()


def chrf(target: str, reference: str) -> float:
    """Return the chrF of two texts, 0 to 1."""
    return float(scorer(Chrf(), "").sentence_score(target, [reference]).score) / 100


def pieces_score(target: Encoding, reference: Encoding) -> float:
    """Return the F2 of the pieces that choose each other, less up to a half where their order differs."""
    left, right, alike = link(target, reference)
    precision = _share(alike, left, target.rarity)
    recall = _share(alike, right, reference.rarity)
    if not precision or not recall:
        return 0.0
    in_order = float((right[1:] > right[:-1]).mean()) if len(right) > 1 else 1.0
    return 5 * precision * recall / (4 * precision + recall) * (1 + in_order) / 2


def _share(alike: NDArray[np.float32], chosen: NDArray[np.int64], rarity: NDArray[np.float32]) -> float:
    """Return the share of a text that has a partner, each piece weighed by its rarity.

    Pieces that the vocabulary lacks weigh next to nothing: their vectors say nothing, chrF must.
    """
    weights = rarity + 1e-3
    return fsum(alike * weights[chosen]) / fsum(weights)


def spread(value: float, unrelated: float) -> float:
    """Return a share between what is unrelated (0) and the same (1) on the arcsine scale.

    The steps of a share near 0 and 1 are small and mean much; its arcsine root has even steps.
    """
    share = min(1.0, max(0.0, (value - unrelated) / (1 - unrelated)))
    return 2 / pi * asin(sqrt(share))


def _references(segment: Segment) -> list[str]:
    return [reference for reference in segment.references if reference]

"""COMET, by unbabel-comet."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar

from tqcheck.cache import Cache, key_of
from tqcheck.checkpoints import DEFAULT_MODEL, Checkpoint, find_checkpoint
from tqcheck.errors import UsageError
from tqcheck.metrics import Measured, Metric, Stats
from tqcheck.metrics._comet_caveats import Caveat, defect_of, unseen_language
from tqcheck.metrics._comet_spans import flags_of
from tqcheck.model import Result, Segment

if TYPE_CHECKING:
    from tqcheck.metrics._comet_model import Model, Prediction

_KEPT = "comet 1"  # a change of what is kept below this name needs another one


class Comet(Metric):
    """A neural model's judgement of the target beside its source and, for most models, a reference.

    About 0 to 1, higher is better, by any model of unbabel-comet: `model` is a hub name, or the path of
    a checkpoint. Regression models need source and reference, reference-free ones (CometKiwi) the source
    alone; unified ones and XCOMET take a reference where there is one, and XCOMET's error spans become
    flags, `comet.span`. Of several references the first is read. The figures are comet's own: the mean
    of a pair is what `comet-score` prints for the same segments.

    What comet is silent about is said beside the score. An empty target, a copy of the source and a
    target in the wrong language (as `language.wrong` and `language.untranslated` flag it) count as 0 at
    best. Where a text is longer than the encoder reads, or in a language that it never saw, there is no
    score. Needs `pip install 'tqcheck[comet]'` and the model (`tqcheck models pull NAME`); from then on no
    network. Scores are kept on disk by content and model, so a second run costs nothing.
    """

    needs: ClassVar[tuple[str, ...]] = ("source",)
    range: ClassVar[tuple[float, float]] = (0.0, 1.0)
    decimals: ClassVar[int] = 4
    heavy: ClassVar[bool] = True

    model: str = DEFAULT_MODEL
    batch_size: int = 16
    gpus: int = 0
    cache: bool = True

    def ready(self) -> None:
        if self.gpus not in (0, 1):
            raise UsageError(
                f"comet takes 0 or 1 GPUs, not {self.gpus}: on several, comet itself loses the order of scores"
                " (split the input, and score a part on each)"
            )
        if self.batch_size < 1:
            raise UsageError(f"comet's batch size must be 1 or more, not {self.batch_size}")
        self.checkpoint  # noqa: B018  # it says what is wrong

    @property
    def checkpoint(self) -> Checkpoint:
        """Return the checkpoint that `model` stands for."""
        return _checkpoint(self.model)

    def needed(self) -> tuple[str, ...]:
        return self.checkpoint.needs

    def measure(self, segments: Sequence[Segment]) -> list[Stats | None]:
        return [row.stats for row in self.judge([Result(segment, (), "pass") for segment in segments])]

    def judge(self, results: Sequence[Result]) -> list[Measured]:
        """Return score, caveat and error spans of each segment; None for what lacks a source or reference."""
        samples = [self.sample(result.segment) if self.applies(result.segment) else None for result in results]
        predictions = self._predictions([sample for sample in samples if sample is not None])
        measured = []
        for result, sample in zip(results, samples, strict=True):
            if sample is None:
                measured.append(Measured())
                continue
            prediction = predictions[self._key(sample)]
            caveat = defect_of(result) or unseen_language(result.segment, self.checkpoint.settings) or prediction.caveat
            measured.append(_measured(result.segment, prediction, caveat))
        return measured

    def sample(self, segment: Segment) -> dict[str, str]:
        """Return a segment as comet wants it: `src`, `mt` and, if the model reads one, `ref`."""
        texts = {
            "src": segment.source or "",
            "mt": segment.target,
            "ref": next((reference for reference in segment.references if reference), ""),
        }
        kept = ("src", "mt", *(["ref"] if "ref" in self.checkpoint.inputs and texts["ref"] else []))
        return {name: _sound(texts[name]) for name in kept}

    def score(self, stats: Stats) -> float:
        return stats[0] / stats[1]

    def interval(self, stats: Sequence[Stats]) -> tuple[float, float]:
        """Return the mean and 1.96 standard errors of it, as the scores are a mean over segments."""
        scores = [row[0] / row[1] for row in stats]
        mean = math.fsum(scores) / len(scores)
        variance = math.fsum((score - mean) ** 2 for score in scores) / max(1, len(scores) - 1)
        return mean, 1.96 * math.sqrt(variance / len(scores))

    def signature(self, lang: str, references: int) -> str:
        """Return model, revision, class, precision and the packages that take part."""
        read = "ref" in self.checkpoint.inputs and references != 0
        return "|".join(
            [
                f"refs:{'first' if references not in (0, 1) else references}" if read else "refs:0",
                f"model:{self.checkpoint.name}",
                f"revision:{self.checkpoint.revision[:12]}",
                f"class:{self.checkpoint.kind}",
                "precision:fp32",
                f"device:{'gpu' if self.gpus else 'cpu'}",
                *(f"{name}:{number}" for name, number in _versions()),
            ]
        )

    def _predictions(self, samples: Sequence[dict[str, str]]) -> dict[bytes, Prediction]:
        """Return what the model says of each sample: from the cache, the rest in one go."""
        from tqcheck.metrics._comet_model import Prediction

        if not samples:
            return {}
        keys = [self._key(sample) for sample in samples]
        kept = Cache("comet" if self.cache else None)
        known = {key: Prediction.from_json(json.loads(text)) for key, text in kept.get(keys).items()}
        missing = [(key, sample) for key, sample in zip(keys, samples, strict=True) if key not in known]
        if missing:
            said = self._loaded().predict([sample for _, sample in missing], self.batch_size, self.gpus)
            new = {key: prediction for (key, _), prediction in zip(missing, said, strict=True)}
            kept.put({key: json.dumps(prediction.as_json()) for key, prediction in new.items()})
            known |= new
        kept.close()
        return known

    def _loaded(self) -> Model:
        from tqcheck.metrics._comet_model import load

        return load(self.checkpoint.path, self.checkpoint.joint)

    def _key(self, sample: dict[str, str]) -> bytes:
        model = (_KEPT, self.checkpoint.revision, "gpu" if self.gpus else "cpu", str(_versions()))
        return key_of(*model, *(text for item in sample.items() for text in item))


def _measured(segment: Segment, prediction: Prediction, caveat: Caveat | None) -> Measured:
    if caveat is not None and caveat.effect == "void":
        return Measured(None, caveat.text)
    score = prediction.score if caveat is None else min(prediction.score, 0.0)
    flags = flags_of(segment, prediction.spans) if caveat is None else ()
    return Measured((score, 1.0), caveat.text if caveat else "", flags)


def _sound(text: str) -> str:
    """Return text that the tokenizer takes: it refuses a lone surrogate."""
    return text.encode("utf-8", "replace").decode() if any("\ud800" <= char <= "\udfff" for char in text) else text


@lru_cache(maxsize=4)
def _checkpoint(name: str) -> Checkpoint:
    return find_checkpoint(name)


@lru_cache(maxsize=1)
def _versions() -> tuple[tuple[str, Any], ...]:
    from importlib.metadata import version

    from tqcheck import __version__

    packages = {"comet": "unbabel-comet", "torch": "torch", "transformers": "transformers"}
    return (*((name, version(package)) for name, package in packages.items()), ("tqcheck", __version__))

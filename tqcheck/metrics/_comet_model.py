"""The door to unbabel-comet: a model loaded without its noise, and its predictions. Takes seconds to import."""

from __future__ import annotations

import logging
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from tqcheck.errors import UsageError
from tqcheck.metrics._comet_caveats import Caveat, too_long
from tqcheck.metrics._comet_spans import ErrorSpan

_NOISY = ("pytorch_lightning", "lightning", "lightning.pytorch", "transformers", "comet")
_SPARE = 50  # a text has hardly more tokens than characters: one at its start, some for ligatures


class Prediction(NamedTuple):
    """What a model says of a sample: its score, the spans that XCOMET marks, and whether it read all of it."""

    score: float
    spans: tuple[ErrorSpan, ...] = ()
    caveat: Caveat | None = None

    def as_json(self) -> list[Any]:
        """Return what the cache keeps."""
        return [self.score, self.spans, self.caveat]

    @classmethod
    def from_json(cls, kept: list[Any]) -> Prediction:
        """Return what the cache kept."""
        score, spans, caveat = kept
        return cls(score, tuple(ErrorSpan(*span) for span in spans), Caveat(*caveat) if caveat else None)


class Model:
    """A model of comet, and how long a text may be for it."""

    def __init__(self, model: Any, joint: bool) -> None:
        self._model = model
        self._joint = joint
        self._limit = int(model.encoder.max_positions)

    def predict(self, samples: Sequence[dict[str, str]], batch_size: int, gpus: int) -> list[Prediction]:
        """Return a prediction a sample, in order: comet's own, by one call for each set of inputs.

        Samples with and without a reference go apart, since comet takes no mixture.
        """
        found: dict[int, Prediction] = {}
        for with_reference in (True, False):
            indexes = [index for index, sample in enumerate(samples) if ("ref" in sample) is with_reference]
            if indexes:
                chosen = [samples[index] for index in indexes]
                found.update(zip(indexes, self._predict(chosen, batch_size, gpus), strict=True))
        return [found[index] for index in range(len(samples))]

    def _predict(self, samples: list[dict[str, str]], batch_size: int, gpus: int) -> Iterator[Prediction]:
        import torch

        if gpus and not (torch.cuda.is_available() or torch.backends.mps.is_available()):
            raise UsageError("--gpus 1, but torch finds no GPU here (leave it out to score on the CPU)")
        shown = sys.stderr.isatty()
        try:
            with _quiet():
                said = self._model.predict(samples, batch_size=batch_size, gpus=gpus, num_workers=0, progress_bar=shown)
        except torch.OutOfMemoryError as error:
            raise UsageError(f"the GPU's memory is full (--batch-size less than {batch_size})") from error
        marked = said["metadata"].get("error_spans") if "metadata" in said else None
        spans = marked or [[]] * len(samples)
        caveats = self._caveats(samples)
        for score, places, caveat in zip(said["scores"], spans, caveats, strict=True):
            yield Prediction(float(score), tuple(map(_span, places)), caveat)

    def _caveats(self, samples: Sequence[dict[str, str]]) -> list[Caveat | None]:
        """Say so where comet cuts a text: each has the encoder to itself, or they share it in pairs with the target."""
        # room for <s> … </s>, or in a pair for <s> … </s></s> … </s>
        room = self._limit - (5 if self._joint else 4)
        doubtful = [sample for sample in samples if self._length(sample, len) > room - _SPARE]
        texts = list(dict.fromkeys(text for sample in doubtful for text in sample.values()))
        counts = dict(zip(texts, self._token_counts(texts), strict=True))
        return [
            too_long(self._limit)
            if self._length(sample, len) > room - _SPARE and self._length(sample, counts.__getitem__) > room
            else None
            for sample in samples
        ]

    def _length(self, sample: dict[str, str], measure: Callable[[str], int]) -> int:
        rest = [measure(text) for name, text in sample.items() if name != "mt"]
        target = measure(sample["mt"])
        return target + max(rest) if self._joint else max(target, *rest)

    def _token_counts(self, texts: list[str]) -> list[int]:
        if not texts:
            return []
        with _quiet():
            encoded = self._model.encoder.tokenizer(texts, add_special_tokens=False, return_attention_mask=False)
        return [len(ids) for ids in encoded["input_ids"]]


def _span(place: dict[str, Any]) -> ErrorSpan:
    return ErrorSpan(int(place["start"]), int(place["end"]), place["severity"], round(float(place["confidence"]), 4))


@lru_cache(maxsize=1)
def load(path: Path, joint: bool) -> Model:
    """Return the model of a checkpoint, loaded once, from this machine alone.

    `joint` tells that the model reads all texts at once, as unified ones and XCOMET do.
    """
    with _quiet():
        from comet import load_from_checkpoint

        return Model(load_from_checkpoint(str(path), local_files_only=True), joint)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep comet, Lightning and transformers from talking, and from setting up logging for everybody."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in _NOISY}
    for name in _NOISY:
        logging.getLogger(name).setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)
        for name, was in levels.items():
            logging.getLogger(name).setLevel(was)

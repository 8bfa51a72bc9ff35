"""A second encoder through the same door: a transformer of the user's, in a folder, by `transformers`."""

from __future__ import annotations

import json
import logging
import warnings
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tqcheck.text.embeddings import Encoding
from tqcheck.text.encoder import unit

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LONGEST = 512
"""Pieces of a text that are read, unless the model says less."""


def missing() -> str:
    """Return which package is not installed, empty if none is."""
    return next((package for package in ("transformers", "torch") if find_spec(package) is None), "")


@cache
def transformer(folder: Path) -> Transformer:
    """Return the encoder in a folder: one for a process, loaded when it is first used."""
    return Transformer(folder)


class Transformer:
    """A model with its tokenizer, as `save_pretrained` and sentence-transformers write them.

    A sentence's vector is the mean of its pieces' last states, or the first state where
    `1_Pooling/config.json` says so. The special pieces count for it and have no rows of their own.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def encode(self, texts: Iterable[str]) -> Iterator[Encoding]:
        """Yield the encoding of each text, each by itself: padding would change the last digits."""
        import numpy as np
        import torch

        tokenizer, model = self._loaded
        longest = min(LONGEST, tokenizer.model_max_length)
        for text in texts:
            given = tokenizer(text, truncation=True, max_length=longest, return_special_tokens_mask=True)
            own = np.array(given.pop("special_tokens_mask")) == 0
            with torch.inference_mode():
                states = (
                    model(**{name: torch.tensor([row]) for name, row in given.items()}).last_hidden_state[0].numpy()
                )
            sentence = states[:1] if self._first_alone else states.mean(axis=0, keepdims=True)
            ids = np.array(given["input_ids"], np.int64)[own]
            yield Encoding(ids, unit(states[own]), unit(sentence)[0], _equal_weights(ids))

    @cached_property
    def digest(self) -> str:
        """Return the first eight hexadecimal digits of the SHA-256 of the weights."""
        import hashlib

        weights = sorted(path for path in self._folder.iterdir() if path.suffix in (".safetensors", ".bin"))
        found = hashlib.sha256()
        for path in weights:
            with path.open("rb") as stream:
                while chunk := stream.read(1 << 20):
                    found.update(chunk)
        return found.hexdigest()[:8]

    @cached_property
    def _first_alone(self) -> bool:
        pooling = self._folder / "1_Pooling" / "config.json"
        return pooling.exists() and bool(json.loads(pooling.read_text("utf-8")).get("pooling_mode_cls_token"))

    @cached_property
    def _loaded(self) -> tuple[Any, Any]:
        from transformers import AutoModel, AutoTokenizer

        logging.getLogger("transformers").setLevel(logging.ERROR)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tokenizer = AutoTokenizer.from_pretrained(self._folder, local_files_only=True)
            model = AutoModel.from_pretrained(self._folder, local_files_only=True)
        return tokenizer, model.eval()


def _equal_weights(ids: NDArray[np.int64]) -> NDArray[np.float32]:
    """Return the rarity of pieces of which nothing is known: all are as rare."""
    import numpy as np

    return np.ones(len(ids), np.float32)

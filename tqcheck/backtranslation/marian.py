"""Marian models (OPUS-MT and kin), by transformers."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, ClassVar

from tqcheck.backtranslation import Answer, Engine, Translator
from tqcheck.checkpoints import cached_folder
from tqcheck.errors import UsageError


class Marian(Engine):
    """A Marian model by transformers: `marian:Helsinki-NLP/opus-mt-es-en`, or the folder of one.

    A hub name must be in the cache (`tqcheck models pull NAME`); nothing is fetched while scoring.
    `{from}` and `{to}` stand for the languages. Needs transformers, sentencepiece and torch, which come
    with `pip install 'tqcheck[comet]'`. Texts are cut at the 512 tokens that such models read.
    """

    bare: ClassVar[str] = "model"

    model: str = "Helsinki-NLP/opus-mt-{from}-{to}"
    batch_size: int = 16
    beams: int = 4

    def start(self, source: str, target: str) -> Translator:
        for package in ("transformers", "torch", "sentencepiece"):
            if find_spec(package) is None:
                raise UsageError(f"engine marian: {package} is not installed (pip install 'tqcheck[comet]')")
        name = self.model.replace("{from}", source.split("-")[0]).replace("{to}", target.split("-")[0])
        folder = Path(name) if Path(name).is_dir() else cached_folder(name)
        if folder is None and name.startswith((".", "/", "~")):
            raise UsageError(f"engine marian: there is no folder {name} (--back-translate marian:FOLDER)")
        if folder is None:
            raise UsageError(f"{name} is neither a folder nor in the cache: tqcheck models pull {name}")
        return _Marian(name, folder, self.batch_size, self.beams)


class _Marian(Translator):
    def __init__(self, name: str, folder: Path, batch_size: int, beams: int) -> None:
        self._folder, self._batch_size, self._beams = folder, batch_size, beams
        self._loaded: tuple[Any, Any] | None = None
        weights = [path for path in sorted(folder.iterdir()) if path.suffix in (".safetensors", ".bin")]
        sizes = " ".join(f"{path.name} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in weights)
        # with sacremoses, transformers makes the marks of a text uniform first
        marks = "sacremoses" if find_spec("sacremoses") else "plain"
        self.signature = f"marian {name} {folder.name} {sizes} beams {beams} {marks}"

    def translate(self, texts: Sequence[str]) -> list[Answer]:
        # by length, so that little is padded; a batch is cut by the texts alone
        order = sorted(range(len(texts)), key=lambda index: (len(texts[index]), index))
        found: dict[int, str] = {}
        for start in range(0, len(order), self._batch_size):
            indexes = order[start : start + self._batch_size]
            found.update(zip(indexes, self._batch([texts[index] for index in indexes]), strict=True))
        return [Answer(found[index]) for index in range(len(texts))]

    def _batch(self, texts: list[str]) -> list[str]:
        import torch

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            model, tokenizer = self._models()
            inputs = tokenizer(texts, return_tensors="pt", padding=True, truncation=True, max_length=512)
            with torch.inference_mode():
                tokens = model.generate(**inputs, num_beams=self._beams, max_new_tokens=512)
            said: list[str] = tokenizer.batch_decode(tokens, skip_special_tokens=True)
        return said

    def _models(self) -> tuple[Any, Any]:
        if self._loaded is None:
            from transformers import MarianMTModel, MarianTokenizer

            logging.getLogger("transformers").setLevel(logging.ERROR)
            model = MarianMTModel.from_pretrained(self._folder, local_files_only=True)
            tokenizer = MarianTokenizer.from_pretrained(self._folder, local_files_only=True)
            self._loaded = model.eval(), tokenizer
        return self._loaded

"""Marian models converted for CTranslate2: smaller and several times faster on a CPU."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, ClassVar

from tqcheck.backtranslation import Answer, Engine, Translator
from tqcheck.errors import UsageError

_LONGEST = 512  # tokens that a Marian model reads


class Ctranslate2(Engine):
    """A Marian (OPUS-MT) model converted for CTranslate2: `ctranslate2:FOLDER`.

    The folder is what `ct2-transformers-converter --model Helsinki-NLP/opus-mt-es-en --copy_files source.spm
    target.spm --quantization int8 --output_dir FOLDER` writes. `{from}` and `{to}` in it stand for the
    languages. Needs `pip install 'tqcheck[ctranslate2]'`.
    """

    bare: ClassVar[str] = "model"

    model: str = ""
    batch_size: int = 32
    beams: int = 4

    def start(self, source: str, target: str) -> Translator:
        for package in ("ctranslate2", "sentencepiece"):
            if find_spec(package) is None:
                raise UsageError(f"engine ctranslate2: {package} is not installed (pip install 'tqcheck[ctranslate2]')")
        if not self.model:
            raise UsageError(
                "engine ctranslate2: say which folder holds the model (--back-translate ctranslate2:FOLDER)"
            )
        folder = Path(self.model.replace("{from}", source.split("-")[0]).replace("{to}", target.split("-")[0]))
        for name in ("model.bin", "source.spm", "target.spm"):
            if not (folder / name).is_file():
                raise UsageError(
                    f"engine ctranslate2: {folder / name} is missing (see `tqcheck explain ctranslate2` for how to convert)"
                )
        return _Ctranslate2(folder, self.batch_size, self.beams)


class _Ctranslate2(Translator):
    def __init__(self, folder: Path, batch_size: int, beams: int) -> None:
        self._folder, self._batch_size, self._beams = folder, batch_size, beams
        self._loaded: tuple[Any, Any, Any] | None = None
        stat = (folder / "model.bin").stat()
        self.signature = f"ctranslate2 {folder.name} {stat.st_size} {stat.st_mtime_ns} beams {beams}"

    def translate(self, texts: Sequence[str]) -> list[Answer]:
        model, source, target = self._models()
        pieces = [[*source.encode(text, out_type=str)[: _LONGEST - 1], "</s>"] for text in texts]
        said = model.translate_batch(pieces, max_batch_size=self._batch_size, beam_size=self._beams)
        return [Answer(target.decode(row.hypotheses[0])) for row in said]

    def _models(self) -> tuple[Any, Any, Any]:
        if self._loaded is None:
            import ctranslate2
            import sentencepiece

            self._loaded = (
                ctranslate2.Translator(str(self._folder), device="auto"),
                sentencepiece.SentencePieceProcessor(model_file=str(self._folder / "source.spm")),
                sentencepiece.SentencePieceProcessor(model_file=str(self._folder / "target.spm")),
            )
        return self._loaded

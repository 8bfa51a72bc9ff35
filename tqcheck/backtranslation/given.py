"""Translations that are there already, in a table."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from tqcheck.backtranslation import Answer, Engine, Translator
from tqcheck.errors import InputError, UsageError


class Given(Engine):
    """A table of texts and their translations, tab between: `given:memory.tsv`.

    For what another program translated before. A text that is not in it goes without. A file that is
    line-aligned with the targets goes to `--back-translation`, a column `bt` or `pseudo` needs nothing.
    """

    bare: ClassVar[str] = "path"

    path: str = ""

    def start(self, source: str, target: str) -> Translator:
        path = Path(self.path)
        if not path.is_file():
            raise UsageError(f"engine given: there is no file '{self.path}' (--back-translate given:FILE)")
        return _Given(path)


class _Given(Translator):
    def __init__(self, path: Path) -> None:
        raw = path.read_bytes()
        self.signature = f"given {hashlib.sha256(raw).hexdigest()}"
        try:
            lines = raw.decode("utf-8-sig").split("\n")
        except UnicodeDecodeError as error:
            raise InputError(f"is not UTF-8 (byte {error.start})", str(path)) from error
        self._known: dict[str, str] = {}
        for number, line in enumerate(lines, 1):
            if line.strip():
                text, tab, translation = line.removesuffix("\r").partition("\t")
                if not tab:
                    raise InputError("has no tab between text and translation", str(path), number)
                self._known[text.strip()] = translation

    def translate(self, texts: Sequence[str]) -> list[Answer]:
        found = [self._known.get(text.strip()) for text in texts]
        return [Answer(trouble="has no such text") if text is None else Answer(text) for text in found]

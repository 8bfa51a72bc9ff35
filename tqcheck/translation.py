"""Translations filled into segments before they are checked: back-translations, pseudo-references."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from tqcheck.backtranslation import Answer, Engine, Translator
from tqcheck.cache import Cache, key_of
from tqcheck.errors import UsageError
from tqcheck.model import Segment
from tqcheck.text.languages import base

Kind = Literal["back-translation", "pseudo-reference"]

_LONGEST = 20  # times the text, after which an answer is no translation of it
_CONTROL_RE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffd]")


class Translating:
    """One engine at work over a run. What goes wrong costs a segment its translation, and is counted in `troubles`."""

    def __init__(self, engine: Engine, kind: Kind, cache: bool = True) -> None:
        self.engine, self.kind = engine, kind
        self.troubles: Counter[str] = Counter()
        self.done = 0
        self._translators: dict[tuple[str, str], Translator | None] = {}
        self._cache = Cache("translations" if cache else None)

    def filled(self, batches: Iterable[tuple[Segment, ...]]) -> Iterator[tuple[Segment, ...]]:
        """Yield the batches, translations filled in where there were none.

        Raises UsageError if the engine has none of the first batch's pairs of languages.
        """
        try:
            for batch in batches:
                yield self._batch(batch)
        finally:
            for translator in self._translators.values():
                if translator is not None:
                    translator.close()
            self._cache.close()

    def summary(self) -> dict[str, object]:
        """Return what was done, for the record of the run."""
        return {
            "engine": self.engine.id,
            "signatures": [t.signature for t in self._translators.values() if t is not None],
            "translated": self.done,
            "without": dict(self.troubles.most_common()),
        }

    def told(self) -> str:
        """Return a line on what went wrong; empty if nothing did."""
        if not self.troubles:
            return ""
        reasons = "; ".join(f"{count}: {reason}" for reason, count in self.troubles.most_common(5))
        return f"{self.troubles.total()} segments without a {self.kind} by {self.engine.id} ({reasons})"

    def _batch(self, batch: Sequence[Segment]) -> tuple[Segment, ...]:
        wanted: dict[tuple[str, str], list[int]] = {}
        for index, segment in enumerate(batch):
            if pair := self._pair(segment):
                wanted.setdefault(pair, []).append(index)
        first = not self._translators
        missing = [error for pair in wanted if (error := self._started(pair))]
        if first and missing and len(missing) == len(wanted):
            raise missing[0]
        filled = list(batch)
        for pair, indexes in wanted.items():
            translator = self._translators[pair]
            if translator is None:
                self.troubles[f"no engine for {pair[0]}>{pair[1]}"] += len(indexes)
                continue
            answers = self._answers(translator, [_line(self._text(batch[index])) for index in indexes])
            for index, answer in zip(indexes, answers, strict=True):
                if answer.text:
                    filled[index] = self._with(batch[index], answer.text)
                    self.done += 1
                else:
                    self.troubles[answer.trouble] += 1
        return tuple(filled)

    def _pair(self, segment: Segment) -> tuple[str, str] | None:
        """Return from and into which language a segment is to be translated; None if it need not be, or cannot."""
        source, target = segment.source_lang, segment.target_lang
        there = segment.back_translation if self.kind == "back-translation" else segment.pseudo_reference
        if there or not source or not target or base(source) == base(target) or not (segment.source or "").strip():
            return None
        if not segment.target.strip():
            return None
        return (target, source) if self.kind == "back-translation" else (source, target)

    def _started(self, pair: tuple[str, str]) -> UsageError | None:
        if pair not in self._translators:
            try:
                self._translators[pair] = self.engine.start(*pair)
            except UsageError as error:
                self._translators[pair] = None
                return error
        return None

    def _answers(self, translator: Translator, texts: Sequence[str]) -> list[Answer]:
        keys = [key_of(translator.signature, text) for text in texts]
        known = self._cache.get(keys)
        asked = list(dict.fromkeys(text for key, text in zip(keys, texts, strict=True) if key not in known))
        answers = [_checked(*row) for row in zip(asked, translator.translate(asked), strict=True)] if asked else []
        new = dict(zip(asked, answers, strict=True))
        self._cache.put(
            {key_of(translator.signature, text): answer.text for text, answer in new.items() if answer.text}
        )
        return [Answer(known[key]) if key in known else new[text] for key, text in zip(keys, texts, strict=True)]

    def _text(self, segment: Segment) -> str:
        return segment.target if self.kind == "back-translation" else segment.source or ""

    def _with(self, segment: Segment, text: str) -> Segment:
        if self.kind == "back-translation":
            return segment.having(back_translation=text)
        return segment.having(pseudo_reference=text)


def _line(text: str) -> str:
    """Return a text as engines take it: one line, without control characters or halves of characters."""
    return " ".join(_CONTROL_RE.sub(" ", text).encode("utf-8", "replace").decode().split())


def _checked(text: str, answer: Answer) -> Answer:
    """Return an answer, unless it cannot be a translation of the text."""
    if answer.trouble:
        return answer
    if not answer.text.strip():
        return Answer(trouble="said nothing")
    if _CONTROL_RE.search(answer.text) or "\n" in answer.text or len(answer.text) > _LONGEST * len(text) + 200:
        return Answer(trouble="said what is no translation")
    return Answer(answer.text.strip())

"""How tests let an engine translate segments back."""

from __future__ import annotations

from tqcheck.backtranslation import Engine
from tqcheck.model import Segment
from tqcheck.pipeline import batches
from tqcheck.translation import Translating


def segments(*targets: str) -> list[Segment]:
    return [Segment(str(number), target, "Una frase.", (), "es", "en") for number, target in enumerate(targets)]


def filled(translating: Translating, given: list[Segment]) -> list[Segment]:
    return [segment for batch in translating.filled(batches(given)) for segment in batch]


def back(engine: Engine, *targets: str, cache: bool = False) -> tuple[list[str | None], Translating]:
    translating = Translating(engine, "back-translation", cache)
    return [segment.back_translation for segment in filled(translating, segments(*targets))], translating

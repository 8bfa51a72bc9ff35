"""What alignment found out about one stretch of a target, as it travels in the notes of its segment."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import NamedTuple

from tqcheck.model import Segment

NOTE = "alignment"


class Lost(NamedTuple):
    """Sentences in a row that the target lacks: their text, how many, from how many whole paragraphs."""

    text: str
    sentences: int
    paragraphs: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a stretch of the target lies beside the source and the references.

    `source` is the confidence of its link with the source, None if it has none; `references` the same for
    each reference. `alone` is the confidence that it has a counterpart in no text it was compared with.
    `before` and `after` are what is missing before it, and (at the end of a text) after it. `same_as` is the line
    of the stretch that says the same again. `strangers` are the files that have nothing in common with the target.
    """

    source: float | None = None
    references: tuple[float | None, ...] = ()
    alone: float = 0.0
    before: Lost | None = None
    after: Lost | None = None
    same_as: int | None = None
    strangers: tuple[str, ...] = ()
    missing_from: str = field(default="source")

    def notes(self) -> dict[str, str]:
        """Return the outcome as the notes of a segment."""
        return {NOTE: json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))}


def outcome_of(segment: Segment) -> Outcome | None:
    """Return what alignment found out about a segment; None if it was never aligned."""
    note = segment.notes.get(NOTE)
    return _read(note) if note else None


def _read(note: str) -> Outcome:
    record: Mapping[str, object] = json.loads(note)
    fields = dict(record)
    for name in ("before", "after"):
        if fields[name]:
            fields[name] = Lost(*fields[name])  # type: ignore[misc]
    for name in ("references", "strangers"):
        fields[name] = tuple(fields[name])  # type: ignore[arg-type]
    return Outcome(**fields)  # type: ignore[arg-type]

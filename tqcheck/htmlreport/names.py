"""The names of a run: the ledgers of its documents, put together while the segments pass."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

SHOWN = 500
"""Names in the table: those with faults first, then those that stand most often."""
MOST = 20_000
"""Names that are held; beyond them, those that stand once and have no fault are let go."""


@dataclass(slots=True)
class Name:
    """A name of the run, with its forms on each side, and the languages of those."""

    name: str
    langs: tuple[str, str]
    first: str
    source: Counter[str] = field(default_factory=Counter)
    target: Counter[str] = field(default_factory=Counter)
    times: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    documents: int = 0

    @property
    def varied(self) -> bool:
        """Tell whether the target writes it in several ways."""
        return len(self.target) > 1


class NameTable:
    """The names of a run, in bounded memory. Add all segments, in order."""

    def __init__(self) -> None:
        self._names: dict[tuple[str, str, str], Name] = {}
        self.dropped = 0

    def add(self, segment: dict[str, Any]) -> None:
        """Add the names of the document that begins with a segment."""
        langs = (segment.get("src_lang") or "", segment.get("tgt_lang") or "")
        for entry in segment.get("names", ()):
            row = self._names.setdefault((entry["name"].casefold(), *langs), Name(entry["name"], langs, entry["first"]))
            row.source.update(entry["source"])
            row.target.update(entry["target"])
            row.times += entry["times"]
            row.faults.update(entry["faults"])
            row.documents += 1
        if len(self._names) > MOST:
            kept = {key: row for key, row in self._names.items() if row.times > 1 or row.faults}
            self.dropped += len(self._names) - len(kept)
            self._names = kept

    def __len__(self) -> int:
        return len(self._names) + self.dropped

    def rows(self) -> list[Name]:
        """Return the names: those with faults first, then those in several forms, then the commonest."""
        order = sorted(
            self._names.values(), key=lambda row: (-row.faults.total(), not row.varied, -row.times, row.name)
        )
        return order[:SHOWN]

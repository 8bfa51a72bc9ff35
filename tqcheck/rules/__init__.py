"""What a rule is (Rule), how it shows what it finds (Example), and all there are (RULES)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import ClassVar

from tqcheck.model import Batch, Category, Document, Flag, Segment, Severity, Span, Term
from tqcheck.plugin import Catalog, Plugin

_MARK_RE = re.compile("[⟦⟧]")


@dataclass(frozen=True, slots=True)
class Example:
    """A row of a rule's `bad` or `good` table.

    `⟦ ⟧` mark what must be flagged, on either side; `⟦⟧` a place where something is missing.
    `langs` is `source-target`. `before` and `after` are targets (or source and target pairs) of the
    same document around this one; `notes` are those of the segment.
    """

    target: str
    source: str | None = None
    langs: str = "es-en"
    references: tuple[str, ...] = ()
    back_translation: str | None = None
    before: tuple[str | tuple[str, str], ...] = ()
    after: tuple[str | tuple[str, str], ...] = ()
    suggestion: str | None = None
    notes: Mapping[str, str] = field(default_factory=dict)
    glossary: tuple[Term, ...] = ()

    @property
    def spans(self) -> set[Span]:
        """Return the marked places of both sides."""
        return {*_marked("target", self.target), *_marked("source", self.source or "")}

    def document(self) -> tuple[Document, int]:
        """Return the example as a document, unmarked, and which of its segments is the example."""
        source_lang, target_lang = self.langs.split("-", 1)

        def segment(target: str, source: str | None, line: int) -> Segment:
            return Segment(str(line), target, source, (), source_lang, target_lang, document="example", line=line)

        def around(row: str | tuple[str, str], line: int) -> Segment:
            source, target = (None, row) if isinstance(row, str) else row
            return segment(target, source, line)

        here = len(self.before)
        source = None if self.source is None else _MARK_RE.sub("", self.source)
        segments = [
            *(around(row, line) for line, row in enumerate(self.before)),
            segment(_MARK_RE.sub("", self.target), source, here).having(
                references=self.references, back_translation=self.back_translation, notes=self.notes
            ),
            *(around(row, line) for line, row in enumerate(self.after, here + 1)),
        ]
        return Batch(segments, self.glossary).documents[0], here


def _marked(side: str, text: str) -> Iterator[Span]:
    starts = []
    for removed, mark in enumerate(_MARK_RE.finditer(text)):
        if mark.group() == "⟦":
            starts.append(mark.start() - removed)
        else:
            yield Span(side, starts.pop(), mark.start() - removed)  # type: ignore[arg-type]


class Rule(Plugin):
    """One kind of error. Override `check`, or `check_document` if the rest of the document matters."""

    category: ClassVar[Category] = "garbled"
    mqm: ClassVar[str] = "fluency"
    """The MQM error type that a flag of this rule stands for."""
    severity: ClassVar[Severity] = Severity.MAJOR
    needs: ClassVar[tuple[str, ...]] = ()
    """Evidence without which the rule cannot run: `source`, `reference`, `document`, or `source|reference`.

    `glossary`, too, which is of the run, not of a segment."""
    langs: ClassVar[frozenset[str] | None] = None
    """Target languages (without region) that the rule knows; None for all."""
    yields_to: ClassVar[tuple[str, ...]] = ()
    """Rules or families that explain the same place better: an overlapping flag of theirs wins."""
    bad: ClassVar[tuple[Example, ...]] = ()
    good: ClassVar[tuple[Example, ...]] = ()

    def check(self, segment: Segment) -> Iterator[Flag]:
        """Yield what is wrong with one segment."""
        raise NotImplementedError

    def check_document(self, document: Document) -> Iterator[tuple[int, Flag]]:
        """Yield what is wrong with one document: (index of the segment, flag)."""
        for index, segment in enumerate(document.segments):
            if self.applies(segment):
                for flag in self.check(segment):
                    yield index, flag

    @classmethod
    def applies(cls, segment: Segment) -> bool:
        """Tell whether the evidence and the language that the rule needs are there."""
        if cls.langs is not None and (segment.target_lang or "").split("-")[0] not in cls.langs:
            return False
        return not cls.needs or _suffices(segment.available(), cls.needs)

    def flag(
        self,
        message: str,
        *spans: Span | tuple[int, int],
        suggestion: str | None = None,
        severity: Severity | None = None,
    ) -> Flag:
        """Return a flag of this rule. A bare `(start, end)` is a place in the target."""
        places = tuple(span if isinstance(span, Span) else Span("target", *span) for span in spans)
        return Flag(
            self.id,
            self.category,
            self.severity if severity is None else severity,
            message,
            places,
            suggestion,
        )


@lru_cache(maxsize=1024)
def _suffices(available: frozenset[str], needs: tuple[str, ...]) -> bool:
    return all("glossary" in kinds or not available.isdisjoint(kinds) for need in needs if (kinds := need.split("|")))


RULES: Catalog[Rule] = Catalog("tqcheck.rules", Rule)

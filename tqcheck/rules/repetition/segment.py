"""The same segment twice in a document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from tqcheck.model import Document, Flag, Severity
from tqcheck.rules import Example, Rule
from tqcheck.text.tokens import count_words


class Segment(Rule):
    """A sentence or a headline that stands earlier in the document stands here again.

    Whole segments of at least `shortest` words. Where the sources are equal too, the author repeats
    himself.
    """

    category: ClassVar = "garbled"
    mqm: ClassVar = "accuracy/addition"
    severity: ClassVar = Severity.MINOR

    shortest: int = 5

    bad: ClassVar = (
        Example(
            "⟦Ministers agree on a new plan for trade⟧",
            before=("Ministers agree on a new plan for trade", "By our correspondent"),
        ),
    )
    good: ClassVar = (
        Example("Read more on the next page", before=("Read more on the last page",)),
        Example(
            "It was a very good day.",
            "Fue un día muy bueno.",
            before=(("Fue un día muy bueno.", "It was a very good day."),),
        ),
        Example("Asked about it, no answer.", before=("“No.”",)),
    )

    def check_document(self, document: Document) -> Iterator[tuple[int, Flag]]:
        if document.id is None:
            return
        seen: dict[str, set[str | None]] = {}
        for index, segment in enumerate(document.segments):
            text = segment.target.strip()
            sources = seen.setdefault(text.casefold(), set())
            if sources and segment.source not in (sources - {None}) and count_words(text) >= self.shortest:
                start = segment.target.index(text)
                yield (
                    index,
                    self.flag("this stands in the document already, word for word", (start, start + len(text))),
                )
            sources.add(segment.source)

"""Lines that stand beside the wrong source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from tqcheck.model import Document, Flag, Severity, Span
from tqcheck.rules import Example, Rule
from tqcheck.text import embeddings
from tqcheck.text.correspondence import correspondence, first_of_documents


class Slipped(Rule):
    """From here on, targets stand beside the wrong sources: a line was lost or added on one side.

    Three targets or more in a row fit the sources one to three lines before or after them, and not their
    own. The whole run is named once, at its first line, since one cause has one cure. Told by the
    vectors of the sentences (`text/embeddings.py`).
    """

    category: ClassVar = "mistranslation"
    mqm: ClassVar = "accuracy/mistranslation"
    severity: ClassVar = Severity.CRITICAL
    needs: ClassVar = ("source",)
    langs: ClassVar = embeddings.LANGUAGES

    bad: ClassVar = (
        Example(
            "⟦A crash closed the motorway in both directions.⟧",
            "⟦Die Bäcker fordern höhere Preise für ihr Brot.⟧",
            "de-en",
            before=(("Am Abend begann es zu regnen.", "In the evening it began to rain."),),
            after=(
                (
                    "Ein Unfall legte die Autobahn in beide Richtungen lahm.",
                    "The museum will lend the painting to Japan.",
                ),
                ("Das Museum verleiht das Gemälde nach Japan.", "Scientists found a new beetle in the cellar."),
                ("Forscher fanden im Keller einen neuen Käfer.", "The mayor will not stand for election again."),
            ),
        ),
    )
    good: ClassVar = (
        Example(
            "The bakers want higher prices for their bread.",
            "Die Bäcker fordern höhere Preise für ihr Brot.",
            "de-en",
            after=(  # two lines exchanged are no slip
                ("Das Museum verleiht das Gemälde nach Japan.", "Scientists found a new beetle in the cellar."),
                ("Forscher fanden im Keller einen neuen Käfer.", "The museum will lend the painting to Japan."),
            ),
        ),
    )

    @classmethod
    def unavailable(cls) -> str:
        return embeddings.unavailable()

    def check_document(self, document: Document) -> Iterator[tuple[int, Flag]]:
        first = document.batch.derived(first_of_documents)[id(document)]
        for slip in document.batch.derived(correspondence).slips:
            index = slip.first - first
            if not 0 <= index < len(document.segments):
                continue
            segment = document.segments[index]
            count, lines = slip.last - slip.first + 1, "a line" if abs(slip.by) == 1 else f"{abs(slip.by)} lines"
            yield (
                index,
                self.flag(
                    f"from here, {count} targets stand beside the wrong source: each source's translation comes"
                    f" {lines} {'later' if slip.by > 0 else 'earlier'}",
                    (0, len(segment.target)),
                    Span("source", 0, len(segment.source or "")),
                ),
            )

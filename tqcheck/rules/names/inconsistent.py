"""One name, two spellings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from tqcheck.model import Document, Flag, Severity
from tqcheck.rules import Example, Rule
from tqcheck.text.namesakes import inconsistent


class Inconsistent(Rule):
    """A document spells a name in two ways.

    The form that stands once and that the language does not know is flagged beside one that stands more often or is
    known. Endings are no other spelling, and what the source itself spells in two ways is its author's. Works
    with the target alone.
    """

    category: ClassVar = "names"
    mqm: ClassVar = "terminology/inconsistent"
    severity: ClassVar = Severity.MAJOR
    yields_to: ClassVar = ("names.misspelled",)

    bad: ClassVar = (
        Example(
            "Later ⟦Hendirksen⟧ left.",
            before=("Hendriksen arrived.", "Reporters waited for Hendriksen."),
            suggestion="Hendriksen",
        ),
        Example("In Brussels, ⟦Lukahsenko⟧ was asked to stop.", after=("Lukashenko did not answer.",)),
    )
    good: ClassVar = (
        Example("Davies came later.", before=("Davis came first.", "Davis spoke.")),
        Example("С Лукашенкой не говорили.", langs="en-ru", before=("Лукашенко молчит.", "Лукашенко уехал.")),
    )

    def check_document(self, document: Document) -> Iterator[tuple[int, Flag]]:
        for slip in document.derived(inconsistent):
            often = "once" if slip.times == 1 else f"{slip.times} times"
            yield (
                slip.segment,
                self.flag(
                    f"'{slip.atom.text}' stands here, '{slip.usual}' {often} elsewhere in the document",
                    (slip.atom.start, slip.atom.end),
                    suggestion=slip.usual,
                ),
            )

"""Two targets for one source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from tqcheck.model import Document, Flag, Severity
from tqcheck.rules import Example, Rule
from tqcheck.text.renditions import said
from tqcheck.text.tokens import count_words


class Varied(Rule):
    """A sentence that the source says twice in a document is said in two ways.

    Only whole segments of at least `shortest` words, compared without case and punctuation. The first way
    stands; later ones are flagged. Short lines may need another form in another place.
    """

    category: ClassVar = "consistency"
    mqm: ClassVar = "terminology/inconsistent"
    severity: ClassVar = Severity.MINOR
    needs: ClassVar = ("source", "document")

    shortest: int = 5

    bad: ClassVar = (
        Example(
            "⟦The bridge remains shut until further notice.⟧",
            "El puente sigue cerrado hasta nuevo aviso.",
            before=(("El puente sigue cerrado hasta nuevo aviso.", "The bridge stays closed until further notice."),),
        ),
    )
    good: ClassVar = (
        Example(
            "The bridge stays closed until further notice!",
            "¡El puente sigue cerrado hasta nuevo aviso!",
            before=(("El puente sigue cerrado hasta nuevo aviso.", "The bridge stays closed until further notice."),),
        ),
        Example("Go on", "Siga leyendo", before=(("Siga leyendo", "Read more"),)),
    )

    def check_document(self, document: Document) -> Iterator[tuple[int, Flag]]:
        if document.id is None:
            return
        usual: dict[tuple[str | None, str], str] = {}
        for index, segment in enumerate(document.segments):
            if not segment.source or count_words(segment.source) < self.shortest:
                continue
            target = said(segment.target)
            first = usual.setdefault((segment.target_lang, said(segment.source)), target)
            if target and target != first:
                yield (
                    index,
                    self.flag(
                        "the same source is translated otherwise before in this document", (0, len(segment.target))
                    ),
                )

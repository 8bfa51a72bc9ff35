"""One target for two sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import ClassVar

from rapidfuzz import fuzz

from tqcheck.model import Batch, Document, Flag, Severity
from tqcheck.rules import Example, Rule
from tqcheck.text.renditions import said
from tqcheck.text.tokens import count_words


class Merged(Rule):
    """Two sources that have little in common got the same target, word for word: one was pasted over, or made up.

    Looked for in the whole batch, among targets of at least `shortest` words. Sources that share more than
    `alike` of their letters may well be one sentence: a correction, another spelling.
    """

    category: ClassVar = "consistency"
    mqm: ClassVar = "accuracy/mistranslation"
    severity: ClassVar = Severity.MINOR
    needs: ClassVar = ("source",)
    yields_to: ClassVar = ("repetition", "boilerplate", "language", "refusal", "mistranslation")

    shortest: int = 5
    alike: float = 0.55

    bad: ClassVar = (
        Example(
            "⟦The bridge stays closed until further notice.⟧",
            "El alcalde visitó ayer la nueva escuela.",
            before=(("El puente sigue cerrado hasta nuevo aviso.", "The bridge stays closed until further notice!"),),
        ),
    )
    good: ClassVar = (
        Example(
            "The bridge stays closed until further notice.",
            "El puente continúa cerrado hasta nuevo aviso.",
            before=(("El puente sigue cerrado hasta nuevo aviso.", "The bridge stays closed until further notice."),),
        ),
        Example("Read more here", "Siga leyendo", before=(("Más información", "Read more here"),)),
    )

    def check_document(self, document: Document) -> Iterator[tuple[int, Flag]]:
        sources = document.batch.derived(_sources_of_targets)
        for index, segment in enumerate(document.segments):
            if not segment.source or count_words(segment.target) < self.shortest:
                continue
            own = said(segment.source)
            others = sources.get((segment.source_lang, segment.target_lang, said(segment.target)), {})
            if own and any(fuzz.ratio(own, other) < 100 * self.alike for other in others):
                yield index, self.flag("another source of this batch has this very target", (0, len(segment.target)))


def _sources_of_targets(batch: Batch) -> dict[tuple[str | None, str | None, str], dict[str, None]]:
    """Return the sources that a target stands for, in order, of those that stand for more than one."""
    sources: defaultdict[tuple[str | None, str | None, str], dict[str, None]] = defaultdict(dict)
    for segment in batch.segments:
        if segment.source:
            sources[segment.source_lang, segment.target_lang, said(segment.target)][said(segment.source)] = None
    return {key: several for key, several in sources.items() if len(several) > 1}

"""A target that is the translation of something else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from tqcheck.model import Document, Flag, Severity, Span
from tqcheck.rules import Example, Rule
from tqcheck.text import embeddings
from tqcheck.text.correspondence import correspondence, first_of_documents


class Unrelated(Rule):
    """The target has nothing to do with its source: another sentence's translation, or made up.

    Told by the vectors of both sentences (`text/embeddings.py`), whose cosine is 0.6 to 0.9 for
    translations and about 0.1 for sentences that have nothing in common. It is flagged below
    `least_alike`, where one good translation in a thousand lies, a very free one; and up to 0.35 if
    in the same batch more than `nearer` of all targets fit the source better and of all sources the target.
    Says nothing of texts of one to three word pieces, nor of a wrong word in a sentence that fits.
    Lines that have all slipped are named once, by `mistranslation.slipped`.
    """

    category: ClassVar = "mistranslation"
    mqm: ClassVar = "accuracy/mistranslation"
    severity: ClassVar = Severity.CRITICAL
    needs: ClassVar = ("source",)
    langs: ClassVar = embeddings.LANGUAGES
    yields_to: ClassVar = ("encoding", "language", "markup", "refusal", "repetition", "boilerplate")

    least_alike: float = 0.25
    nearer: float = 0.05

    bad: ClassVar = (
        Example(
            "⟦The orchestra will play two concerts in the new hall next week.⟧",
            "⟦Der Zoll hat am Hafen drei Container mit gefälschten Schuhen beschlagnahmt.⟧",
            "de-en",
        ),
        Example("⟦明天全国大部分地区将有大雨。⟧", "⟦The striker signed a contract with his old club.⟧", "en-zh"),
    )
    good: ClassVar = (
        Example(
            "Three containers of fake shoes were seized in the port by customs.",
            "Der Zoll hat am Hafen drei Container mit gefälschten Schuhen beschlagnahmt.",
            "de-en",
        ),
        Example("That is water under the bridge.", "Das ist Schnee von gestern, sagte er.", "de-en"),  # an idiom
        Example("Done!", "Na endlich!", "de-en"),
    )

    @classmethod
    def unavailable(cls) -> str:
        return embeddings.unavailable()

    def check_document(self, document: Document) -> Iterator[tuple[int, Flag]]:
        known = document.batch.derived(correspondence)
        first = document.batch.derived(first_of_documents)[id(document)]
        for index, segment in enumerate(document.segments):
            alike = known.own.get(first + index)
            crowded = known.nearer.get(first + index, 0.0) > self.nearer
            if alike is None or not (alike < self.least_alike or crowded) or known.slipped(first + index):
                continue
            yield (
                index,
                self.flag(
                    f"this seems to be no translation of the source: they have next to nothing in common"
                    f" (likeness {max(alike, 0):.2f}, where translations have 0.6 or more)",
                    (0, len(segment.target)),
                    Span("source", 0, len(segment.source or "")),
                ),
            )

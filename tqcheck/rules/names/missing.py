"""A name that the translation lost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from tqcheck.model import Document, Flag, Severity
from tqcheck.rules import Example, Rule
from tqcheck.text.names import findings


class Missing(Rule):
    """A name of the source is nowhere in the translation, and no other stands in its place.

    Only names that are sure to be carried over: what languages translate or put a pronoun for is left alone,
    and so is what comes back in a back-translation. Across alphabets the sentence encoder (extra `semantic`) is asked, too.
    """

    category: ClassVar = "omission"
    mqm: ClassVar = "accuracy/omission"
    severity: ClassVar = Severity.MAJOR
    needs: ClassVar = ("source|reference",)

    bad: ClassVar = (
        Example("Oslo and⟦⟧ agreed.", "Oslo y ⟦Hjelmstrand⟧ acordaron."),
        Example(
            "The mayor met⟦⟧ yesterday in Rome.",
            "Мэр вчера встретился с ⟦Кузьминым⟧ в Риме.",
            "ru-en",
            back_translation="Мэр встретился вчера в Риме.",
        ),
    )
    good: ClassVar = (Example("Yesterday Kowalski denied it in Cologne.", "Ayer, Kowalski lo negó en Colonia."),)

    def check_document(self, document: Document) -> Iterator[tuple[int, Flag]]:
        for index, found in enumerate(document.derived(findings)):
            for finding in found:
                if finding.fault == "missing":
                    yield (
                        index,
                        self.flag(
                            f"'{finding.expected}' of the {finding.beside} is missing{finding.shown}", *finding.spans
                        ),
                    )

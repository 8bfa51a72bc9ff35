"""A name without its capital."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from tqcheck.model import Document, Flag, Severity
from tqcheck.rules import Example, Rule
from tqcheck.text.names import findings


class Lowercased(Rule):
    """A name has lost its capital letter.

    The source or the reference writes the same name with one inside a sentence, and so does the rest of
    the text where it occurs again. What the target's language writes small (`mandarin`, `virtual`) is fine.
    With the target alone, only countries and large cities that CLDR names are known.
    """

    category: ClassVar = "names"
    mqm: ClassVar = "fluency/spelling/capitalization"
    severity: ClassVar = Severity.MAJOR

    bad: ClassVar = (
        Example(
            "They flew on to ⟦kyoto⟧ and met Sakura ⟦hayashi⟧ there.",
            "Volaron a ⟦Kyoto⟧ y vieron allí a Sakura ⟦Hayashi⟧.",
        ),
        Example(
            "La secretaria, Ingrid ⟦falk⟧, dimitió.",
            "The secretary, Ingrid ⟦Falk⟧, resigned.",
            "en-es",
            suggestion="Falk",
        ),
    )
    good: ClassVar = (
        Example("The turkey was served on china."),
        Example("Hablan mandarín en casa.", "They speak Mandarin at home.", "en-es"),
        Example("El director virtual llegó.", "The Virtual Director came.", "en-es"),
        Example("un asunto de la policía", "a Police matter", "en-es"),
    )

    def check_document(self, document: Document) -> Iterator[tuple[int, Flag]]:
        for index, found in enumerate(document.derived(findings)):
            for finding in found:
                if finding.fault == "lowercased":
                    yield (
                        index,
                        self.flag(
                            f"'{finding.name}' is a name"
                            + (f": the {finding.beside} has a capital{finding.shown}" if finding.here else ""),
                            *finding.spans,
                            suggestion=finding.expected,
                        ),
                    )

"""A translation that the glossary forbids."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from tqcheck.model import Document, Flag, Severity, Span, Term
from tqcheck.rules import Example, Rule
from tqcheck.text.terms import terms_of

_KYIV = (Term("Київ", ("Kyiv",), ("Kiev",)),)


class Forbidden(Rule):
    """The target has a form that the glossary forbids.

    With a source, only for terms that the source has; a row without a term forbids everywhere. Endings do not
    matter. What is part of a longer translation that the glossary wants is left alone.
    """

    category: ClassVar = "terminology"
    mqm: ClassVar = "terminology/wrong-term"
    severity: ClassVar = Severity.MAJOR
    needs: ClassVar = ("glossary",)

    bad: ClassVar = (
        Example("⟦Kiev⟧ keeps silent.", "⟦Київ⟧ мовчить.", "uk-en", suggestion="Kyiv", glossary=_KYIV),
        Example("They live in ⟦Kiev⟧.", glossary=_KYIV),
        Example("Die ⟦Schwarzen Kassen⟧ waren leer.", langs="en-de", glossary=(Term("", (), ("Schwarze Kasse",)),)),
        Example("Les ⟦gens de couleur⟧ votent.", "They vote.", "en-fr", glossary=(Term("", (), ("gens de couleur",)),)),
        Example(
            "他⟦伊斯兰教主义者⟧离开。",
            "The ⟦Islamist⟧ left.",
            "en-zh",
            glossary=(Term("Islamist", (), ("伊斯兰教主义者",)),),
        ),
    )
    good: ClassVar = (
        Example("Kyiv keeps silent.", "Київ мовчить.", "uk-en", glossary=_KYIV),
        Example("Chicken Kiev was served.", "Подали курку.", "uk-en", glossary=_KYIV),  # the source has no such term
        Example(
            "The World Bank waits.",
            "Die Weltbank wartet.",
            "de-en",
            glossary=(Term("Weltbank", ("World Bank",), ("bank",)),),
        ),
    )

    def check_document(self, document: Document) -> Iterator[tuple[int, Flag]]:
        for index, segment in enumerate(document.segments):
            if not document.batch.glossary or not self.applies(segment):
                continue
            terms = terms_of(segment, document.batch)
            source = {use.term: Span("source", use.start, use.end) for use in (*terms.lost, *terms.kept)[::-1]}
            for start, end, form, term in dict.fromkeys(terms.wrong):
                here = (source[term],) if term in source else ()
                wanted = " or ".join(f"'{target}'" for target in term.targets)
                yield (
                    index,
                    self.flag(
                        f"the glossary forbids '{form}'" + (f"; it wants {wanted}" if wanted else ""),
                        (start, end),
                        *here,
                        suggestion=term.targets[0] if term.targets else None,
                    ),
                )

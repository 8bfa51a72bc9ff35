"""A term that is not translated as the glossary wants."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from tqcheck.model import Document, Flag, Severity, Span, Term
from tqcheck.rules import Example, Rule
from tqcheck.text.languages import base
from tqcheck.text.roundtrip import place_in_other
from tqcheck.text.terms import terms_of

_BANK = (Term("Zentralbank", ("central bank",), ("middle bank",)),)


class Missing(Rule):
    """The source has a term of the glossary, and the target none of its translations.

    Endings do not matter, nor do compounds and the order of the words: a form that shares most of its letters will do.
    The flag stands where the term should. Where a forbidden translation stands, `terms.forbidden` says so.
    """

    category: ClassVar = "terminology"
    mqm: ClassVar = "terminology/wrong-term"
    severity: ClassVar = Severity.MAJOR
    needs: ClassVar = ("glossary", "source")

    bad: ClassVar = (
        Example(
            "The money house⟦⟧ waits.", "Die ⟦Zentralbank⟧ wartet.", "de-en", suggestion="central bank", glossary=_BANK
        ),
        Example(
            "Они ждут письма⟦⟧.",
            "They wait for the ⟦Commissioner⟧.",
            "en-ru",
            glossary=(Term("Commissioner", ("комиссар",)),),
        ),
        Example(
            "他们在等⟦⟧。",
            "They wait for the ⟦central bank⟧.",
            "en-zh",
            glossary=(Term("central bank", ("央行", "中央银行")),),
        ),
        Example(
            "We use Wolke⟦⟧.",
            "Wir nutzen ⟦CloudDrive⟧.",
            "de-en",
            glossary=(Term("CloudDrive", ("CloudDrive",), cased=True),),
        ),
    )
    good: ClassVar = (
        Example("The central banks wait.", "Die Zentralbanken warten.", "de-en", glossary=_BANK),
        Example(
            "С комиссаром говорили.",
            "They talked to the Commissioner.",
            "en-ru",
            glossary=(Term("Commissioner", ("комиссар",)),),
        ),
        Example("Pankin johtaja tuli.", "The head of the bank came.", "en-fi", glossary=(Term("bank", ("pankki",)),)),
        Example("Kitabın yazarı geldi.", "The author of the book came.", "en-tr", glossary=(Term("book", ("kitap",)),)),
        Example("وصل مدير المصرف", "The head of the bank came.", "en-ar", glossary=(Term("bank", ("مصرف",)),)),
        Example("मंत्रियों ने कहा", "The ministers said so.", "en-hi", glossary=(Term("minister", ("मंत्री",)),)),
        Example(
            "他们在等央行。",
            "They wait for the central bank.",
            "en-zh",
            glossary=(Term("central bank", ("央行", "中央银行")),),
        ),
        Example("Who knows?", "Wer weiß?", "de-en", glossary=(Term("WER", ("WHO",)),)),  # an acronym is no word
        Example("The middle bank waits.", "Die Zentralbank wartet.", "de-en", glossary=_BANK),  # forbidden: said there
    )

    def check_document(self, document: Document) -> Iterator[tuple[int, Flag]]:
        for index, segment in enumerate(document.segments):
            if not document.batch.glossary or not self.applies(segment):
                continue
            terms = terms_of(segment, document.batch)
            replaced = {use.term for use in terms.wrong}
            langs = base(segment.source_lang), base(segment.target_lang)
            for start, end, form, term in terms.lost:
                if term not in replaced:
                    at = place_in_other(segment.source or "", langs[0], segment.target, langs[1], start, end)[1]
                    wanted = " or ".join(f"'{target}'" for target in term.targets)
                    yield (
                        index,
                        self.flag(
                            f"'{form}' must stay as it is" if term.targets == (form,) else f"'{form}' must be {wanted}",
                            (at, at),
                            Span("source", start, end),
                            suggestion=term.targets[0],
                        ),
                    )

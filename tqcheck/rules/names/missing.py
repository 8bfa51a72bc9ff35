"""A name that the translation lost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from tqcheck.model import Document, Flag, Severity
from tqcheck.rules import Example, Rule
from tqcheck.text.names import findings


class Missing(Rule):
    """A name of the source is nowhere in the translation, and no other stands in its place.

    The evidence is summed: how surely the word is a name that is carried over, what the batch does with it, whether
    a word in its place leads up to nothing (`el hermano de, que`), whether the sentence is shorter than usual. What languages translate
    or put a pronoun for is left alone, and so is what comes back in a back-translation. Across alphabets the sentence
    encoder (extra `semantic`) is asked, too.
    """

    category: ClassVar = "omission"
    mqm: ClassVar = "accuracy/omission"
    severity: ClassVar = Severity.MAJOR
    needs: ClassVar = ("source|reference",)

    bad: ClassVar = (
        Example("अगला ⟦मैच अगले हफ़्ते खेला जाएगा⟧।", "The next match is played in ⟦Johannesburg⟧ next week.", "en-hi"),
        Example("Oslo and⟦⟧ agreed.", "Oslo y ⟦Hjelmstrand⟧ acordaron."),
        Example(
            "El hermano de⟦⟧, que vive en Oslo, calló.",
            "The brother of ⟦Rushworth⟧, who lives in Oslo, kept silent.",
            "en-es",
        ),
        Example("Der Zug fährt heute nicht nach⟦⟧.", "Today the train does not go to ⟦Ilkeston⟧.", "en-de"),
        Example("The speaker (⟦⟧) left with Peters.", "Die Sprecherin (⟦Kuvatsch⟧) ging mit Peters.", "de-en"),
        Example(
            "The mayor met⟦⟧ yesterday in Rome.",
            "Мер учора зустрівся з ⟦Кузьміним⟧ у Римі.",
            "uk-en",
            back_translation="Мер зустрівся вчора в Римі.",
        ),
    )
    good: ClassVar = (
        Example(
            "The festival was called off because of Covid-19.",
            "新型コロナウイルスの影響で祭りは中止になった。",
            "ja-en",
        ),
        Example(
            "Президент та його речник мовчали.", "The president of Ukraine and his spokesman kept silent.", "en-uk"
        ),
        Example("Yesterday Kowalski denied it in Cologne.", "Ayer, Kowalski lo negó en Colonia."),
        Example("A lawyer for Mr. Hartwell declined.", "Ein Anwalt von Peter Hartwell lehnte ab.", "de-en"),
        Example("He lost the contract of lease.", "Er verlor den Original-Mietvertrag.", "de-en"),
        Example("Vlak jede přes pražské předměstí.", "The train runs through the suburbs of Prague.", "en-cs"),
        Example("Potkali se ve Vídni a v Plzni.", "They met in Vienna and Pilsen.", "en-cs"),
        Example(
            "Er sagte, das sei ihm neu.", "Kessler said that was news to him.", "en-de", before=("Kessler schwieg.",)
        ),
    )

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

"""Words of the language that another one, a slip away, should be."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import ClassVar

from tqcheck.model import Batch, Document, Flag, Segment, Severity
from tqcheck.rules import Example, Rule
from tqcheck.text.attested import given, in_address, target_counts
from tqcheck.text.dictionary import dictionary
from tqcheck.text.languages import base
from tqcheck.text.lexicon import fold, lexicon
from tqcheck.text.realwords import Mistaken, find_real_words
from tqcheck.text.transitions import LOOSE


class RealWord(Rule):
    """A word stands where another one, a letter away, must be meant: `the body as found`.

    Some twenty-five languages have tables of what stands beside what. A word is flagged if one that a slip makes into it
    (a letter dropped, doubled, swapped, replaced) fits so much better between its neighbours that hardly anybody can have
    meant it. About two of five such slips are found; silent on what the source has too, and on words of these texts.
    """

    category: ClassVar = "garbled"
    mqm: ClassVar = "fluency/spelling"
    severity: ClassVar = Severity.MINOR
    yields_to: ClassVar = (
        "encoding",
        "markup",
        "names",
        "order",
        "repetition",
        "spacing",
        "spelling.unknown",
        "fluency",
    )

    much: float = 7.3
    """Evidence needed: log of how much likelier the other word is here."""
    thin: float = 1.0
    """More of it that all languages but English need, whose tables come from fewer texts, …"""
    loose: float = 0.5
    """… and more yet where the order is freer than a table can tell."""

    bad: ClassVar = (
        Example("They thought ⟦hat⟧ it would rain.", suggestion="that"),
        Example("He must ⟦hae⟧ said ⟦tht⟧ it was late."),
        Example("They had ⟦bene⟧ there before.", suggestion="been"),
        Example("El presidente llegó ⟦pro⟧ la mañana.", langs="en-es", suggestion="por"),
        Example("Ils ⟦sot⟧ venus hier.", langs="en-fr", suggestion="sont"),
        Example("Non è vero ⟦ceh⟧ lui viene.", langs="en-it", suggestion="che"),
        Example("Он сказал, ⟦чо⟧ это правда.", langs="en-ru", suggestion="что"),
    )
    good: ClassVar = (
        Example("It was an ad; they had a hat, and a sot sat there in the den."),
        Example(
            "The Mail on Sunday wrote of Cristina Fernández de Kirchner.", "El Mail on Sunday y Fernández de Kirchner"
        ),
        Example("Bygg en skog av hus, av vatten och av is.", langs="en-sv"),
        Example("He came nad left.", before=("The nad is a gland.", "One nad, two nads.", "A nad it is.")),
    )

    def check_document(self, document: Document) -> Iterator[tuple[int, Flag]]:
        for index, segment in enumerate(document.segments):
            lang = base(segment.target_lang)
            least = self.much + self.thin * (lang != "en") + self.loose * (lang in LOOSE)
            for slip in find_real_words(segment.target, lang, least):
                if not _is_of_these_texts(slip, segment, document.batch, lang, least):
                    yield (
                        index,
                        self.flag(
                            f"'{slip.word}' is hardly what is meant here: '{slip.meant}'?",
                            (slip.start, slip.start + len(slip.word)),
                            suggestion=slip.meant,
                        ),
                    )


def _is_of_these_texts(slip: Mistaken, segment: Segment, batch: Batch, lang: str, least: float) -> bool:
    """Tell whether a word is rare and the source's or the user's, stands there beside the same neighbour, or is common here."""
    folded, there = fold(slip.word, lang), given(segment)
    known = lexicon(lang).shares.get(folded, _UNLISTED)
    if folded in there and (known < _RARE or any(side.casefold() in there for side in slip.around)):
        return True
    listed = dictionary(lang)
    if in_address(segment.target, slip.start) or (known < _RARE and listed.spellers and folded in listed):
        return True
    counts = batch.derived(target_counts)
    seen = counts[folded] - 1
    return seen > 0 and slip.evidence - math.log(max(1.0, seen / counts.total() / known)) < least


_UNLISTED, _RARE = 1e-9, 1e-6
"""Shares of a word that no list has, and of one that is in two languages because one took it from the other."""

"""Letters of another script that look like the right ones."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import regex

from tqcheck.model import Flag, Segment, Severity
from tqcheck.rules import Example, Rule
from tqcheck.text.characters import scripts

_MIXED_RE = regex.compile(
    r"""
    \b(?=\p{L}*\p{Latin}\p{L}*[\p{Cyrillic}\p{Greek}] | \p{L}*[\p{Cyrillic}\p{Greek}]\p{L}*\p{Latin})
    (?=\p{L}*[\p{Cyrillic}\p{Greek}])[\p{Latin}\p{Cyrillic}\p{Greek}]{2,}\b
    """,
    regex.VERBOSE,
)
_LATIN = "aceopxyiABCEHKMOPTXyijsSIJ"
_CYRILLIC = "асеорхуіАВСЕНКМОРТХуіјѕЅІЈ"
_TO_LATIN = {**dict(zip(_CYRILLIC, _LATIN, strict=True)), "Ԛ": "Q", "ԁ": "d", "ո": "n"}
_TO_CYRILLIC = dict(zip(_LATIN[:18] + "ij", _CYRILLIC[:18] + "іј", strict=True))
_GREEK_TO_LATIN = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονα", "ABEZHIKMNOPTYXova", strict=True))
_LATIN_TO_GREEK = {latin: greek for greek, latin in _GREEK_TO_LATIN.items()}


class MixedScript(Rule):
    """A word is written in two scripts: a Cyrillic letter in a Latin word, or the like.

    It looks right and is found by no search. Only words that become of one script when look-alikes are
    replaced: endings on foreign names (`Twitterом`) and units (`µF`) are another matter.
    """

    category: ClassVar = "garbled"
    mqm: ClassVar = "fluency/character-encoding"
    severity: ClassVar = Severity.MINOR

    bad: ClassVar = (
        Example("The ⟦Krеmlin⟧ said no.", suggestion="Kremlin"),
        Example("Он сказал ⟦вcё⟧.", langs="en-ru", suggestion="всё"),
        Example("η ⟦Aθήνα⟧", langs="en-el", suggestion="Αθήνα"),
    )
    good: ClassVar = (
        Example("Пост в Twitterе и IT-отдел", langs="en-ru"),
        Example("10 µF and 3 kΩ of the β-carotene"),
        Example("COVID-19 и МиГ-29", langs="en-ru"),
    )

    def check(self, segment: Segment) -> Iterator[Flag]:
        if len(scripts(segment.target)) < 2:
            return
        for match in _MIXED_RE.finditer(segment.target):
            word = match.group()
            if word in (segment.source or ""):
                continue
            repaired = _in_one_script(word)
            if repaired:
                yield self.flag(
                    f"'{word}' mixes letters of two scripts that look alike", match.span(), suggestion=repaired
                )


def _in_one_script(word: str) -> str | None:
    """Return the word with its look-alikes replaced; None if that does not bring it into one script.

    A word that could become of either script becomes of the one that most of its letters have.
    """
    latin = sum(bool(regex.match(r"\p{Latin}", char)) for char in word)
    if latin * 2 >= len(word):
        tables = ((_TO_LATIN, r"\p{Latin}+"), (_GREEK_TO_LATIN, r"\p{Latin}+"), (_TO_CYRILLIC, r"\p{Cyrillic}+"))
    else:
        tables = ((_TO_CYRILLIC, r"\p{Cyrillic}+"), (_LATIN_TO_GREEK, r"\p{Greek}+"), (_TO_LATIN, r"\p{Latin}+"))
    if regex.fullmatch(r"\p{Latin}{3,}[\p{Cyrillic}\p{Greek}]{1,3}", word):
        return None  # an ending
    for table, wanted in tables:
        repaired = "".join(table.get(char, char) for char in word)
        if regex.fullmatch(wanted, repaired):
            return repaired
    return None

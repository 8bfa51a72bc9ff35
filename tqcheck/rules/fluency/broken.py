"""Connectives that meet without anything to connect."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import ClassVar

import regex

from tqcheck.model import Flag, Segment, Severity
from tqcheck.rules import Example, Rule
from tqcheck.text.languages import base

# Connectives of several words, or of one that is nothing else: two in a row have nothing between them.
_CONNECTIVES = {
    "en": "as well as|such as|in order to|because of|due to|in spite of|rather than|although|whereas|in addition to",
    "es": "así como|tales como|tal como|debido a|a pesar de|sino también|aunque|mientras que|con el fin de|además de",
    "fr": "ainsi que|tels que|telles que|tel que|en raison de|à cause de|afin de|tandis que|bien que|malgré|quoique",
    "de": "sowie|sowohl|aufgrund|obwohl|während|anstatt|trotz|sondern|beziehungsweise|damit",
    "pt": "bem como|assim como|tais como|devido a|apesar de|embora|enquanto que|a fim de|além de",
    "it": "così come|nonché|a causa di|nonostante|sebbene|mentre|al fine di|oltre a",
    "nl": "evenals|zoals|vanwege|hoewel|terwijl|ondanks|alsmede",
    "sv": "såväl som|på grund av|trots|eftersom|medan|såsom",
    "pl": "jak również|takich jak|takie jak|z powodu|pomimo|chociaż|ponieważ|a także",
    "cs": "jakož i|jako například|kvůli|navzdory|přestože|protože|jakož",
    "ru": "а также|таких как|такие как|из-за|несмотря на|потому что|хотя|чтобы",
    "uk": "а також|таких як|такі як|через те що|незважаючи на|тому що|хоча|щоб",
    "ro": "precum și|cum ar fi|din cauza|în ciuda|deși|deoarece",
    "tr": "nedeniyle rağmen|rağmen nedeniyle|gibi ve gibi",
}
_ALSO = {
    "en": "and|or|but",
    "es": "y|o|pero",
    "fr": "et|ou|mais",
    "de": "und|oder",
    "pt": "e|ou|mas",
    "it": "e|o|ma",
    "nl": "en|of",
    "ru": "и|или",
}


class Broken(Rule):
    """Two connectives stand side by side, so something between them is lost: `as well as such as`.

    Only connectives that nothing but their own object may follow; `and despite`, `but although` are fine.
    """

    category: ClassVar = "garbled"
    mqm: ClassVar = "fluency/grammar"
    severity: ClassVar = Severity.MINOR
    yields_to: ClassVar = ("order",)

    bad: ClassVar = (
        Example("They need systems, ⟦as well as such as⟧ missiles."),
        Example("Necesitan sistemas, ⟦así como tales como⟧ misiles.", langs="en-es"),
        Example("It failed ⟦because of and⟧ the rain."),
        Example("Нужны системы, ⟦а также таких как⟧ ракеты.", langs="en-ru"),
    )
    good: ClassVar = (
        Example("And despite the rain, but although late, he came."),
        Example("The rain, such as it was, as well as the wind."),
        Example("Ein Haus sowie während der Ferien ein Zelt.", langs="en-de"),
        Example("He left in order to rest, rather than because of the rain."),
    )

    def check(self, segment: Segment) -> Iterator[Flag]:
        lang = base(segment.target_lang)
        if lang in _CONNECTIVES:
            for match in _pattern(lang).finditer(segment.target):
                yield self.flag(f"'{match.group()}': two connectives with nothing between them", match.span())


# Connectives that themselves start a phrase which another one may introduce: `rather than because of`.
_INTRODUCING = {
    "en": "because of|due to|in spite of|although|whereas|in order to|in addition to|rather than",
    "es": "debido a|a pesar de|aunque|mientras que|con el fin de|además de",
    "fr": "en raison de|à cause de|afin de|tandis que|bien que|malgré|quoique",
    "de": "aufgrund|obwohl|während|anstatt|trotz|damit|sondern",
    "pt": "devido a|apesar de|embora|enquanto que|a fim de|além de",
    "it": "a causa di|nonostante|sebbene|mentre|al fine di|oltre a",
    "nl": "vanwege|hoewel|terwijl|ondanks",
    "sv": "på grund av|trots|eftersom|medan",
    "pl": "z powodu|pomimo|chociaż|ponieważ",
    "cs": "kvůli|navzdory|přestože|protože",
    "ru": "из-за|несмотря на|потому что|хотя|чтобы",
    "uk": "через те що|незважаючи на|тому що|хоча|щоб",
    "ro": "din cauza|în ciuda|deși|deoarece",
}


@cache
def _pattern(lang: str) -> regex.Pattern[str]:
    every = _CONNECTIVES[lang].split("|")
    introducing = _INTRODUCING.get(lang, "").split("|")
    adding = [connective for connective in every if connective not in introducing]
    bound = [c for c in introducing if c and (" " in c) and c.split()[-1] in {"of", "to", "de", "a", "di", "от", "на"}]
    first, second = "|".join(adding + bound) or "(?!)", "|".join(adding) or "(?!)"
    also = _ALSO.get(lang)
    extra = rf"|\b(?:{'|'.join(bound)})\s(?:{also})\b" if also and bound else ""
    return regex.compile(rf"\b(?:{first})\s(?:{second})\b{extra}", regex.IGNORECASE)

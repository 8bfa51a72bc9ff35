"""Small words that change before a vowel and did not, or did without one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import ClassVar

import regex

from tqcheck.model import Flag, Segment, Severity
from tqcheck.rules import Example, Rule
from tqcheck.text.languages import base

# A word as it stands before consonants or before vowels, and what follows it wrongly. Letters tell sounds only in part, so what
# is said otherwise is left out: an hour, a union, a one-way street; le onze, le oui, le héros. Capitals that are read letter by letter, too.
_WRONG = {
    "en": (
        r"an (?=[bcdfgjklmnpqrstvwz]\p{Ll}{2}|[BCDFGJKLMNPQRSTVWZ]\p{Ll}{2}(?!\p{Lu}))",
        r"a (?=(?!one|once|eu|ew)[aeio]\p{Ll}{2}|(?!One|Eu|Ew|Ou)[AEIO]\p{Ll}{2})",
    ),
    "fr": (
        r"(?:ce|je|que|jusque|lorsque|puisque|quoique) (?=(?!on[zc]|ou[iï]|un|uhl)[aeiouéèêàâîô]\p{Ll})",
        r"(?:le|la|de|ne|se) (?=(?!on[zc]|ou[iï]|un[e ]|uhl|énième|ulul)[aeiouéèêàâîô]\p{Ll}{2})",
        r"si (?=ils?\b)",
    ),
}
_OTHERWISE = {"en": {"a": "an", "an": "a"}}


class Variant(Rule):
    """A small word has the form that it has before other sounds: `an doctor`, `a evening`, `le eau`, `que il`.

    In English a letter is lost in the word before, or the article was left as it was when its noun changed; in French
    the elision is missing. Only before letters that are said as they are written, never before abbreviations.
    """

    category: ClassVar = "garbled"
    mqm: ClassVar = "fluency/grammar"
    severity: ClassVar = Severity.MINOR
    langs: ClassVar = frozenset({"en", "fr"})
    yields_to: ClassVar = ("encoding", "markup", "order", "repetition", "spacing")

    bad: ClassVar = (
        Example("The roads ⟦an⟧ bridges were cut off."),
        Example("It was ⟦a⟧ evening in May.", suggestion="an"),
        Example("Elle dit ⟦que⟧ il est tard et boit de ⟦la⟧ eau.", langs="en-fr"),
    )
    good: ClassVar = (
        Example("An hour, an MP, a union, a European, a one-way street, an X-ray, an 8th, a U-turn, an FBI man."),
        Example("Vitamin A is in carrots; An Nguyen came; plan A offers more."),
        Example("Le onze mai, le oui et le non, la une, le héros, de A à Z, que onze.", langs="en-fr"),
        Example("He said “a”.", "Dijo «a»."),
    )

    def check(self, segment: Segment) -> Iterator[Flag]:
        lang, target = base(segment.target_lang), segment.target
        for match in _pattern(lang).finditer(target):
            word = match.group().rstrip()
            if match.group() + target[match.end() : match.end() + 3] in (segment.source or ""):
                continue  # words of the source
            follows = target[match.end() : match.end() + 12].split()[0]
            yield self.flag(
                f"'{word}' does not stand before '{follows}'",
                (match.start(), match.start() + len(word)),
                suggestion=_OTHERWISE.get(lang, {}).get(word),
            )


@cache
def _pattern(lang: str) -> regex.Pattern[str]:
    return regex.compile(rf"(?<![\p{{L}}\p{{M}}\p{{N}}'’.-])(?:{'|'.join(_WRONG[lang])})")

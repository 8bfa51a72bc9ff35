"""A stretch of another language inside the target."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from tqcheck.model import Flag, Segment
from tqcheck.rules import Example, Rule
from tqcheck.text.languages import base, language
from tqcheck.text.stretches import stretches


class Mixed(Rule):
    """A stretch of the target is in another language or script, and the source does not have it like that.

    The remarks of an engine ("Here is the translation:"), half a clause of English, letters of a script
    that the language is not written in. What was copied from the source is `language.untranslated`.
    """

    category: ClassVar = "language"
    mqm: ClassVar = "accuracy/wrong-language"
    yields_to: ClassVar = ("language.wrong", "language.untranslated", "encoding", "names")

    bad: ClassVar = (
        Example("Držte mi palce! ⟦Here is another way that you could say this in⟧ češtině.", "Good luck!", "en-cs"),
        Example("Она купила ⟦苹果⟧ и хлеб.", "She bought apples and bread.", "en-ru"),
    )
    good: ClassVar = (
        Example("Он работает в The New York Times и BBC News.", "He works for both.", "en-ru"),
        Example("Der Film heißt „Gone with the Wind“.", "Así se llama la película.", "es-de"),
    )

    def check(self, segment: Segment) -> Iterator[Flag]:
        source_lang = base(segment.source_lang)
        expected = language(segment.target_lang).name
        for stretch in stretches(segment.target, segment.target_lang or "", segment.source or "", source_lang):
            if stretch.whole or stretch.copied:
                continue
            text = segment.target[stretch.start : stretch.end]
            what = language(stretch.lang).name if stretch.lang else "in another script"
            yield self.flag(f"'{text}' is {what}, not {expected}", (stretch.start, stretch.end))

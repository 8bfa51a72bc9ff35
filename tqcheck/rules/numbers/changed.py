"""A number that became another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from tqcheck.model import Flag, Segment, Span
from tqcheck.rules import Example, Rule
from tqcheck.text.accounts import of_kind


class Changed(Rule):
    """A number of the target has no origin, and one of the source no answer.

    Numbers are compared by value: `1,234.5` (en) equals `1.234,5` (de), `15.5 million` equals `1550万`,
    `twelve` equals `12`. Left alone are conversions that are right (550 pounds, 250 kg), 12 and 24 hours,
    short and long years, decades and centuries, regrouped telephone numbers. A number that the
    reference has is right.
    """

    category: ClassVar = "numbers"
    mqm: ClassVar = "accuracy/mistranslation"
    needs: ClassVar = ("source",)

    bad: ClassVar = (
        Example("It cost ⟦54⟧ euros.", "Costó ⟦45⟧ euros.", suggestion="45"),
        Example("Есть ⟦1,630⟧ домов.", "There are ⟦1,360⟧ houses.", "en-ru"),
        Example("该地区有⟦200⟧户居民。", "The area has ⟦9,400⟧ homes.", "en-zh"),
        Example("It will take ⟦60⟧ months.", "Hará falta ⟦seis⟧ meses.", suggestion="6"),
    )
    good: ClassVar = (
        Example("It cost 1,234.5 euros.", "Costó 1.234,5 euros."),
        Example("The bear weighs 250 kg.", "Der Bär wiegt 550 Pfund.", "de-en"),
        Example("有1550万人。", "There are 15.5 million people.", "en-zh"),
        Example("About 35 percent of the houses were lost.", "家屋の約３割５分が失われた。", "ja-en"),
        Example("They meet at 15:00.", "They meet at 3 p.m.", "en-de"),
        Example("Zwölf Hunde", "12 dogs", "en-de"),
        Example("月１回の寄席は新型コロナで終わった。", "The monthly event ended due to COVID-19.", "en-ja"),
        Example("He died in the 1990s.", "Murió en los años 90."),
    )

    def check(self, segment: Segment) -> Iterator[Flag]:
        for found in of_kind(segment, "changed"):
            if found.source is None or found.target is None:
                continue
            expected = found.source.text if not found.source.spelled else f"{found.source.value:g}"
            yield self.flag(
                f"{found.target.text} where the source has {found.source.text}",
                (found.target.start, found.target.end),
                Span("source", found.source.start, found.source.end),
                suggestion=expected if expected.isdigit() else None,
            )

"""A unit that became another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from tqcheck.model import Flag, Segment, Span
from tqcheck.rules import Example, Rule
from tqcheck.text.measures import swapped_units
from tqcheck.text.units import find_units
from tqcheck.text.witnesses import came_back, in_its_language


class Changed(Rule):
    """A unit of time, length, weight or money is another one in the target, and its number was not converted.

    Years that became months, dollars that became euros, miles that became kilometres with the figure
    kept. Both units must be unexplained, or the same number stand beside both. Right conversions are
    left alone (`385 miles`, `620 km`; `a day`, `24 hours`), and so is a unit that a reference uses, or that
    a back-translation has as the source has it.
    """

    category: ClassVar = "numbers"
    mqm: ClassVar = "accuracy/mistranslation"
    needs: ClassVar = ("source",)
    yields_to: ClassVar = ("numbers.changed",)

    bad: ClassVar = (
        Example("He was in prison for 20 ⟦months⟧.", "Estuvo 20 ⟦años⟧ en la cárcel."),
        Example("Das Haus kostet 300.000 ⟦Euro⟧.", "The house costs ⟦$⟧300,000.", "en-de"),
        Example("До города 40 ⟦километров⟧.", "The town is 40 ⟦miles⟧ away.", "en-ru"),
    )
    good: ClassVar = (
        Example("It is 620 km to the coast.", "Es sind 385 Meilen bis zur Küste.", "de-en"),
        Example("Milliarden von Sternen leuchten.", "A hundred billion stars shine.", "en-de"),
        Example("店は3時間開き、売上げは5分の1増えた。", "Shops open for 3 hours; sales rose by a fifth.", "en-ja"),
        Example("It lasted 24 hours.", "Duró un día."),
        Example("He was away for two decades.", "Estuvo fuera veinte años."),
        Example("Дом стоит 300 000 долларов.", "The house costs $300,000.", "en-ru"),
    )

    def check(self, segment: Segment) -> Iterator[Flag]:
        swaps = swapped_units(
            segment.source or "", segment.source_lang or "", segment.target, segment.target_lang or ""
        )
        if not swaps:
            return
        backed = {
            name
            for text in in_its_language(segment)
            for unit in find_units(text, segment.target_lang or "")
            for name in unit.names
        }
        returned = {name for unit in find_units(came_back(segment), segment.source_lang or "") for name in unit.names}
        for swap in swaps:
            if backed & swap.target.names:
                continue
            if swap.source and returned & swap.source.names and not returned & swap.target.names:
                continue
            spans = [Span("source", swap.source.start, swap.source.end)] if swap.source else []
            expected = f"where the source has '{swap.source.text}'" if swap.source else "where the source has none"
            yield self.flag(f"'{swap.target.text}' {expected}", (swap.target.start, swap.target.end), *spans)

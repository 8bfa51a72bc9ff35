"""A number from nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from tqcheck.model import Flag, Segment
from tqcheck.rules import Example, Rule
from tqcheck.text.accounts import of_kind


class Added(Rule):
    """A number of the target has no origin in the source, in digits, in words or by arithmetic.

    Asked only of numbers of two figures and more, where the number words of the source's language are
    known and nothing in the source wants an answer. Parts of names (`COVID-19`) are left alone, and so is the year
    by which a translator completes a date.
    """

    category: ClassVar = "numbers"
    mqm: ClassVar = "accuracy/addition"
    needs: ClassVar = ("source",)

    bad: ClassVar = (
        Example("The mayor of Lugo opened ⟦27⟧ schools.", "El alcalde de Lugo inauguró escuelas."),
        Example("The ⟦2019⟧ mayor spoke in Lugo in May.", "El alcalde habló en Lugo en mayo."),
    )
    good: ClassVar = (
        Example("The mayor opened 27 schools.", "El alcalde inauguró veintisiete escuelas."),
        Example("It is a building of the 19th century.", "Es un edificio del siglo XIX."),
        Example("LUGO, March 4, 2021 (EFE): the mayor spoke.", "Lugo, 4 de marzo (EFE): habló el alcalde."),
        Example("On 26 July 2020 he spoke in Hunan.", "他7月26日在湖南讲话。", "zh-en"),
        Example("Nine out of 10 fell ill with COVID-19.", "Nueve de cada diez enfermaron de COVID."),
    )

    def check(self, segment: Segment) -> Iterator[Flag]:
        for found in of_kind(segment, "added"):
            if found.target:
                yield self.flag(
                    f"nothing in the source says {found.target.text}", (found.target.start, found.target.end)
                )

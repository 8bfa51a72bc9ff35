"""A target that says more than its source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from tqcheck.model import Batch, Document, Flag, Segment
from tqcheck.rules import Example, Rule
from tqcheck.text.coverage import prior, priors, weight
from tqcheck.text.sentences import sentence_places
from tqcheck.text.witnesses import comparisons


class Addition(Rule):
    """The target has a sentence more than the source, and is much longer: something was made up, or explained.

    Length is counted as scripts pack it and weighed against what is usual for the pair in this batch, in its own
    spreads. With a sentence more `longer` spreads are enough, which one good translation in five thousand reaches;
    without one it takes `far_longer`. References must be outrun too. Marked are the sentences at
    the end without which the length would be right.
    """

    category: ClassVar = "addition"
    mqm: ClassVar = "accuracy/addition"
    needs: ClassVar = ("source|reference",)
    yields_to: ClassVar = ("language", "repetition", "refusal", "boilerplate", "markup", "mistranslation.unrelated")

    longer: float = 2.5
    far_longer: float = 5.5

    bad: ClassVar = (
        Example(
            "The hospital will open in March. ⟦It is said to be the most modern hospital in the whole country.⟧",
            "El hospital abrirá en el mes de marzo.",
        ),
        Example(
            "医院将于三月开业。⟦据说这是全国最现代化的医院，设备非常先进，病床也很多。⟧",
            "The hospital will open in March.",
            "en-zh",
        ),
    )
    good: ClassVar = (
        Example("The hospital opens in March. It is new.", "El hospital, que es nuevo, abrirá en el mes de marzo."),
        Example("Public prosecutors will look into it.", "Fiscalía lo revisará."),
        Example(
            "The hospital will open in March. It is said to be the most modern hospital in the whole country.",
            "Abrirá en marzo el hospital, el más moderno del país.",
            references=("The hospital opens in March. People say that it is the most modern one in the country.",),
        ),
    )

    def check_document(self, document: Document) -> Iterator[tuple[int, Flag]]:
        for index, segment in enumerate(document.segments):
            if self.applies(segment) and (start := self._surplus(segment, document.batch)) is not None:
                yield index, self.flag("the source says none of this", (start, len(segment.target.rstrip())))

    def _surplus(self, segment: Segment, batch: Batch) -> int | None:
        """Return where what is too much begins; None if nothing is."""
        strays, others = [], []
        for kind, here, there, lang_here, lang_there in comparisons(segment):
            if kind == "back-translation":
                continue  # as long as what it came from
            usual = batch.derived(priors).get((kind, lang_here, lang_there)) or prior(())
            strays.append(usual.strays(here, there) if weight(here) >= _LEAST else 0.0)
            others.append(here)
        if min(strays, default=0.0) < self.longer:
            return None
        places = sentence_places(segment.target)
        more = len(places) - max(len(sentence_places(other)) for other in others)
        if more < 1:
            start = len(segment.target) - len(segment.target.lstrip())
            return start if min(strays) >= self.far_longer else None
        start = places[-more][0]
        return start + len(segment.target[start:]) - len(segment.target[start:].lstrip())


_LEAST = 12
"""Letters of a source that say how long its translation should be."""

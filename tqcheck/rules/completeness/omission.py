"""A translation that stops before the source does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import ClassVar

from tqcheck.model import Batch, Document, Flag, Segment, Severity
from tqcheck.rules import Example, Rule
from tqcheck.text.coverage import end_is_said, is_closed, prior, priors, signs_of_truncation, tail_coverage
from tqcheck.text.witnesses import Kind, comparisons


class Omission(Rule):
    """The end of the source, or of the reference, is not in the target: it was cut off.

    Length alone is not enough. It is weighed, against what is usual for the pair in this batch, together
    with a sentence that ends without its stop or with an article or preposition, with names and figures of the
    source's end that are missing, and with words of it that nothing in the target is like, if the encoder is there. A reference must be longer too, and its last words unsaid; it counts, too,
    if the words of the source's end do not come back in a back-translation. The flag has no width and stands
    at the end.

    `evidence`: 5.8 is what one good translation in a thousand reaches.
    """

    category: ClassVar = "omission"
    mqm: ClassVar = "accuracy/omission"
    severity: ClassVar = Severity.CRITICAL
    needs: ClassVar = ("source|reference",)

    evidence: float = 5.8

    bad: ClassVar = (
        Example(
            "The minister said on Friday that the⟦⟧",
            "La ministra dijo el viernes que el nuevo hospital de Vigo abrirá en marzo, después de dos años.",
        ),
        Example(
            "在周五的⟦⟧",
            "At a press conference on Friday the minister said that the new hospital would open its doors in March.",
            "en-zh",
        ),
    )
    good: ClassVar = (
        Example(
            "The hospital opens in March, the minister said on Friday.",
            "La ministra dijo el viernes que el hospital abrirá sus puertas en el mes de marzo.",
        ),
        Example("Rain falls in Vigo", "Llueve sobre Vigo."),  # a headline may be terse
        Example(
            "部长周五表示，医院三月开业。", "The minister said on Friday that the hospital opens in March.", "en-zh"
        ),
    )

    def check_document(self, document: Document) -> Iterator[tuple[int, Flag]]:
        for index, segment in enumerate(document.segments):
            if not self.applies(segment) or not any(map(str.isalnum, segment.target)):
                continue
            if self._is_cut(segment, document.batch):
                end = len(segment.target.rstrip())
                yield index, self.flag("the translation stops before the source does", (end, end))

    def _is_cut(self, segment: Segment, batch: Batch) -> bool:
        signs: defaultdict[Kind, list[float]] = defaultdict(list)
        for kind, here, there, lang_here, lang_there in comparisons(segment):
            usual = batch.derived(priors).get((kind, lang_here, lang_there)) or prior(())
            found = signs_of_truncation(here, there, lang_there, usual)
            if kind != "source":  # of one language: the words themselves tell
                found += _SAID if _lacks_the_end(there, here) else -_SAID
            elif self.evidence - _UNSAID <= found < self.evidence and not is_closed(there):
                said = end_is_said(segment)
                found += _UNSAID if said is not None and said < _HARDLY else 0
            signs[kind].append(found)
        back = signs.pop("back-translation", [])
        if not signs:
            return bool(back) and back[0] >= self.evidence
        # of several references the one that is nearest to the target counts
        least = [min(found) for found in signs.values()]
        # what came back is about as short as the target: so it must be surer to bear the rest out
        back_is_cut = bool(back) and back[0] >= self.evidence + 1
        return sum(least) / len(least) + _SAID * back_is_cut >= self.evidence


_UNSAID, _HARDLY = 2.0, 0.2
"""What it weighs if of the source's end so little has a counterpart."""
_SAID = 1.5
"""What it weighs whether the last words of a text are said or not."""


def _lacks_the_end(target: str, reference: str) -> bool:
    head, tail = tail_coverage(target, reference)
    return tail <= 0.34 and tail < head

"""A translation that stops before the source does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import ClassVar

from tqcheck.model import Batch, Document, Flag, Segment, Severity
from tqcheck.rules import Example, Rule
from tqcheck.text.coverage import Prior, prior, signs_of_truncation, tail_coverage


class Omission(Rule):
    """The end of the source, or of the reference, is not in the target: it was cut off.

    Length alone is not enough. It is weighed, against what is usual for the pair in this batch, together
    with a sentence that ends without its stop or with an article, and with names and figures of the
    source's end that are missing. A reference must be longer too, and its last words unsaid. The flag
    has no width and stands at the end.

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
        lang = segment.target_lang or ""
        by_reference = [
            signs_of_truncation(reference, segment.target, lang, batch.derived(_reference_prior, lang))
            + (1.5 if _lacks_the_end(segment.target, reference) else -1.5)
            for reference in segment.references
            if reference
        ]
        if not segment.source:
            return bool(by_reference) and min(by_reference) >= self.evidence
        usual = batch.derived(_source_prior, segment.source_lang or "", lang)
        by_source = signs_of_truncation(segment.source, segment.target, lang, usual)
        if not by_reference:
            return by_source >= self.evidence
        return (by_source + min(by_reference)) / 2 >= self.evidence


def _lacks_the_end(target: str, reference: str) -> bool:
    head, tail = tail_coverage(target, reference)
    return tail <= 0.34 and tail < head


def _source_prior(batch: Batch, source_lang: str, target_lang: str) -> Prior:
    return batch.derived(_source_priors).get((source_lang, target_lang)) or prior(())


def _source_priors(batch: Batch) -> dict[tuple[str, str], Prior]:
    pairs: defaultdict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for segment in batch.segments:
        if segment.source:
            pairs[segment.source_lang or "", segment.target_lang or ""].append((segment.source, segment.target))
    return {langs: prior(texts) for langs, texts in pairs.items()}


def _reference_prior(batch: Batch, target_lang: str) -> Prior:
    return prior(
        (segment.references[0], segment.target)
        for segment in batch.segments
        if segment.references and segment.target_lang == target_lang and segment.references[0] != segment.target
    )

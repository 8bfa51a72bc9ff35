"""Sentences that the article left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from tqcheck.alignment.outcome import Lost, Outcome, outcome_of
from tqcheck.model import Document, Flag, Severity
from tqcheck.rules import Example, Rule
from tqcheck.text.tokens import count_words

_SHOWN = 90
_LINE = 6  # words; what is shorter is a line about a photograph or a button as often as news


def _lost(text: str, sentences: int = 1, paragraphs: int = 0, confidence: float = 0.99) -> dict[str, str]:
    return Outcome(source=0.99, before=Lost(text, sentences, paragraphs, confidence)).notes()


class Dropped(Rule):
    """Sentences of the source have no counterpart in the article: something was left out.

    Found by aligning the whole article with its source (or with a reference, where there is no source).
    Each gap is flagged once, at the place where the text should stand, with the beginning of what is missing;
    `sure` is the least confidence of the alignment. A sentence that seems to be missing beside one that
    seems to be added is taken for a free translation. Parts of sentences are another rule's.
    """

    category: ClassVar = "omission"
    mqm: ClassVar = "accuracy/omission"
    severity: ClassVar = Severity.MAJOR
    needs: ClassVar = ("alignment",)

    sure: float = 0.9

    bad: ClassVar = (
        Example("⟦⟧The town hall is silent.", notes=_lost("El puente se cerró el lunes por la noche.")),
        Example("⟦⟧The town hall is silent.", notes=_lost("El puente se cerró. Nadie sabe por qué.", 2, 1)),
    )
    good: ClassVar = (
        # the alignment is not sure enough
        Example("The town hall is silent.", notes=_lost("El puente se cerró el lunes.", confidence=0.7)),
        Example("The town hall is silent.", notes=Outcome(source=0.99).notes()),
        # never aligned
        Example("The town hall is silent.", "El puente se cerró. El ayuntamiento calla."),
    )

    def check_document(self, document: Document) -> Iterator[tuple[int, Flag]]:
        outcomes = [outcome_of(segment) for segment in document.segments]
        for index, (segment, outcome) in enumerate(zip(document.segments, outcomes, strict=True)):
            if outcome is None:
                continue
            neighbours = [outcome, outcomes[index - 1] if index else None]
            replaced = any(beside is not None and beside.alone > 0.5 for beside in neighbours)
            for lost, place in ((outcome.before, 0), (outcome.after, len(segment.target))):
                if lost and lost.confidence >= self.sure and not (replaced and lost.sentences == 1):
                    minor = count_words(lost.text) < _LINE
                    yield (
                        index,
                        self.flag(
                            _message(lost, outcome.missing_from),
                            (place, place),
                            severity=Severity.MINOR if minor else self.severity,
                        ),
                    )


def _message(lost: Lost, side: str) -> str:
    if lost.paragraphs > 1:
        what = f"{lost.paragraphs} paragraphs of the {side} are missing here"
    elif lost.paragraphs:
        what = f"a whole paragraph of the {side} is missing here"
    elif lost.sentences > 1:
        what = f"{lost.sentences} sentences of the {side} are missing here"
    else:
        what = f"a sentence of the {side} is missing here"
    text = " ".join(lost.text.split())
    return f"{what}: “{text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + '…'}”"

"""A negation that was lost or made up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar

import regex

from tqcheck.model import Flag, Segment, Severity, Span
from tqcheck.rules import Example, Rule
from tqcheck.text.coverage import weight
from tqcheck.text.negation import Negation, find_negations, knows_negation


class LostOrMadeUp(Rule):
    """The source denies and nothing in the target does, or the target denies and nothing in the source does.

    Counted are negation words that hardly mean anything else. Whatever may stand for one on the other
    side, an affix (`unable`), a verb (`refuse`), a preposition (`without`), makes the rule silent, and so
    do phrases that deny nothing (`not only`, `no doubt`). A reference that denies, or does not, as the
    target does is right; one that sides with the source makes up for weak words. A lost negation is marked
    at the whole sentence, since there is no telling where it should stand.

    Without references, only sources up to `longest` letters are judged, for a made-up negation up to
    `longest_made_up`: the longer one is, the more ways there are to say it otherwise.
    """

    category: ClassVar = "omission"
    mqm: ClassVar = "accuracy/mistranslation"
    severity: ClassVar = Severity.CRITICAL
    needs: ClassVar = ("source",)
    yields_to: ClassVar = ("language.wrong", "language.untranslated", "completeness")

    longest: int = 150
    longest_made_up: int = 120

    bad: ClassVar = (
        Example("⟦The mayor wants to resign.⟧", "El alcalde ⟦no⟧ quiere dimitir."),
        Example("⟦Он придёт завтра.⟧", "He will ⟦not⟧ come tomorrow.", "en-ru"),
        Example("Der Zug ist ⟦nicht⟧ pünktlich.", "The train is on time.", "en-de"),
    )
    good: ClassVar = (
        Example("The mayor refuses to resign.", "El alcalde no quiere dimitir."),
        Example("He is also a painter.", "Er ist nicht nur Dichter.", "de-en"),
        Example("He never said so.", "Él no dijo nunca eso."),
        Example("It was impossible.", "Es war nicht möglich.", "de-en"),
    )

    def check(self, segment: Segment) -> Iterator[Flag]:
        source_lang, target_lang = segment.source_lang or "", segment.target_lang or ""
        if not (segment.source and knows_negation(source_lang) and knows_negation(target_lang)):
            return
        asked = find_negations(segment.source, source_lang)
        given = find_negations(segment.target, target_lang)
        denied = [one for one in asked if one.strong]
        denying = [one for one in given if one.strong]
        if bool(denied) == bool(denying):
            return
        references = [find_negations(text, target_lang) for text in segment.references if text]
        length = weight(segment.source) if not references else 0
        if denied and length <= self.longest and self._is_lost(given, references):
            start, end = _sentence(segment.target, denied[0].start / len(segment.source))
            yield self.flag(
                f"the source denies ('{denied[0].text}'), and nothing here does",
                (start, end),
                Span("source", denied[0].start, denied[0].end),
            )
        elif denying and length <= self.longest_made_up and self._is_made_up(asked, references):
            flag = self.flag(f"'{denying[0].text}' denies what the source does not", (denying[0].start, denying[0].end))
            yield replace(flag, category="addition")

    def _is_lost(self, given: tuple[Negation, ...], references: list[tuple[Negation, ...]]) -> bool:
        if not references:
            return not given
        # weak words that the reference has beside its negation are not what stands for it
        known = [{one.text.lower() for one in row if not one.strong} for row in references]
        return all(
            any(one.strong for one in row) and all(one.text.lower() in weak for one in given)
            for row, weak in zip(references, known, strict=True)
        )

    def _is_made_up(self, asked: tuple[Negation, ...], references: list[tuple[Negation, ...]]) -> bool:
        if not references:
            return not asked
        return not any(references)


_SENTENCE_RE = regex.compile(r"[^.!?。！？।؟]+(?:[.!?。！？।؟]+[\"'”»」)]*|$)")


def _sentence(text: str, share: float) -> tuple[int, int]:
    """Return the place of the sentence about so far into the text."""
    places = [match.span() for match in _SENTENCE_RE.finditer(text) if any(map(str.isalpha, match.group()))]
    if not places:
        return 0, len(text)
    point = share * len(text)
    start, end = min(places, key=lambda place: max(place[0] - point, point - place[1], 0))
    stretch = text[start:end]
    return start + len(stretch) - len(stretch.lstrip()), start + len(stretch.rstrip())

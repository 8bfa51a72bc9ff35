"""A negation that was lost or made up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar

from tqcheck.model import Flag, Segment, Severity, Span
from tqcheck.rules import Example, Rule
from tqcheck.text.coverage import weight
from tqcheck.text.languages import language
from tqcheck.text.negation import Negation, find_negations, knows_negation
from tqcheck.text.sentences import sentence_at


class LostOrMadeUp(Rule):
    """The source denies and nothing in the target does, or the target denies and nothing in the source does.

    Counted are denials: a negator and the words that echo it (`no vino nadie`) are one. Whatever may stand for
    one on the other side, an affix (`unable`), a verb (`refuse`), a preposition (`without`), makes the rule silent,
    and so do phrases that deny nothing (`not only`, `no doubt`). An n-word that lost the negator it needs
    (`recibimos ninguna respuesta`) is no denial. References that deny more often than the target, as the
    source does, make up for weak words; one that does as the target does is right.
    A lost negation is marked at the whole sentence, since there is no telling where it should stand.

    Without references, only sources up to `longest` letters are judged, for a made-up negation up to
    `longest_made_up`, from (or, made up, in) Chinese, Japanese and Thai half of that: the longer one is, the more
    ways there are to say it otherwise.
    """

    category: ClassVar = "omission"
    mqm: ClassVar = "accuracy/mistranslation"
    severity: ClassVar = Severity.CRITICAL
    needs: ClassVar = ("source",)
    yields_to: ClassVar = ("language.wrong", "language.untranslated", "completeness")

    longest: int = 240
    longest_made_up: int = 110

    bad: ClassVar = (
        Example("⟦The mayor wants to resign.⟧", "El alcalde ⟦no⟧ quiere dimitir."),
        Example("⟦Он придёт завтра.⟧", "He will ⟦not⟧ come tomorrow.", "en-ru"),
        Example("Der Zug ist ⟦nicht⟧ pünktlich.", "The train is on time.", "en-de"),
        Example("⟦Encontramos ninguna solución.⟧", "We ⟦didn't⟧ find any solution.", "en-es"),
        Example("⟦Le train ne arrivera à l'heure.⟧", "The train will ⟦not⟧ arrive on time.", "en-fr"),
        Example("⟦Vlak přijede včas.⟧", "The train will ⟦not⟧ arrive on time.", "en-cs"),
        Example("⟦電車は時間通りに来ます。⟧", "The train does ⟦not⟧ come on time.", "en-ja"),
        Example("⟦The shop is open on Mondays.⟧", "月曜日は店が開いてい⟦ません⟧。", "ja-en"),
        Example("⟦Tren zamanında geldi.⟧", "The train did ⟦not⟧ come on time.", "en-tr"),
        Example(
            "⟦The unhappy driver did see the lorry.⟧",
            "El infeliz conductor ⟦no⟧ vio el camión.",
            references=("The unhappy driver did not see the lorry.",),
        ),
    )
    good: ClassVar = (
        Example("The mayor refuses to resign.", "El alcalde no quiere dimitir."),
        Example("He is also a painter.", "Er ist nicht nur Dichter.", "de-en"),
        Example("He never said so.", "Él no dijo nunca eso."),
        Example("It was impossible.", "Es war nicht möglich.", "de-en"),
        Example("Nikdo nepřišel.", "Nobody came.", "en-cs"),
        Example("Il n'a que dix ans.", "He is only ten years old.", "en-fr"),
        Example("He will come only on Monday.", "Hasta el lunes no viene, a menos que no pueda."),
        Example("電車が遅れるかもしれない。", "The train may be late.", "en-ja"),
        Example("It was late, wasn't it?", "Es war spät, nicht wahr?", "de-en"),
    )

    def check(self, segment: Segment) -> Iterator[Flag]:
        source_lang, target_lang = segment.source_lang or "", segment.target_lang or ""
        if not (segment.source and knows_negation(source_lang) and knows_negation(target_lang)):
            return
        asked = find_negations(segment.source, source_lang)
        given = find_negations(segment.target, target_lang)
        denied = [one for one in asked if one.kind == "denial"]
        denying = [one for one in given if one.kind == "denial"]
        if len(denied) == len(denying):
            return
        references = [find_negations(text, target_lang) for text in segment.references if text]
        length = weight(segment.source) if not references else 0
        # where words are not set apart, 不 and ない are less sure
        unsure = not language(source_lang).spaced, not language(target_lang).spaced
        if denied and length * (1 + unsure[0]) <= self.longest and _is_lost(denied, given, references):
            start, end = sentence_at(segment.target, denied[0].start / len(segment.source))
            yield self.flag(
                f"the source denies ('{denied[0].text}'), and nothing here does",
                (start, end),
                Span("source", denied[0].start, denied[0].end),
            )
        elif denying and length * (1 + any(unsure)) <= self.longest_made_up and _is_made_up(asked, references):
            flag = self.flag(f"'{denying[0].text}' denies what the source does not", (denying[0].start, denying[0].end))
            yield replace(flag, category="addition")


def _is_lost(denied: list[Negation], given: tuple[Negation, ...], references: list[tuple[Negation, ...]]) -> bool:
    denials = _denials(given)
    if not references:
        return not denials and not any(one.kind == "soft" for one in given)
    # weak words that the reference has beside its negation are not what stands for it
    return len(denied) > denials and all(
        _denials(row) > denials
        and {one.text.lower() for one in given if one.kind == "soft"} <= {one.text.lower() for one in row}
        for row in references
    )


def _is_made_up(asked: tuple[Negation, ...], references: list[tuple[Negation, ...]]) -> bool:
    return not any(references) and (bool(references) or not asked)


def _denials(negations: tuple[Negation, ...]) -> int:
    return sum(one.kind == "denial" for one in negations)

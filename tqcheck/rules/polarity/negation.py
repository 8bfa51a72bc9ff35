"""A negation that was lost or made up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import ClassVar

import regex

from tqcheck.model import Document, Flag, Segment, Severity, Span
from tqcheck.rules import Example, Rule
from tqcheck.text.coverage import weight
from tqcheck.text.denials import (
    Trace,
    accounted_for,
    beside_counterparts,
    denials,
    kept_by_engines,
    may_deny,
    traces,
    translated,
)
from tqcheck.text.languages import language
from tqcheck.text.negation import Negation, find_negations, knows_negation
from tqcheck.text.roundtrip import place_in_target
from tqcheck.text.sentences import sentence_at
from tqcheck.text.witnesses import Comparison, comparisons, in_its_language

_TWO_WORDS_RE = regex.compile(r"[\w'’]+\s[\w'’]+")


class LostOrMadeUp(Rule):
    """The source denies and nothing in the target does, or the target denies and nothing in the source does.

    Counted are denials: a negator and the words that echo it (`no vino nadie`) are one. Whatever may stand for
    one on the other side, an affix (`unable`), a verb (`refuse`), a preposition (`without`), makes the rule silent,
    and so do phrases that deny nothing (`not only`, `no doubt`), unless it translates such a word of the source. An n-word that lost the negator it needs
    (`recibimos ninguna respuesta`) is no denial. References that deny more often than the target, as the
    source does, make up for weak words; one that does as the target does is right.
    A lost negation is marked at the words that correspond to those around the negator; at the whole sentence
    where that cannot be told, for want of the encoder (`pip install 'tqcheck[semantic]'`) or of words that are alike.

    A back-translation that denies as often as the source acquits a target. One that says what the source
    denies, and has no negation near it, finds what was lost where another negation, or a weak word, hides it,
    and tells where.

    Where the encoder finds nothing in the other text like what is denied, the sentence was said in other words, and
    long ones, made-up negations and those that a reference tells of are let pass. Where it finds little, or is not
    installed, and no reference or back-translation denies either, the flag is major instead of critical.

    Without references, only sources up to `longest` letters are judged, for a made-up negation up to
    `longest_made_up`, from (or, made up, in) Chinese, Japanese and Thai half of that: the longer one is, the more
    ways there are to say it otherwise.
    """

    category: ClassVar = "omission"
    mqm: ClassVar = "accuracy/mistranslation"
    severity: ClassVar = Severity.CRITICAL
    needs: ClassVar = ("source",)
    yields_to: ClassVar = ("language.wrong", "language.untranslated", "completeness")

    longest: int = 300
    longest_made_up: int = 140
    surely: int = 140
    """Letters of a source from which what is denied must have a counterpart, too."""
    near: int = 40
    """Characters around the words in question within which a negation of the target may be theirs."""
    reliable: float = 0.8
    """The share of a batch's negations that an engine must keep where source and target have them."""

    bad: ClassVar = (
        Example("⟦He came to the meeting yesterday.⟧", "அவர் நேற்று கூட்டத்திற்கு வரவ⟦ில்லை⟧.", "ta-en"),
        Example("⟦He came yesterday.⟧", "అతను నిన్న రా⟦లేదు⟧.", "te-en"),
        Example("⟦He came yesterday.⟧", "ಅವರು ನಿನ್ನೆ ⟦ಬರಲಿಲ್ಲ⟧.", "kn-en"),
        Example("⟦He came yesterday.⟧", "അവൻ ഇന്നലെ ⟦വന്നില്ല⟧.", "ml-en"),
        Example("⟦The mayor wants to resign⟧.", "El alcalde ⟦no⟧ quiere dimitir."),
        Example("⟦Он придёт завтра⟧.", "He will ⟦not⟧ come tomorrow.", "en-ru"),
        Example("⟦We see the port⟧ from here.", "Мы ⟦не⟧ видим порта отсюда.", "ru-en"),
        Example("Der Zug ist ⟦nicht⟧ pünktlich.", "The train is on time.", "en-de"),
        Example("⟦Encontramos ninguna solución⟧.", "We ⟦didn't⟧ find any solution.", "en-es"),
        Example("⟦Le train ne arrivera à l'heure⟧.", "The train will ⟦not⟧ arrive on time.", "en-fr"),
        Example("⟦Vlak přijede včas.⟧", "The train will ⟦not⟧ arrive on time.", "en-cs"),
        Example("⟦電車は時間通りに来ます。⟧", "The train does ⟦not⟧ come on time.", "en-ja"),
        Example("The ⟦shop is open on Mondays⟧.", "月曜日は店が開いてい⟦ません⟧。", "ja-en"),
        Example(
            "The ⟦mayor wants to resign⟧ in spite of the vote against him, without a word.",
            "El alcalde ⟦no⟧ quiere dimitir a pesar del voto en contra, sin decir palabra.",
            back_translation="El alcalde quiere dimitir a pesar del voto contra él, sin una palabra.",
        ),
        Example("⟦I have finished yet, wait⟧.", "我还⟦没⟧吃完，等一下。", "zh-en"),
        Example("⟦Tren zamanında geldi⟧.", "The train did ⟦not⟧ come on time.", "en-tr"),
        Example(
            "⟦The unhappy driver did see the⟧ lorry.",
            "El infeliz conductor ⟦no⟧ vio el camión.",
            references=("The unhappy driver did not see the lorry.",),
        ),
    )
    good: ClassVar = (
        Example("The mayor refuses to resign.", "El alcalde no quiere dimitir."),
        Example("He is also a painter.", "Er ist nicht nur Dichter.", "de-en"),
        Example("The device is in the list.", "சாதனம் பட்டியலில் உள்ளது.", "ta-en"),
        Example("Enter the password.", "கடவுச்சொல்லை உள்ளிடவும்.", "ta-en"),
        Example("It is a printer or a scanner.", "ఇది ప్రింటర్ లేదా స్కానర్.", "te-en"),
        Example("It is raining, and all shops are open.", "ಮಳೆ ಬರುತ್ತದೆ, ಎಲ್ಲ ಅಂಗಡಿಗಳು ತೆರೆದಿವೆ.", "kn-en"),
        Example("This is a good house.", "ഇത് നല്ല വീടാണ്.", "ml-en"),
        Example("LED ekrāni mainās lēnāk nekā citi.", "LED screens change more slowly than others.", "en-lv"),
        Example("Sie riefen „No water, no life“.", "They shouted “No water, no life”.", "en-de"),
        Example("Это дёшево.", "Це не дорого.", "uk-ru"),
        Example("İngilizce okuyamayan herkese verildi.", "It was given to all who cannot read English.", "en-tr"),
        Example("Salt is indispensable in winter.", "冬に欠かせない塩です。", "ja-en"),
        Example("Medvěd nežije v oceánu.", "The bear does not live in the ocean.", "en-cs"),
        Example("He never said so.", "Él no dijo nunca eso."),
        Example("It was impossible.", "Es war nicht möglich.", "de-en"),
        Example(
            "He has had it with Rome.",
            "Él ya no aguanta Roma.",
            back_translation="Él no soporta más a Roma.",
        ),
        # the engine lost it
        Example(
            "No habrá paz a menos que hable.",
            "There will not be peace unless he speaks.",
            "en-es",
            back_translation="There will be peace unless he speaks.",
        ),
        Example("Nikdo nepřišel.", "Nobody came.", "en-cs"),
        Example("Il n'a que dix ans.", "He is only ten years old.", "en-fr"),
        Example("He will come only on Monday.", "Hasta el lunes no viene, a menos que no pueda."),
        Example("電車が遅れるかもしれない。", "The train may be late.", "en-ja"),
        # said in other words
        Example(
            "Elle ne s'y attendait pas quand le prix est venu.",
            "She was caught by surprise when the prize came.",
            "en-fr",
        ),
        Example("It was late, wasn't it?", "Es war spät, nicht wahr?", "de-en"),
    )

    def check_document(self, document: Document) -> Iterator[tuple[int, Flag]]:
        kept = document.batch.derived(kept_by_engines)
        for index, segment in enumerate(document.segments):
            if self.applies(segment):
                reliable = kept.get((segment.source_lang, segment.target_lang), 1.0) >= self.reliable
                for flag in self._check(segment, reliable):
                    yield index, flag

    def _check(self, segment: Segment, reliable: bool) -> Iterator[Flag]:
        compared = {comparison.kind: comparison for comparison in comparisons(segment)}
        back = compared.get("back-translation")
        flags = list(self._directly(segment, back)) if "source" in compared else []
        if back and not flags:
            flags = list(self._by_round_trip(segment, back, reliable))
        yield from flags

    def _directly(self, segment: Segment, back: Comparison | None) -> Iterator[Flag]:
        source_lang, target_lang = segment.source_lang or "", segment.target_lang or ""
        if not (segment.source and knows_negation(source_lang) and knows_negation(target_lang)):
            return
        asked = find_negations(segment.source, source_lang)
        given = find_negations(segment.target, target_lang)
        denied = [one for one in asked if one.kind == "denial" and not _is_quoted(one, segment)]
        denying = [one for one in given if one.kind == "denial"]
        if len(denied) == len(denying):
            return
        returned = find_negations(back.there, back.lang_there) if back else None
        if returned is not None and (denials(returned) >= len(denied) if denied else not denials(returned)):
            return  # the round trip denies, or does not, as the source does
        references = [find_negations(text, target_lang) for text in in_its_language(segment)]
        length = weight(segment.source) if not references else 0
        # where words are not set apart, 不 and ない are less sure
        unsure = not language(source_lang).spaced, not language(target_lang).spaced
        short = length * (1 + unsure[0]) <= self.longest or returned == ()
        if denied and short and _is_lost(segment, denied, asked, given, references):
            least = _LOST_BY_REFERENCE if references else _LOST if length > self.surely else 0.0
            sure = translated(segment, denied[0], "source")
            if sure is not None and sure < least:
                return  # said in other words
            flag = self._lost(segment, denied[0], self._traces(segment, back), "the source denies ('{}')")
            witnessed = bool(references) or returned == ()
            yield replace(flag, severity=_severity(sure, witnessed))
        elif denying and length * (1 + any(unsure)) <= self.longest_made_up and _is_made_up(asked, references):
            sure = translated(segment, denying[0], "target")
            if sure is not None and sure < _MADE_UP:
                return
            flag = self.flag(f"'{denying[0].text}' denies what the source does not", (denying[0].start, denying[0].end))
            yield replace(flag, category="addition", severity=_severity(sure, bool(references)))

    def _by_round_trip(self, segment: Segment, back: Comparison, reliable: bool) -> Iterator[Flag]:
        """Yield a denial of the source that neither the target nor what came back of it has.

        Engines lose negations, too. So the target must deny less often than the source; and what was denied must
        come back without a negation near it. Of an engine that keeps most, it is enough if all words that may deny
        are fewer, in what came back and in the target.
        """
        asked = find_negations(back.here, back.lang_here)
        given = find_negations(segment.target, segment.target_lang or "")
        times = denials(asked)
        if denials(given) >= times:
            return
        returned = find_negations(back.there, back.lang_there)
        reliable = reliable and knows_negation(segment.target_lang or "")
        found = self._traces(segment, back)
        alone = [trace for trace in found if trace.alone]
        if alone or (reliable and may_deny(returned, engine=True) < times and may_deny(given) < times):
            denied = next(one for one in asked if one.kind == "denial")
            yield self._lost(segment, denied, alone or found, "the source denies ('{}'), the back-translation does not")

    def _lost(self, segment: Segment, denied: Negation, found: Sequence[Trace], reason: str) -> Flag:
        """Return a flag at what should be denied, if the round trip or the encoder tells; else at the sentence."""
        if found:
            denied, start, end, _ = found[0]
        elif around := beside_counterparts(segment, denied):
            start, end = around
        else:
            start, end = sentence_at(segment.target, denied.start / max(len(segment.source or ""), 1))
        message = f"{reason.format(denied.text)}, and nothing here does"
        return self.flag(message, (start, end), Span("source", denied.start, denied.end))

    def _traces(self, segment: Segment, back: Comparison | None) -> list[Trace]:
        """Return the denials of the source with a place in the target beside which nothing denies."""
        if back is None:
            return []
        denying = [
            one for one in find_negations(segment.target, segment.target_lang or "") if one.kind in ("denial", "echo")
        ]
        found = []
        for trace in traces(back.here, back.there, back.lang_here):
            start, end = place_in_target(segment, trace.start, trace.end, around=1)
            if not any(one.start < end + self.near and start - self.near < one.end for one in denying):
                found.append(trace._replace(start=start, end=end))
        return found


def _is_quoted(one: Negation, segment: Segment) -> bool:
    """Tell whether the target keeps the words of the source here: a slogan, a title."""
    words = _TWO_WORDS_RE.match(segment.source or "", one.start)
    return words is not None and words.group().lower() in segment.target.lower()


_LOST, _LOST_BY_REFERENCE, _MADE_UP = 0.25, 0.15, 0.2
"""How surely what is denied must have a counterpart: of planted errors nine in ten do, of paraphrases half to two thirds."""
_SURE = 0.4
"""… and from where on the flag is critical: of planted errors more than half, of paraphrases a quarter."""


def _severity(sure: float | None, witnessed: bool) -> Severity:
    """Return critical, by which a text fails, only where what is denied surely has a counterpart, or others deny it."""
    return Severity.CRITICAL if witnessed or (sure or 0.0) >= _SURE else Severity.MAJOR


def _is_lost(
    segment: Segment,
    denied: Sequence[Negation],
    asked: Sequence[Negation],
    given: Sequence[Negation],
    references: list[tuple[Negation, ...]],
) -> bool:
    denying = denials(given)
    if not references:
        return not denying and all(accounted_for(segment, one, asked) for one in given if one.kind == "soft")
    # weak words that the reference has beside its negation are not what stands for it
    return len(denied) > denying and all(
        denials(row) > denying
        and {one.text.lower() for one in given if one.kind == "soft"} <= {one.text.lower() for one in row}
        for row in references
    )


def _is_made_up(asked: tuple[Negation, ...], references: list[tuple[Negation, ...]]) -> bool:
    return not any(references) and (bool(references) or not asked)

"""Source text that was left as it was."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from tqcheck.model import Flag, Segment, Severity, Span
from tqcheck.rules import Example, Rule
from tqcheck.text.identification import other_language, rival
from tqcheck.text.languages import base, language
from tqcheck.text.stretches import stretches


class Untranslated(Rule):
    """A stretch of the source, or all of it, stands in the target untranslated.

    A stretch counts if it is copied from the source and its words are common in the source's language
    and rare in the target's. Names, titles, addresses and originals in parentheses are left alone, and
    so is a source that is in another language itself: a quotation.
    """

    category: ClassVar = "language"
    mqm: ClassVar = "accuracy/untranslated"
    needs: ClassVar = ("source",)

    bad: ClassVar = (
        Example("⟦La policía cerró la carretera toda la noche.⟧", "⟦La policía cerró la carretera toda la noche.⟧"),
        Example(
            "The mayor said ⟦que no habrá más dinero para⟧ schools.",
            "El alcalde dijo ⟦que no habrá más dinero para⟧ las escuelas.",
        ),
        Example("They offered ⟦бесплатные⟧ tickets.", "Они предложили ⟦бесплатные⟧ билеты.", "ru-en"),
        Example("The ⟦豪雨⟧ was heavy.", "⟦豪雨⟧がひどかった。", "ja-en"),
    )
    good: ClassVar = (
        Example("Citizens for Clean Rivers klagt erneut.", "Citizens for Clean Rivers is suing again.", "en-de"),
        Example("Radio Nacional de España reported it.", "Lo contó Radio Nacional de España."),
        Example("Beijing (北京) is the capital.", "北京是首都。", "zh-en"),
        Example("Prema en calquera lugar para abrir a lista.", "Press anywhere to open a list.", "en-gl"),
        Example("Datoteka je u ~/.local/share/trash.", "The file is in ~/.local/share/trash.", "en-hr"),
        Example("Il faut bien vivre.", "Il faut bien vivre.", "en-de"),  # a quotation in the source already
    )

    def check(self, segment: Segment) -> Iterator[Flag]:
        source, target = segment.source or "", segment.target
        lang, expected = base(segment.source_lang), base(segment.target_lang)
        for stretch in stretches(target, segment.target_lang or "", source, segment.source_lang or ""):
            if stretch.lang != lang or not stretch.copied:
                continue
            text = target[stretch.start : stretch.end]
            if _is_in_another(text, lang) or (
                not stretch.whole and other_language(target, expected) not in {None, lang}
            ):
                continue
            name = language(lang).name
            if stretch.whole:
                start, end = len(target) - len(target.lstrip()), len(target.rstrip())
                message, severity = f"left untranslated, in {name}", Severity.CRITICAL
            else:
                start, end = stretch.start, stretch.end
                message = f"'{target[start:end]}' is {name}, left untranslated"
                severity = Severity.MAJOR
            place = source.find(target[start:end])
            spans = [Span("source", place, place + end - start)] if place >= 0 else []
            yield self.flag(message, (start, end), *spans, severity=severity)


def _is_in_another(text: str, lang: str) -> bool:
    """Tell whether what was copied is foreign in the source already."""
    found = rival(text, lang)
    return found is not None and found.margin >= 2

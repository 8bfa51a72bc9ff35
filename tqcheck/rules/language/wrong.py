"""A target in another language than it should be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from tqcheck.model import Flag, Segment, Severity
from tqcheck.rules import Example, Rule
from tqcheck.text.identification import other_language
from tqcheck.text.languages import base, language
from tqcheck.text.stretches import stretches


class Wrong(Rule):
    """The whole target is in a language that is neither the one asked for nor a copy of the source.

    Frequent words of the language must prefer another one strongly, and langdetect, which is asked only
    then, must agree. Close languages (Portuguese and Spanish, Ukrainian and Russian, Czech and Slovak)
    are told apart by the same words; those that share them (Croatian and Serbian in Latin letters)
    are one language here. A quotation that is foreign in the source already is left alone.
    """

    category: ClassVar = "language"
    mqm: ClassVar = "accuracy/wrong-language"
    severity: ClassVar = Severity.CRITICAL
    yields_to: ClassVar = ("language.untranslated",)

    bad: ClassVar = (
        Example("⟦Мост закрыли из-за сильного ветра.⟧", "The bridge was closed because of strong wind.", "en-uk"),
        Example("⟦Most je zatvoren zbog jakog vjetra.⟧", "The bridge is closed because of strong wind.", "en-cs"),
        Example("⟦O governo não vai pagar os salários até ao fim do mês.⟧", "It will not pay the wages.", "en-gl"),
        Example("⟦今天的天气很好，我们去公园玩吧。⟧", "The weather is fine, let us go to the park.", "en-ja"),
        Example("⟦今日は天気がいいので公園へ行きましょう。⟧", "The weather is fine, let us go to the park.", "en-zh"),
        Example("⟦El presidente no quiso hablar de lo que había pasado.⟧", "The president would not speak.", "en-pt"),
        Example("⟦Він сказав, що це не його провина, а дітей.⟧", "He said it was not his fault.", "en-ru"),
        Example("⟦I am sorry, but I cannot translate this text for you.⟧", "A song of rain.", "en-zh"),
    )
    good: ClassVar = (
        Example("東京都議会議員選挙、本日投開票", "Tokyo votes for its assembly today", "en-ja"),
        Example("新专辑《さくら》今天上市。", "The new album Sakura is out today.", "en-zh"),
        Example("Il faut bien vivre.", "Il faut bien vivre.", "en-de"),
        Example("The Washington Post, Brookings Institution", "华盛顿邮报、布鲁金斯学会", "zh-de"),
        Example("Постоје два начина да се подеси екран.", "There are two ways to adjust the screen.", "en-sr"),
        Example("Prema no botón para abrir a xanela de cores.", "Press the button to open the window.", "en-gl"),
        Example("আপুনি ফাইলটো কপি কৰিব পাৰে।", "You can copy the file.", "en-as"),
        Example("O presidente não quis falar do que tinha acontecido.", "The president would not speak.", "en-pt"),
    )

    def check(self, segment: Segment) -> Iterator[Flag]:
        target = segment.target
        expected, source_lang = base(segment.target_lang), base(segment.source_lang)
        if not expected:
            return
        for stretch in stretches(target, expected, segment.source or "", source_lang):
            if stretch.whole and not stretch.copied:
                found: str | None = stretch.lang
                break
        else:
            found = other_language(target, expected)
            if found is None or found == source_lang:
                return  # what is copied from the source is no language of its own
        if segment.source and found != source_lang and _quotes(segment.source, target, source_lang, found):
            return
        what = language(found).name if found else "another script"
        start, end = len(target) - len(target.lstrip()), len(target.rstrip())
        yield self.flag(f"this is {_name(found) if found else what}, not {language(expected).name}", (start, end))


def _name(lang: str) -> str:
    return "Serbo-Croatian" if lang == "sh" else language(lang).name


def _quotes(source: str, target: str, source_lang: str, found: str | None) -> bool:
    """Tell whether the source has the foreign words itself."""
    return target.strip(' .!?"') in source or other_language(source, source_lang) == found

"""The same word twice in a row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import regex

from tqcheck.model import Flag, Segment, Severity
from tqcheck.rules import Example, Rule
from tqcheck.text.languages import base
from tqcheck.text.pinyin import doubles
from tqcheck.text.repetition import find_repeats

# Words that two grammars put side by side: a conjunction and a pronoun, a relative and an article, …
_SIDE_BY_SIDE = {
    "en": "that had is do her who in on so very bye many long far much",
    "de": "die der das sie den dem was wie immer so sehr",
    "nl": "die dat zijn het je was er heel in op wat",
    "fr": "nous vous que en très si",
    "es": "muy ya que no",
    "it": "si poi via ora che man piano molto",
    "pt": "se que muito já nos",
    "sv": "att som det är den på i om mycket så",
    "da": "der det at den er som om meget så",
    "nb": "som det at er den på om så",
    "no": "som det at er den på om så",
    "pl": "co to się",
    "cs": "se že to",
    "ru": "что как то того том тем это чуть едва",
    "uk": "що як то те того",
    "ro": "o a ce",
    "el": "το του σιγά πολύ",
    "hu": "az egy meg már",
    "fi": "on hyvin se",
}
# Languages that double words as a matter of grammar: `yavaş yavaş`, `साथ साथ`, `ngày ngày`.
_DOUBLING = frozenset(
    "tr az kk uz ky tk mn hi ur bn ta te mr gu pa kn ml ne si sd vi th lo km my id ms jv fil tl ko ja zh he ar fa "
    "ps sw ha yo ig zu xh hy ka eu am so mi sm haw ht".split()
)


class Word(Rule):
    """A word stands twice in a row.

    Silent where grammar doubles words (Turkish, Hindi, Vietnamese, Indonesian, …), on words that may
    meet (`that that`, `die die`), on names that are doubled (`Duran Duran`) unless the source has the
    name once, and where the source doubles a word too.
    """

    category: ClassVar = "garbled"
    mqm: ClassVar = "fluency/grammar"
    severity: ClassVar = Severity.MAJOR

    bad: ClassVar = (
        Example("It fell by five ⟦percent percent⟧.", suggestion="percent"),
        Example("He went ⟦to to⟧ Rome.", suggestion="to"),
        Example("Он уехал ⟦в в⟧ Рим.", langs="en-ru", suggestion="в"),
        Example("They live in ⟦America America⟧.", "Viven en América."),
        Example("Europe (⟦OSCE) (OSCE⟧).", "Europa (OSCE)."),
    )
    good: ClassVar = (
        Example("He knew that that man had had a car."),
        Example("Wir, die die Kinder kennen, die das das erste Mal sehen.", langs="en-de"),
        Example("yavaş yavaş geldi", langs="en-tr"),
        Example("No, no! Duran Duran played in Baden-Baden and Pago Pago."),
        Example("Sirhan Sirhan was sentenced.", "Sirhan Sirhan fue condenado."),
        Example("The Delta (Delta) works.", "デルタ（Delta）水門", langs="ja-en"),
        Example("They asked the actress Fan Fan.", "他们采访了演员范凡。", langs="zh-en"),
        Example("Er wartete 1 1/2 Stunden.", "He waited for an hour and a half.", langs="en-de"),
        Example("It was a long long way.", "Fue un largo largo camino."),
    )

    def check(self, segment: Segment) -> Iterator[Flag]:
        lang = base(segment.target_lang)
        doubled_there: bool | None = None
        for repeat in find_repeats(segment.target):
            if repeat.size != 1 or repeat.times != 2 or repeat.parted or not lang:
                continue
            word, target = repeat.phrase, segment.target
            between = target[repeat.start + len(word) : repeat.end - len(word)]
            if between.strip() in {"(", "（"} and regex.search(r"[(（]", segment.source or ""):
                continue  # a gloss that the two languages have the same word for
            if lang in _DOUBLING or not any(map(str.isalnum, word)) or regex.search(r"\p{Lo}", word):
                continue
            last = regex.match(r"[\"'”»)]*\s*(?:[.,;:!?]|$)", target[repeat.end :])
            if word.casefold() in _SIDE_BY_SIDE.get(lang, "").split() and not last:
                continue
            name = word[0].isupper() and target[repeat.end - len(word)].isupper()
            if not word.isalpha() and (
                not segment.source
                or segment.source.count(word) > 1
                or target[repeat.end : repeat.end + 1] in {"/", "⁄"}
            ):
                continue  # 20 20 may be a score, a size, a grouped figure; 1 1/2
            if word.isalpha() and len(word) == 1 and word.isupper():
                continue
            if name and (not segment.source or (base(segment.source_lang) == "zh" and doubles(segment.source, word))):
                continue  # Fan Fan
            if not name and word[0].isupper() != target[repeat.end - len(word)].isupper() and repeat.start > 0:
                continue  # `will Will`
            if doubled_there is None:
                doubled_there = any(
                    not regex.search(r"\p{Lo}", r.phrase)
                    or (r.size > 1 and not regex.search(r"\p{Hiragana}", r.phrase))
                    for r in find_repeats(segment.source or "")
                )
            if doubled_there:
                continue
            yield self.flag(
                f"'{word}' stands twice" + (f": '{word}{between}{word}'" if between.strip() else ""),
                (repeat.start, repeat.end),
                suggestion=word,
            )

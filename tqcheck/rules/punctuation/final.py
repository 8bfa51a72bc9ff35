"""The mark at the end of a sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import ClassVar

import regex

from tqcheck.model import Batch, Document, Flag, Segment, Severity, Span
from tqcheck.rules import Example, Rule
from tqcheck.text.characters import QUESTIONS, STOPS
from tqcheck.text.languages import base
from tqcheck.text.tokens import count_words

_CLOSING = (
    "\"'”“’‘»«›‹」』)]）】* \t\n\r\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{ZERO WIDTH SPACE}\u200f\u200e\ufeff"
)
"""What may stand after the last mark."""
_LAST = STOPS | QUESTIONS | frozenset("!！…;:,，：；،、؛၊፣–—-")
_AFTER = r"[\"'”“’‘»«›‹」』)\]）】\s*\u200f\u200e\ufeff]*"
_ENDS = STOPS | QUESTIONS | frozenset("!！")
_BREAKS = frozenset(",，،、၊፣")
_WITHOUT_STOPS = frozenset({"th", "lo"})
_OTHER_QUESTIONS = frozenset({"el", "hy"})
"""Languages whose question mark looks like another mark or stands inside the sentence."""


class Final(Rule):
    """The sentence lacks the mark at its end that the source has, or ends in another.

    A full stop, a question mark or an exclamation mark of the source that has nothing in its place, a
    comma where the source has a full stop, a statement that became a question. A question may become a
    statement (`he asked why`). Thai and Lao write no full stops, and headlines have none in many
    languages: the first segment of a document and title case are left alone, as are short texts.
    """

    category: ClassVar = "punctuation"
    mqm: ClassVar = "fluency/punctuation"
    severity: ClassVar = Severity.MINOR
    yields_to: ClassVar = ("encoding.mojibake", "markup")
    needs: ClassVar = ("source",)

    shortest: int = 4

    bad: ClassVar = (
        Example("They went home after the long day⟦⟧", "Se fueron a casa después de un largo día⟦.⟧"),
        Example("他们在漫长的一天之后回家了⟦⟧", "They went home after the long day⟦.⟧", langs="en-zh"),
        Example("वे लंबे दिन के बाद घर चले गए⟦⟧", "They went home after the long day⟦.⟧", langs="en-hi"),
        Example("They went home after the long day⟦,⟧", "Se fueron a casa después de un largo día⟦.⟧"),
        Example("Did they go home after the long day⟦?⟧", "Se fueron a casa después del largo día⟦.⟧"),
    )
    good: ClassVar = (
        Example('"They went home after the long day."', "«Se fueron a casa después de un largo día»."),
        Example("ពួកគេបានទៅផ្ទះ។\u200b", "They went home after the long day.", langs="en-km"),
        Example("သူတို့ အိမ်ပြန်ကြသည်။", "They went home after the long day.", langs="en-my"),
        Example("ወደ ቤት ሄዱ ከረጅም ቀን በኋላ።", "They went home after the long day.", langs="en-am"),
        Example("พวกเขากลับบ้านหลังจากวันที่ยาวนาน", "They went home after the long day.", langs="en-th"),
        Example("A headline without a stop", "Un titular sin punto"),
        Example("Πήγαν σπίτι;", "Did they go home already?", langs="en-el"),
        Example("Acme Inc", "Acme Inc."),
        Example("Have they all gone home already?", "みんなもう帰ったのでしょうか。", langs="ja-en"),
        Example("彼は「もう家に帰りました」", "He said: “I have gone home already.”", langs="en-ja"),
        Example("Ministers meet in Rome today", "Los ministros se reúnen hoy.", after=("They met.",)),
    )

    def check_document(self, document: Document) -> Iterator[tuple[int, Flag]]:
        casual = document.batch.derived(casual_languages)
        for index, segment in enumerate(document.segments):
            headline = index == 0 and len(document.segments) > 1
            if self.applies(segment):
                for flag in self._check(segment, headline or base(segment.target_lang) in casual):
                    yield index, flag

    def _check(self, segment: Segment, unstopped: bool) -> Iterator[Flag]:
        lang = base(segment.target_lang)
        target, source = segment.target.rstrip(), (segment.source or "").rstrip()
        wanted, there_at = _last_mark(source)
        have, here_at = _last_mark(target)
        if wanted == have or wanted not in _ENDS or not here_at or count_words(target) < self.shortest:
            return
        there = Span("source", there_at, there_at + 1)
        if source.endswith(("..", "。。")) or regex.search(r"(?:^|\W)\p{L}\.$|\.\p{L}+\.$", source):
            return  # an ellipsis; an initial or `U.S.`
        if not have:
            if lang == "ja" and target.endswith(("」", "』")):
                return  # the bracket ends the sentence, too
            if wanted in "!！" and regex.search(r"['‘’]", source):
                return  # the mark is that of a quotation inside
            if (wanted in STOPS and lang in _WITHOUT_STOPS) or unstopped or _has_mark_inside(target) or _title(target):
                return
            yield self.flag(f"the sentence ends without the '{wanted}' of the source", (here_at, here_at), there)
        elif have in _BREAKS and wanted in STOPS:
            yield self.flag(f"the sentence ends in '{have}', not in a full stop", (here_at, here_at + 1), there)
        elif (
            have in QUESTIONS
            and wanted in STOPS
            and lang not in _OTHER_QUESTIONS
            and base(segment.source_lang) not in _OTHER_QUESTIONS
            and not any(mark in source for mark in QUESTIONS)
            and not _asks(source, base(segment.source_lang))
            and not regex.search(r":|['\"“„«‘]", target[:-2])  # a quotation asks
        ):
            yield self.flag("this asks, the source states", (here_at, here_at + 1), there, suggestion=".")


def casual_languages(batch: Batch) -> frozenset[str]:
    """Return the target languages of a batch in which leaving out the last mark is a habit and no slip.

    Chat and reviews in Chinese, Japanese and Korean are written so; elsewhere an engine that does it is at fault.
    """
    stopped: Counter[str] = Counter()
    bare: Counter[str] = Counter()
    for segment in batch.segments:
        lang = base(segment.target_lang)
        if lang and _last_mark((segment.source or "").rstrip())[0] in _ENDS:
            stopped[lang] += 1
            bare[lang] += not _last_mark(segment.target.rstrip())[0]
    return frozenset(
        lang
        for lang, count in bare.items()
        if lang in _HABIT and count >= _FEW and count > stopped[lang] * _HABIT[lang]
    )


_FEW = 4
_HABIT = {"zh": 0.015, "ja": 0.015, "yue": 0.015, "ko": 0.03}
"""Share of segments without their last mark from which that is a habit, and the fewest."""


_ASKING = {
    "ja": ("か", "かな", "かしら", "の"),
    "zh": ("吗", "嗎", "呢", "么", "麼"),
    "yue": ("嗎", "呢", "咩"),
    "ko": ("까", "까요", "나요", "가요", "니"),
}
"""What ends questions in languages that need no mark for one."""


def _asks(source: str, lang: str) -> bool:
    """Tell whether a source asks without a question mark: *…のでしょうか。*"""
    return source.rstrip(_CLOSING + "".join(STOPS)).endswith(_ASKING.get(lang, ("?",)))


def _last_mark(text: str) -> tuple[str, int]:
    """Return the mark that ends a text and where it is; no mark, and where one would stand, if none does."""
    bare = text.rstrip(_CLOSING)
    if bare and bare[-1] in _LAST:
        return bare[-1], len(bare) - 1
    return "", len(text)


def _title(target: str) -> bool:
    """Tell whether All Words Start With A Capital: a headline, which has no full stop."""
    words = regex.findall(r"\p{L}[\p{L}'’]{3,}", target)
    return len(words) > 1 and all(word[0].isupper() for word in words)


def _has_mark_inside(target: str) -> bool:
    """Tell whether the last word already carries a mark: `… he said!" (laughs)`, `etc.)`."""
    return regex.search(rf"[.!?…。！？।](?:{_AFTER})$", target) is not None or target.endswith(("%", "/", "|"))

"""The same words over and over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

import regex

from tqcheck.model import Flag, Segment, Severity
from tqcheck.rules import Example, Rule
from tqcheck.text.characters import UNSPACED, main_script
from tqcheck.text.function_words import JOINING
from tqcheck.text.repetition import find_repeats

_LETTERS_RE = regex.compile(r"(\p{L}\p{M}*)\1{4,}|([^\p{L}\p{N}\s.…_=*\-–—─#~•·])\2{5,}")

_RUN_RE = re.compile(r"(.)\1\1\1\1")  # the standard library's is quicker at this
_MARKED_RE = regex.compile(r"\p{M}")


def _may_have_runs(text: str) -> bool:
    """Tell whether a character, or a letter with its marks, may stand five times in a row."""
    return _RUN_RE.search(text) is not None or (not text.isascii() and _MARKED_RE.search(text) is not None)


class Loop(Rule):
    """A phrase is repeated over and over: the engine was caught in a loop.

    Three times in a row, or twice if the phrase has several words and nothing stands between. Also one
    letter five times in a row. Chants (`Never! Never! Never!`) have marks between, and the source
    repeats itself too: so does `day after day after day`.
    """

    category: ClassVar = "garbled"
    mqm: ClassVar = "fluency/grammar"
    severity: ClassVar = Severity.CRITICAL

    bad: ClassVar = (
        Example("He met ⟦the the the the⟧ president.", suggestion="the"),
        Example("It was agreed ⟦in the city in the city⟧ of Bern.", suggestion="in the city"),
        Example("他在⟦北京北京北京北京⟧开会。", "He met them in Beijing.", langs="en-zh", suggestion="北京"),
        Example("⟦รัฐบาลรัฐบาลรัฐบาลรัฐบาล⟧กล่าว", langs="en-th"),
        Example("Он ⟦приехал в город приехал в город приехал в город⟧.", langs="en-ru"),
        Example("그는 ⟦서울에서 서울에서 서울에서⟧ 만났다.", langs="en-ko"),
        Example("They a⟦ggggggg⟧reed."),
    )
    good: ClassVar = (
        Example("No, no, no, said the president. Never! Never! Never!"),
        Example("Day after day after day, step by step by step, one by one by one."),
        Example("Er sang la la la la.", "He sang la la la la.", langs="en-de"),
        Example("It fell faster and faster and hit the ground."),
        Example("Si riprende a poco a poco.", langs="en-it"),
        Example("他说谢谢，人人都看看。", langs="en-zh"),  # doubled words are words
        Example("彼はワクワクドキドキした。", langs="en-ja"),
        Example("It costs 10 000 000 000 won."),  # figures in groups
        Example("We won 3–3 and 10-10."),
    )

    def check(self, segment: Segment) -> Iterator[Flag]:
        ours = None
        for repeat in find_repeats(segment.target):
            unspaced = main_script(repeat.phrase) in UNSPACED
            if not regex.search(r"\p{L}", repeat.phrase) and segment.source and segment.source.count(repeat.phrase) < 2:
                if repeat.times < 3:
                    continue  # figures come in groups, but not of this many
            elif not _is_loop(repeat.phrase, repeat.size, repeat.times, repeat.parted, unspaced):
                continue
            rest = segment.target[repeat.end :].lstrip()
            first = regex.match(r"\w+", repeat.phrase)
            if repeat.times == 2 and repeat.size == 2 and first and len(first[0]) < 3:
                continue  # a poco a poco
            if repeat.times == 2 and repeat.size == 2 and repeat.phrase.split()[-1].casefold() in JOINING:
                continue  # faster and faster and
            if repeat.times == 2 and first and regex.match(rf"{regex.escape(first[0])}\b", rest, regex.I):
                continue  # step by step by step
            if ours is None:
                ours = max(
                    (r.times for r in find_repeats(segment.source or "") if r.size > 1 or r.times > 2), default=1
                )
            if ours >= min(repeat.times, 3):
                continue
            if unspaced and repeat.size == 1 and _LETTERS_RE.search(segment.source or ""):
                continue  # a cry: waaaah
            yield self.flag(
                f"'{repeat.phrase}' stands {repeat.times} times in a row",
                (repeat.start, repeat.end),
                suggestion=repeat.phrase,
                severity=Severity.CRITICAL if repeat.times > 2 else Severity.MAJOR,
            )
        for match in _LETTERS_RE.finditer(segment.target) if _may_have_runs(segment.target) else ():
            if not _LETTERS_RE.search(segment.source or "") and len(set(match.group())) == 1:
                if main_script(match.group()) in UNSPACED:
                    continue  # found above
                yield self.flag(
                    f"'{match.group()[0]}' stands {len(match.group())} times in a row",
                    match.span(),
                    severity=Severity.MINOR,
                )


def _is_loop(phrase: str, size: int, times: int, parted: bool, unspaced: bool) -> bool:
    """Tell whether a repetition is more than a writer would do."""
    if not regex.search(r"\p{L}", phrase):
        return False  # figures come in groups
    if unspaced:
        # 谢谢 and ドキドキ are words; twice is only long phrases
        return times >= (
            5 if size == 1 else 4 if size == 2 and regex.search(r"\p{Katakana}|\p{Hiragana}", phrase) else 3
        ) or (times == 2 and size >= 6)
    if parted:
        return (times >= 4 and size > 1) or times >= 6  # a chant has three, seldom more
    return times >= 3 or size >= 2

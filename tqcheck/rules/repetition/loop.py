"""The same words over and over."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from tqcheck.model import Flag, Segment, Severity
from tqcheck.rules import Example, Rule
from tqcheck.text.tokens import words


class Loop(Rule):
    """A phrase is repeated over and over: the engine was caught in a loop.

    Three times in a row, whatever the phrase. A repetition that the source has too is the author's.
    """

    category: ClassVar = "garbled"
    mqm: ClassVar = "fluency/grammar"
    severity: ClassVar = Severity.CRITICAL

    longest: int = 8

    bad: ClassVar = (Example("He met ⟦the the the the⟧ president."),)
    good: ClassVar = (Example("No, no, said the president."),)

    def check(self, segment: Segment) -> Iterator[Flag]:
        tokens = words(segment.target)
        folded = [token.text.casefold() for token in tokens]
        start = 0
        while start < len(folded):
            for size in range(1, self.longest + 1):
                times = 1
                while folded[start : start + size] == folded[start + times * size : start + (times + 1) * size]:
                    times += 1
                if times >= 3 and len(folded[start : start + size]) == size:
                    end = start + times * size
                    phrase = segment.target[tokens[start].start : tokens[start + size - 1].end]
                    yield self.flag(
                        f"'{phrase}' stands {times} times in a row",
                        (tokens[start].start, tokens[end - 1].end),
                        suggestion=phrase,
                    )
                    start = end
                    break
            else:
                start += 1

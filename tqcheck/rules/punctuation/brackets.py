"""Brackets without a partner."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from tqcheck.model import Flag, Segment, Severity
from tqcheck.rules import Example, Rule
from tqcheck.text.pairs import lone_brackets


class Brackets(Rule):
    """A bracket lacks its partner.

    Silent where the source's brackets do not balance either. `1)` before an item of a list and `:)` are
    not brackets.
    """

    category: ClassVar = "punctuation"
    mqm: ClassVar = "fluency/punctuation"
    severity: ClassVar = Severity.MINOR

    bad: ClassVar = (
        Example("The firm ⟦(⟧founded in 1990 is closed.", "La firma (fundada en 1990) cerró."),
        Example("那家公司⟦（⟧成立于1990年倒闭了。", langs="en-zh"),
        Example("The firm, founded in 1990⟦)⟧ is closed."),
    )
    good: ClassVar = (
        Example("1) first b) second :) (third)"),
        Example("真难过：（", "So sad :(", langs="en-zh"),
        Example("公司（1990) 倒闭了。", langs="en-zh"),  # half a width narrower, but a pair
        Example("It closed (in 1990.", "Cerró (en 1990."),
    )

    def check(self, segment: Segment) -> Iterator[Flag]:
        lone = lone_brackets(segment.target)
        if lone and not lone_brackets(segment.source or ""):
            for mark in lone:
                side = "closed" if mark.opening else "opened"
                yield self.flag(f"this bracket is never {side}", (mark.start, mark.start + 1))

"""Characters that stand for one that was lost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import regex

from tqcheck.model import Flag, Segment, Severity
from tqcheck.rules import Example, Rule

_LOST_RE = regex.compile(
    r"""
    \N{REPLACEMENT CHARACTER}+
  | [\uE000-\uF8FF]+                     # private use: a letter in one font only
  | (?<=\p{Ll})\?(?=\p{Ll}\p{Ll})        # d?vidende: written in a codec that lacks the letter
  | (?<=\p{L})\?{2,}(?=\p{L})
  | (?<=\p{L})[□■▯](?=\p{L})
    """,
    regex.VERBOSE,
)
_SIGN_RE = regex.compile(r"[?\N{REPLACEMENT CHARACTER}\uE000-\uF8FF□■▯]")
_ADDRESS_RE = regex.compile(r"\S*(?:/|www\.|\w\.\w)\S*$")


class Replacement(Rule):
    """A character is lost: a replacement character or a question mark stands in its place.

    U+FFFD, characters of the private use area, and a question mark inside a word (not in an address).
    """

    category: ClassVar = "garbled"
    mqm: ClassVar = "fluency/character-encoding"
    severity: ClassVar = Severity.MAJOR

    bad: ClassVar = (
        Example("The caf⟦\N{REPLACEMENT CHARACTER}⟧ is closed."),
        Example("Le d⟦?⟧ficit augmente.", langs="en-fr"),
        Example("政府⟦\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}⟧表示。", langs="en-zh"),
    )
    good: ClassVar = (
        Example("Why? because. See example.org/find?page=2"),
        Example("Really?! Who?Me"),  # a lost space, not a lost letter
    )

    def check(self, segment: Segment) -> Iterator[Flag]:
        if not _SIGN_RE.search(segment.target):
            return
        for match in _LOST_RE.finditer(segment.target):
            if "?" in match.group() and _ADDRESS_RE.search(segment.target, 0, match.start()):
                continue
            if match.group() in (segment.source or "") and "?" not in match.group():
                continue
            yield self.flag("a character is lost here", match.span())

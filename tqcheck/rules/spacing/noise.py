"""Spaces where none belong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

import regex

from tqcheck.model import Flag, Segment, Severity, Span
from tqcheck.rules import Example, Rule
from tqcheck.text.languages import base

_BEFORE_RE = regex.compile(
    r"""
    (?<=[\p{L}\p{N}\p{M}"”»)\]%’'])[ ]+(?=
        (?P<mark> [,;!?](?!\S) | \.(?=\s*$|\s+\p{Lu}|["”»)]) | :(?=\s) | [،؛؟](?!\S)
          | (?<=[\p{Han}\p{Hiragana}\p{Katakana}]\s)[，。；：！？、] )
      | (?P<clitic> (?:'s|'re|'ve|'ll|n't|'d|’s|’re|’ve|’ll|n’t)\b )
      | (?P<closing> [)\]](?=[\s.,;:!?]|$) )
    )
  | (?<=\p{Ll}{2}[.,!?]?)[ ](?P<quote>["“”])(?=[,.;](?:\s|$))
  | (?<=(?:^|\s)[(\[])[ ]+(?=[\p{L}\p{N}])
    """,
    regex.VERBOSE,
)
_SIGN_RE = re.compile(r" [^\w\s]| n['’]t|[(\[] ")  # what there is wherever there is one, in few steps
_DOUBLED_RE = regex.compile(r"(?<=\S)[ \N{NO-BREAK SPACE}]{2,}(?=\S)")
_TALL = frozenset({"fr", "br", "oc"})
"""Languages that set a space before `;`, `:`, `!` and `?`."""


class Noise(Rule):
    """Spaces stand before marks: the text is in the form that an engine works on, not in that of print.

    `the end .`, `Anna 's`, `( now )`. French sets a space before `; : ! ?`. A space that the source has
    before the same mark is the author's. With `doubled`, two spaces in a row are reported too.
    """

    category: ClassVar = "punctuation"
    mqm: ClassVar = "fluency/punctuation"
    severity: ClassVar = Severity.MINOR

    doubled: bool = False

    bad: ClassVar = (
        Example("He came⟦ ⟧, saw⟦ ⟧, and left⟦ ⟧."),
        Example("Anna⟦ ⟧'s car"),
        Example("“It helps the war⟦ “⟧, he has warned."),
        Example("Он пришёл⟦ ⟧, увидел⟦ ⟧.", langs="en-ru"),
        Example("Il est venu⟦ ⟧, je crois.", langs="en-fr"),
        Example("会议结束了⟦ ⟧。", langs="en-zh"),
    )
    good: ClassVar = (
        Example("Qui est-ce ? Lui !", langs="en-fr"),
        Example("a rise of .5 in the .com age ... and more"),
        Example("Vino , vio", "Veni , vidi"),
        Example("rock 'n' roll, the '90s, :) (see below)"),
    )

    def check(self, segment: Segment) -> Iterator[Flag]:
        target, source, lang = segment.target, segment.source or "", base(segment.target_lang)
        spans = []
        for match in _BEFORE_RE.finditer(target) if _SIGN_RE.search(target) else ():
            mark = match["mark"]
            if mark and ((lang in _TALL and mark in ";:!?") or f" {mark}" in source):
                continue
            if match["clitic"] and lang != "en":
                continue
            if match["closing"] and regex.search(r"\s[)\]]", source):
                continue
            if match["quote"] and (lang in _TALL or f" {match['quote']}" in source):
                continue
            spans.append(match.span())
        if spans:
            yield self.flag("a space stands before or after a mark where none belongs", *_targets(spans), suggestion="")
        if self.doubled and "  " not in source:
            for match in _DOUBLED_RE.finditer(target):
                yield self.flag("two spaces in a row", match.span(), suggestion=" ")


def _targets(spans: list[tuple[int, int]]) -> list[Span]:
    return [Span("target", *span) for span in spans]

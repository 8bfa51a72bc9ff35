"""Characters that nobody sees and that break search and display."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import regex

from tqcheck.model import Flag, Segment, Severity
from tqcheck.rules import Example, Rule
from tqcheck.text.languages import language

_INVISIBLE_RE = regex.compile(
    r"""
    [\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f]+     # controls
  | [\u200b\u2060-\u2064\ufeff\u180e]+              # zero-width space, joiners of words, byte order mark
  | [\u202a-\u202e\u2066-\u206f\u200e\u200f\u061c]+ # direction
  | \u00ad+                                          # soft hyphen
  | [\U000e0000-\U000e007f]+                         # tags
  | (?<=[\p{Latin}\p{Cyrillic}\p{Greek}])[\u200c\u200d]+(?=[\p{Latin}\p{Cyrillic}\p{Greek}])
    """,
    regex.VERBOSE,
)
_NAMES = {
    "\u200b": "a zero-width space",
    "\u2060": "a word joiner",
    "\ufeff": "a byte order mark",
    "\u00ad": "a soft hyphen",
    "\u200e": "a left-to-right mark",
    "\u200f": "a right-to-left mark",
}
_ZERO_WIDTH_SPACES = frozenset({"Thai", "Laoo", "Khmr", "Mymr", "Jpan", "Hans", "Hant"})
"""Scripts that write no space between words may mark where a line can break."""


class Invisible(Rule):
    """A character that nobody sees: a control, a zero-width space, a mark of direction, a soft hyphen.

    Joiners of Persian and Indic words and of emoji belong there, as do marks of direction in texts that
    run from right to left and zero-width spaces where no spaces are written. What the source has too
    is not reported.
    """

    category: ClassVar = "garbled"
    mqm: ClassVar = "fluency/character-encoding"
    severity: ClassVar = Severity.MINOR
    yields_to: ClassVar = ("encoding.mojibake",)

    bad: ClassVar = (
        Example("Ger⟦\N{ZERO WIDTH SPACE}⟧many", suggestion=""),
        Example("Бер⟦\N{SOFT HYPHEN}⟧лин", langs="en-ru", suggestion=""),
        Example("⟦\N{ZERO WIDTH NO-BREAK SPACE}⟧The end."),
    )
    good: ClassVar = (
        Example("می\N{ZERO WIDTH NON-JOINER}خواهم", langs="en-fa"),
        Example("\N{RIGHT-TO-LEFT MARK}שלום (NATO)\N{RIGHT-TO-LEFT MARK}", langs="en-he"),
        Example("ประเทศ\N{ZERO WIDTH SPACE}ไทย", langs="en-th"),
        Example("A family: \N{MAN}\N{ZERO WIDTH JOINER}\N{WOMAN}\N{ZERO WIDTH JOINER}\N{GIRL}"),
    )

    def check(self, segment: Segment) -> Iterator[Flag]:
        if segment.target.isprintable():  # no control, no format character
            return
        facts = language(segment.target_lang)
        for match in _INVISIBLE_RE.finditer(segment.target):
            char = match.group()[0]
            if char in (segment.source or "") or (char == "\u200b" and facts.script in _ZERO_WIDTH_SPACES):
                continue
            if facts.rtl and regex.match(r"[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]", char):
                continue
            if "\x80" <= char < "\xa0" and segment.target[match.start() - 1 : match.start()] > "\x7f":
                continue  # half of mojibake
            name = _NAMES.get(char, f"an invisible character (U+{ord(char):04X})")
            yield self.flag(f"{name} stands here", match.span(), suggestion="")

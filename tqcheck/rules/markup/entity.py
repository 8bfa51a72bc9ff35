"""Character entities, whole or cut, that nobody decoded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from tqcheck.model import Flag, Segment, Severity
from tqcheck.rules import Example, Rule
from tqcheck.text.markup import find_debris


class Entity(Rule):
    """A character stands as its HTML entity, or as what is left of one.

    Whole (`&quot;`, `&#8217;`, `&amp;nbsp;`), without its ampersand or semicolon (`nbsp;`, `&#8217`), or
    cut to its last letter (`e;`, ` ;,`). What the source has too is not the translator's.
    """

    category: ClassVar = "garbled"
    mqm: ClassVar = "fluency/character-encoding"
    severity: ClassVar = Severity.MAJOR

    bad: ClassVar = (
        Example("Profit rose 5⟦&nbsp;⟧percent.", suggestion=" "),
        Example("He said ⟦&amp;quot;⟧no.", suggestion='"'),
        Example("Die Stadt ⟦quot;⟧ wächst weiter.", langs="en-de"),
        Example("It⟦&#8217;⟧s late.", suggestion="\N{RIGHT SINGLE QUOTATION MARK}"),
        Example("“We will stay.” ⟦;,⟧ he insisted.", suggestion=","),
        Example("The president should ⟦e;⟧ to stop it.", suggestion=""),
        Example("Министр ⟦e;⟧ уехал.", langs="en-ru"),
        Example("会议⟦quot;⟧昨天⟦e;⟧结束了。", langs="en-zh"),
    )
    good: ClassVar = (
        Example("R&D; AT&T; research & development."),  # firms have ampersands
        Example("Sections b; c; and d; remain."),  # a list of letters
        Example("Tom &amp; Jerry", "Tom &amp; Jerry"),
        Example("Vitamin E; iron; zinc. He was shy; she was not."),
    )

    def check(self, segment: Segment) -> Iterator[Flag]:
        for piece in find_debris(segment.target):
            if "entity" not in piece.kind or piece.text in (segment.source or ""):
                continue
            if piece.kind == "cut entity":
                message = f"'{piece.text}' makes no sense here: the rest of an HTML entity such as '&quot;'"
            else:
                message = f"'{piece.text}' is an HTML entity for '{piece.replacement}'"
            yield self.flag(message, (piece.start, piece.end), suggestion=piece.replacement)

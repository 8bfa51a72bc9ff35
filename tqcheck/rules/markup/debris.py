"""Tags, attributes, BBCode and Markdown that came through from the page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from tqcheck.model import Flag, Segment, Severity
from tqcheck.rules import Example, Rule
from tqcheck.text.markup import find_debris


class Debris(Rule):
    """A tag, or half of one, stands in the text.

    Whole tags (`<br/>`), halves (`strong>`, `/p>`, `<br`), attributes without their tag, BBCode and
    Markdown. Markup that the source has too is to be translated around, so it is not reported.
    Comparisons (`p > 0.05`, `a<b`) are none.
    """

    category: ClassVar = "garbled"
    mqm: ClassVar = "fluency/markup"
    severity: ClassVar = Severity.MAJOR

    bad: ClassVar = (
        Example("The ministers met on Monday ⟦strong>⟧A second round is planned."),
        Example("They went home. ⟦/p>⟧"),
        Example("They went home.&nbsp;⟦/p>⟧"),  # the entity is another rule's
        Example("Он приехал ⟦<br⟧ вчера.", langs="en-ru"),
        Example("会议 ⟦<br/>⟧结束了。", langs="en-zh"),
        Example("会⟦</p⟧议⟦strong>⟧结束了。", langs="en-zh"),  # no spaces, so no edge of a word
        Example('Read ⟦<a href="https://example.org">⟧this⟦</a>⟧.'),
        Example("See [b]more⟦[/b]⟧".replace("[b]", "⟦[b]⟧")),
        Example("It was ⟦**very**⟧ late.", "Era muy tarde."),
    )
    good: ClassVar = (
        Example("It is <b>late</b>.", "Es <b>tarde</b>."),  # the source's own markup
        Example("It is **very late**.", "Es **muy tarde**."),
        Example("The effect is real (p > 0.05, a<b, x>y)."),
        Example('"[I]t was late", he said, "and [b]ut for us dark."'),  # an editor's change of case
        Example("Prices rose from <10 to >20; A/B> is a test."),
    )

    def check(self, segment: Segment) -> Iterator[Flag]:
        for piece in find_debris(segment.target):
            if "entity" in piece.kind or piece.text in (segment.source or ""):
                continue
            if piece.kind == "Markdown" and any(one.kind == "Markdown" for one in find_debris(segment.source or "")):
                continue  # what it marks is translated
            yield self.flag(
                f"'{piece.text}' is {_WHAT[piece.kind]} of the page, not text",
                (piece.start, piece.end),
                suggestion=piece.replacement,
            )


_WHAT = {
    "tag": "a tag",
    "half tag": "half a tag",
    "attribute": "an attribute",
    "BBCode": "BBCode markup",
    "Markdown": "Markdown markup",
}

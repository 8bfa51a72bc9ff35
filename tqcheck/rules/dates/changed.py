"""A weekday or month that became another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import ClassVar

from tqcheck.model import Flag, Segment, Span
from tqcheck.rules import Example, Rule
from tqcheck.text.dates import Kind, Named, find_named, name_of
from tqcheck.text.witnesses import came_back, in_its_language


class Changed(Rule):
    """A weekday or a month of the source is another one in the target.

    Both sides must name one that the other does not: the target's has no origin, the source's no
    translation. Names that are common words too (`May`, `segunda`), abbreviations and months written
    as numbers explain a name of the other side, but are not flagged themselves. Where the target leaves
    a day out, or writes `yesterday`, the rule is silent. So it is where a back-translation has the source's.

    Source: CLDR, by Babel; inflections by rules of each language's endings.
    """

    category: ClassVar = "numbers"
    mqm: ClassVar = "accuracy/mistranslation"
    needs: ClassVar = ("source",)

    bad: ClassVar = (
        Example("They met on ⟦Tuesday⟧ in Cork.", "Se reunieron el ⟦jueves⟧ en Cork.", suggestion="Thursday"),
        Example("Он приехал в ⟦июле⟧.", "He came in ⟦October⟧.", "en-ru"),
        Example("The game is on ⟦Friday⟧.", "試合は⟦土曜⟧日です。", "ja-en"),
    )
    good: ClassVar = (
        Example("They met on Thursday.", "Se reunieron el jueves."),
        Example("He came on 4 July.", "Er kam am 04.07.", "de-en"),  # a month as a number
        Example("They may march on Sunday.", "Vielleicht ziehen sie am Sonntag los.", "de-en"),
        Example("She left on Saturday.", "Se fue ayer."),  # the paper's own day is not the reader's
        Example("Сегодня, в среду, дождь.", "It rains today, Wednesday.", "en-ru"),
    )

    def check(self, segment: Segment) -> Iterator[Flag]:
        found = find_named(segment.target, segment.target_lang or "")
        if not any(named.certain for named in found):
            return
        origin = find_named(segment.source or "", segment.source_lang or "")
        references = [find_named(text, segment.target_lang or "") for text in in_its_language(segment)]
        returned = {(named.kind, named.value) for named in find_named(came_back(segment), segment.source_lang or "")}
        kinds: tuple[Kind, ...] = ("weekday", "month")
        for kind in kinds:
            before = [named for named in origin if named.kind == kind]
            after = [named for named in found if named.kind == kind]
            backed = {named.value for texts in references for named in texts if named.kind == kind}
            for lost, wrong in _pairs(before, after):
                if wrong.value in backed or (references and backed and lost.value not in backed):
                    continue
                if (kind, lost.value) in returned and (kind, wrong.value) not in returned:
                    continue
                expected = name_of(kind, lost.value, segment.target_lang or "")
                yield self.flag(
                    f"'{wrong.text}' where the source has '{lost.text}'"
                    + (f": {expected} was expected" if expected else ""),
                    (wrong.start, wrong.end),
                    Span("source", lost.start, lost.end),
                    suggestion=expected,
                )


def _pairs(before: list[Named], after: list[Named]) -> Iterator[tuple[Named, Named]]:
    """Yield (name of the source without a translation, name of the target without an origin), in order."""
    origins = {named.value for named in before}
    counts = Counter(named.value for named in after)
    lost = []
    for named in before:
        if counts[named.value]:
            counts[named.value] -= 1
        elif named.certain:
            lost.append(named)
    wrong = [named for named in after if named.certain and named.value not in origins]
    yield from zip(lost, wrong, strict=False)

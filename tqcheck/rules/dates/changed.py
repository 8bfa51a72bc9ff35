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
        Example("Koupil to v úterý, ne v ⟦úterý⟧.", "He bought it on Tuesday, not on ⟦Friday⟧.", "en-cs"),
        Example("Smlouva platí od 3. ⟦července⟧ pro všechny.", "The deal starts on 3 ⟦December⟧ for all.", "en-cs"),
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
            after = [named for named in found if named.kind == kind and not _is_kept(named, segment)]
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


def _is_kept(named: Named, segment: Segment) -> bool:
    """Tell whether a name stands in the source like that, in a title that was left as it was: the May 2020 Update."""
    around = segment.target[named.start : named.end + 5]
    return (
        len(around) > len(named.text)
        and around in (segment.source or "")
        and segment.source_lang != segment.target_lang
    )


def _pairs(before: list[Named], after: list[Named]) -> Iterator[tuple[Named, Named]]:
    """Yield (name of the source without a translation, name of the target without an origin), in order.

    A name that the source has once and the target twice has no origin either, if another is lost: it is taken for
    the one that stands where the lost one should.
    """
    origins, counts = Counter(named.value for named in before), Counter(named.value for named in after)
    answers = counts.copy()
    lost = []
    for named in before:
        answers[named.value] -= 1
        if named.certain and answers[named.value] < 0:
            lost.append(named)
    if not lost:
        return
    wrong = [named for named in after if named.certain and not origins[named.value]]
    if not wrong and not all(counts[named.value] for named in lost):
        for named in reversed(after):
            if named.certain and counts[named.value] > origins[named.value]:
                counts[named.value] -= 1
                wrong.insert(0, named)
    yield from zip(lost, wrong, strict=False)

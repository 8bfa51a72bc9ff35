"""Words in an order that no speaker would choose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from tqcheck.model import Batch, Document, Flag, Segment, Severity
from tqcheck.rules import Example, Rule
from tqcheck.text.disorder import Stretch, heaviest, most_evidence, weighed
from tqcheck.text.displaced import NOUNS, displaced_starts, is_title, stray_capitals
from tqcheck.text.languages import base
from tqcheck.text.neighbours import Neighbours, neighbours
from tqcheck.text.reference_order import Step, firmer, likeliest, steps, weightiest
from tqcheck.text.roundtrip import place_in_target
from tqcheck.text.source_order import read, source_steps
from tqcheck.text.tokens import words
from tqcheck.text.torn import LANGS as UNSPACED
from tqcheck.text.torn import torn
from tqcheck.text.transitions import Transitions, transitions
from tqcheck.text.witnesses import comparisons, in_its_language
from tqcheck.text.word_order import Clash, clashes


class Scrambled(Rule):
    """The words stand in an order that nobody writes.

    Everything that speaks for shuffled words is added up, as logs of how much likelier it makes them: what the
    language likes beside what, against all other orders of the same words (thirty-three languages, from tables of
    word classes); small words side by side that never go together (`the of`, `dans que`); common words of the batch
    that meet nowhere else in it; where there are references, words in common that stand in quite another order in all
    of them; and, less surely, the order of the source (where the encoder is installed and knows both languages). In
    Chinese and Japanese it is pieces that would make words in another order. What stands in the same order in the
    source, a name or a title, is not asked. Besides, a sentence that starts small and has its capital later.
    A moved clause is no disorder. Of five to nine words in random order about half are found without references,
    two of three with an independent one; where order is free (Czech, Ukrainian), two of five.
    """

    category: ClassVar = "garbled"
    mqm: ClassVar = "fluency/grammar"
    severity: ClassVar = Severity.MAJOR
    yields_to: ClassVar = ("repetition",)

    much: float = 10.5
    """Evidence needed: log of how much likelier it is that somebody shuffled the words than that they were written so."""
    sure: float = 14.5
    """Evidence from which it is a major error."""
    least: float = 0.7
    """Weight that words which do not go together need within `near` characters where no more is known of a
    language's order: 1 is a pair that cannot be."""
    near: int = 60
    alone: float = 8.5
    """Evidence that references need there."""
    pieces: float = 6.8
    """Evidence that words in pieces need where there are no spaces: two words, none by chance."""
    chance: float = 0.7
    """More of it in Chinese, where many a pair of characters makes a word."""
    longest: int = 8
    """Words that one flag of disorder covers at most."""

    bad: ClassVar = (
        Example("She of the ⟦asked ministers why the had trains been⟧ late."),
        Example("Hier ⟦le est ministre arrivé à avec Paris⟧ sa famille.", langs="en-fr"),
        Example("Il ministro ⟦detto ha che saranno le aperte domani⟧ scuole.", langs="en-it"),
        Example("⟦ministrowie rano Wczoraj⟧ przyjechali do miasta.", langs="en-pl"),
        Example("我们昨天在⟦京图北书馆⟧见到了老师。", langs="en-zh"),
        Example("Garden ⟦the big saw in dog a he⟧.", references=("He saw a big dog in the garden.",)),
    )
    good: ClassVar = (
        Example("iPhone sales rose; eBay Motors closed."),
        Example("It is the home of at least ten, for at most a week."),
        Example("That is what he is known for, by and large, from under the bed."),
        Example("In the garden he saw a big dog.", references=("He saw a big dog in the garden.",)),
        Example(
            "Das Buch heißt The Hitchhiker's Guide to the Galaxy.",
            source="The book is called The Hitchhiker's Guide to the Galaxy.",
            langs="en-de",
        ),
        Example("Dort standen Anna, Bernd, Clara, Dieter, Emil, Franz, Gustav und Heinz.", langs="en-de"),
        Example("Lo de ayer, el que vino, la de en medio.", langs="en-es"),
        Example("C'est à la fin du film que le vert vint.", langs="en-fr"),
        Example("Caught in between is the town, where nothing has changed."),
        Example("Se oyeron silbidos en, al menos, dos ciudades.", langs="en-es"),
        Example("O autocarro leva gente de e para a cidade.", langs="en-pt"),
        Example("que le frère du Père Martin appelait sa cloche.", langs="en-fr"),
        Example("我们昨天在北京图书馆见到了学校的老师。", langs="en-zh"),
        Example("昨日は友達と東京の大きな図書館に行きました。", langs="en-ja"),
        Example("Он был бы рад, если бы не он.", langs="en-ru"),
    )

    def check_document(self, document: Document) -> Iterator[tuple[int, Flag]]:
        learned = document.batch.derived(neighbours)
        most = document.batch.derived(most_evidence, self.much - _REACH)
        document.batch.derived(_read_ahead, self.much - _REACH)
        for index, segment in enumerate(document.segments):
            if segment.target_lang and len(segment.target) <= _LONGEST:
                lang = base(segment.target_lang)
                for flag in self._check(segment, learned[lang], most[lang, segment.target, segment.source or ""]):
                    yield index, flag

    def _check(self, segment: Segment, learned: Neighbours, most: float) -> Iterator[Flag]:
        target, source, lang = segment.target, segment.source or "", base(segment.target_lang)
        found = sorted({*clashes(target, lang), *learned.clashes(target)})
        found = [clash for clash in found if target[clash.start : clash.end] not in source]
        found += [Clash(start, end, self.least) for start, end in stray_capitals(target, lang, source)]
        found.sort()
        headline = lang not in NOUNS and is_title(target, _HEADLINE)  # in an order of its own
        table = None if headline else transitions(lang)
        taken: list[tuple[int, int]] = []
        if lang in UNSPACED:
            disordered = self._torn(segment)
        else:
            disordered = self._disliked(segment, found, table, most) if table else self._disordered(segment, found)
        for start, end, sure, message in (*disordered, *self._returned(segment, found)):
            if not _meets(taken, start, end):
                taken.append((start, end))
                yield self.flag(message, (start, end), severity=Severity.MAJOR if sure else Severity.MINOR)
        for start, end in displaced_starts(target, lang, source):
            if not _meets(taken, start, end):
                taken.append((start, end))
                yield self.flag("the word that should start this sentence stands inside it", (start, end))
        if table:
            return
        found = [clash for clash in found if not _meets(taken, clash.start, clash.end)]
        for group in self._groups(found):
            start, end = _around(target, group[0].start, max(clash.end for clash in group))
            pair = target[group[0].start : group[0].end]
            if len(group) == 1 and pair.istitle():
                continue  # casing.sentence says that better
            severity = Severity.MAJOR if len(group) > 1 else Severity.MINOR
            yield self.flag(f"'{pair}': these words do not go together", (start, end), severity=severity)

    def _disliked(self, segment: Segment, found: list[Clash], table: Transitions, most: float) -> Iterator[_Disorder]:
        """Yield the stretches in an order that the language does not like, clashes, references and source heard, too."""
        target, lang = segment.target, base(segment.target_lang)
        tokens = words(target)
        referred = firmer(likeliest([steps(target, text, lang) for text in in_its_language(segment)]), len(tokens))

        def disliked(taken: Iterable[Step], least: float) -> list[Stretch]:
            places = [Stretch(tokens[step.first].start, tokens[step.last].end, step.evidence) for step in taken]
            return list(weighed(target, table, segment.source or "", found, places, least, most))

        stretches = disliked(referred, self.much - _REACH)
        if stretches and (asked := list(source_steps(segment))):
            stretches = disliked([*referred, *asked], self.much)
        for stretch in heaviest(stretch for stretch in stretches if stretch.evidence >= self.much):
            sure = stretch.evidence >= self.sure
            pairs = [target[c.start : c.end] for c in found if stretch.start <= c.start and c.end <= stretch.end]
            why = (
                f"'{pairs[0]}': these words do not go together"
                if pairs
                else "these words are in an order that is hardly used"
            )
            yield stretch.start, stretch.end, sure, why

    def _torn(self, segment: Segment) -> Iterator[_Disorder]:
        """Yield the stretches of a text without spaces whose pieces make words in another order."""
        lang = base(segment.target_lang)
        found = torn(segment.target, lang, segment.source or "", self.pieces + self.chance * (lang == "zh"))
        for start, end, evidence in heaviest(found):
            yield start, end, evidence >= self.sure, "words lie in pieces here, which make words in another order"

    def _groups(self, found: list[Clash]) -> Iterator[list[Clash]]:
        """Yield the clashes that stand close together and weigh enough."""
        group: list[Clash] = []
        for clash in [*found, None]:
            if clash is not None and (not group or clash.end - group[0].start <= self.near):
                group.append(clash)
                continue
            places = {(c.start, c.end): c.weight for c in sorted(group, key=lambda c: c.weight)}
            if sum(places.values()) >= self.least:
                yield group
            group = [clash] if clash else []

    def _disordered(self, segment: Segment, found: list[Clash]) -> Iterator[_Disorder]:
        """Yield the stretches that are out of order in every reference, in pieces of at most `longest` words.

        Words that do not go together are evidence where no reference has them so.
        """
        tokens = words(segment.target)
        ways = [steps(segment.target, text, base(segment.target_lang)) for text in in_its_language(segment)]
        taken = {(step.first, step.last): step.evidence for step in likeliest(ways)}
        if not taken:
            return
        for clash in found:
            first = next((at for at, word in enumerate(tokens) if clash.start <= word.start < clash.end), None)
            if first is not None:
                place = first, min(first + 1, len(tokens) - 1)
                if taken.get(place, 1.0) > 0:
                    taken[place] = taken.get(place, 0.0) + _CLASH * clash.weight
        every = [Step(*place, evidence) for place, evidence in sorted(taken.items())]
        for first, last, evidence in weightiest(every, self.alone):
            for at in range(first, last + 1, self.longest):
                end = tokens[min(at + self.longest - 1, last)].end
                sure = evidence >= self.alone + self.sure - self.much
                yield tokens[at].start, end, sure, "these words stand in quite another order in the references"

    def _returned(self, segment: Segment, found: list[Clash]) -> Iterator[_Disorder]:
        """Yield the stretches that a back-translation has in another order than the source.

        An engine has an order of its own, so words that do not go together must bear it out.
        """
        if in_its_language(segment):
            return
        for comparison in comparisons(segment):
            if comparison.kind == "back-translation":
                taken = steps(comparison.there, comparison.here, base(segment.source_lang))
                tokens = words(comparison.there)
                for first, last, _ in weightiest(taken, self.alone):
                    start, end = place_in_target(segment, tokens[first].start, tokens[last].end)
                    if _meets([(clash.start, clash.end) for clash in found], start, end):
                        yield (
                            start,
                            end,
                            True,
                            "these words stand in quite another order in the source, as the back-translation shows",
                        )


def _read_ahead(batch: Batch, least: float) -> None:
    """Let the encoder read at once what it will be asked: several times faster than one by one, and it remembers."""
    most = batch.derived(most_evidence, least)
    read([one for one in batch.segments if most[base(one.target_lang), one.target, one.source or ""] >= least])


_Disorder = tuple[int, int, bool, str]
"""Where, whether it is sure, and why."""


def _meets(places: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    return any(first < end and start < last for first, last in places)


_REACH = 2.5
"""Evidence from the source that is waited for: the encoder is asked only where it may decide."""
_CLASH = 2.0
"""Evidence that a pair of words which cannot be is worth beside that of the references."""
_LONGEST = 12_000  # characters of a segment; more is an article that nobody split, and would take minutes
_HEADLINE = 3
"""Long words, most of them with a capital, that make a headline."""
_WIDER = 3
"""Words on either side that the disorder is likely to take in."""


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    before = [word.start for word in words(text) if word.end <= start][-_WIDER:]
    after = [word.end for word in words(text) if word.start >= end][:_WIDER]
    return min([*before, start]), max([*after, end])

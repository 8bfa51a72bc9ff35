"""Names of one text that nothing in the other means, across scripts: what letters and sounds cannot tell.

The last evidence, heard where a name corresponds to nothing: the sentence encoder (`text/wordalignment.py`) says
whether any stretch of the other text means it. It knows the names that are in the news; one that it does not know is
like nothing even where it is present. So beside a script without capitals only names that dictionaries have
are judged, which it knows, too; beside an alphabet others as well, for they would have been heard.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from tqcheck.model import Segment, Span
from tqcheck.text.characters import CASED
from tqcheck.text.embeddings import encode, knows, unavailable
from tqcheck.text.finding import Finding
from tqcheck.text.hearing import heard
from tqcheck.text.knownnames import is_home
from tqcheck.text.languages import base, language
from tqcheck.text.matching import Matching, match
from tqcheck.text.mentions import Atom, commonness
from tqcheck.text.namehood import likely_name
from tqcheck.text.presence import EASTERN
from tqcheck.text.wordalignment import align, likest

STRANGE = 0.16
"""Likeness below which nothing in the source means a name of the target …"""
LOST = 0.25
"""… and nothing in the target a name of the source, where the encoder knows the source's language well."""

_UNHEARD = 0.55  # likeness in sound from which a name may be there after all
_KNOWN = 0.95  # `likely_name` of what dictionaries have as a name
_COMMON = 4.0  # Zipf frequency of words that everyone uses
_BY_KIN = {"uk": "ru"}
"""Sources' languages that the encoder was not trained on, and the relative by which it reads them."""


class _Doubt(NamedTuple):
    """A name that corresponds to nothing by its letters: number `at` of one side's words."""

    side: Literal["source", "target"]
    at: int
    start: int
    end: int
    run: tuple[int, int]
    """The whole name that it is a part of: `New York` of `York`."""
    sure: float


def unmeant(segments: Sequence[Segment]) -> tuple[tuple[Finding, ...], ...]:
    """Return which names of each segment nothing on its other side means.

    A name of the target alone is "replaced" if one of the source is lost, else "added". Empty for
    languages of one script and ones that the encoder does not know, or if it is not installed.
    """
    doubts = [tuple(_doubts(segment)) for segment in segments]
    doubtful = [segment for segment, found in zip(segments, doubts, strict=True) if found]
    for _ in encode(text for segment in doubtful for text in (segment.source or "", segment.target)):
        pass  # all in one go, which is several times faster; they are kept
    return tuple(tuple(_judged(segment, found)) for segment, found in zip(segments, doubts, strict=True))


def _doubts(segment: Segment) -> Iterator[_Doubt]:
    source_lang, target_lang = base(segment.source_lang), base(segment.target_lang)
    here, there = language(source_lang).script, language(target_lang).script
    if not segment.source or here == there or unavailable() or not EASTERN.isdisjoint((source_lang, target_lang)):
        return
    if not knows(_BY_KIN.get(source_lang, source_lang), target_lang):
        return
    matching = match(segment.source, segment.target, source_lang, target_lang)
    if there in CASED:
        least = 0.8 if here in CASED else _KNOWN
        for j in matching.strange:
            word = matching.there[j]
            sure = likely_name(word, target_lang, source_lang, foreign=True)
            if _telling(word, sure, least, target_lang, segment.source, source_lang):
                yield _Doubt("target", j, word.start, word.end, _run(matching.there, j), sure)
    if here in CASED and there in CASED:
        for i in matching.lost:
            name = matching.here[i]
            if is_home(name.text, source_lang, target_lang):
                continue  # which its own language need not say
            sure = likely_name(name, source_lang, target_lang)
            run = _run(matching.here, i)
            if _telling(name, sure, 0.8, source_lang, segment.target, target_lang) and all(
                part in matching.lost for part, word in enumerate(matching.here) if run[0] <= word.start < run[1]
            ):  # Cromwell alone may stand for Oliver Cromwell
                yield _Doubt("source", i, name.start, name.end, run, sure)


def _telling(name: Atom, sure: float, least: float, own: str, other: str, lang: str) -> bool:
    if not name.marked or name.short or sure < max(least, _KNOWN if commonness(name.text, own) >= _COMMON else 0):
        return False  # Star, Ghost: as common in all languages, and in titles
    return heard(name.text, other, lang).alike < _UNHEARD


def _run(words: Sequence[Atom], at: int) -> tuple[int, int]:
    """Return where the words with capitals begin and end that stand beside one of them without a comma."""
    first = last = at
    while first and words[first - 1].capital and words[first].start == words[first - 1].end + 1:
        first -= 1
    while last + 1 < len(words) and words[last + 1].capital and words[last + 1].start == words[last].end + 1:
        last += 1
    return words[first].start, words[last].end


def _judged(segment: Segment, doubts: Sequence[_Doubt]) -> Iterator[Finding]:
    source, target = segment.source or "", segment.target
    strange = [doubt for doubt in doubts if doubt.side == "target" and _likeness(target, doubt, source) < STRANGE]
    least = LOST if knows(segment.source_lang) else STRANGE
    lost = [doubt for doubt in doubts if doubt.side == "source" and _likeness(source, doubt, target) < least]
    if not strange and not lost:
        return
    matching = match(source, target, base(segment.source_lang), base(segment.target_lang))
    for doubt in strange:
        share = doubt.at / len(matching.there)
        instead = min(lost, key=lambda one: abs(one.at / len(matching.here) - share), default=None)
        if instead:
            lost.remove(instead)
        yield Finding(
            "replaced" if instead else "added",
            (instead.start, instead.end) if instead else None,
            (doubt.start, doubt.end),
            target[doubt.start : doubt.end],
            source[instead.start : instead.end] if instead else "",
            doubt.sure,
        )
    for doubt in lost:
        at = _place(doubt, matching, source, target)
        name = source[doubt.start : doubt.end]
        yield Finding("missing", (doubt.start, doubt.end), (at, at), name, name, doubt.sure)


def _likeness(text: str, doubt: _Doubt, other: str) -> float:
    """Return how like anything in the other text a name is, as a word or as a part of the whole name."""
    return max(likest(text, Span(doubt.side, *place), other) or 0.0 for place in {(doubt.start, doubt.end), doubt.run})


def _place(doubt: _Doubt, matching: Matching, source: str, target: str) -> int:
    """Return where in the target a lost name should stand: beside what its neighbour in the source corresponds to."""
    pairs = align(source, target)
    before = max((pair for pair in pairs if pair.source.end <= doubt.start), default=None, key=lambda p: p.source.end)
    after = min((pair for pair in pairs if pair.source.start >= doubt.end), default=None, key=lambda p: p.source.start)
    if before and (not after or doubt.start - before.source.end <= after.source.start - doubt.end):
        return before.target.end
    return after.target.start if after else round(len(target) * doubt.at / len(matching.here))

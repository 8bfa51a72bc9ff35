"""Which names Chinese and Japanese texts lack, or have in another's place, going by the odds that each is there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import regex

from tqcheck.model import Segment
from tqcheck.text.finding import Finding
from tqcheck.text.heardnames import HeardNames, Place, about
from tqcheck.text.holes import holes
from tqcheck.text.languages import base
from tqcheck.text.mentions import Atom, atoms
from tqcheck.text.presence import doubts, odds_of_word, surely_name, tellable

ABSENT = -4.5
"""Log-odds below which a name in Latin letters is surely not there, …"""
GONE = -5.5
"""… below which one in Chinese or Japanese is not, which translations make a pronoun of, …"""
UNLIKELY = -3.0
"""… below which one may not be, …"""
EVEN = -1.0
"""… and below which one is not whose place is empty, …"""
BOTH = -5.0
"""… or which another stands for that is not there either: of the two together."""
_MOST = 3
"""More names than these that are not there tell of a free translation."""
_ALONE = 1.5
"""By how much less likely a given name must be there whose surname is: many texts leave it out."""


class Lost(NamedTuple):
    """A name that the other side lacks: its place, and the log-odds that it is there after all."""

    start: int
    end: int
    odds: float


def judge(names: HeardNames, segment: Segment, places: Sequence[Place], slipped: set[int]) -> Iterator[Finding]:
    """Yield the names that a target lacks, has in another's place, or has beyond its source's.

    slipped: where names start that have a slip, and are there.
    """
    lang, other = names.langs(segment)
    latin, text = names.texts(segment)
    odds = {
        place.atom: odds_of_word(place.atom, latin, lang, text, other)
        for place in places
        if place.atom.start not in slipped and surely_name(place.atom, lang)
    }
    words = [
        Lost(atom.start, atom.end, sure + _ALONE * _beside(atom, odds))
        for atom, sure in odds.items()
        if sure < UNLIKELY
    ]
    taken = [place.likest[0] for place in places if place.atom.start in slipped and place.likest]
    stretches = [
        doubt
        for doubt in doubts(text, other, latin, lang)
        if not any(doubt.start < one.end and one.start < doubt.end for one in taken)
    ]
    strange = [Lost(*doubt) for doubt in stretches if doubt.odds < EVEN]
    if len(words) > _MOST or sum(name.odds < UNLIKELY for name in strange) > _MOST:
        return
    if names.side == "source":
        yield from _from_latin(latin, text, other, words, strange)
    else:
        yield from _into_latin(segment, lang, text, words, strange)


_GAPS = {
    "ja": r"""
        ^[はがをのにへと](?=[^\p{Hiragana}ー]) | [、。「『（・～]\s*[をはがの](?=[^\p{Hiragana}ー])
        | [(（「『【《]\s*[)）」』】》] | 、\s*、 | (?<=\p{Katakana})・(?=[をはがのにへとでも、。）」』])
    """,
    "zh": r"[(（「《“【]\s*[)）」》”】] | [，、]\s*[，、] | (?<=\p{Han})·(?=[^\p{Han}\p{Latin}]|说|表示|称|在|是)",
    "en": r"""
        ,\s*, | \b(?:at|of|from|with|by|against|into|since)\s+(?:in|on|at|of|to|for|and|or|was|were|said|told|has)\b | \bin\s+(?:in|at|of|was|were|has)\b
        | \b(?:Mr|Ms|Mrs|Dr|Prof)\.?\s+\p{Ll} | \b(?:the|in|of|at|from|with|by)\s*[,.;!?)]
    """,
}
"""What stands where a name was lost, by language: empty brackets, a particle that begins, a preposition before another."""


@lru_cache(maxsize=4096)
def gaps(text: str, lang: str) -> tuple[int, ...]:
    """Return the places of a text that a name may have left."""
    return tuple(found.start() for found in regex.finditer(_GAPS[lang], text, regex.VERBOSE)) if lang in _GAPS else ()


def _beside(atom: Atom, odds: Mapping[Atom, float]) -> bool:
    """Tell whether a name stands beside another that is there."""
    return any(
        sure > 0 and (0 <= atom.start - one.end < 2 or 0 <= one.start - atom.end < 2) for one, sure in odds.items()
    )


def is_there(finding: Finding, segment: Segment) -> bool:
    """Tell whether a target in Chinese or Japanese may have the name of the source that it seems to lack."""
    lang, other = base(segment.source_lang), base(segment.target_lang)
    source = segment.source or ""
    return (
        finding.fault == "missing"
        and tellable(lang, other)
        and any(
            odds_of_word(atom, source, lang, segment.target, other) >= UNLIKELY
            for atom in atoms(source, lang)
            if (atom.start, atom.end) == finding.here
        )
    )


def _from_latin(latin: str, text: str, other: str, lost: list[Lost], strange: list[Lost]) -> Iterator[Finding]:
    """Yield what is wrong with the names of a target in Chinese or Japanese."""
    empty = list(gaps(text, other))
    for name in lost:
        expected = latin[name.start : name.end]
        instead = _instead(name, latin, strange, text)
        if instead:
            strange.remove(instead)
            word = text[instead.start : instead.end]
            yield Finding("replaced", name[:2], instead[:2], word, expected, 0.8)
        elif empty:
            at = empty.pop(0)
            yield Finding("missing", name[:2], (at, at), expected, expected, 0.9)
        elif name.odds < ABSENT:
            yield Finding("missing", name[:2], about(name[:2], latin, text, other), expected, expected, 0.8)
    for name in strange:
        if name.odds < GONE:
            yield Finding("added", None, name[:2], text[name.start : name.end], "", 0.8)


def _into_latin(
    segment: Segment,
    lang: str,
    source: str,
    strange: list[Lost],
    lost: list[Lost],
) -> Iterator[Finding]:
    """Yield what is wrong with the names of a target in Latin letters."""
    target = segment.target
    for name in strange:
        word = target[name.start : name.end]
        instead = _instead(name, target, lost, source)
        if instead:
            lost.remove(instead)
            yield Finding("replaced", instead[:2], name[:2], word, source[instead.start : instead.end], 0.8)
        elif name.odds < ABSENT:
            yield Finding("added", None, name[:2], word, "", 0.8)
    empty = sorted({*(hole.at for hole in holes(target, lang) if hole.kind != "start"), *gaps(target, lang)})
    for name in sorted(lost, key=lambda name: name.odds):
        text = source[name.start : name.end]
        if empty:
            at = empty.pop(0)
            yield Finding("missing", name[:2], (at, at), text, text, 0.9)
        elif name.odds < GONE:
            yield Finding("missing", name[:2], about(name[:2], source, target, lang), text, text, 0.8)


def _instead(name: Lost, here: str, others: list[Lost], there: str) -> Lost | None:
    """Return the name of the other side that a name may stand in place of: the one whose place is nearest to its own."""
    share = name.start / len(here)
    fitting = [other for other in others if name.odds + other.odds < BOTH]
    return min(fitting, key=lambda other: abs(other.start / len(there) - share), default=None)

"""How often a text denies, and what another of the same language says without denying it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from tqcheck.model import Batch, Segment, Side
from tqcheck.text.inflection import stem
from tqcheck.text.languages import base, language
from tqcheck.text.mentions import commonness, fold
from tqcheck.text.negation import Negation, find_negations
from tqcheck.text.tokens import words
from tqcheck.text.wordalignment import aligned

_NEAR, _FAR = 3, 8
"""Words on either side of a negation that it is likely to deny, and that tell about where it stands."""
_WINDOW = 5
"""Words on either side of the same words elsewhere in which a negation would be about them."""
_REACH = 24
"""Characters on either side of a negation within which partners in a translation tell where it should stand."""
_BESIDE = 2
"""Words on either side of their partners within which it should: so it does for four of five lost negations."""
_PARTNERS = 0.2
"""How alike words of two languages are that may correspond; see `wordalignment.Pair`."""
_ONE_PLACE = 30
"""Characters that a place may have: partners further apart are in another order there."""
_FUNCTION_WORD = 6.2
"""How common a word is (Zipf) that stands beside anything."""
_DENIED_WORDS = 2
"""Longer words behind a negator among which is what it denies."""
_ADJACENT = 12
"""Characters within which a weak word and a denial say one thing: *not until*, *не прекращаются*, *warned not to*."""
_CORRESPONDING = 0.15
"""How alike weak words of two languages are that say the same: *avoid*, *vermeiden*."""


def denials(found: Iterable[Negation]) -> int:
    """Return how often a text denies."""
    return sum(one.kind == "denial" for one in found)


def may_deny(found: Iterable[Negation], engine: bool = False) -> int:
    """Return how many words of a text deny or may. An engine may lose half of a negation: *ne* without *pas*."""
    return sum(one.kind in ("denial", "soft") or (engine and one.kind == "orphan") for one in found)


def kept_by_engines(batch: Batch) -> dict[tuple[str | None, str | None], float]:
    """Return, by languages of source and target, the share of the batch's denials that come back if both sides deny."""
    seen: Counter[tuple[str | None, str | None]] = Counter()
    kept: Counter[tuple[str | None, str | None]] = Counter()
    for segment in batch.segments:
        if segment.source and segment.back_translation:
            langs = segment.source_lang, segment.target_lang
            asked = denials(find_negations(segment.source, langs[0] or ""))
            if asked and asked <= denials(find_negations(segment.target, langs[1] or "")):
                seen[langs] += 1
                kept[langs] += denials(find_negations(segment.back_translation, langs[0] or "")) >= asked
    return {langs: kept[langs] / count for langs, count in seen.items()}


class Trace(NamedTuple):
    """A negation of one text and the word of another, `there[start:end]`, that comes back from beside it."""

    denied: Negation
    start: int
    end: int
    alone: bool
    """Whether what it denies comes back, and nothing near that denies it."""


@lru_cache(maxsize=4096)
def traces(here: str, there: str, lang: str) -> tuple[Trace, ...]:
    """Return for each denial of `here` the nearest word beside it that stands in `there`, if one does.

    Both texts are in `lang`; what denies weakly (without, refuse) denies, too. Scripts without spaces have no words.

    >>> [(one.denied.text, one.start, one.alone) for one in traces("No quiere dimitir", "Él quiere dimitir", "es")]
    [('No', 3, True)]
    """
    code = base(lang)
    if not language(code).spaced:
        return ()
    ours, theirs = words(here), words(there)
    keys = [_key(word.text, code) for word in theirs]
    denying = find_negations(there, lang)
    found = []
    for one in find_negations(here, lang):
        if one.kind != "denial":
            continue
        at = next((i for i, word in enumerate(ours) if word.end > one.start), 0)
        near: dict[str, float] = {}
        for i in (*range(max(0, at - _FAR), at), *range(at + 1, min(len(ours), at + _FAR + 1))):
            if commonness(ours[i].text, code) < _FUNCTION_WORD:
                far = abs(at - i) + 0.5 * (i < at)  # more languages deny what follows
                key = _key(ours[i].text, code)
                near[key] = min(far, near.get(key, far))
        places = [i for i, key in enumerate(keys) if key in near]
        if not places:
            continue
        close = [i for i in places if near[keys[i]] <= _NEAR]
        alone = len({keys[i] for i in close}) > 1 and close[-1] - close[0] <= 2 * _NEAR
        if alone:
            first = theirs[max(0, close[0] - _WINDOW)].start
            last = theirs[min(len(theirs) - 1, close[-1] + _WINDOW)].end
            alone = not any(first <= denial.start < last for denial in denying)
        word = theirs[min(places, key=lambda i: near[keys[i]])]
        found.append(Trace(one, word.start, word.end, alone))
    return tuple(found)


def _key(word: str, lang: str) -> str:
    return stem(fold(word), lang)[:6]


def beside_counterparts(segment: Segment, denied: Negation) -> tuple[int, int] | None:
    """Return the stretch of the target whose words correspond to those nearest to a negation of the source.

    From the nearest on one side to the nearest on the other, if they stand together there; else about the nearest alone.
    None if no word near it has a partner, or if the target is in a script without spaces, where a piece says little.
    """
    if not language(segment.target_lang).spaced:
        return None
    reach = _REACH if language(segment.source_lang).spaced else _REACH // 3
    before, after = [], []
    for pair in aligned(segment):
        if pair.alike >= _PARTNERS:
            if denied.end <= pair.source.start < denied.end + reach:
                after.append((pair.source.start - denied.end, pair.target))
            elif denied.start - reach < pair.source.end <= denied.start:
                before.append((denied.start - pair.source.end, pair.target))
    nearest = [min(side) for side in (before, after) if side]
    if not nearest:
        return None
    start, end = min(word.start for _, word in nearest), max(word.end for _, word in nearest)
    if end - start > _ONE_PLACE:
        start, end = min(nearest)[1].start, min(nearest)[1].end
    return _widened(segment.target, start, end)


def _widened(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a place with words on either side, as what was lost stood beside it, as far as it stays one place."""
    for _ in range(_BESIDE):
        left = max((word.start for word in words(text) if word.end <= start), default=start)
        start = left if end - left <= _ONE_PLACE else start
        right = min((word.end for word in words(text) if word.start >= end), default=end)
        end = right if right - start <= _ONE_PLACE else end
    return start, end


def translated(segment: Segment, denied: Negation, side: Side) -> float | None:
    """Return how surely what a negation of one side denies has a counterpart on the other, 0 to 1.

    Where it has none the sentence is said in other words, and may well be true without a negation. None where nothing
    can be told: no encoder, a script without spaces, no longer word behind the negator.
    """
    text, lang = (
        (segment.source or "", segment.source_lang) if side == "source" else (segment.target, segment.target_lang)
    )
    if not language(lang).spaced:
        return None
    code = base(lang)
    behind = [word for word in words(text) if word.start >= denied.end and commonness(word.text, code) < _FUNCTION_WORD]
    pairs = aligned(segment)
    if not behind or not pairs:
        return None
    wanted = set(behind[:_DENIED_WORDS])
    return max(
        (pair.alike for pair in pairs if (pair.source if side == "source" else pair.target) in wanted), default=0.0
    )


def accounted_for(segment: Segment, soft: Negation, asked: Sequence[Negation]) -> bool:
    """Tell whether a weak word of the target translates a weak word of the source, so that it stands for no denial."""
    theirs = [
        weak
        for weak in asked
        if weak.kind == "soft"
        and not any(
            other.kind in ("denial", "echo")
            and weak.start < other.end + _ADJACENT
            and other.start - _ADJACENT < weak.end
            for other in asked
        )
    ]
    if not theirs:
        return False
    pairs = [pair for pair in aligned(segment) if pair.target.start < soft.end and soft.start < pair.target.end]
    best = max(pairs, key=lambda pair: pair.alike, default=None)
    return (
        best is not None
        and best.alike >= _CORRESPONDING
        and any(weak.start < best.source.end and best.source.start < weak.end for weak in theirs)
    )

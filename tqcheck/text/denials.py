"""How often a text denies, and what another of the same language says without denying it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from tqcheck.model import Batch, Segment
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
_BESIDE = 2
"""Words on either side of a negation whose partners in a translation tell where it should stand."""
_PARTNERS = 0.3
"""How alike words of two languages are that surely correspond; see `wordalignment.Pair`."""
_ONE_PLACE = 40
"""Characters that a place may have: partners further apart are in another order there."""
_FUNCTION_WORD = 6.2
"""How common a word is (Zipf) that stands beside anything."""


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
    """Return the stretch of the target whose words correspond to those beside a negation of the source.

    None if neither of the two words next to it has a sure partner, or if the partners stand apart, so that there is no
    one place. Scripts without spaces have no words.
    """
    if not (language(segment.source_lang).spaced and language(segment.target_lang).spaced):
        return None
    around = words(segment.source or "")
    before = [word for word in around if word.end <= denied.start][-_BESIDE:]
    after = [word for word in around if word.start >= denied.end][:_BESIDE]
    partners = {pair.source: pair.target for pair in aligned(segment) if pair.alike >= _PARTNERS}
    if not any(word in partners for word in (*before[-1:], *after[:1])):
        return None
    found = [partners[word] for word in (*before, *after) if word in partners]
    start, end = min(word.start for word in found), max(word.end for word in found)
    return (start, end) if end - start <= _ONE_PLACE else None

"""How much of a source a target covers: length against what is usual, the end of the sentence, anchors."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from itertools import takewhile
from statistics import median
from typing import NamedTuple

import regex

from tqcheck.model import Batch, Segment
from tqcheck.text.characters import scripts
from tqcheck.text.function_words import determiners, links
from tqcheck.text.languages import base, language
from tqcheck.text.lexicon import frequencies
from tqcheck.text.witnesses import Kind, comparisons
from tqcheck.text.wordalignment import aligned

# Letters that say what one Latin letter says, by script: from the lengths of translations of one text.
_DENSITY = {
    "Hani": 0.33, "Hira": 0.5, "Kana": 0.5, "Hang": 0.45, "Hebr": 0.8, "Arab": 0.85, "Deva": 1.1, "Beng": 1.1,
    "Taml": 1.2, "Telu": 1.1, "Thai": 1.0, "Cyrl": 1.0, "Grek": 1.1, "Geor": 1.05, "Armn": 1.05,
}  # fmt: skip


@lru_cache(maxsize=16384)
def weight(text: str) -> float:
    """Return how much a text says: its letters and digits, each counted as its script packs them."""
    counts = scripts(text)
    letters = sum(number / _DENSITY.get(script, 1.0) for script, number in counts.items())
    return letters + sum(map(str.isdigit, text))


class Prior(NamedTuple):
    """What log(weight of target / weight of source) usually is, and how far it strays."""

    center: float
    spread: float

    def strays(self, source: str, target: str) -> float:
        """Return how many spreads a target is longer than usual; negative if it is shorter.

        Short texts stray further: a headline may be half as long again.
        """
        before = weight(source)
        ratio = math.log((weight(target) + 1) / (before + 1))
        spread = self.spread * (1 + 12 / (before + 6))
        return (ratio - self.center) / spread


_USUAL_SPREAD = 0.25
_FARTHEST = 0.3
"""How far the middle of a batch may lie from what the scripts predict: beyond, the batch itself is at fault."""
_PRETENDED = 12
"""Segments that the usual values count for beside those seen."""


def prior(pairs: Iterable[tuple[str, str]]) -> Prior:
    """Return the prior of the translations given, by median and median deviation upwards: cut ones do not matter."""
    ratios = [
        math.log((weight(target) + 1) / (weight(source) + 1))
        for source, target in pairs
        if weight(source) >= 20 and weight(target) >= 5
    ]
    if not ratios:
        return Prior(0.0, _USUAL_SPREAD)
    middle = median(ratios)
    deviation = min(max(0.08, 1.4826 * median(ratio - middle for ratio in ratios if ratio >= middle)), _USUAL_SPREAD)
    middle = max(-_FARTHEST, min(_FARTHEST, middle))
    share = len(ratios) / (len(ratios) + _PRETENDED)
    return Prior(middle * share, math.sqrt(share * deviation**2 + (1 - share) * _USUAL_SPREAD**2))


def priors(batch: Batch) -> dict[tuple[Kind, str, str], Prior]:
    """Return how long texts usually are beside those they are compared with in a batch, by kind and languages."""
    texts: defaultdict[tuple[Kind, str, str], list[tuple[str, str]]] = defaultdict(list)
    for segment in batch.segments:
        for kind, here, there, lang_here, lang_there in comparisons(segment):
            if here != there:
                texts[kind, lang_here, lang_there].append((here, there))
    return {key: prior(rows) for key, rows in texts.items()}


_CLOSED_RE = regex.compile(r"[.!?…。！？؟।॥։:;·،、）)\]】»”\"’'」』›*–—-]\s*$|\p{P}\s*$|\p{S}\s*$")


_UNSTOPPED = frozenset({"th", "lo", "km", "my"})
"""Languages that put a space where others put a stop."""


def is_closed(text: str) -> bool:
    """Tell whether a text ends as a sentence does: with any sign, not with a letter or digit."""
    return bool(_CLOSED_RE.search(text, max(0, len(text.rstrip()) - 1)))


_LAST_WORD_RE = regex.compile(r"(\p{L}[\p{L}\p{M}'’]*)\P{L}*$")


@lru_cache(maxsize=64)
def _openers(lang: str) -> frozenset[str]:
    """Return the words of a language that announce another: the most frequent ones that are short."""
    common = takewhile(lambda item: item[1] > 0.0025, frequencies(lang).items())  # which begin with the commonest
    return frozenset(word for word, _ in common if len(word) <= 4 and not _FINAL_RE.fullmatch(word))


# Frequent words that end a sentence well: pronouns, particles, auxiliaries.
_FINAL_RE = regex.compile(
    r"""
    it | me | you | him | us | them | that | this | so | too | her | did | do | is | was | are |
    have | has | be | no | not | yes | on | in | up | out | off | all | more | one | ja | nein | es
    | ihn | ihm | nicht | auf | an | aus | ab | ein | zu | vor | mit | da | war | ist | hat | sind |
    sein | wird | él | yo | sí | ya | lui | pas | moi | toi | est | его | её | ее | их | мне | нас |
    это | нет | да | так | он | она | они | было | был | je | to | mu | mi | go | ji | si | ona |
    bylo | być | jest | ich
    """,
    regex.VERBOSE,
)


def ends_openly(text: str, lang: str) -> bool:
    """Tell whether the last word of a text is one that announces another: an article, a preposition, a conjunction."""
    if is_closed(text):
        return text.rstrip().endswith(",")
    match = _LAST_WORD_RE.search(text)
    if not match or not language(lang).spaced:
        return False
    last, code = match[1].lower(), base(lang)
    return last in _openers(code) or last in links(code) or last in determiners(code)


_ANCHOR_RE = regex.compile(r"(?<![\p{L}\p{M}\p{Nd}])(?:\p{Lu}[\p{L}\p{M}]{3,}|\p{Nd}{2,})")


def lost_anchors(source: str, target: str) -> tuple[int, int, int]:
    """Return how many anchors of the source's last part the target has not, how many it has, and of the first part.

    Anchors are figures, and words with a capital whose first four letters stand in the target too: both
    sides must share a script for the latter to say anything.
    """
    border = 0.55 * len(source)
    lost = kept = first = 0
    lowered = target.lower()
    for match in _ANCHOR_RE.finditer(source):
        text = match.group()
        there = (text if text[0].isdigit() else text[:4].lower()) in lowered
        if match.start() < border:
            first += there
        elif there:
            kept += 1
        else:
            lost += 1
    return lost, kept, first


def opens_quote(text: str) -> bool:
    """Tell whether a quotation is opened and not closed."""
    return (
        text.count("“") + text.count("„") > text.count("”") + (text.count("“") if "„" in text else 0)
        or text.count("«") > text.count("»")
        or text.count("「") > text.count("」")
        or text.count("(") > text.count(")")
        or text.count('"') % 2 == 1
    )


_WORD_RE = regex.compile(r"\p{L}[\p{L}\p{M}]{3,}|\p{Nd}+|[\p{Han}\p{Hiragana}\p{Katakana}]{2}")


def tail_coverage(target: str, reference: str) -> tuple[float, float]:
    """Return which share of a reference's words the target has, of its first half and of its last third."""
    stems = [match.group().lower()[:5] for match in _WORD_RE.finditer(reference)]
    if len(stems) < 4:
        return 1.0, 1.0
    lowered = target.lower()
    there = [stem in lowered for stem in stems]
    half, third = len(stems) // 2, len(stems) - max(2, len(stems) // 3)
    head, tail = there[:half], there[third:]
    return sum(head) / len(head), sum(tail) / len(tail)


_TAIL = 0.6
"""Share of a source after which its end begins."""
_ALIKE = 0.2
"""How alike words must be to count as translated, see `wordalignment.Pair`."""


def end_is_said(segment: Segment) -> float | None:
    """Return the share of the letters of the source's end whose words have a partner in the target, by the encoder.

    Where the end was cut off it is below .2 in seven of ten cases, elsewhere hardly ever. None where nothing can be told.
    """
    pairs, source = aligned(segment), segment.source or ""
    letters = [at for at in range(int(_TAIL * len(source)), len(source)) if source[at].isalnum()]
    if not pairs or not letters:
        return None
    said = {at for pair in pairs if pair.alike >= _ALIKE for at in range(pair.source.start, pair.source.end)}
    return sum(at in said for at in letters) / len(letters)


_TERSE = 80
"""Letters of a sentence that may be said in half as many: what has its stop was hardly cut off."""


def signs_of_truncation(source: str, target: str, target_lang: str, usual: Prior) -> float:
    """Return how strongly length, ending, names and figures say that the end of `source` is not in `target`.

    Powers of e, as far as they can be added: 5 is beyond what 499 of 500 good translations show.
    """
    short = -usual.strays(source, target)
    lost, kept, first = lost_anchors(source, target)
    tail_lost = first > 0 and kept == 0
    terse = weight(source) < _TERSE and is_closed(target) and not ends_openly(target, target_lang)
    return (
        1.2 * short
        + 3.0 * (is_closed(source) and not is_closed(target) and base(target_lang) not in _UNSTOPPED)
        + 2.5 * ends_openly(target, target_lang)
        + 0.8 * (tail_lost and lost > 0)
        + 0.8 * (tail_lost and lost > 1)
        + 1.0 * (opens_quote(target) and not opens_quote(source))
        - 3.0 * terse
    )

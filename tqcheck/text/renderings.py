"""How a batch renders names in a script without capitals: Trump is 特朗普 here, and its slips.

Nothing in such a script marks a name, and its sound is often too far to go by. But a name of the cased side that
recurs has a string of characters on the other side that recurs with it and hardly ever without it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import regex

from tqcheck.model import Batch, Side
from tqcheck.text.characters import CASED, script_of
from tqcheck.text.finding import Finding
from tqcheck.text.inflection import stem
from tqcheck.text.languages import base, language
from tqcheck.text.matching import derived, slips
from tqcheck.text.mentions import Atom, atoms
from tqcheck.text.namehood import namelike
from tqcheck.text.transliteration import likeness

_RUN_RE = regex.compile(
    r"[\p{Katakana}ー]+ | \p{Han}+ | [[\p{L}\p{M}]--[\p{Latin}\p{Cyrillic}\p{Greek}\p{Katakana}\p{Hiragana}\p{Han}]]+",
    regex.VERBOSE | regex.VERSION1,
)
_LONGEST = 7
_DENSE = frozenset({"Hani", "Hang"})
"""Scripts in which two characters can be a name."""

LEAST = 3
"""How many different texts must agree before a rendering is believed."""


STEADY = 0.85
"""The share of texts that must have a rendering before its absence means something."""


class Rendering(NamedTuple):
    """What stands for a name: the whole string, all strings that go with it, and how surely they do."""

    name: str
    text: str
    parts: tuple[str, ...]
    times: int
    pure: float
    """The share of the texts with the string that have the name on the other side …"""
    share: float
    """… and of those with the name that have the string."""


class Renderings:
    """The renderings of the names of a batch, learned from groups of cased and uncased texts.

    cased_side: whether the source or the target has capitals.
    """

    def __init__(self, groups: Iterable[tuple[set[str], set[str]]], lang: str, cased_side: Side) -> None:
        self.lang, self.cased_side = lang, cased_side
        self.spread: Counter[str] = Counter()
        where: defaultdict[str, list[int]] = defaultdict(list)
        grams: list[frozenset[str]] = []
        texts: list[str] = []
        self.written: dict[str, str] = {}
        for number, (cased, uncased) in enumerate(groups):
            texts.append("\n".join(sorted(uncased)))
            grams.append(frozenset(_grams(texts[-1])))
            self.spread.update(grams[-1])
            names = {stem(atom.fold, lang): atom.text for text in sorted(cased) for atom in anchors(text, lang)}
            self.written |= names
            for name in names:
                where[name].append(number)
        self.of: dict[str, Rendering] = {}
        for name, found in where.items():
            if len(found) >= LEAST and namelike(self.written[name].casefold(), lang) >= 0.7:
                rendering = _rendering(name, [texts[n] for n in found], [grams[n] for n in found], self.spread)
                if rendering:
                    self.of[name] = rendering

    def judge(self, source: str, target: str) -> Iterator[Finding]:
        """Yield the names that a target lacks, misspells or has put others for."""
        cased, uncased = (source, target) if self.cased_side == "source" else (target, source)
        words = list(atoms(cased, self.lang))
        names = {stem(atom.fold, self.lang): atom for atom in words if atom.capital}
        if self.cased_side == "source":
            yield from self._judge_uncased(names, uncased)
        else:
            yield from self._judge_cased(names, words, uncased)

    def _judge_uncased(self, names: dict[str, Atom], target: str) -> Iterator[Finding]:
        others = [known for name, known in self.of.items() if name not in names and known.text in target]
        for name, atom in names.items():
            known = self.of.get(name)
            if known is None or known.text in target or atom.text.casefold() in target.casefold():
                continue
            here = atom.start, atom.end
            place = slip_of(known.text, target)
            # What stands elsewhere, too, is another rendering
            if place and 4 * self.spread[target[slice(*place)]] <= known.times:
                yield Finding("misspelled", here, place, target[slice(*place)], known.text, known.pure)
            elif any(part in target for part in known.parts):
                continue
            elif others:
                at = target.index(others[0].text)
                yield Finding("replaced", here, (at, at + len(others[0].text)), others[0].text, known.text, known.pure)
            elif known.share >= STEADY:
                yield Finding("missing", here, (len(target.rstrip()),) * 2, atom.text, atom.text, known.pure)

    def _judge_cased(self, names: dict[str, Atom], words: list[Atom], source: str) -> Iterator[Finding]:
        strange = [(name, atom) for name, atom in names.items() if atom.marked and not self._founded(name, source)]
        for name, known in self.of.items():
            at = source.find(known.text)
            if at < 0 or name in names or any(derived(name, word.fold) for word in words):
                continue
            here = at, at + len(known.text)
            written = self.written[name]
            slip = next((atom for _, atom in strange if slips(name, atom.fold, self.lang)), None)
            other = next((atom for word, atom in strange if word in self.of), None)
            if slip:
                yield Finding("misspelled", here, (slip.start, slip.end), slip.text, written, known.pure)
            elif other:
                yield Finding("replaced", here, (other.start, other.end), other.text, written, known.pure)
            elif known.pure >= STEADY:
                place = _beside(at / len(source), words)
                yield Finding("missing", here, (place, place), written, written, known.pure)

    def _founded(self, name: str, source: str) -> bool:
        known = self.of.get(name)
        return known is not None and any(part in source for part in known.parts)


def _beside(share: float, words: list[Atom]) -> int:
    """Return the end of the word that stands a share of the way into a text."""
    return words[min(int(share * len(words)), len(words) - 1)].end if words else 0


def _rendering(name: str, texts: list[str], grams: list[frozenset[str]], spread: Counter[str]) -> Rendering | None:
    counts: Counter[str] = Counter()
    for found in grams:
        counts.update(found)
    least = max(LEAST, 0.7 * len(texts))
    good = {gram: n for gram, n in counts.items() if n >= least and spread[gram] <= 1.2 * n + 0.5}
    if not good:
        return None
    most = max(good.values())
    whole = [gram for gram, n in good.items() if n >= 0.9 * most and _bounded(gram, texts)]
    if not whole:
        return None
    best = max(whole, key=lambda gram: (good[gram], len(gram), gram))
    alike = likeness(name, best)
    pure = good[best] / spread[best]
    # What sounds otherwise must go with the name often: 白宫 is the White House, 提名 (to nominate) is not Supreme
    if alike < 0.4 and (good[best] < 2 * LEAST or pure < 0.95 or good[best] < 0.95 * len(texts)):
        return None
    parts = tuple(sorted(good, key=lambda gram: (-len(gram), gram)))
    return Rendering(name, best, parts, good[best], pure, good[best] / len(texts))


def learned(batch: Batch) -> dict[tuple[str, str], Renderings]:
    """Return the renderings of each pair of languages of which only one has capitals."""
    groups: defaultdict[tuple[str, str], defaultdict[str, tuple[set[str], set[str]]]] = defaultdict(
        lambda: defaultdict(lambda: (set(), set()))
    )
    sides: dict[tuple[str, str], Side] = {}
    for segment in batch.segments:
        langs = base(segment.source_lang), base(segment.target_lang)
        if segment.source and (side := _cased_side(*langs)):
            sides[langs] = side
            cased, uncased = groups[langs][segment.source]
            cased.add(segment.text(side))
            uncased.add(segment.text("target" if side == "source" else "source"))
    return {
        langs: Renderings(found.values(), langs[0] if sides[langs] == "source" else langs[1], sides[langs])
        for langs, found in groups.items()
    }


def _cased_side(source_lang: str, target_lang: str) -> Side | None:
    source, target = (language(lang).script in CASED for lang in (source_lang, target_lang))
    return None if source == target or not source_lang or not target_lang else "source" if source else "target"


def anchors(text: str, lang: str) -> Iterator[Atom]:
    """Yield the words of a cased text that are names by their capitals."""
    for atom in atoms(text, lang):
        if atom.marked and len(atom.fold) > 1 and not atom.text.isupper():
            yield atom


def _grams(text: str) -> Iterator[str]:
    for run in _RUN_RE.finditer(text):
        word = run.group()
        for start in range(len(word)):
            least = 2 if script_of(word[start]) in _DENSE else 3
            for end in range(start + least, min(start + _LONGEST, len(word)) + 1):
                yield word[start:end]


def _bounded(gram: str, texts: Iterable[str]) -> bool:
    """Tell whether different things stand before a string and behind it: then it is whole, no part of a phrase."""
    before, behind = set(), set()
    for text in texts:
        at = text.find(gram)
        while at >= 0:
            before.add(text[at - 1 : at] or "^")
            behind.add(text[at + len(gram) : at + len(gram) + 1] or "$")
            at = text.find(gram, at + 1)
    return all(len(found) > 1 or not next(iter(found)).isalpha() for found in (before, behind))


def slip_of(rendering: str, text: str) -> tuple[int, int] | None:
    """Return where a text has a rendering with one character wrong, missing, doubled or in the wrong order."""
    if len(rendering) < 3:
        return None
    size = len(rendering)
    patterns = [
        regex.escape(rendering[:at]) + r"[\p{L}\p{M}]" + regex.escape(rendering[at + 1 :]) for at in range(size)
    ]
    patterns += [regex.escape(rendering[:at] + rendering[at + 1 :]) for at in range(1, size - 1)]
    patterns += [
        regex.escape(rendering[:at] + rendering[at + 1] + rendering[at] + rendering[at + 2 :]) for at in range(size - 1)
    ]
    patterns += [regex.escape(rendering[: at + 1] + rendering[at:]) for at in range(size)]
    if size == 3:
        patterns = [pattern for pattern in patterns if "[" in pattern or len(pattern) > 2]
    script = script_of(rendering[0])
    for found in regex.finditer("|".join(f"(?:{pattern})" for pattern in patterns), text):
        if all(script_of(char) in (script, None) for char in found.group()):
            return found.span()
    return None

"""Slips of the pen in the names of Chinese and Japanese texts, and in Latin letters where a dictionary has the name.

One character of Chinese stands for a syllable. Where all but one of a name's are as they should be, and what stands
in the last one's place is read in no way that the name could be, the name is meant. Katakana are as good as letters,
and write words as well as names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from tqcheck.model import Segment
from tqcheck.text.capitals import has_capital
from tqcheck.text.crossing import CLEAR, cross, stretches
from tqcheck.text.finding import Finding
from tqcheck.text.heardnames import HEARD, HeardNames, Place
from tqcheck.text.knownnames import forms_of, known_names
from tqcheck.text.mending import neighbours
from tqcheck.text.mentions import Atom, atoms, commonness, fold
from tqcheck.text.namebook import booked
from tqcheck.text.pinyin import is_pinyin, readings
from tqcheck.text.presence import across_words, is_loan, odds_of_word, tellable
from tqcheck.text.slippednames import near
from tqcheck.text.spellings import ANY, fit, letters, table
from tqcheck.text.transliteration import sounds

_MENDED = 2.0
"""Nats for each letter that there must be with one character of Chinese mended …"""
_GAIN = 8.0
"""… and what it must gain …"""
_MENDED_PINYIN, _GAIN_PINYIN = 1.5, 5.0
"""… and where the name is Chinese, of which all readings are known."""
_SHORTEST = 5
"""Letters of a name of which two characters are not like too much."""
_WRONG = 4.0
"""What a wrong character costs."""
_LETTERS = 2.6
"""Letters that a character of Chinese writes."""
_EVERYDAY = 4.0
"""The Zipf frequency from which a word of the source is more likely translated than spelt."""
_RARE = 1.5
"""The Zipf frequency below which a language hardly has a word."""
_KATAKANA_RE = regex.compile(r"\p{Katakana}[\p{Katakana}ー]{2,}")
_FAMILIAR = 2.5
_BETTER = 0.3
"""Zipf frequency of a word in katakana that may be meant, and by how much better than what stands there it must be heard."""


def slips(names: HeardNames, segment: Segment, places: Sequence[Place], judged: set[int]) -> Iterator[Finding]:
    """Yield the slips in a target, but for names of the Latin side that are judged already, by where they start."""
    lang, other = names.langs(segment)
    latin, text = names.texts(segment)
    if names.side == "target":
        yield from _in_latin(latin, lang, text, other, judged)
    elif other == "zh" and tellable(lang, other):
        for place in places:
            if place.atom.start not in judged and (slip := _in_chinese(place, latin, lang, text)):
                atom = place.atom
                yield Finding("misspelled", (atom.start, atom.end), slip, text[slice(*slip)], atom.text, 0.8)
    elif other == "ja":
        taken = [place.likest[0] for place in places if place.atom.start in judged and place.likest]
        yield from (
            finding
            for finding in _in_katakana(names, latin, lang, text)
            if not any(one.start < finding.there[1] and finding.there[0] < one.end for one in taken)
        )


class _Mended(NamedTuple):
    """How well a name fits where one character is taken to be wrong, and where that is: `text[start:end]`."""

    rate: float
    start: int
    end: int


def _in_chinese(place: Place, latin: str, lang: str, text: str) -> tuple[int, int] | None:
    """Return where a text has a name but for one character, if it has the name nowhere."""
    atom, found = place.atom, place.likest[0] if place.likest else None
    if len(atom.fold) < _SHORTEST or commonness(atom.fold, lang) >= _EVERYDAY:
        return None
    if found and found.rate >= HEARD and not _said_more(atom, latin, lang, text, found.text):
        return None
    if not (found and found.rate >= HEARD) and odds_of_word(atom, latin, lang, text, "zh") >= 0:
        return None
    name, known = letters(atom.text), table("Hani")
    signs, size = known.signs(name), max(2, round((len(name) - 2) / _LETTERS))
    least, worth = (_MENDED_PINYIN, _GAIN_PINYIN) if is_pinyin(atom.fold) else (_MENDED, _GAIN)
    best: _Mended | None = None
    for stretch in stretches(text, "zh"):
        if stretch.script != "Hani":
            continue
        start = stretch.written[: size + 1]
        wrong = [
            at for at, char in enumerate(start) if char not in signs and readings().get(char, "?")[0] not in atom.fold
        ]
        if len(wrong) > 2 or len(start) < 2:
            continue
        for at in wrong:
            fits = fit(name, start[:at] + ANY + start[at + 1 :], "Hani", 0.0)
            rate = (fits.gain - _WRONG) / (len(name) - 2)
            gain = fits.gain - _WRONG - max(0.0, fit(name, start, "Hani", 0.0).gain)
            end = stretch.start + fits.size
            fitting = fits.size > max(at, 1) and not fits.misfits and rate >= least and gain >= worth
            if fitting and not (
                commonness(text[stretch.start : end], "zh") >= _RARE or across_words(text, end - 2, end, "zh")
            ):
                here = _Mended(rate, stretch.start, end)
                best = max(best, here) if best else here
    return best[1:] if best else None


def _said_more(atom: Atom, latin: str, lang: str, text: str, form: str) -> bool:
    """Tell whether the Latin text has a name more often than the other has it."""
    return sum(word.fold == atom.fold for word in atoms(latin, lang)) > text.count(form)


def _in_katakana(names: HeardNames, latin: str, lang: str, text: str) -> Iterator[Finding]:
    """Yield what katakana write that is no word, beside the word of the source that a slip away from it is."""
    words = [word for word in atoms(latin, lang) if len(word.fold) > 2]
    for found in _KATAKANA_RE.finditer(text):
        run = found.group()
        if commonness(run, "ja") >= _RARE or is_loan(run) or len(names.sources[run]) > 1:
            continue
        known = [
            form
            for form in neighbours(run, "ja")
            if commonness(form, "ja") >= _FAMILIAR and len(form) > 2 and sounds(form)[0].fine != sounds(run)[0].fine
        ]
        if not known or any(_rate(word, run) >= CLEAR and not _has_misfits(word, run) for word in words):
            continue
        said = max((_rate(word, run) for word in words), default=0.0)
        better = [
            (rate, form, word)
            for form in known
            for word in words
            if (rate := _rate(word, form)) >= max(CLEAR, said + _BETTER)
        ]
        if better:
            _, form, word = max(better)
            yield Finding("misspelled", (word.start, word.end), found.span(), run, form, 0.8)


def _rate(word: Atom, run: str) -> float:
    found = cross(word.text, run, "ja")
    return found.rate if found and len(found.text) > len(run) - 2 else -9.0


def _has_misfits(word: Atom, run: str) -> bool:
    found = cross(word.text, run, "ja")
    return found is None or bool(found.fit.misfits)


def _in_latin(latin: str, lang: str, text: str, other: str, judged: set[int]) -> Iterator[Finding]:
    """Yield the words of a target that are a slip away from what a dictionary calls a name of the source."""
    said = Counter(atom.fold for atom in atoms(latin, lang))
    meant: dict[str, tuple[int, int]] = {}
    for name in booked(text, other):
        meant |= {word: (name.start, name.end) for word in name.codes if not said[word]}
    for name in known_names(text, other):
        forms = (fold(part) for code in name.codes for form in forms_of(code, lang) for part in form.split())
        meant |= {word: (name.start, name.end) for word in forms if not said[word]}
    for atom in atoms(latin, lang):
        if not atom.capital or atom.start in judged or len(atom.fold) < 4 or said[atom.fold] > 1:
            continue
        if commonness(atom.fold, lang) >= _RARE or has_capital(atom.text, lang):
            continue
        for word, place in sorted(meant.items()):
            if len(word) > 3 and near(word, atom.fold) and not _longer(word, atom.fold):
                yield Finding("misspelled", place, (atom.start, atom.end), atom.text, word.title(), 0.9)
                break


def _longer(name: str, word: str) -> bool:
    """Tell whether a word may be what another ending makes of a name: Geminid of Gemini."""
    return name.startswith(word) or (word.startswith(name) and word[-1] != name[-1])

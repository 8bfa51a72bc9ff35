"""Names with a slip of the pen, by what the other script has for them and what the batch has heard."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from tqcheck.model import Segment
from tqcheck.text.capitals import has_capital
from tqcheck.text.characters import UNSPACED, script_of
from tqcheck.text.crossing import CLEAR, TAIL, Crossing, cross, tail
from tqcheck.text.finding import Finding
from tqcheck.text.heardnames import HEARD, HeardNames, Place, namehood
from tqcheck.text.inflection import NAME_ENDINGS, VOWELS, declines, stem
from tqcheck.text.knownnames import known_names
from tqcheck.text.languages import base
from tqcheck.text.mending import neighbours
from tqcheck.text.mentions import Atom, atoms, commonness, fold, has_capitals
from tqcheck.text.pinyin import misspelt as pinyin_of
from tqcheck.text.renderings import slip_of
from tqcheck.text.spellings import ANY, letters, slipped, table

SLIP = 3.0
"""Nats that one slip must explain."""
SURE = 1.8
"""Nats for each letter that there must be, one slip undone …"""
SURE_HERE = 1.8
"""… and where it is in Latin letters, of which we know more."""
BETTER = 0.3
"""By how much better a word that is known must be heard than the word that is there …"""
_SLIGHTLY = 0.05
"""… and where nothing else fits katakana so well, which writes foreign words alone."""
_EVERYDAY = 4.5
"""The Zipf frequency from which a form is a word and no name."""


def misspelt(names: HeardNames, place: Place, segment: Segment, lang: str, other: str) -> Iterator[Finding]:
    """Yield the slip in a name of the target, if it has one."""
    atom = place.atom
    if namehood(atom, lang) < 0.6:
        return
    for found in place.likest:
        if names.side == "source":
            meant = _meant_abroad(names, atom, found, segment.target, lang, other)
            end = found.end
            if found.stretch.script == "Kana" and len(found.stretch.text) - len(found.text) <= 2:
                end = found.start + len(found.stretch.text)  # what the slip has cut off
            here, there = (atom.start, atom.end), (found.start, end)
            text = segment.target[slice(*there)]
        else:
            meant = _meant_here(names, atom, found, segment.source or "", lang, other) if atom.marked else None
            here, there, text = (found.start, found.end), (atom.start, atom.end), atom.text
        if meant:
            yield Finding("misspelled", here, there, text, meant, 0.8)
        if meant or found.rate >= CLEAR:
            return


def slip_of_form(names: HeardNames, place: Place, segment: Segment) -> Finding | None:
    """Return where a target has what the batch writes a name by elsewhere, but for a slip."""
    atom = place.atom
    forms = names.forms[stem(atom.fold, names.langs(segment)[0])]
    if not forms or any(form in segment.target for form in forms):
        return None
    form, times = forms.most_common(1)[0]
    if script_of(form[0]) not in UNSPACED:
        return None
    if times > 1 and (found := slip_of(form, segment.target)):
        text = segment.target[slice(*found)]
        if len(names.sources[text]) == 0 and commonness(text, base(segment.target_lang)) < 1.5:
            return Finding("misspelled", (atom.start, atom.end), found, text, form, 0.8)
    return None


def misspelt_pinyin(names: HeardNames, segment: Segment, judged: set[int]) -> Iterator[Finding]:
    """Yield the slips in Chinese names of a target, but for the words that start where they are judged already."""
    lang, _ = names.langs(segment)
    for atom in atoms(segment.target, lang):
        if atom.capital and atom.start not in judged and atom.fold.isascii() and len(names.told[atom.fold]) < 2:
            known = commonness(atom.fold, lang) >= 1.5 or has_capital(atom.text, lang)
            if not known and (name := pinyin_of(atom.fold, segment.source or "")):
                place = name.start, name.end
                yield Finding("misspelled", place, (atom.start, atom.end), atom.text, name.pinyin.title(), 0.8)


def _meant_abroad(names: HeardNames, atom: Atom, found: Crossing, text: str, lang: str, other: str) -> str | None:
    """Return what should stand in the other script where a name has a slip: the name itself if that is not known."""
    word = fold(found.text)
    whole = text[found.stretch.word : found.end]
    if any(commonness(form, other) >= 1.5 for form in (word, found.text, whole)):
        return None
    forms = names.forms[stem(atom.fold, lang)]
    usual = [
        form
        for form, n in forms.items()
        if n > 1
        and near(fold(form), word)
        and not _declined(fold(form), word, other)
        and not _other_spelling(form, found)
    ]
    often = len(names.sources[found.text]) > 1
    if often:  # a spelling, if it is the vowels that differ
        usual = [form for form in usual if _consonants(form) != _consonants(found.text)]
    if usual and 4 * forms[found.text] <= max(forms[form] for form in usual):
        return max(usual, key=lambda form: (forms[form], form))
    if often:
        return None
    latin, stretch = letters(atom.text), found.stretch
    if stretch.script not in ("Hani", "Jpan") and len(word) > 2:
        doubtful = bool(found.fit.misfits) or found.rate < CLEAR
        least, gain = (2.0, BETTER) if doubtful else (3.0, _SLIGHTLY)
        known = (
            form
            for form in (neighbours(word, other) if doubtful or (stretch.script == "Kana" and len(word) > 3) else ())
            if commonness(form, other) >= least and not _declined(form, word, other) and _may_be_name(form, other)
        )
        better = [
            (one.rate, one.text)
            for form in known
            if (one := cross(atom.text, form, other)) and one.rate >= max(HEARD, found.rate + gain)
        ]
        if better:
            return max(better)[1]
    # Characters are read in too many ways, and where a name ends in a run of them is not sure
    if found.fit.misfits and stretch.script not in ("Hani", "Jpan"):
        slip = slipped(latin, stretch.written, stretch.script, found.fit, "written", tail(stretch.script))
        if slip and stretch.script not in TAIL and _declined(slip.meant, stretch.written, other):
            return None
        if slip and any(ANY + small in slip.meant for small in "ャュョァィゥェォッー"):
            return None  # part of a syllable, not a character of its own
        if slip and slip.gain >= SLIP and (found.fit.gain + slip.gain) / (len(latin) - 2) >= SURE:
            return found.text[:1] + slip.meant[1:] if _is_exact(slip.meant, found) else atom.text
    return None


def _other_spelling(form: str, found: Crossing) -> bool:
    """Tell whether two forms are right, where characters are no letters: one fits, too, or goes on where the other ends."""
    unspaced = found.stretch.script in ("Hani", "Jpan", "Kana")
    return unspaced and (not found.fit.misfits or form in found.text or found.text in form)


def _meant_here(names: HeardNames, atom: Atom, found: Crossing, source: str, lang: str, other: str) -> str | None:
    """Return what should stand in Latin letters where a name has a slip: the other script's form if that is not known."""
    if commonness(atom.fold, lang) >= 1.5 or has_capital(atom.text, lang):
        return None
    key = stem(atom.fold, lang)
    if len(names.told[key]) > 1:
        return None
    keys = names.spelt[found.text]
    if usual := [k for k, n in keys.items() if k != key and n >= 4 * keys[key] and n > 1 and near(k, key)]:
        return names.written[max(usual, key=lambda k: (keys[k], k))]
    latin, stretch = letters(atom.text), found.stretch
    for form in undoubled(atom.fold):
        if commonness(form, lang) >= 2.5 and (one := cross(form, source, other)) and one.start == found.start:
            return form.title()
    doubtful = bool(found.fit.misfits) or found.rate < CLEAR
    better = [
        (one.rate, form)
        for form in (neighbours(atom.fold, lang) if doubtful else ())
        if len(form) > 3 and commonness(form, lang) >= 2
        if not _respelt(atom.fold, form) and (one := cross(form, source, other))
        if one.start == found.start and one.rate >= max(HEARD, found.rate + BETTER)
    ]
    if better:
        return max(better)[1].title()
    if found.fit.misfits and stretch.script != "Jpan":  # kanji are read in too many ways
        slip = slipped(latin, stretch.written, stretch.script, found.fit, "letters", tail(stretch.script))
        if slip and slip.gain >= SLIP and (found.fit.gain + slip.gain) / (len(latin) - 2) >= SURE_HERE:
            return found.text if ANY in slip.meant else slip.meant.strip("^$").title()
    return None


def _may_be_name(form: str, lang: str) -> bool:
    """Tell whether a form may be a name, however common it is: no everyday word, but Россия."""
    return commonness(form, lang) < _EVERYDAY or bool(known_names(form, lang))


def _consonants(word: str) -> str:
    vowels = table(script_of(word[0]) or "").vowels
    return "".join(char for char in word if char.isalpha() and char not in vowels)


def _declined(form: str, word: str, lang: str) -> bool:
    """Tell whether two forms differ by their endings, or by vowels that are written in two ways."""
    endings = NAME_ENDINGS.get(script_of(word[0]) or "")
    if not declines(lang) or (endings is None and not has_capitals(script_of(word[0]))):
        return False  # where there are no capitals, what declines a name is mostly a word of its own
    at = next((i for i, (a, b) in enumerate(zip(form, word, strict=False)) if a != b), min(len(form), len(word)))
    other = {*form[at : at + 1], *word[at : at + 1]}
    if stem(form, lang) == stem(word, lang) or other <= VOWELS:
        return True
    if endings is None or (ANY in form and has_capitals(script_of(word[0]))):
        return at >= len(word) - 3
    return form[at:] in endings and word[at:] in endings


def undoubled(word: str) -> Iterator[str]:
    """Yield a word without one of the letters that it doubles.

    >>> list(undoubled("lottte")), list(undoubled("semiinar")), list(undoubled("pettit"))
    (['lotte'], ['seminar'], ['petit'])
    """
    yield from dict.fromkeys(word[:at] + word[at + 1 :] for at in range(1, len(word)) if word[at] == word[at - 1])


def _is_exact(meant: str, found: Crossing) -> bool:
    """Tell whether what was meant is known to the letter, and is written as it is looked up."""
    return (
        ANY not in meant
        and fold(found.text) == found.text.casefold() == found.stretch.written
        and (meant[0] == found.stretch.written[0])
    )


def _respelt(word: str, form: str) -> bool:
    """Tell whether a form may be another spelling of a name: a silent letter less, another vowel, vowels in another order."""
    at = next((i for i, (a, b) in enumerate(zip(word, form, strict=False)) if a != b), min(len(word), len(form)))
    if len(form) < len(word):
        return word[at] != word[at - 1]
    if len(form) > len(word):
        return form[at] in "hy" or at == len(word)
    return {word[at], form[at]} <= set("aeiouyj") or at == len(word) - 1


@lru_cache(maxsize=65536)
def near(a: str, b: str) -> bool:
    """Tell whether two forms are one slip apart."""
    from rapidfuzz.distance import OSA

    return a != b and min(len(a), len(b)) > 1 and OSA.distance(a, b, score_cutoff=1) <= 1

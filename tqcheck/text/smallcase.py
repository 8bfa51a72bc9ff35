"""Names written without their capital."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set
from functools import lru_cache
from typing import NamedTuple

import regex

from tqcheck.model import Batch, Segment
from tqcheck.text.capitals import has_capital
from tqcheck.text.characters import CASED, script_of
from tqcheck.text.dictionary import WordList, dictionary
from tqcheck.text.exonyms import territories
from tqcheck.text.finding import Finding
from tqcheck.text.inflection import VOWELS, declines, inflects, stem, stems
from tqcheck.text.knownnames import forms_of, known_names
from tqcheck.text.languages import base, language
from tqcheck.text.lexicon import frequencies
from tqcheck.text.matching import Habits, Matching, Pair, beside_same
from tqcheck.text.memo import Memo
from tqcheck.text.mentions import NOUNS_CAPITAL, Atom, atoms, capitalised, commonness, fold
from tqcheck.text.namehood import likely_name, namelike
from tqcheck.text.titles import TITLES
from tqcheck.text.transliteration import likeness
from tqcheck.text.witnesses import comparisons


class Capitals(NamedTuple):
    """How often the targets of a batch write the stem of a word with a capital, and how often small."""

    capital: Counter[str]
    lower: Counter[str]
    always: Set[str] = frozenset()
    """Those that hardly ever are small."""


def capitals(batch: Batch) -> dict[str, Capitals]:
    found: dict[str, Capitals] = {}
    for target, tag in dict.fromkeys((segment.target, segment.target_lang) for segment in batch.segments):
        lang = base(tag)
        counts = found.setdefault(lang, Capitals(Counter(), Counter()))
        words = atoms(target, lang)
        counts.capital.update([stems(lang)[word.fold] for word in words if word.capital and not word.opens])
        counts.lower.update([stems(lang)[word.fold] for word in words if not word.capital])
    return {
        lang: counts._replace(always={one for one, times in counts.capital.items() if times >= 3 * counts.lower[one]})
        for lang, counts in found.items()
    }


def _small(segment: Segment) -> set[str]:
    """Return the words in small letters, folded, of all that stands beside a target."""
    return {word.fold for _, text, _, lang, _ in comparisons(segment) for word in atoms(text, lang) if not word.capital}


def small_here(segment: Segment, known: Capitals | None) -> Iterator[Finding]:
    """Yield the words that the target writes small here, and the rest of the batch with a capital, always."""
    lang = base(segment.target_lang)
    if known is None or lang in NOUNS_CAPITAL:
        return
    for word in atoms(segment.target, lang):
        if word.capital or stem(word.fold, lang) not in known.always:
            continue
        if len(word.fold) < 4 or word.fold in _small(segment) or script_of(word.text[0]) not in CASED:
            continue
        if not word.text.endswith(_ADJECTIVAL.get(lang, ())) and _is_name(word.text, lang):
            yield Finding(
                "lowercased", None, (word.start, word.end), word.text, word.text.capitalize(), 0.8, "document"
            )


def _is_name(word: str, lang: str) -> bool:
    """Tell whether a word in small letters is hardly a word of the language."""
    if has_capital(word, lang):
        return commonness(word, lang) < COMMON
    common = commonness(word, lang)
    return common < 4 and namelike(word, lang) >= 0.8 and not (common >= 3 and has_forms(word, lang))


COMMON = 5.0
"""The Zipf frequency from which a word is too common for a table that dictionaries voted on: young, mars, hans."""


def small_alone(segment: Segment) -> Iterator[Finding]:
    """Yield the names that the target writes small, by what is known of its language: `france`, `egyptian`.

    A source with capitals must have one for it; what is small there, too, is no name: `mercury`.
    """
    lang, source_lang = base(segment.target_lang), base(segment.source_lang)
    places = set(_small_places(segment, lang))
    named = _named(lang)
    doubtful = [
        word for word in atoms(segment.target, lang) if not word.capital and (named[word.text] or word in places)
    ]
    if not doubtful:
        return
    small = _small(segment)
    capital = [word.fold for _, text, _, lang_a, _ in comparisons(segment) for word in capitalised(text, lang_a)]
    cased = language(source_lang).script in CASED if segment.source else bool(segment.references)
    for word in doubtful:
        if script_of(word.text[0]) not in CASED or word.fold in small:
            continue
        listed = any(word.text in words for words in dictionary(lang).lists)
        if word in places or not (cased or listed) or any(likeness(word.fold, name) >= 0.6 for name in capital):
            yield Finding(
                "lowercased", None, (word.start, word.end), word.text, word.text.capitalize(), 0.7, "document"
            )


@lru_cache(maxsize=64)
def _named(lang: str) -> Memo[str, bool]:
    """Return `word in small letters → whether a language knows it as a name, and hardly as a word`."""

    def named(word: str) -> bool:
        if len(word) < 4:
            return False
        if has_capital(word, lang) and commonness(word, lang) < COMMON:
            return True
        return fold(word) in _place_names(lang) and commonness(word, lang) < 3.5 and not has_forms(word, lang)

    return Memo(named)


def _small_places(segment: Segment, lang: str) -> Iterator[Atom]:
    """Yield the words in small letters that name the very place that the source names: `turkey`, Türkei."""
    source, source_lang = segment.source or "", base(segment.source_lang)
    there = {
        code
        for start, end, codes in known_names(source, source_lang)
        for code in codes
        if _is_form(source[start:end], code, source_lang) or (code, source[start:end]) in _long_names(source_lang)
    }
    if not there:
        return
    words = {word.start: word for word in atoms(segment.target, lang)}
    for start, end, codes in known_names(segment.target, lang):
        word = words.get(start)
        if word and word.end == end and not word.capital and any(_is_form(word.text, c, lang) for c in codes & there):
            yield word


def _is_form(text: str, code: str, lang: str) -> bool:
    """Tell whether a text is the name of a place, with another ending at most, and no people or adjective."""
    forms = _places(lang).get(code, ())
    noun = lang in ("cs", "sk") and _CZECH_NOUN_RE.search(text) is not None
    return not text.endswith(_ADJECTIVAL.get(lang, ())) and any(
        _same_but_ending(form, fold(text), lang, noun) for form in forms
    )


@lru_cache(maxsize=64)
def _places(lang: str) -> dict[str, tuple[str, ...]]:
    """Return what a language calls the places that CLDR knows by one word, folded: `code → names`."""
    found: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for name, code in territories(lang):
        if code != "001" and not code.startswith("language") and name.isalpha():  # 001 is the world
            found[code] = (*found[code], fold(name))
    return dict(found)


@lru_cache(maxsize=64)
def _long_names(lang: str) -> frozenset[tuple[str, str]]:
    """Return (code, name) of the places that CLDR knows by several words: the Czech Republic."""
    return frozenset(
        (code, name) for name, code in territories(lang) if " " in name and not code.startswith("language")
    ) | frozenset((code, form) for code in _places(lang) for form in forms_of(code, lang) if " " in form)


@lru_cache(maxsize=64)
def _place_names(lang: str) -> frozenset[str]:
    return frozenset(name for names in _places(lang).values() for name in names)


_CZECH_NOUN_RE = regex.compile("[sc]k(?:o|a|u|em)$")
"""Česko, v Česku: by its short vowel no form of the adjective český."""


def _same_but_ending(form: str, text: str, lang: str, noun: bool = False) -> bool:
    if not declines(lang):
        return inflects(form, text, lang, lang) if lang == "is" else text == form
    least = len(form) - (form[-1] in VOWELS and len(form) > 4)
    return text[:least] == form[:least] and len(text) - least <= 2 and (noun or not adjective(text))


def lowered(matching: Matching, pair: Pair, habits: Habits, text: str) -> float:
    """Return how sure it is that a word in small letters has lost a capital that its counterpart in the first text has."""
    lang_a, lang_b = habits.lang_here, habits.lang_there
    name, word = matching.here[pair.here], matching.there[pair.there]
    if word.capital or script_of(word.text[0]) not in CASED:
        return 0.0
    rare = commonness(word.text, lang_b) < 2
    lists = dictionary(lang_b).lists
    listed = any(word.text in words for words in lists)
    restored = declines(lang_a) and bool(lists) and not listed  # Langmajerem → langmajer
    if pair.kind == "inflected" and not declines(lang_b) and word.fold != name.fold + "s" and not restored:
        return 0.0  # natural → naturales: an adjective
    if pair.kind == "alike" and (
        likeness(name.fold, word.fold) < 0.85 or script_of(name.fold[0]) == script_of(word.fold[0])
    ):
        return 0.0
    trunk = stem(word.fold, lang_b)
    capital, lower = habits.capital_there[trunk], habits.lower_there[trunk] - 1
    # Of a name that is only heard, what all languages give a capital counts, not what English does: Russian
    known = has_capital(word.text, lang_b) or (pair.kind == "alike" and has_capital(name.text, ""))
    if pair.kind == "inflected" and declines(lang_b) and not word.text.endswith(_ADJECTIVAL.get(lang_b, ())):
        known = known or (has_capital(name.text, lang_b) and not adjective(word.fold))
    if pair.kind == "alike":
        doubtful = not known and commonness(word.text, lang_b) >= 3.5
    elif rare or lists:
        doubtful = not known and listed and (rare or _wordlike(name.text.casefold(), word.text, lang_a, lang_b))
    else:
        doubtful = not known and _wordlike(name.text.casefold(), word.text, lang_a, lang_b)
    if lang_a == lang_b and listed and not known and not beside_same(matching, pair):
        return 0.0  # a reference's style: the Scouts
    if not known and (word.fold in TITLES or _among_small(matching, pair)):
        return 0.0
    if not known and (name.text.isupper() or (pair.kind == "inflected" and adjective(word.fold))):
        return 0.0
    if capital:
        few = capital < 3 and ((doubtful and lang_a != lang_b) or len(word.fold) < 4)
        return 0.9 if capital >= 2 * lower and not few and not (doubtful and lang_a == lang_b) else 0.0
    if doubtful and name.text.lower() == word.text and not name.short and beside_same(matching, pair):
        # Karen hunter, Red bull: in a name, and no word of the one language or the other
        apart = commonness(word.text, lang_b) - commonness(word.text, lang_a)
        foreign = apart > 1 and len(word.text) > 3 and commonness(word.text, lang_b) < COMMON
        foreign = foreign and not text[: name.start].endswith(("-", "‐"))  # USB-Panel
        return 0.8 if foreign or (apart < -0.5 and name.marked) else 0.0
    if doubtful or len(word.fold) < 3:
        return 0.0
    if pair.kind != "alike" and beside_same(matching, pair) and (rare or not lower):
        return 0.8
    if (lower > 0 and not rare) or lower > 2 or habits.lower_here[habits.here(name.fold)]:
        return 0.0
    if pair.kind == "alike":
        uncommon = known or (commonness(word.fold, lang_b) < 3 and likely_name(name, lang_a, lang_b) > 0.8)
        return 0.7 if name.marked and uncommon and not adjective(word.fold) else 0.0
    marked = name.marked or known
    if lang_a in NOUNS_CAPITAL and lists:
        marked = marked or not (listed or _composed(word.text, lists))
    elif lang_a in NOUNS_CAPITAL and frequencies(lang_b):
        unknown = not commonness(word.text, lang_b)  # a name, or a noun that nobody translated
        marked = marked or unknown or (rare and commonness(name.text, lang_a) < 2)
    if marked and name.text.lower() == word.text and (lists or not has_forms(word.text, lang_b)):
        return 0.7 if commonness(name.text, lang_b) < 4 or lang_a != lang_b else 0.0
    return 0.7 if pair.kind == "inflected" and name.marked and (rare or restored) and lang_a != lang_b else 0.0


def _wordlike(name: str, word: str, lang_a: str, lang_b: str) -> bool:
    """Tell whether the target's language has the word, so that a translator may well write it small; or the source's
    has, so that it was a title: First Lady."""
    return (
        namelike(name, lang_a, lang_b) < 0.5
        or namelike(name, lang_b, lang_a) < 0.8
        or commonness(word, lang_b) >= 5.5
        or (commonness(word, lang_b) >= 3.5 and has_forms(word, lang_b))
    )


_ADJECTIVAL = {
    **dict.fromkeys(("cs", "sk"), ("á", "é", "ý", "ou", "ých", "ým", "ými", "ého", "ému", "i")),
    **dict.fromkeys(("uk", "be"), ("и", "ів", "яни", "ян")),
    **dict.fromkeys(("hr", "sr", "bs", "sl"), ("i", "ih", "im")),
    "pl": ("i", "ie", "ich", "im", "ą", "y"),
}
"""Endings by which the adjectives and peoples of languages are told from the places they are made from."""


def adjective(word: str) -> bool:
    """Tell whether a Cyrillic word is made from a name by -ск- and is thus written small: трамповский."""
    return regex.search("[сцз]т?[ьк]?к|(?:[oi]v[eyaioě]|sk[aeiyou]|ansk|ijsk)(?:m|ho|ch|mu|mi)?$", word) is not None


def _among_small(matching: Matching, pair: Pair) -> bool:
    """Tell whether another word of the name is the same and small, too: then it is a title, first lady."""
    return any(
        abs(other.here - pair.here) == 1
        and other.there - pair.there == other.here - pair.here
        and not matching.there[other.there].capital
        for other in matching.pairs
    )


def _composed(word: str, lists: Sequence[WordList]) -> bool:
    """Tell whether a word is made of two that a list has: turbolift, pushbacks."""
    return any(word[:at] in words and word[at:] in words for words in lists for at in range(3, len(word) - 2))


def has_forms(word: str, lang: str, endings: tuple[str, ...] = ("s", "es", "e", "a")) -> bool:
    """Tell whether a language has a plural or a feminine of a word about as often: then it is a word, not a name.

    Nothing is told where names take such endings, too: Williama.
    """
    if declines(lang):
        return False
    common = commonness(word, lang)
    return any(commonness(word + ending, lang) > max(1.0, common - 1.3) for ending in endings)

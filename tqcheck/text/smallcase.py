"""Names written without their capital."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import regex

from tqcheck.model import Batch, Segment
from tqcheck.text.characters import CASED, script_of
from tqcheck.text.exonyms import has_place, places
from tqcheck.text.finding import Finding
from tqcheck.text.inflection import declines, stem
from tqcheck.text.languages import base
from tqcheck.text.matching import Habits, Matching, Pair, beside_same
from tqcheck.text.mentions import NOUNS_CAPITAL, atoms, commonness
from tqcheck.text.namehood import likely_name, namelike
from tqcheck.text.transliteration import likeness
from tqcheck.text.witnesses import comparisons


class Capitals(NamedTuple):
    """How often the targets of a batch write the stem of a word with a capital, and how often small."""

    capital: Counter[str]
    lower: Counter[str]


def capitals(batch: Batch) -> dict[str, Capitals]:
    found: dict[str, Capitals] = {}
    for target, tag in dict.fromkeys((segment.target, segment.target_lang) for segment in batch.segments):
        lang = base(tag)
        counts = found.setdefault(lang, Capitals(Counter(), Counter()))
        words = atoms(target, lang)
        counts.capital.update(stem(word.fold, lang) for word in words if word.capital and not word.opens)
        counts.lower.update(stem(word.fold, lang) for word in words if not word.capital)
    return found


def small_here(segment: Segment, known: Capitals | None) -> Iterator[Finding]:
    """Yield the words that the target writes small here, and the rest of the batch with a capital, always."""
    lang = base(segment.target_lang)
    if known is None or lang in NOUNS_CAPITAL:
        return
    sources = {
        word.fold for _, text, _, lang, _ in comparisons(segment) for word in atoms(text, lang) if not word.capital
    }
    for word in atoms(segment.target, lang):
        if word.capital or len(word.fold) < 4 or word.fold in sources or script_of(word.text[0]) not in CASED:
            continue
        trunk = stem(word.fold, lang)
        if known.capital[trunk] >= 3 * known.lower[trunk] and _is_name(word.text, lang):
            yield Finding(
                "lowercased", None, (word.start, word.end), word.text, word.text.capitalize(), 0.8, "document"
            )


def _is_name(word: str, lang: str) -> bool:
    """Tell whether a word in small letters is hardly a word of the language."""
    common = commonness(word, lang)
    return common < 5 and namelike(word, lang) >= 0.8 and not (common >= 3 and has_forms(word, lang))


def small_places(segment: Segment) -> Iterator[Finding]:
    """Yield the places that the target writes small: a country or a city that its language has no common word for."""
    lang = base(segment.target_lang)
    words = atoms(segment.target, lang)
    for first, after, code in places(segment.target, lang):
        word = words[first]
        if (
            after == first + 1
            and not word.capital
            and script_of(word.text[0]) in CASED
            and len(word.text) > 3
            and not code.startswith("language")
            and commonness(word.text, lang) < 3.5
            and has_place(word.text, lang)
            and not has_forms(word.text, lang)
        ):
            yield Finding(
                "lowercased", None, (word.start, word.end), word.text, word.text.capitalize(), 0.7, "document"
            )


def lowered(matching: Matching, pair: Pair, habits: Habits, lang_a: str, lang_b: str) -> float:
    """Return how sure it is that a word in small letters has lost a capital that its counterpart has."""
    name, word = matching.here[pair.here], matching.there[pair.there]
    if word.capital or script_of(word.text[0]) not in CASED:
        return 0.0
    if pair.kind == "inflected" and not declines(lang_b) and word.fold != name.fold + "s":
        return 0.0  # natural → naturales: an adjective
    if pair.kind == "alike" and (
        likeness(name.fold, word.fold) < 0.85 or script_of(name.fold[0]) == script_of(word.fold[0])
    ):
        return 0.0
    trunk = stem(word.fold, lang_b)
    capital, lower = habits.capital_there[trunk], habits.lower_there[trunk] - 1
    common = commonness(name.text, lang_b)
    # What the target's language has as a word, a translator may well write small
    wordlike = pair.kind != "alike" and (
        namelike(name.text.casefold(), lang_b, lang_a) < 0.8
        or commonness(word.text, lang_b) >= 5.5
        or (common >= 3.5 and has_forms(word.text, lang_b))
    )
    if capital:
        doubtful = (wordlike and (lang_a == lang_b or capital < 3)) or (len(word.fold) < 4 and capital < 3)
        return 0.9 if capital >= 2 * lower and not doubtful else 0.0
    if wordlike or len(word.fold) < 3:
        return 0.0
    rare = commonness(word.text, lang_b) < 2
    if pair.kind != "alike" and beside_same(matching, pair) and (rare or not lower):
        return 0.8
    if lower > 0 or habits.lower_here[habits.here(name.fold)]:
        return 0.0
    if pair.kind == "alike":
        uncommon = commonness(word.fold, lang_b) < 3 and likely_name(name, lang_a, lang_b) > 0.8
        return 0.7 if name.marked and uncommon and not _adjective(word.fold) else 0.0
    marked = name.marked or (lang_a in NOUNS_CAPITAL and not name.opens and rare and commonness(name.text, lang_a) < 2)
    if marked and name.text.lower() == word.text and not has_forms(word.text, lang_b):
        return 0.7 if common < 4 or lang_a != lang_b else 0.0
    return 0.0


def _adjective(word: str) -> bool:
    """Tell whether a Cyrillic word is made from a name by -ск- and is thus written small: трамповский."""
    return regex.search("[сцз]т?[ьк]?к", word) is not None


def has_forms(word: str, lang: str, endings: tuple[str, ...] = ("s", "es", "e", "a")) -> bool:
    """Tell whether a language has a plural or a feminine of a word about as often: then it is a word, not a name."""
    common = commonness(word, lang)
    return any(commonness(word + ending, lang) > max(1.0, common - 1.3) for ending in endings)

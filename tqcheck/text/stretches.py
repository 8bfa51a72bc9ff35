"""Stretches of a target that are not in its language: source left in, another script, an engine's own words."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

import regex

from tqcheck.text.characters import UNSPACED, script_of, scripts
from tqcheck.text.identification import written_in
from tqcheck.text.languages import base
from tqcheck.text.lexicon import frequencies
from tqcheck.text.memo import Memo
from tqcheck.text.numerals import lowered_words
from tqcheck.text.ownwords import Token, own_words


class Stretch(NamedTuple):
    """`target[start:end]` is in `lang`.

    `copied` if it stands in the source like that; `whole` if little else is in the target.
    """

    start: int
    end: int
    lang: str
    copied: bool
    whole: bool


@lru_cache(maxsize=4096)
def stretches(target: str, target_lang: str, source: str, source_lang: str) -> tuple[Stretch, ...]:
    """Return the stretches of `target` in the source's language or in English, left to right.

    Names, titles, addresses and originals in parentheses are left alone. What a single word says is
    weak: it counts if it is common there, unknown here, and stands in the source.
    """
    expected, other = base(target_lang), base(source_lang)
    abroad = [lang for lang in dict.fromkeys((other, "en")) if lang and lang != expected]
    if not expected or not (
        _has_other_scripts(target, expected) or any(_may_be_in(target, source, expected, lang) for lang in abroad)
    ):
        return ()
    tokens = own_words(target)
    originals = own_words(source)
    copied = frozenset(token.text.lower() for token in originals)
    if _is_headline(originals):  # Every Word Has a Capital There: a capital says nothing of names
        tokens = tuple(token._replace(named=False) if token.text.lower() in copied else token for token in tokens)
    same = target.strip() == source.strip()
    found = list(_other_scripts(target, tokens, expected, other, source))
    for lang in abroad:
        for stretch in _in_language(target, tokens, expected, lang, copied, same):
            if not any(stretch.start < one.end and one.start < stretch.end for one in found):
                found.append(stretch)
    if same and any(stretch.copied for stretch in found):
        return (Stretch(0, len(target), other, True, True),)
    if found and _share_of_letters(target, found) >= 0.8:
        found = [stretch._replace(whole=True) for stretch in found]
    return tuple(sorted(found))


_SMALL_IN_TITLES_RE = regex.compile("an?|the|of|in|on|at|to|for|and|or|as|by|but|nor|vs|from|with", regex.IGNORECASE)


def _is_headline(tokens: tuple[Token, ...]) -> bool:
    long = [token for token in tokens if not _SMALL_IN_TITLES_RE.fullmatch(token.text)]
    return len(long) >= 4 and all(token.text[0].isupper() for token in long)


def _share_of_letters(target: str, found: list[Stretch]) -> float:
    letters = sum(map(str.isalpha, target))
    return sum(map(str.isalpha, "".join(target[stretch.start : stretch.end] for stretch in found))) / max(letters, 1)


def _has_other_scripts(target: str, expected: str) -> bool:
    own = written_in(expected)
    return bool(own) and own != {"Zyyy"} and not own.issuperset(one for one in scripts(target) if one != "Latn")


def _other_scripts(target: str, tokens: tuple[Token, ...], expected: str, other: str, source: str) -> Iterator[Stretch]:
    """Yield runs in a script that the target's language is not written in; Latin ones may be names."""
    if not _has_other_scripts(target, expected):
        return
    own = written_in(expected)
    run: list[tuple[int, int]] = []

    def close() -> Iterator[Stretch]:
        if not run:
            return
        start, end = run[0][0], run[-1][1]
        text = target[start:end]
        letters = [char for char in text if script_of(char)]
        unspaced = script_of(text[0]) in UNSPACED
        script = script_of(text[0])
        # in kana, one or two are a loan: a shop's の; elsewhere a single letter is a symbol
        enough = 1 if script == "Hani" else 3 if script in {"Hira", "Kana"} and "Hani" in own else 1 if unspaced else 2
        if len(letters) >= enough:
            lang = other if script in written_in(other) else ""
            yield Stretch(start, end, lang, text in source, False)
        run.clear()

    for token in tokens:
        for start, end, script in _by_script(token):
            foreign = script not in own and script not in {None, "Latn", "Zyyy"}
            if script == "Hani" and expected == "ko":
                foreign = end - start > 2
            if script == "Hang" and expected in {"zh", "ja"}:
                foreign = True
            if foreign:
                if run and not _only_marks(target[run[-1][1] : start]):
                    yield from close()
                run.append((start, end))
            else:
                yield from close()
    yield from close()


def _by_script(token: Token) -> Iterator[tuple[int, int, str | None]]:
    start = token.start
    script = token.script
    for place, char in enumerate(token.text, token.start):
        here = script_of(char)
        if here is not None and here != script and not _joins(char):
            if place > start:
                yield start, place, script
            start, script = place, here
    yield start, token.end, script


def _joins(char: str) -> bool:
    return char in "'’ー々"


def _only_marks(text: str) -> bool:
    return not any(char.isalpha() for char in text) and len(text) < 12


_FLOOR = 1e-8
_STRONG = 1.0
_STRETCH = 4.0
"""Powers of ten by which a copied stretch must be likelier in the other language."""
_CHATTER = 8.0
"""The same where it does not stand in the source."""


def _in_language(
    target: str, tokens: tuple[Token, ...], expected: str, lang: str, copied: frozenset[str], same: bool
) -> Iterator[Stretch]:
    """Yield the stretches whose words are likelier in `lang`: the best first, as long as they are good enough."""
    here, there = frequencies(expected), frequencies(lang)
    leanings = _leanings(expected, lang)
    weights = [_weight(token, leanings, copied, lang, same) for token in tokens]
    if not any(weight >= _STRONG for weight in weights):
        return
    first = 0
    while first < len(tokens):
        best, start, end = _heaviest(weights, first)
        if end <= start:
            return
        after = end
        start, end = _without_names(tokens, weights, start, end)
        run = tokens[start:end]
        plain = all(token.text[0].islower() for token in tokens[max(0, start - 1) : end + 1])
        if len(run) == 1 and not here and run[0].script in written_in(expected):
            pass  # of a language without a list nobody knows what it has borrowed
        elif len(run) == 1 and plain and _is_small_word(run[0], here, there):
            yield Stretch(run[0].start, run[0].end, lang, run[0].text.lower() in copied, False)
        elif not _is_quoted(target, run):
            is_copied = _judge(run, weights[start:end], best, copied, here, there, lang, same)
            if is_copied is not None:
                yield Stretch(run[0].start, run[-1].end, lang, is_copied, False)
        first = after


def _without_names(tokens: tuple[Token, ...], weights: list[float], start: int, end: int) -> tuple[int, int]:
    """Return the place of the one word that was left beside a name, or the whole stretch: names have small words too.

    `Cuerden expresó` has one, Ústí nad Labem is a name.
    """
    first, last = start, end
    while last - first > 1 and tokens[first].named and weights[first] < _STRONG:
        first += 1
    while last - first > 1 and tokens[last - 1].named and weights[last - 1] < _STRONG:
        last -= 1
    within = first and tokens[first - 1].named and last < len(tokens) and tokens[last].named
    return (first, last) if last - first == 1 and not within else (start, end)


def _is_small_word(token: Token, here: Mapping[str, float], there: Mapping[str, float]) -> bool:
    """Tell whether a word holds sentences together in the other language, and is next to nothing in this one."""
    abroad = _share(token.text.lower(), there)
    return abroad >= _HOLDS_TOGETHER and _share(token.text.lower(), here) <= min(_RARE, abroad / _MANY)


_HOLDS_TOGETHER = 10**-2.6
_RARE = 10**-5.0
_MANY = 1000


class _Leaning(NamedTuple):
    """How much likelier a word is in the other language, in powers of ten; None if it cannot be of that language.

    `guessed`: nothing is known of the other language, so that only a copied word that is no name counts.
    """

    weight: float | None
    guessed: bool = False


@lru_cache(maxsize=64)
def _leanings(expected: str, lang: str) -> Memo[str, _Leaning]:
    """Return `lower-case word → how it leans` between the language of a target and another."""
    here, there = frequencies(expected), frequencies(lang)
    own, others = written_in(expected), written_in(lang)

    def leaning(word: str) -> _Leaning:
        script = script_of(word[0])
        if script not in others or not (here or there):
            return _Leaning(None)
        at_home, abroad = _share(word, here) if script in own else 0.0, _share(word, there)
        if not there:  # a word unknown here that stands in the source
            return _Leaning(-1.0) if at_home else _Leaning(1.2, guessed=True)
        if not here and script in own:
            return _Leaning(max(-3.0, min(1.5, math.log10((abroad + _FLOOR) / (1e-6 + _FLOOR)))))
        return _Leaning(max(-3.0, min(3.0, math.log10((abroad + _FLOOR) / (at_home + _FLOOR)))))

    return Memo(leaning)


_COPIED, _NOT_COPIED = 0.3, 0.5
"""What a word gains if it stands in the source, and loses if it does not."""


def _weight(token: Token, leanings: Mapping[str, _Leaning], copied: frozenset[str], lang: str, same: bool) -> float:
    word = token.text.lower()
    weight, guessed = leanings[word]
    if weight is None:
        return -3.0
    if guessed and (token.named or word not in copied):
        weight = -1.0
    if token.named and not same:
        weight = max(-1.0, min(0.7 if lang == "de" else 0.2, weight))
    if word in copied:
        return weight + _COPIED if weight > -1 else weight
    return weight - _NOT_COPIED


@lru_cache(maxsize=64)
def _telling(expected: str, lang: str) -> Memo[str, int]:
    """Return `lower-case word → whether it may begin a stretch`: anywhere (2), where it is copied (1), or never (0)."""
    leanings = _leanings(expected, lang)

    def telling(word: str) -> int:
        weight, guessed = leanings[word]
        if weight is None or weight + _COPIED < _STRONG:
            return 0
        return 2 if weight - _NOT_COPIED >= _STRONG and not guessed else 1

    return Memo(telling)


def _may_be_in(target: str, source: str, expected: str, lang: str) -> bool:
    """Tell whether a word of the target is likely enough in another language to look at what stands around it."""
    telling, found = _telling(expected, lang), lowered_words(target)
    if not telling.any(found):
        return False
    originals = source.lower()
    return any(telling[word] == 2 or (telling[word] and word in originals) for word in found)


def _share(word: str, shares: Mapping[str, float]) -> float:
    share = shares.get(word)
    if share is None and ("'" in word or "’" in word):
        word = word.replace("’", "'")
        share = shares.get(word)
        if share is None:
            share = min(shares.get(part, 0.0) for part in word.split("'"))
    return share or 0.0


def _heaviest(weights: list[float], first: int) -> tuple[float, int, int]:
    """Return the first stretch from `first` on whose sum cannot be bettered before it falls to nothing."""
    best = total = 0.0
    start = here = end = first
    for index in range(first, len(weights)):
        if total <= 0:
            if best > 0:
                break
            total, here = 0.0, index
        total += weights[index]
        if total > best:
            best, start, end = total, here, index + 1
        elif best >= _STRETCH and total < best - 4:
            break
    return best, start, end


_FUNCTION_WORD = 10**-2.9
_COMMON = 10**-5.5


def _judge(
    run: tuple[Token, ...],
    weights: list[float],
    total: float,
    copied: frozenset[str],
    here: Mapping[str, float],
    there: Mapping[str, float],
    lang: str,
    same: bool,
) -> bool | None:
    """Tell whether a stretch is copied from the source (True) or not (False); None if it is no evidence."""
    known = [token.text.lower() in copied for token in run]
    is_copied = sum(known) >= 0.7 * len(run)
    plain = [t for t, weight in zip(run, weights, strict=True) if weight >= _STRONG and not t.named]
    if same and is_copied:
        return True if total >= 1.5 and any(_share(t.text.lower(), there) >= _COMMON for t in plain) else None
    if all(known) and len(run) <= 2:
        return True if _are_left_over(run, here, there, lang) else None
    content = [t for t in plain if _share(t.text.lower(), there) < _FUNCTION_WORD and t.text[0].islower()]
    capitals = sum(t.text[0].isupper() and t.named for t in run)
    if not content and (len(run) < 5 or (capitals > 1 and lang != "de")):
        return None  # Newport on the Levee; Citizens for Responsibility and Ethics
    if run[0].named and capitals == 1 and len(run) <= 4 and lang not in {"de", "en"}:
        return None  # an association: Sdružení nezávislých kandidátů
    if is_copied:
        return True if len(run) >= 3 and total >= _STRETCH and (len(plain) > 2 or (plain[1:] and total >= 5)) else None
    return False if total >= _CHATTER and len(plain) >= 4 else None


_COMPANIES = frozenset(
    "ehf ohf slhf gmbh mbh kgaa sro doo oyj abp aps srl spa sarl sas ltda bhd tbk kft zrt nyrt asa ооо оао зао пао тов eood jsc".split()
)
"""What a company is by law: part of its name, in small letters too."""


def _are_left_over(run: tuple[Token, ...], here: Mapping[str, float], there: Mapping[str, float], lang: str) -> bool:
    """Tell whether one or two copied words are ordinary ones that were forgotten, not names or loans.

    English lends its words to all; so from English only what is common there is taken for forgotten.
    """
    for token in run:
        word = token.text.lower()
        at_home, abroad = _share(word, here), _share(word, there)
        if (
            word in _COMPANIES
            or len(word) < 3
            or abroad < (10**-4.7 if lang == "en" else 10**-6.2 if at_home or token.text[0].isupper() else 10**-7)
        ):
            return False
        if at_home > (10**-6.5 if lang == "en" or abroad < 10**-4.7 else 10**-5.7):
            return False
        if token.text[0].isupper() and (
            lang != "de"  # a name that begins both sentences
            or abroad < 10**-4.6
            or at_home > 0
            or len(word) < 4
            or (token.named and len(run) > 1)
        ):
            return False
    return True


_QUOTES = frozenset("\"'“”„«»‘’‚‹›「」『』《》")


def _is_quoted(target: str, run: tuple[Token, ...]) -> bool:
    """Tell whether a few words are quoted as such, or explained in parentheses after."""
    before, after = target[: run[0].start].rstrip()[-1:], target[run[-1].end :].lstrip()[:2]
    if len(run) <= 3 and before in _QUOTES and after[:1] in _QUOTES:
        return bool(before and after)
    return "(" in after.strip("".join(_QUOTES))[:1] or (
        len(run) <= 3 and target[run[0].end : run[-1].end].count("-") >= 2
    )

"""Which units of a target answer which of the source, conversions allowed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import regex

from tqcheck.text.languages import base
from tqcheck.text.numbers import find_numbers, spelled_numbers
from tqcheck.text.numerals import WORD_RE, counts, magnitude_words
from tqcheck.text.units import DIMENSION, Unit, converts, find_units, knows_units


class Swap(NamedTuple):
    """A unit of the source and the other one that stands for it in the target.

    Without a unit in the source, its number is a year or an age.
    """

    source: Unit | None
    target: Unit


class _Measured(NamedTuple):
    unit: Unit
    values: tuple[float, ...]


_NUMBERED = frozenset({"zh", "ja", "ko", "th", "vi"})
"""Languages whose months and days are numbers with a unit behind: a bare number may get one."""


_MOST = 300
"""Units of both sides beyond which a text is a table, not a sentence."""


@lru_cache(maxsize=4096)
def swapped_units(source: str, source_lang: str, target: str, target_lang: str) -> tuple[Swap, ...]:
    """Return the units that became others, left to right.

    Both must be unexplained: nothing in the source is measured in the target's unit, nothing in the
    target in the source's; or the same number stands with one here and with the other there. A number
    that was converted explains its unit.

    >>> [swap.target.text for swap in swapped_units("20 years ago", "en", "hace 20 meses", "es")]
    ['meses']
    >>> swapped_units("20 years ago", "en", "hace dos décadas", "es")
    ()
    """
    if not (knows_units(source_lang) and knows_units(target_lang)):
        return ()
    asked = tuple(unit for unit in find_units(source, source_lang) if not _is_named(source, unit, base(source_lang)))
    given = tuple(unit for unit in find_units(target, target_lang) if not _is_named(target, unit, base(target_lang)))
    if len(asked) + len(given) > _MOST:
        return ()
    swaps = list(_swapped_magnitudes(source, source_lang, target, target_lang))
    if given:
        left, right = _measured(source, source_lang, asked), _measured(target, target_lang, given)
        swaps += _swaps(left, right)
        if base(target_lang) not in _NUMBERED:
            known = {name for unit in asked for name in unit.names}
            bare = _bare_numbers(source, source_lang, asked)
            swaps += (
                Swap(None, one.unit)
                for one in right
                if known.isdisjoint(one.unit.names)
                and not any(swap.target == one.unit for swap in swaps)
                and _is_no_date(one, bare)
            )
    return tuple(swaps)


_NO_UNIT_RE = regex.compile(
    r"[時时][間间] | (?:星期|礼拜|禮拜|[周週])(?=[一二三四五六日天末刊報报]) | (?<=[多余餘])年 | 年(?=\s?\p{Nd}|[末始初]) | 日(?=曜)",
    regex.VERBOSE,
)
"""Time, weekdays, more than ten years, the year of a date: without a number they measure nothing."""
_YEAR_RE = regex.compile(r"\s(?:1[5-9]|20)\p{Nd}{2}\b")


def _is_named(text: str, unit: Unit, lang: str) -> bool:
    """Tell whether a unit is part of a name or a date: Navy Day, the Daily Monitor, árið 1969."""
    if unit.number is not None:
        return False
    within = lang != "de" and text[: unit.start].rstrip()[-1:].isalnum()  # German nouns all have a capital
    if _NO_UNIT_RE.match(text, unit.start):
        return True
    return (within and unit.text[0].isupper()) or ("year" in unit.names and _YEAR_RE.match(text, unit.end) is not None)


def _measured(text: str, lang: str, units: tuple[Unit, ...]) -> list[_Measured]:
    """Return each unit with the readings of its number, none if it has none."""
    numbers = find_numbers(text, lang)
    words = spelled_numbers(text, lang)
    measured = []
    for unit in units:
        values: tuple[float, ...] = ()
        if unit.number:
            values = next((n.values for n in numbers if n.start <= unit.number[0] < n.end), ())
        else:
            values = next((n.values for n in words if n.start < unit.start <= n.end + 2), ())
        measured.append(_Measured(unit, values))
    return measured


def _swaps(asked: list[_Measured], given: list[_Measured]) -> Iterator[Swap]:
    asked_names = Counter(name for one in asked for name in one.unit.names)
    given_names = Counter(name for one in given for name in one.unit.names)
    used: set[int] = set()
    for there in given:
        for index, here in enumerate(asked):
            if index in used or not _same_dimension(here.unit, there.unit) or here.unit.names & there.unit.names:
                continue
            if _is_conversion(here, there):
                continue
            same_number = bool(set(here.values[:2]) & set(there.values[:2]))
            unexplained = (
                not any(asked_names[name] for name in there.unit.names)
                and not any(given_names[name] for name in here.unit.names)
                and not (here.values and there.values and not same_number)
            )
            if unexplained or (same_number and not _stands(here, given) and not _stands(there, asked)):
                used.add(index)
                yield Swap(here.unit, there.unit)
                break


def _same_dimension(one: Unit, other: Unit) -> bool:
    return bool({DIMENSION[name] for name in one.names} & {DIMENSION[name] for name in other.names})


def _stands(one: _Measured, others: list[_Measured]) -> bool:
    """Tell whether the other side has the same unit with the same number."""
    return any(one.unit.names & other.unit.names and set(one.values) & set(other.values) for other in others)


def _is_conversion(here: _Measured, there: _Measured) -> bool:
    """Tell whether the numbers of both are one measure in two units; one without a number is one."""
    return any(
        converts(value, name, other_value, other_name)
        for value in here.values[:2] or (1.0,)
        for other_value in there.values[:2] or (1.0,)
        for name in here.unit.names
        for other_name in there.unit.names
    )


def _bare_numbers(text: str, lang: str, units: tuple[Unit, ...]) -> set[float]:
    places = [unit.number[0] for unit in units if unit.number]
    return {
        number.value
        for number in find_numbers(text, lang)
        if not any(number.start <= place < number.end for place in places)
    }


def _is_no_date(measured: _Measured, bare: set[float]) -> bool:
    """Tell whether a year or an age, a number that stands alone in the source, got a unit that no such thing has."""
    if measured.unit.number is None or bare.isdisjoint(measured.values[:1]):
        return False
    if 1500 <= measured.values[0] < 2100:
        return not measured.unit.names.isdisjoint(("month", "week", "day", "hour", "minute"))
    return 12 < measured.values[0] < 110 and not measured.unit.names.isdisjoint(("month", "week"))


def _swapped_magnitudes(source: str, source_lang: str, target: str, target_lang: str) -> Iterator[Swap]:
    """Yield millions without a figure that became billions."""
    asked, given = _magnitudes(source, source_lang), _magnitudes(target, target_lang)
    if not asked or not given:
        return
    known = {power for _, powers in asked for power in powers}
    answered = {power for _, powers in given for power in powers}
    lost = [unit for unit, powers in asked if answered.isdisjoint(powers)]
    wrong = [unit for unit, powers in given if known.isdisjoint(powers)]
    for before, after in zip(lost, wrong, strict=False):
        if before.number is None and after.number is None:
            yield Swap(before, after)


_THOUSAND = 3
_COUNTED_RE = regex.compile(r"\p{Nd}[\s-]?(?:\p{L}+\s)?$")


@lru_cache(maxsize=128)
def _big_words(lang: str) -> regex.Pattern[str] | None:
    """Return a pattern that finds the beginnings of words for a million and more; None where digits do it."""
    words = [] if lang in _NUMBERED else magnitude_words(lang, 6)
    return regex.compile("|".join(map(regex.escape, words)), regex.IGNORECASE) if words else None


def _magnitudes(text: str, lang: str) -> list[tuple[Unit, frozenset[int]]]:
    """Return the magnitude words from a million up, and their powers of ten."""
    big = _big_words(base(lang))
    if big is None or not big.search(text):
        return []
    found: list[tuple[Unit, frozenset[int]]] = []
    before: frozenset[int] = frozenset()
    end = 0
    counted = counts(base(lang))
    for match in WORD_RE.finditer(text):
        count = counted[match.group().lower()]
        powers = count.powers if count else frozenset()
        if before and match.start() - end <= 1:
            alone = powers if max(before) < _THOUSAND else frozenset()  # a hundred billion are billions, too
            powers = alone | {one + other for one in powers for other in before}
        before, end = powers, match.end()
        if powers and min(powers) >= 6:
            figure = _COUNTED_RE.search(text, max(0, match.start() - 12), match.start())
            place = figure.span() if figure else None
            found.append((Unit(frozenset(), match.group(), match.start(), end, place), powers))
    return found

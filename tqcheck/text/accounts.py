"""Which numbers of a target answer which of the source, and which of both stand without an answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

import regex
from rapidfuzz.distance import OSA

from tqcheck.model import Segment
from tqcheck.text.convertednumbers import is_compound_length, is_converted
from tqcheck.text.dates import find_named
from tqcheck.text.numbers import Number, find_numbers, spelled_numbers
from tqcheck.text.numerals import spells_numbers
from tqcheck.text.roundtrip import number_came_back, number_in_target
from tqcheck.text.units import find_units
from tqcheck.text.witnesses import comparisons, in_its_language

Kind = Literal["changed", "magnitude", "added", "missing"]


class Discrepancy(NamedTuple):
    """A number of the target without an origin, one of the source without an answer, or both as a pair."""

    kind: Kind
    source: Number | None
    target: Number | None


_MOST = 300
"""Numbers of both sides beyond which a text is a table, not a sentence: comparing all with all would take for ever."""


def of_kind(segment: Segment, kind: Kind) -> Iterator[Discrepancy]:
    """Yield where the numbers of a segment disagree in one way."""
    heard = {comparison.kind for comparison in comparisons(segment)}
    found: tuple[Discrepancy, ...] = ()
    if "source" in heard:
        source, target = segment.source or "", segment.target
        langs = segment.source_lang or "", segment.target_lang or ""
        found = discrepancies(source, langs[0], target, langs[1], in_its_language(segment))
    if "back-translation" in heard:
        found = tuple(one for one in found if not number_came_back(one.source, one.target, segment)) or _shown(segment)
    return (discrepancy for discrepancy in found if discrepancy.kind == kind)


def _shown(segment: Segment) -> tuple[Discrepancy, ...]:
    """Return where what came back disagrees with the source, if the target has the number that came back."""
    back, lang = segment.back_translation or "", segment.source_lang or ""
    shown = (
        one._replace(target=number_in_target(segment, one.target))
        for one in discrepancies(segment.source or "", lang, back, lang)
        if one.target
    )
    return tuple(one for one in shown if one.target)


@lru_cache(maxsize=4096)
def discrepancies(
    source: str, source_lang: str, target: str, target_lang: str, references: tuple[str, ...] = ()
) -> tuple[Discrepancy, ...]:
    """Return where the numbers of source and target disagree.

    Values are compared, not strings. A number of the target is explained by an equal one of the source,
    in digits or in words, by a month, by a reference, or by the arithmetic of a conversion.

    >>> [(d.kind, d.source.text, d.target.text) for d in discrepancies("The 56 men", "en", "Os 560 homens", "pt")]
    [('changed', '56', '560')]
    >>> discrepancies("550 pounds", "en", "250 kg", "de"), discrepancies("12 million", "en", "1200万", "zh")
    ((), ())
    """
    asked = find_numbers(source, source_lang)
    given = find_numbers(target, target_lang)
    if len(asked) + len(given) > _MOST:
        return ()
    asked_left, given_left = _unmatched(asked, given)
    words, spelled = spelled_numbers(source, source_lang), spelled_numbers(target, target_lang)
    if not (asked_left or given_left) and not (any(map(_is_plain, words)) and any(map(_is_plain, spelled))):
        return ()
    soft = {value for number in words for value in number.values} | _months(source, source_lang)
    backed: set[float] = set()
    for text in references:
        backed |= {value for number in find_numbers(text, target_lang) for value in number.values}
        backed |= {value for number in spelled_numbers(text, target_lang) for value in number.values}
    asked_left, given_left = _unmatched(_merged(source, asked_left), _merged(target, given_left))
    if _same_digits(asked_left, given_left):
        return ()
    half_days = bool(_HALF_DAY_RE.search(source) or _HALF_DAY_RE.search(target))
    all_asked = [value for number in asked for value in number.values]
    given_left = [
        number
        for number in given_left
        if not _explained(number, soft, all_asked, asked_left, half_days)
        and not _near_any(number.values, backed)
        and not is_converted(number, source, source_lang, asked, target, target_lang)
    ]
    if given_left:
        # what has an answer in words may still be what a wrong number came from; the closest pairs first
        pairs = list(_pairs(asked_left, given_left, lambda one, other: _distance(one, other) <= 1))
        pairs = [(one, other) for one, other in pairs if _is_tail(source, one) == _is_tail(target, other)]
        asked_left = [number for number in asked_left if number not in {one for one, _ in pairs}]
        given_left = [number for number in given_left if number not in {other for _, other in pairs}]
    else:
        pairs = []
    answers = {value for number in spelled for value in number.values}
    answers |= _months(target, target_lang)
    all_given = [value for number in given for value in number.values]
    asked_left = [
        number
        for number in asked_left
        if not _explained(number, answers, all_given, (), half_days)
        and not is_converted(number, target, target_lang, given, source, source_lang)
        and not (backed and not _near_any(number.values, backed))
    ]
    if not any(_is_tail(target, number) for number in given_left):
        asked_left = [number for number in asked_left if not _is_tail(source, number)]  # 新冠 is COVID-19
    if len(asked_left) == len(given_left) == 1:
        pairs += list(_pairs(asked_left, given_left, _are_alike))
        if pairs:
            asked_left = given_left = []
    if (
        (words or spelled)
        and spells_numbers(source_lang)
        and spells_numbers(target_lang)
        and not is_compound_length(source, source_lang)
        and not is_compound_length(target, target_lang)
    ):
        lost = _unexplained_words(words, answers, all_given, source, source_lang)
        if not given_left:
            made_up = _unexplained_words(spelled, soft | backed, all_asked, target, target_lang)
            pairs += list(_pairs(lost or asked_left, made_up, lambda one, other: True))
        elif not asked_left and len(given_left) == len(lost) == 1:
            pairs += list(_pairs(lost, given_left, _are_alike))
            given_left = [number for number in given_left if number not in {other for _, other in pairs}]
    found = [
        Discrepancy("magnitude" if _differ_in_magnitude(one, other) else "changed", one, other) for one, other in pairs
    ]
    for number in given_left:
        near = next((word for word in words if _is_slip(word, number)), None)
        if near is not None:
            found.append(Discrepancy("changed", near, number))
        elif (
            spells_numbers(source_lang)
            and not asked_left
            and _is_particular(number, target)
            and not _completes_date(number, target, target_lang, soft)
        ):
            found.append(Discrepancy("added", None, number))
    if not given_left:
        found += [
            Discrepancy("missing", number, None)
            for number in asked_left
            if _is_particular(number, source) and number.value >= 100
        ]
    return tuple(found)


_PLAIN = frozenset({2, 3, 4, 5, 6, 7, 8, 9, 11, 13, 14, 15, 16, 17, 18, 19, 20, 30, 40, 60, 70, 80, 90})
"""Values of words that count. A half, a decade, a dozen, a century only stand for 50, 10, 12, 100."""


def _is_plain(word: Number) -> bool:
    return word.value in _PLAIN and len(word.text) > 1


def _unexplained_words(
    words: Iterable[Number], answers: set[float], others: list[float], text: str, lang: str
) -> list[Number]:
    """Return the plain number words that nothing on the other side accounts for, measures and days left out."""
    known = {*answers, *others}
    plain = [number for number in words if _is_plain(number) and known.isdisjoint(number.values)]
    if not plain:
        return []
    named = [(one.start, one.end) for one in find_named(text, lang)]
    named += [(unit.start, unit.end) for unit in find_units(text, lang) if "foot" in unit.names]
    return [
        number._replace(values=(number.value,), digits=f"{number.value:.0f}")
        for number in plain
        if not any(start < number.end and number.start < end for start, end in named)
    ]


def _pairs(
    asked: list[Number], given: list[Number], fit: Callable[[Number, Number], bool]
) -> Iterator[tuple[Number, Number]]:
    """Yield pairs that fit, the closest first, each number once."""
    candidates = sorted(
        (_distance(one, other), abs(i - j), i, j) for i, one in enumerate(asked) for j, other in enumerate(given)
    )
    taken: set[tuple[str, int]] = set()
    for _, _, i, j in candidates:
        if ("s", i) not in taken and ("t", j) not in taken and fit(asked[i], given[j]):
            taken |= {("s", i), ("t", j)}
            yield asked[i], given[j]


def _are_alike(one: Number, other: Number) -> bool:
    """Tell whether one can stand for the other: a year for a year, a small number for a small one."""
    return _is_year(one) == _is_year(other)


def _is_year(number: Number) -> bool:
    return len(number.digits) == 4 and number.text.isdigit() and 1500 <= number.value < 2100


def _merged(text: str, numbers: list[Number]) -> list[Number]:
    """Join what stands side by side with a space or a hyphen between: a telephone number."""
    merged: list[Number] = []
    for number in numbers:
        if (
            merged
            and number.start - merged[-1].end == 1
            and text[merged[-1].end] in " -\N{NO-BREAK SPACE}"
            and not number.scale
            and len(merged[-1].digits) >= 3 <= len(number.digits)
        ):
            last = merged[-1]
            digits = last.digits + number.digits
            merged[-1] = Number(text[last.start : number.end], last.start, number.end, (float(digits[:300]),), digits)
        else:
            merged.append(number)
    return merged


def _unmatched(asked: Iterable[Number], given: Iterable[Number]) -> tuple[list[Number], list[Number]]:
    """Return the numbers of both sides that no equal one of the other side answers, each used once."""
    free = list(given)
    left = []
    for number in asked:
        partner = next((one for one in free if one.value == number.value), None) or next(
            (one for one in free if not {*one.values}.isdisjoint(number.values)), None
        )
        if partner is None:
            left.append(number)
        else:
            free.remove(partner)
    return left, free


def _near_any(values: Iterable[float], others: Iterable[float]) -> bool:
    known = set(others)
    return any(value in known for value in values)


def _months(text: str, lang: str) -> set[float]:
    return {float(named.value) for named in find_named(text, lang) if named.kind == "month"}


_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911}


_HALF_DAY_RE = regex.compile(r"\d\s?[ap]\.?\s?m\b|午後|午前|下午|上午|晚上|오후|오전|o'clock", regex.IGNORECASE)
"""Signs that hours are told by half days, as 3 p.m."""


def _explained(
    number: Number, soft: set[float], others: list[float], unmatched: Iterable[Number], half_days: bool
) -> bool:
    """Tell whether what the other side has in words, or in another fashion, accounts for a number.

    `unmatched` are numbers of the other side that want an answer: where one differs by a digit only, an
    article is no explanation of a 1.
    """
    if half_days and number.value <= 12 and number.value + 12 in others:
        return True
    if half_days and 12 < number.value <= 24 and (number.value - 12 in others or number.value - 12 in soft):
        return True
    rivals = [
        one for one in unmatched if one.digits != "00" and _distance(one, number) <= 1 and one.value != number.value
    ]
    for value in number.values:
        if value == 0 and (not rivals or number.digits == "00"):
            return True
        if value in soft and not (rivals and value == 1):
            return True
        if value in others and not any(len(one.digits) == len(number.digits) for one in rivals):
            return True  # said twice
        if value in (1, 2) and not rivals:
            return True  # articles, duals, halves: every language has its own way
        if any(_is_same_time_or_year(value, other) for other in (*others, *soft)) and not rivals:
            return True
    return False


def _is_same_time_or_year(value: float, other: float) -> bool:
    low, high = sorted((value, other))
    if {low, high} <= {7, 24, 365}:
        return True  # round the clock
    if high == low + 12 and low <= 12:
        return True  # 3 p.m. is 15:00
    if 1800 <= high < 2100 and high % 100 == low and low < 100:
        return True  # the 1990s and the 90s
    if high - low in (543, 2018, 1988, 1925) and (high > 2400 or low < 65):
        return True  # Buddhist and Japanese years
    return 13 <= low <= 21 and high // 100 == low - 1 and high % 10 == 0  # the 1880s, and the 80s of the 19th century


def _same_digits(asked: list[Number], given: list[Number]) -> bool:
    """Tell whether the same digits are only grouped otherwise: telephone numbers, 2021-22."""
    if not asked or not given or len(asked) + len(given) < 3:
        return False
    return "".join(number.digits for number in asked) == "".join(number.digits for number in given)


def _distance(one: Number, other: Number) -> float:
    """Return how many slips of the pen lie between two numbers, by their digits."""
    if _differ_in_magnitude(one, other):
        return 0.5
    left, right = one.digits.lstrip("0") or "0", other.digits.lstrip("0") or "0"
    if one.scale != other.scale:
        left, right = f"{one.value:.0f}", f"{other.value:.0f}"
    return float(OSA.distance(left, right))


def _differ_in_magnitude(one: Number, other: Number) -> bool:
    """Tell whether the same figure stands with another magnitude: million, billion."""
    if not one.value or not other.value or not (one.scale and other.scale):
        return False
    ratio = max(one.value, other.value) / min(one.value, other.value)
    return any(abs(ratio / 10**power - 1) < 1e-9 for power in range(1, 13))


def _is_slip(word: Number, number: Number) -> bool:
    """Tell whether digits are a number word's but for one digit more or another: six, 60."""
    return any(
        value == int(value)
        and value >= 3
        and OSA.distance(str(int(value)), number.digits) == 1
        and len(number.digits) == len(str(int(value))) + 1
        for value in word.values
    )


def _is_particular(number: Number, text: str) -> bool:
    """Tell whether a number is too particular to be rephrased or made up.

    A part of a name is not: COVID-19, 247sports.
    """
    return not _in_name(text, number) and len(number.digits.strip("0")) >= 2 and number.value >= 13


_DATE = 14
"""Characters between the month and the year of a date: *26 July, 2020*, *July 26th of 2020*."""


def _completes_date(number: Number, text: str, lang: str, months: set[float]) -> bool:
    """Tell whether a number is the year that a translator added to a date of the other side."""
    return _is_year(number) and any(
        named.kind == "month"
        and named.value in months
        and (0 <= number.start - named.end <= _DATE or 0 <= named.start - number.end <= _DATE)
        for named in find_named(text, lang)
    )


def _in_name(text: str, number: Number) -> bool:
    after, before = text[number.end : number.end + 1], text[number.start - 1 : number.start]
    return after.isalpha() or before.isalpha() or _is_tail(text, number)


def _is_tail(text: str, number: Number) -> bool:
    """Tell whether a number is the tail of a name: COVID-19."""
    before = text[max(0, number.start - 2) : number.start]
    return len(before) == 2 and before[1] == "-" and before[0].isalpha()

"""The numbers of a text as values: digits of any script and notation, magnitudes, number words."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

import regex

from tqcheck.text.identification import ADDRESS_RE
from tqcheck.text.languages import base, language
from tqcheck.text.numerals import (
    CJK_NUMERAL,
    SCALES,
    TEENS,
    TENFOLD,
    WORD_RE,
    Count,
    cjk_value,
    counts,
    lowered_words,
    magnitude,
)


class Number(NamedTuple):
    """A number at `text[start:end]`.

    `values` are its readings, the likeliest first: `1.234` is 1234 in German, or 1.234. `digits` are
    its own digits without signs; `scale` the power of ten of a magnitude word behind it, 0 if there
    is none; `spelled` if it is written in words.
    """

    text: str
    start: int
    end: int
    values: tuple[float, ...]
    digits: str
    scale: int = 0
    spelled: bool = False

    @property
    def value(self) -> float:
        """Return the likeliest reading."""
        return self.values[0]


_DIGITS_RE = regex.compile(
    r"""
    (?<![\p{Nd}])
    (?:
        \p{Nd}{1,3} (?: [\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}\ '’] \p{Nd}{3} )+
        (?! \p{Nd} )                                                                # 20 000, 1'234
        (?: [.,] \p{Nd}+ (?! [.,]?\p{Nd} ) )?
      | \p{Nd}+ (?: [.,٬٫] \p{Nd}+ )*                                                # 1,234.5
    )
    """,
    regex.VERBOSE,
)
_DIGIT_RE = re.compile(r"\d")  # the standard library's is quicker at this
_LETTER_RE = regex.compile(r"\p{L}")
_SCALE_RE = regex.compile(rf"\s?(?P<scale>(?:[{''.join(SCALES)}](?![瓦克米卡赫]))+)")
_CJK_RE = regex.compile(f"[{CJK_NUMERAL}]+")


@lru_cache(maxsize=4096)
def find_numbers(text: str, lang: str) -> tuple[Number, ...]:
    """Return the numbers that `text` writes with digits, left to right.

    Read as a writer of `lang` would mean them, with other readings behind. Parts of dates, times and
    scores come one by one.

    >>> [number.value for number in find_numbers("1.234,5 Euro und 3 Mio. am 1.2.2020", "de")]
    [1234.5, 3000000.0, 1.0, 2.0, 2020.0]
    >>> [number.value for number in find_numbers("1億5000万円", "ja")]
    [150000000.0]
    """
    if not _DIGIT_RE.search(text):
        return ()
    numbers: list[Number] = []
    addresses = (
        [m.span() for m in ADDRESS_RE.finditer(text) if _LETTER_RE.search(m.group())]
        if "/" in text or "@" in text or "#" in text
        else []
    )
    for match in _DIGITS_RE.finditer(text):
        start, end = match.span()
        if (numbers and start < numbers[-1].end) or any(a <= start < b for a, b in addresses):
            continue
        for first, last in _parts(text, start, end, lang):
            share = _TENTHS_RE.match(text, first) if base(lang) in _COUNTING_TENTHS else None
            numbers.append(_tenths(share) if share else _scaled(text, first, last, lang))
    return tuple(_with_ranges(text, _joined(text, numbers)))


_TENTHS_RE = regex.compile(
    r"(?P<tenths>\p{Nd})(?:[割成])(?![立功員员為为長长本年人果])(?:(?P<hundredths>\p{Nd})分)?(?:(?P<thousandths>\p{Nd})厘)?"
)
_COUNTING_TENTHS = frozenset({"ja", "zh", "yue"})


def _tenths(match: regex.Match[str]) -> Number:
    """Return a share in tenths as a percentage, with other readings behind: 3割5分 is 35, or 0.35.

    The third reading is that of its digits, as in a batting average of .350.
    """
    digits = _plain("".join(match.group(name) or "" for name in ("tenths", "hundredths", "thousandths")))
    share = int(digits) / 10 ** len(digits)
    values = (round(share * 100, 6), round(share, 6), float(digits))
    return Number(match.group(), *match.span(), values, digits)


def _parts(text: str, start: int, end: int, lang: str) -> list[tuple[int, int]]:
    """Return the places of the numbers in a run of digits and separators: a date is three."""
    run = text[start:end]
    separators = [char for char in run if not char.isdigit()]
    groups = _groups(run)
    if not separators:
        return [(start, end)]
    if _CLOCK_RE.fullmatch(run) and _HOUR_RE.match(text, end):
        return _each(run, start)
    spaced = separators[0] == " "
    if spaced and (language(lang).grouping in ",." and base(lang) in _NEVER_SPACED):
        return _each(run, start)
    if len(set(separators)) == 1 and len(separators) > 1 and not all(len(group) in (2, 3) for group in groups[1:]):
        return _each(run, start)
    if len(set(separators)) == 1 and len(separators) > 1 and len(groups[-1]) != 3:
        return _each(run, start)  # 12.10.18
    if len(set(separators)) > 1 and separators[-1] in separators[:-1]:
        return _each(run, start)
    return [(start, end)]


_CLOCK_RE = regex.compile(r"\p{Nd}{1,2}[.,]\p{Nd}{2}")
_HOUR_RE = regex.compile(
    r"\s?(?:[ap]\.?\s?m\b|uhr|hodin|klo|kl\b|год|час|hrs?\b|h\b|óra|godz|uur|saat)", regex.IGNORECASE
)
"""What makes hours and minutes of a number: 7.45pm."""
_NEVER_SPACED = frozenset({"en", "zh", "ja", "ko", "ar", "hi", "th", "he"})


def _groups(run: str) -> list[str]:
    return "".join(char if char.isdigit() else " " for char in run).split()


def _each(run: str, start: int) -> list[tuple[int, int]]:
    return [(start + m.start(), start + m.end()) for m in regex.finditer(r"\p{Nd}+", run)]


def _plain(digits: str) -> str:
    """Return digits of any script as ASCII ones."""
    return digits if digits.isascii() else "".join(str(unicodedata.digit(char)) for char in digits)


def _readings(run: str, lang: str) -> tuple[float, ...]:
    groups = [_plain(group) for group in _groups(run)]
    separators = [char for char in run if not char.isdigit()]
    whole = float("".join(groups)) if sum(map(len, groups)) < 300 else 0.0
    if not separators:
        return (whole,)
    decimal = float("".join(groups[:-1]) + "." + groups[-1]) if sum(map(len, groups)) < 300 else 0.0
    last = separators[-1]
    if last in "٬’' \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}":
        return (whole,)
    if last == "٫" or len(set(separators)) > 1:
        return (decimal,)
    if len(separators) > 1:
        return (whole,)
    if len(groups[-1]) != 3 or len(groups[0]) > 3 or groups[0].startswith("0"):
        return (decimal,)
    return (decimal, whole) if last == language(lang).decimal else (whole, decimal)


def _scaled(text: str, start: int, end: int, lang: str) -> Number:
    """Return the number of `text[start:end]` with the magnitude that follows it."""
    readings = _readings(text[start:end], lang)
    digits = "".join(_plain(char) for char in text[start:end] if char.isdigit())
    scales, place = {0}, end
    if match := _SCALE_RE.match(text, end):
        power = 0
        for char in match["scale"]:
            power += len(str(SCALES[char])) - 1
        scales, place = {power}, match.end()
    else:
        for _ in range(2):  # 100 mil millones
            word = _WORD_AFTER_RE.match(text, place)
            powers = magnitude(word["word"].lower(), lang) if word else frozenset()
            if not word or not powers:
                break
            if len(word["word"]) == 1 and place != word.start("word"):
                break  # 5 m is five metres
            if len(word["word"]) <= 2:
                powers |= {0}  # and 5m may be
            scales = {one + other for one in scales for other in powers}
            place = word.end()
    values = tuple(round(value * 10**scale, 6) for scale in sorted(scales, reverse=True) for value in readings)
    if place == end:
        return Number(text[start:end], start, end, values, digits)
    return Number(text[start:place], start, place, values, digits, max(scales))


_WORD_AFTER_RE = regex.compile(r"[\s\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}-]{0,2}(?P<word>\p{L}[\p{L}\p{M}]*)\.?")


def _joined(text: str, numbers: list[Number]) -> list[Number]:
    """Join what a script of scales writes apart: 3億 5000万."""
    joined: list[Number] = []
    for number in numbers:
        if joined and text[joined[-1].end : number.start].strip() == "":
            before = joined[-1]
            if (
                before.scale >= 4
                and before.text[-1] in SCALES
                and number.value < 10**before.scale
                and (number.scale or number.start == before.end)
            ):
                joined[-1] = before._replace(
                    text=text[before.start : number.end], end=number.end, values=(before.value + number.value,)
                )
                continue
        joined.append(number)
    return joined


_RANGE_RE = regex.compile(r"\s?[-–—~～〜至到]\s?|\s\p{L}{1,3}\s")


def _with_ranges(text: str, numbers: list[Number]) -> list[Number]:
    """Give the first of `15 to 20 million` the magnitude of the second as another reading."""
    for index in range(len(numbers) - 2, -1, -1):
        number, after = numbers[index], numbers[index + 1]
        if not number.scale and after.scale and _RANGE_RE.fullmatch(text, number.end, after.start):
            numbers[index] = number._replace(values=(*number.values, *(v * 10**after.scale for v in number.values)))
    return numbers


@lru_cache(maxsize=4096)
def spelled_numbers(text: str, lang: str) -> tuple[Number, ...]:
    """Return the number words of `text` with all they may count: composed, alone, and as what is made of them.

    Generous on purpose: these explain numbers of the other side, they are not asked for there.

    >>> [number.values for number in spelled_numbers("Zweiundzwanzig Hunde", "de")]
    [(22.0,)]
    """
    code = base(lang)
    found: list[Number] = []
    if code in {"zh", "ja", "ko"}:
        for match in _CJK_RE.finditer(text):
            numeral = match.group()
            value = cjk_value(numeral)
            if value is not None:
                parts = _substrings(numeral) if len(numeral) < 5 else {numeral}
                readings = {float(part) for text in parts if (part := cjk_value(text)) is not None} - {float(value)}
                found.append(Number(numeral, *match.span(), (float(value), *sorted(readings)), "", 0, True))
        for word, counted in _CJK_WORDS.items():
            place = text.find(word)
            if place >= 0:
                found.append(Number(word, place, place + len(word), tuple(map(float, counted)), "", 0, True))
        if code != "ko":
            return tuple(sorted(found, key=lambda number: number.start))
    for match in _ROMAN_RE.finditer(text) if "I" in text or "V" in text or "X" in text else ():
        if match.group() in _NO_NUMERALS.get(code, _NO_ORDINALS):
            continue
        found.append(Number(match.group(), *match.span(), (_roman(match["numeral"]),), "", 0, True))
    table = counts(code)
    run: list[_Counting] = []
    for match in WORD_RE.finditer(text) if table.any(lowered_words(text)) else ():
        word = match.group().lower()
        count = table[word]
        if not count:
            if run and word in _CONNECTORS:
                continue
            found.extend(_close(text, run))
            run = []
            continue
        if run and len(text[run[-1].end : match.start()].strip(" -\N{NO-BREAK SPACE}")) > 3:
            found.extend(_close(text, run))
            run = []
        run.append(_Counting(word, *match.span(), count))
    found.extend(_close(text, run))
    return tuple(sorted(found, key=lambda number: number.start))


_ROMAN_RE = regex.compile(
    r"\b(?P<numeral>(?=[IVX]{2}|[VX])X{0,3}(?:IX|IV|V?I{0,3}))(?<=[IVX])(?:e|ème|er|º|-\p{Ll}{1,3})?\b"
)
_NO_ORDINALS = frozenset({"Ve", "Xe"})
_NO_NUMERALS = {
    **dict.fromkeys(("fr", "ca", "oc"), frozenset[str]()),
    **dict.fromkeys(("cs", "sk", "sl"), _NO_ORDINALS | {"V"}),
}
"""Words that only look like Roman numerals: `in` of Slavic languages, `and` of Turkish; in French *Ve* is the fifth."""
_ROMAN = {"I": 1, "V": 5, "X": 10}


def _roman(numeral: str) -> float:
    """Return the value of a Roman numeral below forty: centuries, kings and congresses."""
    values = [_ROMAN[char] for char in numeral]
    return float(sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True)))


def _substrings(text: str) -> set[str]:
    return {text[a:b] for a in range(len(text)) for b in range(a + 1, len(text) + 1)}


_CONNECTORS = frozenset(
    (
        "and",
        "a",
        "an",
        "y",
        "e",
        "et",
        "und",
        "en",
        "og",
        "och",
        "i",
        "ja",
        "és",
        "ve",
        "و",
        "та",
        "и",
        "la",
        "le",
        "de",
        "of",
    )
)
_CJK_WORDS = {
    "半": (0.5, 50, 6, 30), "双": (2,), "雙": (2,), "首": (1,), "初": (1,), "每": (1,), "毎": (1,), "两": (2,),
    "打": (12,), "十年": (10,), "世纪": (100,), "世紀": (100,), "年代": (10,), "倍": (2, 100), "上半": (6,),
    "下半": (6,),
}  # fmt: skip


class _Counting(NamedTuple):
    word: str
    start: int
    end: int
    counts: Count


def _close(text: str, run: list[_Counting]) -> list[Number]:
    """Return the number of a run of words: each alone, their composition, and its multiples."""
    if not any(one.counts.values for one in run):
        return []
    readings: set[float] = set()
    total = current = 0.0
    scale = 0
    for index, (word, _, _, (values, powers)) in enumerate(run):
        readings |= set(map(float, values))
        if current and (word in TENFOLD or word in TEENS):
            current = current * 10 if word in TENFOLD else current + 10
        elif values and max(values) == 100 and current:
            current *= 100
        elif values and not (current and values == {1}):
            current += max(values) if max(values) != 50 or len(run) == 1 else 0.5 if len(run) > index + 1 else 50
        if powers:
            scale = max(powers)
            total += (current or 1) * 10**scale
            readings |= {
                float(value) * 10**power for one in run[:index] for value in one.counts.values for power in powers
            }
            current = 0.0
    readings.add(total + current)
    if len(run) == 1 and 100 in readings:
        readings |= {200.0, 300.0}
    if 50 in readings:  # a half, in time and of a whole
        readings |= {0.5, 30.0, 6.0, 1.5, 2.0}
    if 4 in readings:  # a quarter
        readings |= {25.0, 15.0, 0.25}
    if 3 in readings:
        readings |= {33.0, 33.3}
    whole = total + current
    ordered = (whole, *sorted(readings - {whole}))
    start, end = run[0].start, run[-1].end
    return [Number(text[start:end], start, end, ordered, "", scale, True)]

"""Numbers that two texts tell in other units, or as another clock does: 550 pounds and 250 kg, 1230 GMT and half past twelve."""

from __future__ import annotations

from itertools import pairwise

from tqcheck.text.numbers import Number, spelled_numbers
from tqcheck.text.units import converts, find_units

_METRIC = frozenset({"km", "mile", "metre", "foot", "inch", "cm", "kg", "pound", "gram", "ton"})


def is_converted(
    number: Number, other_text: str, other_lang: str, others: tuple[Number, ...], text: str, lang: str
) -> bool:
    """Tell whether the arithmetic of two units accounts for a number: 550 pounds, 250 kg."""
    if any(_is_clock(one) and number.value in (int(one.digits[:2]), int(one.digits[2:])) for one in others):
        return True  # 0430
    if _is_clock(number) and any(one.value == int(number.digits[:2]) for one in others):
        return True
    if len(number.digits) == 4 and any(
        hour.value * 100 + minute.value == number.value and minute.start - hour.end <= 3
        for hour, minute in pairwise(others)
    ):
        return True  # 1230 GMT
    units = [
        unit for unit in find_units(text, lang) if unit.number and unit.number[0] in range(number.start, number.end)
    ]
    if _has_degrees(text) or _has_degrees(other_text):
        for other in others:
            for value in number.values:
                for degree in other.values:
                    if abs((degree - 32) / 1.8 - value) <= 1.2 or abs(degree * 1.8 + 32 - value) <= 2.2:
                        return True
    feet = [unit for unit in find_units(text, lang) if "foot" in unit.names and abs(number.start - unit.end) <= 12]
    if (
        feet
        and is_compound_length(text, lang)
        and any({"metre", "cm"} & unit.names for unit in find_units(other_text, other_lang))
    ):
        return True
    if not units:
        return False
    for unit in units:
        if not _METRIC.isdisjoint(unit.names) and is_compound_length(other_text, other_lang):
            return True
    words = spelled_numbers(other_text, other_lang)
    for measure in find_units(other_text, other_lang):
        place = measure.number
        values = next((n.values for n in others if place and place[0] in range(n.start, n.end)), None)
        if values is None:
            values = tuple(value for word in words if 0 <= measure.start - word.end <= 2 for value in word.values)
        if any(
            converts(value, name, other_value, other_name)
            for unit in units
            for name in unit.names
            for other_name in measure.names
            if name != other_name
            for value in number.values
            for other_value in values
        ):
            return True
    return False


def _is_clock(number: Number) -> bool:
    return len(number.digits) == 4 and number.digits[0] == "0" and int(number.digits[2:]) < 60


def is_compound_length(text: str, lang: str) -> bool:
    """Tell whether the text has feet and inches, pounds and ounces: two numbers that make one."""
    measures = [
        unit for unit in find_units(text, lang) if not unit.names.isdisjoint(("foot", "inch", "pound", "ounce"))
    ]
    return any(0 < after.start - before.end <= 8 for before, after in pairwise(measures)) or any(
        "foot" in unit.names and text[unit.end + 1 : unit.end + 2].isdigit() for unit in measures
    )


def _has_degrees(text: str) -> bool:
    return any(sign in text for sign in "°º℃℉度") or "ahrenheit" in text or "elsius" in text

"""Scripts of characters and texts."""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import cache, lru_cache

# First words of Unicode character names that do not name the script as ISO 15924 does.
_SCRIPT_OF_NAME = {
    "LATIN": "Latn",
    "FULLWIDTH": "Latn",
    "CYRILLIC": "Cyrl",
    "GREEK": "Grek",
    "ARABIC": "Arab",
    "HEBREW": "Hebr",
    "DEVANAGARI": "Deva",
    "BENGALI": "Beng",
    "TAMIL": "Taml",
    "TELUGU": "Telu",
    "GUJARATI": "Gujr",
    "GURMUKHI": "Guru",
    "KANNADA": "Knda",
    "MALAYALAM": "Mlym",
    "SINHALA": "Sinh",
    "THAI": "Thai",
    "LAO": "Laoo",
    "KHMER": "Khmr",
    "MYANMAR": "Mymr",
    "GEORGIAN": "Geor",
    "ARMENIAN": "Armn",
    "ETHIOPIC": "Ethi",
    "HIRAGANA": "Hira",
    "KATAKANA": "Kana",
    "HALFWIDTH": "Kana",
    "KATAKANA-HIRAGANA": "Kana",
    "CJK": "Hani",
    "HANGUL": "Hang",
}


@cache
def script_of(char: str) -> str | None:
    """Return the ISO 15924 script of a letter or mark (`Latn`, `Hani`, …); None for anything else."""
    if char < "\x80":
        return "Latn" if char.isalpha() else None
    if unicodedata.category(char)[0] not in "LM":
        return None
    return _SCRIPT_OF_NAME.get(unicodedata.name(char, "").split(" ", 1)[0])


@lru_cache(maxsize=4096)
def scripts(text: str) -> dict[str, int]:
    """Return how many letters of each script the text has, the commonest first."""
    if text.isascii():
        letters = sum(map(str.isalpha, text))
        return {"Latn": letters} if letters else {}
    counts: Counter[str] = Counter()
    for char, times in Counter(text).items():
        if script := script_of(char):
            counts[script] += times
    return dict(counts.most_common())


def main_script(text: str) -> str | None:
    """Return the script most letters of the text have; None if it has no letters."""
    return next(iter(scripts(text)), None)


UNSPACED = frozenset({"Hani", "Hira", "Kana", "Thai", "Laoo", "Khmr", "Mymr"})
"""Scripts that put no spaces between words."""

STOPS = frozenset(".。｡．।॥۔։។៕။።།")
"""Full stops of all scripts, Armenian, Khmer, Burmese, Ethiopic and Tibetan included."""

QUESTIONS = frozenset("?？؟\N{GREEK QUESTION MARK}፧")
"""Question marks; the Greek one looks like a semicolon, the Armenian one stands inside the sentence."""

CASED = frozenset({"Latn", "Cyrl", "Grek", "Armn"})
"""Scripts with capital letters."""

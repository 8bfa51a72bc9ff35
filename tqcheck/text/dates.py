"""Weekdays and months that a text names, in any language CLDR knows, inflected forms included."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, NamedTuple

import regex

from tqcheck.text.languages import base
from tqcheck.text.numerals import cjk_value

Kind = Literal["weekday", "month"]


class Named(NamedTuple):
    """A weekday (0 is Monday) or month (1 is January) at `text[start:end]`.

    `certain` is False for what may be something else: an abbreviation, `May`, a month as a number.
    """

    kind: Kind
    value: int
    text: str
    start: int
    end: int
    certain: bool = True


# Names that are ordinary words as well: they explain, but are not asked for unless a number is beside them.
_AMBIGUOUS = {
    "en": {"may", "march"},
    "pt": {"segunda", "terça", "quarta", "quinta", "sexta"},
    "id": {"minggu"},
    "ms": {"minggu", "ahad"},
    "tr": {"pazar", "ocak", "salı", "ekim"},
    "he": {"ראשון", "שני", "שלישי", "רביעי", "חמישי", "שישי", "שבת", "מאי"},
    "ar": {"الأحد", "أحد"},
    "fa": {"شنبه", "تیر", "مهر", "دی", "آذر"},
    "fil": {"linggo", "mayo"},
    "hi": {"मई", "सोम"},
    "uk": {"середі", "середи", "серед", "липа"},
    "ru": {"среды", "среде", "май"},
    "pl": {"maja"},
    "cs": {"únor"},
    "ca": {"maig"},
    "nl": {"mei"},
    "de": {"mai"},
}

# How much may follow a name in a word: endings of the family, or half a compound.
_EAST_SLAVIC = r"(?:[аеиіїоуыэюяьй]|о[йюмвї]|е[йюмвї]|я[мх]|а[мх]|а?ми|ями|[иї]в|т[оаеи]|ия|ен|ь?(?:с?к|н)\p{L}{1,3})?"
_WEST_SLAVIC = (
    r"(?:[aeiouyąęěíéůúāēīėįųš]|[eoůé]m|ech|ach|ami|ách|ie[jm]?|i?ą|ów|ů|ům|i[ouų]|iui|yje|[ou]s|ima|ama"
    r"|n[íéýáiaey]\p{L}{0,2}|sk[ýéáiaey]\p{L}{0,3})?"
)
_ENDINGS = {
    **dict.fromkeys(("de", "nl", "sv", "da", "nb", "no", "nn", "af", "is"), r"\p{Ll}{0,12}"),
    **dict.fromkeys(("fi", "et", "hu", "tr", "az", "ka", "hy", "eu", "kk"), r"['’]?\p{L}{0,7}"),
    **dict.fromkeys(("ru", "uk", "be", "bg", "mk", "sr"), _EAST_SLAVIC),
    **dict.fromkeys(("pl", "cs", "sk", "sl", "hr", "bs", "lt", "lv", "sh"), _WEST_SLAVIC),
    "pt": r"(?:-feiras?)?",
    "el": r"(?:[αεηιοωάέήίύό]ς?|ου|ων|ους|ες)?",
    "ro": r"(?:a|ea|ei|ii|ul|ului|lui|le|lor|i|e)?",
    "hi": r"\p{M}?",
    "ar": r"", "he": r"",
}  # fmt: skip
_SHORTENED = frozenset(_ENDINGS) - {*("de", "nl", "sv", "da", "nb", "no", "nn", "af", "is", "ar", "he", "hi", "pt")}
_VOWELS = "aeiouyąęěíéůúāēīėаеиіїоуыэюяьйαεηιοωάέήίύόςjă"

_EAST_RE = regex.compile(
    r"""
    [（(](?P<ja0>[月火水木金土日])[)）]                       # 10日（金）
    | (?:星期|礼拜|禮拜|周|週)(?P<zh>[一二三四五六日天])(?!年)
    | (?<!\p{Han})(?P<ja>[月火水木金土日])曜
    | (?P<ja2>[月火水木金土日])曜日
    | (?P<ko>[월화수목금토일])요일
    | (?P<month>\p{Nd}{1,2}|[一二三四五六七八九十]{1,2})\s?(?:月(?!\p{L}*球)|월)
    """,
    regex.VERBOSE,
)
_VIETNAMESE_RE = regex.compile(
    r"\b(?:thứ\s(?P<day>hai|ba|tư|năm|sáu|bảy|[2-7])|(?P<sunday>chủ\snhật)"
    r"|tháng\s(?P<month>\d{1,2}|giêng|một|hai|ba|tư|năm|sáu|bảy|tám|chín|mười\smột|mười\shai|mười|chạp))\b",
    regex.IGNORECASE,
)
_VI_DAYS = {"hai": 0, "ba": 1, "tư": 2, "năm": 3, "sáu": 4, "bảy": 5}
_VI_MONTHS = {
    "giêng": 1, "một": 1, "hai": 2, "ba": 3, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9,
    "mười": 10, "mười một": 11, "mười hai": 12, "chạp": 12,
}  # fmt: skip
_NUMERIC_RE = regex.compile(
    r"(?<![\p{Nd}.,])(\p{Nd}{1,2})[./-](\p{Nd}{1,2})(?:[./-]\p{Nd}{2,4}|\b(?![.,]?\p{Nd}))|\p{Nd}{4}-(\p{Nd}{2})-\p{Nd}{2}"
)


@lru_cache(maxsize=4096)
def find_named(text: str, lang: str) -> tuple[Named, ...]:
    """Return the weekdays and months of `text`, left to right.

    >>> [(day.kind, day.value) for day in find_named("В субботу, 4 июня", "ru")]
    [('weekday', 5), ('month', 6)]
    """
    found = list(_numeric(text))
    code = base(lang)
    if code in {"zh", "ja", "ko"}:
        found += _eastern(text)
    elif code == "vi":
        found += _vietnamese(text)
    else:
        pattern, table = _names(code)
        if pattern is not None:
            found += _by_name(text, code, pattern, table)
    return tuple(sorted(found, key=lambda named: (named.start, named.end)))


def _by_name(
    text: str, code: str, pattern: regex.Pattern[str], table: dict[str, tuple[Kind, int, bool]]
) -> list[Named]:
    found: list[Named] = []
    for match in pattern.finditer(text):
        kind, value, certain = table[match["name"].lower().replace("’", "'")]
        word = match.group()
        ambiguous = match["name"].lower() in _AMBIGUOUS.get(code, ()) or word.lower() in _AMBIGUOUS.get(code, ())
        if code == "pt" and "-feira" in word.lower():
            ambiguous = False
        if _SOMETHING_ELSE_RE.match(word.lower()) or (code in {"en", "de"} and word[0].islower()):
            continue
        if code == "fr" and word == "Mars":
            continue
        beside = (found[-1].end if found and found[-1].kind == "month" and found[-1].certain else -99) + 8
        dated = kind == "month" and (
            _is_dated(text, match)
            or match.start() <= beside  # June or May
            or bool(code == "en" and (_IN_RE.search(text, 0, match.start()) or _AND_RE.match(text, match.end())))
        )
        if word.lower() == "march" and not dated:
            continue
        ambiguous = ambiguous and not dated
        if not certain and not _is_dated(text, match) and "." not in text[match.end() - 1 : match.end() + 1]:
            continue  # an abbreviation without its dot is a word: Czech pro, Spanish mar
        certain = certain or (dated and word[0].isupper())
        found.append(Named(kind, value, word, match.start(), match.end(), certain and not ambiguous))
    return found


_SOMETHING_ELSE_RE = regex.compile(r"среди$|средн|середн|середи$|mai[rs]$|marin|mart(?:a|y)$")
"""Words that a name with its ending taken off would be taken for: среди (among), mais (but)."""
_IN_RE = regex.compile(
    r"\b(?:in|of|by|until|till|since|last|this|next|early|late|mid|from|through|before|after|to)[ -]$"
)

_AND_RE = regex.compile(
    r"\s(?:and|or|to)\s(?:January|February|April|June|July|August|September|October|November|December)"
)


def _is_dated(text: str, match: regex.Match[str]) -> bool:
    """Tell whether a number stands beside it."""
    before, after = text[max(0, match.start() - 8) : match.start()], text[match.end() : match.end() + 5]
    return any(map(str.isdigit, before)) or any(map(str.isdigit, after))


def _numeric(text: str) -> list[Named]:
    found = []
    for match in _NUMERIC_RE.finditer(text):
        for group in (1, 2, 3):
            if match[group] and 1 <= int(match[group]) <= 12:
                found.append(Named("month", int(match[group]), match[group], *match.span(group), False))
    return found


def _eastern(text: str) -> list[Named]:
    found = []
    for match in _EAST_RE.finditer(text):
        day = match["zh"] or match["ja0"] or match["ja"] or match["ja2"] or match["ko"]
        if day:
            order = {"天": 6}.get(day)
            for row in ("一二三四五六日", "月火水木金土日", "월화수목금토일"):
                if order is None and day in row and (row[0] != "一" or match["zh"]):
                    order = row.index(day)
            found.append(Named("weekday", order or 0, match.group(), *match.span()))
        else:
            digits = match["month"]
            value = int(digits) if digits.isdigit() else cjk_value(digits)
            if value is not None and 1 <= value <= 12:
                found.append(Named("month", value, match.group(), *match.span()))
    return found


def _vietnamese(text: str) -> list[Named]:
    found = []
    for match in _VIETNAMESE_RE.finditer(text):
        if match["sunday"]:
            found.append(Named("weekday", 6, match.group(), *match.span()))
        elif match["day"]:
            day = match["day"].lower()
            value = int(day) - 2 if day.isdigit() else _VI_DAYS[day]
            found.append(
                Named("weekday", value, match.group(), *match.span(), day.isdigit() or text[match.start()] == "T")
            )
        else:
            month = regex.sub(r"\s", " ", match["month"].lower())
            value = int(month) if month.isdigit() else _VI_MONTHS[month]
            if 1 <= value <= 12:
                found.append(Named("month", value, match.group(), *match.span(), month.isdigit()))
    return found


_OTHER_LOCALE = {"no": "nb", "fil": "fil", "tl": "fil", "sh": "hr", "bs": "hr", "iw": "he"}


@lru_cache(maxsize=64)
def _names(code: str) -> tuple[regex.Pattern[str] | None, dict[str, tuple[Kind, int, bool]]]:
    """Return a pattern of all names and `name → (kind, value, certain)`.

    Names come with their ending taken off where the language inflects it. Source: CLDR, by Babel.
    """
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(_OTHER_LOCALE.get(code, code))
    except (UnknownLocaleError, ValueError):
        return None, {}
    table: dict[str, tuple[Kind, int, bool]] = {}
    whole: set[str] = set()
    rows: list[tuple[Kind, object, int]] = [("weekday", locale.days, 0), ("month", locale.months, 0)]
    for kind, names, offset in rows:
        for context in ("stand-alone", "format"):
            for width in ("wide", "abbreviated"):
                for value, name in names.get(context, {}).get(width, {}).items():  # type: ignore[attr-defined]
                    name = name.lower().rstrip(".")
                    if len(name) < 3 or name[0].isdigit():
                        continue
                    if code == "pt":
                        name = name.removesuffix("-feira")
                    entry: tuple[Kind, int, bool] = (kind, int(value) + offset, width == "wide")
                    stem = name
                    if width == "wide" and code in _SHORTENED and len(name) > 3 and name[-1] in _VOWELS:
                        stem = name[:-1]
                    for form in dict.fromkeys((name, stem)):
                        if form not in table or (entry[2] and not table[form][2]):
                            table[form] = entry
                    whole.add(name)
    for name in _EXTRA.get(code, "").split():
        word, kind_, value = name.split(":")
        table[word] = ("weekday" if kind_ == "w" else "month", int(value), True)
    if not table:
        return None, {}
    ending = _ENDINGS.get(code, r"(?:['’]?s)?")
    long = sorted((name for name in table if table[name][2]), key=lambda n: (-len(n), n))
    short = sorted((name for name in table if not table[name][2]), key=lambda n: (-len(n), n))
    prefix = "(?:ال|[وفبلك]|وال|بال)?" if code == "ar" else "[ובהלמשכ]{0,2}" if code == "he" else ""
    parts = [f"(?P<name>{'|'.join(map(_escaped, long))}){ending}"]
    if short:
        parts.append(f"(?P<name>{'|'.join(map(_escaped, short))})\\.?")
    pattern = rf"(?<![\p{{L}}\p{{M}}]){prefix}(?:{'|'.join(parts)})(?![\p{{L}}\p{{M}}])"
    return regex.compile(pattern, regex.IGNORECASE), table


def _escaped(name: str) -> str:
    return str(regex.escape(name)).replace("'", "['’]")


# Forms that differ by more than an ending.
_EXTRA = {
    "is": "mánudag:w:0 þriðjudag:w:1 miðvikudag:w:2 fimmtudag:w:3 föstudag:w:4 laugardag:w:5 sunnudag:w:6",
    "ru": ("воскресень:w:6 воскресн:w:6 субботн:w:5 пятничн:w:4"),
    "uk": (
        "неділ:w:6 п'ятниц:w:4 липн:m:7 травн:m:5 серпн:m:8 січн:m:1 червн:m:6 квітн:m:4 березн:m:3 "
        "жовтн:m:10 вересн:m:9 грудн:m:12"
    ),
    "pl": (
        "niedziel:w:6 styczni:m:1 kwietni:m:4 sierpni:m:8 grudni:m:12 wrześni:m:9 czerwc:m:6 lipc:m:7 "
        "marc:m:3 października:m:10"
    ),
    "cs": (
        "čtvrtk:w:3 pátk:w:4 červenc:m:7 červenec:m:7 srpn:m:8 březn:m:3 květn:m:5 dubn:m:4 lednu:m:1 "
        "ledna:m:1 září:m:9 prosinc:m:12"
    ),
    "sk": ("štvrtk:w:3 piatk:w:4 utork:w:1 pondelk:w:0"),
    "hr": ("četvrtk:w:3 petk:w:4 utork:w:1 ponedjeljk:w:0"),
    "sl": ("petk:w:4 torek:w:1 tork:w:1 četrtk:w:3 ponedeljk:w:0"),
    "de": ("sonnabend:w:5"),
    "ar": ("الاثنين:w:0 الإثنين:w:0 الأربعاء:w:2 يناير:m:1 فبراير:m:2 أبريل:m:4 حزيران:m:6 تموز:m:7 آب:m:8 أيلول:m:9"),
    "hi": ("इतवार:w:6 बृहस्पतिवार:w:3 वीरवार:w:3 जुलाई:m:7 अगस्त:m:8"),
}


def name_of(kind: Kind, value: int, lang: str) -> str | None:
    """Return the dictionary form of a weekday or month, None if CLDR has none."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(_OTHER_LOCALE.get(base(lang), base(lang)))
    except (UnknownLocaleError, ValueError):
        return None
    names = locale.days if kind == "weekday" else locale.months
    return str(names["stand-alone"]["wide"].get(value) or names["format"]["wide"][value])

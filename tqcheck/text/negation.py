"""Whether a text denies something: negation words of some forty languages, and what may stand for them."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import regex

from tqcheck.text.languages import base
from tqcheck.text.lexicon import frequencies
from tqcheck.text.numerals import WORD_RE
from tqcheck.text.wordtables import lookup

_SAME_TABLE = {"no": "nb", "nn": "nb", "hr": "sh", "sr": "sh", "bs": "sh", "tl": "fil", "gl": "es"}


class Negation(NamedTuple):
    """A word at `text[start:end]` that denies; `strong` if hardly anything else can be meant."""

    text: str
    start: int
    end: int
    strong: bool


_EAST_RE = {
    "zh": regex.compile(
        r"(?P<strong>(?<![是可能])不(?=会|會|能|是|要|再|想|应|應|敢|需|必|愿|願|信|知|了解|清楚|存在|允许|允許|同意|接受|喜欢|打算)(?!是吗|要紧)"
        r"|没有|沒有|(?:并|並|绝|絕|决|從|从|尚|还|仍)[不未没沒]|未能|未经|無法|无法|并非|並非|不(?=[了过]。))"
        r"|(?P<soft>[不非未难難免缺除失禁少别反没沒无無拒否勿莫])"
    ),
    "ja": regex.compile(
        r"(?P<strong>ません(?!か)|なかった|(?:では|じゃ|でき|てい|られ|れ|せ)ない(?=[。、と」』がけで]|$))"
        r"|(?P<soft>[不非無未否欠拒反難]|ない|なく|なけれ|ず|ぬ|まい|しか|だけ|のみ|なし|にく|づら|以外|ところ|ません)"
    ),
    "ko": regex.compile(
        r"(?P<strong>않|못|없|아니|안(?=\s)|말(?=라|고|아))|(?P<soft>불|비|무|미|거부|금지|부인|만\s|외)"
    ),
    "th": regex.compile(r"(?P<strong>ไม่|มิ|ไร้|อย่า|ห้าม)|(?P<soft>แต่|เพียง|ขาด)"),
    "lo": regex.compile("(?P<strong>ບໍ່)|(?P<soft>ແຕ່)"),
    "km": regex.compile("(?P<strong>មិន|គ្មាន|អត់)|(?P<soft>តែ)"),
    "my": regex.compile("(?P<strong>မ)|(?P<soft>သာ)"),
    "ta": regex.compile("(?P<strong>இல்லை|ல்லை|மாட்ட|ாத|ாமல்|வேண்டாம்)|(?P<soft>மட்டும்)"),
    "te": regex.compile("(?P<strong>లేదు|కాదు|లేద|లేని|కుండా|వద్దు|లేవు)|(?P<soft>మాత్రమే)"),
    "ka": regex.compile("(?P<strong>\\bარ|\\bვერ|\\bნუ)|(?P<soft>მაგრამ)"),
}  # fmt: skip


def knows_negation(lang: str) -> bool:
    """Tell whether the negation words of a language are known."""
    code = base(lang)
    return code in _EAST_RE or lookup("negation", _SAME_TABLE.get(code, code)) is not None


@lru_cache(maxsize=8192)
def find_negations(text: str, lang: str) -> tuple[Negation, ...]:
    """Return what denies in `text`, or may, left to right.

    >>> [(one.text, one.strong) for one in find_negations("She didn't refuse", "en")]
    [("didn't", True), ('refuse', False)]
    """
    code = base(lang)
    if code in _EAST_RE:
        return tuple(
            Negation(match.group(), *match.span(), match["strong"] is not None)
            for match in _EAST_RE[code].finditer(text)
        )
    table = lookup("negation", _SAME_TABLE.get(code, code))
    if table is None:
        return ()
    found = []
    lowered = text.lower().replace("’", "'")
    lessened = code == "fr" and not _NE_RE.search(lowered)  # « pas » alone is a step, or a part of a phrase
    for match in WORD_RE.finditer(lowered) if len(lowered) == len(text) else ():
        kinds = _kinds(match.group(), code)
        if kinds:
            strong = "strong" in kinds and not lessened and not _in_idiom(lowered, *match.span(), table.idioms)
            found.append(Negation(text[match.start() : match.end()], *match.span(), strong))
    return tuple(found)


_NE_RE = regex.compile(r"\b(?:ne\b|n')")


def _in_idiom(text: str, start: int, end: int, idioms: tuple[str, ...]) -> bool:
    """Tell whether a word is part of a phrase that denies nothing, or not this: not only, no doubt."""
    around = text[max(0, start - 20) : end + 20]
    word = text[start:end]
    for idiom in idioms:
        if word in idiom:
            place = around.find(idiom)
            while place >= 0:
                first = max(0, start - 20) + place
                if first <= start < first + len(idiom):
                    return True
                place = around.find(idiom, place + 1)
    return False


_COMMON = 10**-5.5
_KNOWN = 10**-6.5
"""How common the rest of a word must be for its prefix to be one: unable has able, united has no ited."""


@lru_cache(maxsize=65536)
def _kinds(word: str, code: str) -> frozenset[str]:
    table = lookup("negation", _SAME_TABLE.get(code, code))
    if table is None:
        return frozenset()
    kinds = table(word)
    if kinds:
        return kinds
    if table.verbal and word.startswith(table.verbal) and not word.startswith(("nej", "neb", "nem")):
        rest = word[len(table.verbal) :]  # nestačí; adjectives say it of a thing only
        if (
            len(rest) > 1
            and rest[-1] not in "ýáéě"
            and frequencies(code).get(rest, 0.0) > (_COMMON if len(rest) > 3 else 10 * _COMMON)
        ):
            return frozenset({"strong"})
    if "'" in word:
        if code == "en":
            return frozenset({"strong"}) if word.endswith("n't") else frozenset()
        return frozenset(kind for part in word.split("'") for kind in table(part))
    endings = table.endings
    for size in range(min(6, len(word) - 1), 1, -1):
        if word[-size:] in endings:
            return endings[word[-size:]]
    for prefix in table.prefixes:
        rest = word[len(prefix) :]
        if word.startswith(prefix) and len(rest) > 3 and frequencies(code).get(rest, 0.0) > _KNOWN:
            return frozenset({"soft"})
    if any(part in word[2:] for part in table.inside):
        return frozenset({"soft"})
    return frozenset()

"""What COMET is silent about: targets that it praises for nothing, and texts that it cannot judge.

A defect of the target (empty, a copy, the wrong language) caps the score at 0: leaving it out would make
the rest look better. A defect of the measurement (a text beyond what the encoder reads, a language that
it never saw) voids the score: no figure would mean anything.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from tqcheck.model import Result, Segment
from tqcheck.text.characters import CASED, main_script
from tqcheck.text.languages import base, language
from tqcheck.text.tokens import count_words, words

LANGUAGE_RULES = ("language.wrong", "language.untranslated")
_FEWEST = 4  # words of a copy that cannot be a name, a score or a headline of them

# The languages that XLM-RoBERTa and its kin were trained on (Conneau et al. 2020, table of CC-100).
_XLMR_CODES = (
    "af am ar as az be bg bn br bs ca cs cy da de el en eo es et eu fa fi fil fr fy ga gd gl gu ha he hi hr hu hy"
    " id is it ja jv ka kk km kn ko ku ky la lo lt lv mg mk ml mn mr ms my nb ne nl nn no om or pa pl ps pt ro ru"
    " sa sd si sk sl so sq sr su sv sw ta te th tl tr ug uk ur uz vi xh yi zh yue"
)
_XLMR = frozenset(_XLMR_CODES.split())
_SEEN = {"XLM-RoBERTa": _XLMR, "XLM-RoBERTa-XL": _XLMR, "MiniLM": _XLMR}


class Caveat(NamedTuple):
    """Why a score is capped at 0, or why there is none."""

    effect: Literal["cap", "void"]
    text: str


def too_long(limit: int) -> Caveat:
    """Return the caveat of a text beyond what the encoder reads."""
    return Caveat("void", f"no score: longer than the {limit} tokens that the encoder reads (split the segments)")


def unseen_language(segment: Segment, settings: Mapping[str, Any]) -> Caveat | None:
    """Return a caveat if the model's encoder was never trained on one of the languages."""
    seen = _SEEN.get(str(settings.get("encoder_model")))
    for lang in (segment.target_lang, segment.source_lang):
        code = base(lang)
        if seen is not None and code not in {"", "und", "mul"} and code not in seen:
            return Caveat("void", f"no score: the encoder was never trained on {language(code).name}")
    return None


def defect_of(result: Result) -> Caveat | None:
    """Return a caveat if the target is none: empty, a copy of the source, or in the wrong language."""
    segment = result.segment
    if not any(char.isalnum() for char in segment.target):
        return Caveat("cap", "0 at best: the target is empty")
    if _is_copy(segment):
        return Caveat("cap", "0 at best: the target is a copy of the source")
    for rule in LANGUAGE_RULES:
        flagged = sum(flag.place.end - flag.place.start for flag in result.flags if flag.rule == rule)
        if 2 * flagged > len(segment.target):
            what = "in the wrong language" if rule == "language.wrong" else "left untranslated"
            return Caveat("cap", f"0 at best: the target is {what}")
    return None


def _is_copy(segment: Segment) -> bool:
    """Tell whether the target is the source again, but for case, accents and punctuation.

    Names and figures stand unchanged in any language, and so may a translation that a reference confirms.
    """
    if segment.source_lang and base(segment.source_lang) == base(segment.target_lang):
        return False
    source = segment.source or ""
    if _folded(segment.target[:40])[:8] != _folded(source[:40])[:8]:  # spares nearly all the rest of it
        return False
    target = _folded(segment.target)
    if target != _folded(source) or any(target == _folded(ref) for ref in segment.references):
        return False
    if main_script(segment.target) in CASED and not any(word.text.islower() for word in words(segment.target)):
        return False
    return count_words(segment.target) >= _FEWEST


def _folded(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKD", text).casefold() if char.isalnum())

"""Words torn in two."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import ClassVar

import regex

from tqcheck.model import Document, Flag, Segment, Severity
from tqcheck.rules import Example, Rule
from tqcheck.text.attested import given, parts, rare_words, target_counts
from tqcheck.text.languages import base, language
from tqcheck.text.lexicon import fold, lexicon

_PAIR_RE = regex.compile(r"(?<![\p{L}\p{M}'’.-])(\p{L}\p{Ll}+)(-? )(?=(\p{Ll}{2,})(?![\p{L}\p{M}'’-]))")
_WORD = 3.5
"""Zipf frequency from which a word is common enough to be what two pieces were."""
_PIECE = 3.2
"""Zipf frequency up to which a string may be a piece: lists hold pieces as well."""
_TORN, _TOGETHER = -5.0, 2.0
"""log10 of how often a word is torn at one place, and of how much likelier words are beside their neighbours."""


class Split(Rule):
    """A space, or a hyphen and a space, tears a word in two: `govern ment`, `infor- mation`.

    Where one piece is no word and both together are a common one.
    """

    category: ClassVar = "garbled"
    mqm: ClassVar = "fluency/spelling"
    severity: ClassVar = Severity.MINOR

    bad: ClassVar = (
        Example("The ⟦govern ment⟧ fell.", suggestion="government"),
        Example("All ⟦infor- mation⟧ is secret.", suggestion="information"),
        Example("Он ⟦прези дент⟧ страны.", langs="en-ru", suggestion="президент"),
    )
    good: ClassVar = (
        Example("He may be under standing orders, al dente, de facto."),
        Example("pre- and post-war"),
    )

    def check_document(self, document: Document) -> Iterator[tuple[int, Flag]]:
        counts = document.batch.derived(target_counts)
        for index, segment in enumerate(document.segments):
            lang = base(segment.target_lang)
            if language(lang).spaced and lang not in {"ko", "vi"} and (known := lexicon(lang)) and known.complete:
                pieces = {rare.start for rare in rare_words(segment.target, lang)}
                if not pieces:
                    continue
                for start, after in pairwise(start for _, start in parts(segment.target)):
                    match = _PAIR_RE.match(segment.target, start) if start in pieces or after in pieces else None
                    if match is None:
                        continue
                    first, last = fold(match[1], lang), fold(match[3], lang)
                    one, two = known.zipf(first), known.zipf(last)
                    whole_is = known.zipf(first + last)
                    if whole_is < _WORD or min(one, two) > _PIECE or whole_is + _TORN < one + two - 9 + _TOGETHER:
                        continue
                    if self._are_words(segment, first, last, one, two) or counts[first if one < two else last] > 1:
                        continue
                    whole = match[1] + match[3]
                    place = (match.start(), match.end() + len(match[3]))
                    yield index, self.flag(f"'{whole}' is torn in two", place, suggestion=whole)

    @staticmethod
    def _are_words(segment: Segment, first: str, last: str, one: float, two: float) -> bool:
        there = given(segment)
        return (one < 2 and first in there) or (two < 2 and last in there)

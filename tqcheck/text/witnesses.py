"""The texts that bear witness to a target, and which two texts each of them has us compare."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple, get_args

from tqcheck.model import Segment
from tqcheck.text.languages import base

Kind = Literal["source", "reference", "pseudo-reference", "back-translation"]
HEARD: tuple[Kind, ...] = get_args(Kind)
"""The kinds that are heard; a benchmark may hear one alone."""


class Comparison(NamedTuple):
    """Two texts, of which `there` should say what `here` says; languages are primary subtags.

    `there` is the target. Beside a back-translation it is that, and `here` the source: two texts of one language,
    so that what they say can be compared word by word, as a target is with a reference.
    """

    kind: Kind
    here: str
    there: str
    lang_here: str
    lang_there: str


def comparisons(segment: Segment) -> Iterator[Comparison]:
    """Yield what a segment gives to compare: first the source, then what knows less of it."""
    return (comparison for comparison in _comparisons(segment) if comparison.kind in HEARD)


def _comparisons(segment: Segment) -> Iterator[Comparison]:
    source, lang = base(segment.source_lang), base(segment.target_lang)
    if segment.source:
        yield Comparison("source", segment.source, segment.target, source, lang)
    for reference in segment.references:
        if reference:
            yield Comparison("reference", reference, segment.target, lang, lang)
    if segment.pseudo_reference:
        yield Comparison("pseudo-reference", segment.pseudo_reference, segment.target, lang, lang)
    if segment.source and segment.back_translation:
        yield Comparison("back-translation", segment.source, segment.back_translation, source, source)


def in_its_language(segment: Segment) -> tuple[str, ...]:
    """Return the texts in the target's own language that say what it should: what it shares with them is right."""
    pseudo = segment.pseudo_reference
    return (*filter(None, segment.references), *((pseudo,) if pseudo else ()))


def came_back(segment: Segment) -> str:
    """Return the back-translation, empty if there is none or it is not heard: what it shares with the source is right."""
    return next((found.there for found in comparisons(segment) if found.kind == "back-translation"), "")

"""First names that languages translate, of people who are known by them alone: Pope Francis, el papa Francisco.

Popes, rulers, saints and the ancients have a name in each language; John Smith is no Juan Smith. So a first name
counts only where no surname follows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

import regex

from tqcheck.text.gazetteer import Known, Names, folded
from tqcheck.text.languages import base
from tqcheck.text.organisations import renamed

_SURNAME_RE = regex.compile(r"[ \u00a0](?![IVXL]+\b)\p{Lu}")
"""A word with a capital that is no number: of Charles III, not of Charles Dickens."""


@lru_cache(maxsize=4096)
def rulers(text: str, lang: str) -> tuple[Known, ...]:
    """Return the names and titles of rulers in a text, left to right, each with its code.

    >>> [text[one.start : one.end] for text in ("El rey Carlos III", "Carlos Saura") for one in rulers(text, "es")]
    ['rey', 'Carlos']
    """
    titles, names = _of_language(base(lang))
    found = [*titles.find(text, lang), *_without_surname(text, tuple(names.find(text, lang)))]
    return tuple(sorted(found, key=lambda one: one.start))


def _without_surname(text: str, found: tuple[Known, ...]) -> Iterator[Known]:
    """Yield the names, from the last to the first, that end in no surname: John Paul, not John Paul Jones."""
    after: Known | None = None
    kept = False
    for one in reversed(found):
        joined = after is not None and after.start == one.end + 1
        kept = kept if joined else _SURNAME_RE.match(text, one.end) is None
        if kept:
            yield one
        after = one


@lru_cache(maxsize=64)
def _of_language(lang: str) -> tuple[Names, Names]:
    """Return the titles, which may be written small, and the names of a language."""
    titles: defaultdict[str, set[str]] = defaultdict(set)
    names: defaultdict[str, set[str]] = defaultdict(set)
    for code, by_language in renamed().items():
        for form in by_language.get(lang, ()):
            (names if code.isupper() else titles)[folded(form)].add(code)
    return Names(titles, any_case=True), Names(names)

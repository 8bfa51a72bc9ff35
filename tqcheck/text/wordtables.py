"""Tables of words by language that ship as data: number words, units, negation."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

NOTHING: frozenset[str] = frozenset()
"""What most words stand for: one object, as each empty set takes 216 bytes."""
_OF_PARTS = frozenset({"inside", "prefix", "idiom", "verbal"})


class Lookup:
    """Finds what a lower-case word stands for in one language's table.

    A word of the table that ends in `*` stands for itself with any ending; the longest such beginning wins.
    One that begins with `*` is an `ending`, those under the keys `inside`,
    `prefix`, `verbal` and `idiom` stand in a word, begin it, begin verbs, or are phrases: the caller asks.
    """

    def __init__(self, rows: dict[str, str]) -> None:
        self.exact: dict[str, set[str]] = {}
        self.beginning: dict[str, set[str]] = {}
        self.endings: dict[str, frozenset[str]] = {}
        self.inside = tuple(rows["inside"].split(",")) if "inside" in rows else ()
        self.idioms = tuple(rows["idiom"].replace("_", " ").split(",")) if "idiom" in rows else ()
        self.verbal = rows.get("verbal", "")
        self.prefixes = tuple(rows["prefix"].split(",")) if "prefix" in rows else ()
        for key, words in rows.items():
            for word in words.split(",") if key not in _OF_PARTS else ():
                if word.startswith("*"):
                    self.endings[word.strip("*")] = frozenset({key})
                    continue
                table = self.beginning if word.endswith("*") else self.exact
                table.setdefault(word.rstrip("*").replace("_", " "), set()).add(key)

        self._sizes = sorted(set(map(len, self.beginning)), reverse=True)
        self._shortest = min(self._sizes, default=0)
        self._heads = frozenset(word[: self._shortest] for word in self.beginning)  # most words begin like none

    def __call__(self, word: str) -> frozenset[str]:
        found = self.exact.get(word)
        for size in self._sizes if word[: self._shortest] in self._heads else ():
            keys = self.beginning.get(word[:size])
            if keys:
                return frozenset(keys | (found or set()))
        return frozenset(found) if found else NOTHING


@lru_cache(maxsize=256)
def lookup(name: str, lang: str) -> Lookup | None:
    """Return the table `name` of a language, None if there is none."""
    found = rows(name, lang)
    return Lookup(found) if found else None


def rows(name: str, lang: str) -> dict[str, str]:
    """Return `key → words, between commas` of a language in the table `name`; empty if it has none."""
    return _tables(name).get(lang, {})


@lru_cache(maxsize=8)
def _tables(name: str) -> dict[str, dict[str, str]]:
    """Return `language → key → words`. In the file a language begins at the margin; `#` opens a remark."""
    tables: dict[str, dict[str, str]] = {}
    lang = ""
    for line in files("tqcheck.data").joinpath(f"{name}.txt").read_text("utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        items = line.split()
        if not line[0].isspace():
            lang, *items = items
        row = tables.setdefault(lang, {})
        for item in items:
            key, words = item.split(":", 1)
            row[key] = f"{row[key]},{words}" if key in row else words
    return tables

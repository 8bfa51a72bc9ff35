"""What an engine has added around a name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import ClassVar

import regex

from tqcheck.model import Flag, Segment, Severity
from tqcheck.rules import Example, Rule
from tqcheck.text.languages import base
from tqcheck.text.wordtables import rows

_BRACKET_RE = regex.compile(
    r"(?<=(?P<name>[\p{Lu}\p{Lt}\p{Lo}][\p{L}\p{M}'’-]*))\s?[(（](?P<kind>\p{L}[\p{L}\p{M}' -]*)[)）]"
)
_SPACE_RE = regex.compile(r"(?<![\p{L}\p{M}\p{N}])(?P<space>\p{L}[\p{L}\p{M}]+) ?[:：]\s?(?=[\p{Lu}\p{Lt}\p{Lo}])")
_OPENED_RE = regex.compile(r"(?<=\p{L},? )[¿¡](?=\p{Lu}\p{Ll})")
_CLOSING = {"¿": "?？؟;;", "¡": "!！"}


class Garnished(Rule):
    """A name carries what an encyclopedia or a list puts around it: its kind in brackets, a category, an opening mark.

    `Yasin (Stadt)`, `Kategorie: Evgeny`, `¿Erik`. Engines that learned from page titles add them. The source has no
    bracket, no colon or no such mark; where it has, the target's is left alone.
    Source: the page kinds of Wikipedia in some thirty languages (`data/garnish.txt`).
    """

    category: ClassVar = "names"
    mqm: ClassVar = "accuracy/addition"
    severity: ClassVar = Severity.MAJOR
    needs: ClassVar = ("source|reference",)

    bad: ClassVar = (
        Example("Der Vater von Yasin⟦ (Stadt)⟧ schwieg.", "Yasin's father kept silent.", "en-de"),
        Example("Gestern sprach ⟦Kategorie: ⟧Evgeny mit uns.", "Yesterday Evgeny talked to us.", "en-de"),
        Example("Entonces ⟦¿⟧Erik se marchó.", "Then Erik left.", "en-es"),
        Example("Джордан⟦ (значения)⟧ уехал.", "Jordan left.", "en-ru"),
        Example("昨日、スミス⟦（曖昧さ回避）⟧は去った。", "Smith left yesterday.", "en-ja"),
    )
    good: ClassVar = (
        Example("Weimar (Stadt) liegt an der Ilm.", "Weimar (city) lies on the Ilm.", "en-de"),
        Example("Kategorie: Sport", "Category: Sport", "en-de"),
        Example("Y entonces ¿Erik se marchó?", "And then Erik left?", "en-es"),
        Example("Er las „Faust“ (Buch) und ging.", "He read 'Faust' [book] and left.", "en-de"),
        Example("Die Organisation der Vereinten Nationen (UNO) tagte.", "The United Nations met.", "en-de"),
    )

    def check(self, segment: Segment) -> Iterator[Flag]:
        others = "\n".join(filter(None, (segment.source, *segment.references)))
        target, lang = segment.target, base(segment.target_lang)
        if ("(" in target or "（" in target) and not regex.search(r"[(（\[]", others):
            for found in _BRACKET_RE.finditer(target):
                if found["kind"].casefold() in _words(lang, "kind"):
                    yield self.flag(f"'{found['name']}' has its kind behind it, as in an encyclopedia", found.span())
        if (":" in target or "：" in target) and ":" not in others and "：" not in others:
            for found in _SPACE_RE.finditer(target):
                if found["space"].casefold() in _words(lang, "space"):
                    yield self.flag("a name has the kind of its page before it, as in an encyclopedia", found.span())
        for found in _OPENED_RE.finditer(target) if "¿" in target or "¡" in target else ():
            closing = _CLOSING[found.group()]
            if not any(char in closing for char in target[found.end() :] + others) and found.group() not in others:
                yield self.flag(f"'{found.group()}' opens what nothing closes, before a name", found.span())


@lru_cache(maxsize=256)
def _words(lang: str, key: str) -> frozenset[str]:
    """Return the words of a key in a language, in small letters; English ones may stand in any text."""
    return frozenset(
        word.replace("_", " ") for tag in (lang, "en") for word in rows("garnish", tag).get(key, "").split(",") if word
    )

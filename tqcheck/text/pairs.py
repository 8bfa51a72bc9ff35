"""Marks that come in pairs, and those that lack their partner."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import regex

QUOTES = frozenset('"“”„«»‟＂「」『』')
_OPENING = frozenset("„「『")
_CLOSING = frozenset("」』")
BRACKETS = {"(": ")", "[": "]", "（": "）", "【": "】", "《": "》", "〈": "〉", "［": "］", "{": "}"}
_CLOSERS = {closing: opening for opening, closing in BRACKETS.items()}
# `(`, the half-width one, may be closed by `）` in Chinese and Japanese.
_WIDTH = {"（": "(", "）": ")", "［": "[", "］": "]"}


class Lone(NamedTuple):
    """A mark without a partner; `opening` tells which side it is."""

    mark: str
    start: int
    opening: bool


@lru_cache(maxsize=4096)
def lone_quotes(text: str) -> tuple[Lone, ...]:
    """Return the double quotation marks of `text` that lack a partner.

    A mark opens or closes by what stands around it, as conventions differ (`»so«`, `„so“`, `”so”`).

    >>> [(lone.start, lone.opening) for lone in lone_quotes('He said "no and left.')]
    [(8, True)]
    """
    if QUOTES.isdisjoint(text):
        return ()
    unclosed: list[Lone] = []
    alone: list[Lone] = []
    for match in regex.finditer(r"[\"“”„«»‟＂「」『』]|''|``", text):
        mark, at = match.group(), match.start()
        side = _side(text, mark, at, match.end())
        if side is None:
            side = "close" if unclosed else "open"
        if mark == '"' and side == "close" and not unclosed and text[at - 1 : at].isdigit():
            continue  # inches
        if side == "none":
            continue
        if side == "open":
            unclosed.append(Lone(mark, at, True))
        elif unclosed:
            unclosed.pop()
        else:
            alone.append(Lone(mark, at, False))
    return tuple(sorted([*alone, *unclosed], key=lambda lone: lone.start))


_UNSPACED_BEFORE_RE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}，。、：；？！]")


def _side(text: str, mark: str, start: int, end: int) -> str | None:
    if mark in _OPENING:
        return "open"
    if mark in _CLOSING:
        return "close"
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    if mark == "«" and after.isspace() and (not before or before.isspace()):
        return "open"  # the French put spaces inside
    if mark == "»" and before.isspace() and not after.isalnum():
        return "close"
    if mark == '"' and before.isalpha() and after.isalpha():
        return "none"  # an apostrophe gone wrong: d"état
    if _UNSPACED_BEFORE_RE.match(before) or _UNSPACED_BEFORE_RE.match(after):
        return {"“": "open", "”": "close", "«": "open", "»": "close"}.get(mark)
    if not before:
        return "open"
    if not after:
        return "close"
    if before.isspace() and after in ",.;":
        return "close"  # with a space before it by mistake
    opens = before.isspace() or before in "([{—–-/…'‘’¿¡„“\"«>"
    closes = after.isspace() or after in ")]}.,;:!?—–-/…'’”\"»<%؟،؛।"
    if opens != closes:
        return "open" if opens else "close"
    if opens and before.isspace() != after.isspace():
        return "open" if before.isspace() else "close"
    return {"“": None, "”": "close", "«": "open", "»": "close"}.get(mark)


@lru_cache(maxsize=4096)
def lone_brackets(text: str) -> tuple[Lone, ...]:
    """Return the brackets of `text` that lack a partner; `1)` at a list's start and `:)` are none.

    >>> [lone.mark for lone in lone_brackets("(a) b) [c")]
    ['[']
    """
    return tuple(sorted(_lone_brackets(text), key=lambda lone: lone.start))


_BRACKET_RE = regex.compile(r"[()\[\]（）【】《》〈〉［］{}]")
_EYES_RE = regex.compile(r"[:;=：；][-']?$")
_ITEM_RE = regex.compile(r"(?:^|[\s.;,:(])(?:\w{1,2}|[ivxIVX]+)$|[:;=8：；][-']?$")
_LONGEST_ITEM = 8  # characters before the bracket of an item of a list: xviii)


def _lone_brackets(text: str) -> Iterator[Lone]:
    unclosed: list[Lone] = []
    for match in _BRACKET_RE.finditer(text):
        mark, at = match.group(), match.start()
        mark = _WIDTH.get(mark, mark)
        if mark in BRACKETS:
            if not _EYES_RE.search(text[max(0, at - 2) : at]):
                unclosed.append(Lone(mark, at, True))
        elif unclosed and unclosed[-1].mark == _CLOSERS[mark]:
            unclosed.pop()
        elif not _ITEM_RE.search(text[max(0, at - _LONGEST_ITEM) : at]):
            yield Lone(mark, at, False)
    yield from unclosed

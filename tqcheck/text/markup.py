"""Remains of HTML, entities, BBCode, Markdown and templates in running text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from html.entities import name2codepoint
from typing import Literal, NamedTuple

import regex

Kind = Literal["tag", "half tag", "attribute", "BBCode", "Markdown", "entity", "half entity", "cut entity"]


class Debris(NamedTuple):
    """A piece of markup in running text; `replacement` is what a reader should see instead."""

    kind: Kind
    text: str
    start: int
    end: int
    replacement: str


# HTML's elements that pages are made of, less those that are also words one may put in angle brackets.
_LONG = (
    "strong|em|br|hr|div|span|blockquote|figure|figcaption|section|article|header|footer|script|style|iframe|img"
    "|table|thead|tbody|tr|td|th|ul|ol|li|dl|dt|dd|h[1-6]|pre|sub|sup|font|center|input|button|form|noscript|nobr"
    "|unk|pad|eos|bos"  # what an engine's vocabulary leaves behind
)
_SHORT = "p|a|b|i|u|s|q"
_ATTRIBUTES = "href|src|class|style|target|rel|alt|title|width|height|data-[a-z-]+"
# Entities without an ampersand or a semicolon: only names that are no word in any language.
_NAMES = (
    "nbsp|quot|amp|lt|gt|apos|rsquo|lsquo|ldquo|rdquo|bdquo|laquo|raquo|mdash|ndash|hellip|shy|zwnj|zwj|iquest|iexcl"
    "|[aeiouyAEIOUY](?:acute|grave|uml|circ)|[aonAON]tilde|[cC]cedil|[ae]ring|szlig|oslash|aelig|oelig|euro|pound|middot"
)

# A name of HTML is in ASCII letters: scripts that write no spaces may have it between theirs.
_INSIDE = r"\p{Latin}\p{N}_"
_UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"

_DEBRIS_RE = regex.compile(
    rf"""
    (?P<tag>
        </?(?:{_LONG}|{_SHORT})(?:\s+[\w-]+(?:\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>]+))?)*\s*/?>   # <br/>, <a href="…">
      | <\|\w+\|>                                  # <|endoftext|>
      | <!--.*?-->
    )
  | (?P<half_tag>
        (?:</?(?:{_LONG})|</(?:{_SHORT})|(?<!\w)<(?:{_SHORT}))(?![{_INSIDE}.@>-])(?:\s+(?:{_ATTRIBUTES})\s*=\s*["'“”][^"'“”<>]*["'“”]?)?/?   # <br, </p
      | (?:(?<![{_INSIDE}<&;])|(?<=&\w{{2,6}};))/(?:{_LONG}|{_SHORT})>             # /p>
      | (?<![{_INSIDE}</=-])(?:{_LONG})\s?/?>               # strong>A meeting, br />
      | (?<![^\s.,!?“”"»])(?:{_SHORT})>(?=\p{{L}})     # p>The, but not p > 0.05 or a->b
    )
  | (?P<attribute> (?<![{_INSIDE}<])(?:{_ATTRIBUTES})=["'“”][^"'“”<>]*(?:["'“”]/?>?|$) )     # class="lead">
  | (?P<bbcode>
        \[(?:url|quote|img|code|color|size|youtube)(?:=[^\]\s]*)?\] | \[/(?:b|i|u|s|url|quote|img|code|color|size|list)\]
      | \[[bius]\](?=[^\[]{{1,200}}\[/[bius]\])
    )
  | (?P<markdown>
        \*\*(?=[^\s*])[^*]{{1,200}}(?<=[^\s*])\*\*       # **bold**
      | !?\[[^\[\]]{{1,200}}\]\((?:https?:|/|\#|www\.)[^()\s]*\)   # [link](http://…)
      | ```+\w*
      | ^\#{{1,6}}(?=\s\p{{L}})                           # a heading
    )
  | (?P<entity> &(?:amp;)*(?:\#\d{{2,6}}|\#x[0-9a-fA-F]{{2,5}}|(?P<name>[a-zA-Z][a-zA-Z0-9]{{1,7}})); )
  | (?P<half_entity>
        &\#\d{{2,6}}(?![\d;])
      | &(?:{_NAMES})(?![{_INSIDE};=])
      | (?<![&{_INSIDE}])(?!shy;)(?:{_NAMES});   # a shy; is a word
    )
  | (?P<cut_entity>
        (?<=[\s“”"'»{_UNSPACED}]);\s?,             # ” ;,
      | (?<=(?:\p{{L}}{{2}}|\p{{N}}|[^\P{{L}}\p{{Latin}}])[.,:]?\s)(?<!\b(?:and|und|et|y|e|и)\s)[b-z];(?=\s|$)      # should e; to stop
      | (?<=[{_UNSPACED}])[b-z];(?=[{_UNSPACED}\s]|$)
    )
    """,
    regex.VERBOSE | regex.MULTILINE,
)
_KINDS: dict[str, Kind] = {
    "tag": "tag", "half_tag": "half tag", "attribute": "attribute", "bbcode": "BBCode", "markdown": "Markdown",
    "entity": "entity", "half_entity": "half entity", "cut_entity": "cut entity",
}  # fmt: skip
_LIST_ITEM_RE = regex.compile(r"(?<![\w'’.])[b-z][,;]")


@lru_cache(maxsize=4096)
def find_debris(text: str) -> tuple[Debris, ...]:
    """Return the markup of `text`, left to right, each piece with what should stand there instead.

    >>> [(d.kind, d.text) for d in find_debris("the ministers strong>A meeting&nbsp;of")]
    [('half tag', 'strong>'), ('entity', '&nbsp;')]
    """
    if not any(mark in text for mark in "<>&;[*`#=/"):
        return ()
    return tuple(_debris(text))


def _debris(text: str) -> Iterator[Debris]:
    for match in _DEBRIS_RE.finditer(text):
        group = match.lastgroup if match.lastgroup != "name" else "entity"
        assert group
        piece, start, end = match.group(), match.start(), match.end()
        kind = _KINDS[group]
        if match["name"] and match["name"] not in name2codepoint:
            continue
        if kind == "cut entity" and "," not in piece and len(_LIST_ITEM_RE.findall(text)) > 1:
            continue  # "points b, c and d;" names things by letters
        yield Debris(kind, piece, start, end, _replacement(kind, piece))


def _replacement(kind: Kind, piece: str) -> str:
    if kind == "cut entity":
        return "," if "," in piece else ""
    if kind in {"entity", "half entity"}:
        whole = "&" + piece.strip("&;").replace("amp;", "") + ";"
        return unescape(whole).replace("\N{NO-BREAK SPACE}", " ")
    if kind == "Markdown":
        return piece.strip("*`#") if piece.startswith("**") else piece[piece.find("[") + 1 : piece.find("]")]
    return ""

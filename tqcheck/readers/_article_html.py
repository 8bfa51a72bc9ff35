"""The main text of an HTML page: its blocks without tags and menus, each with the line it stands on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hr", "html", "legend", "li", "main", "nav", "ol", "option", "p", "pre", "section", "summary", "table",
    "tbody", "td", "th", "thead", "tr", "ul"
})  # fmt: skip
_VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"
})  # fmt: skip
_SILENT = frozenset({
    "script", "style", "template", "noscript", "svg", "math", "head", "iframe", "object", "select", "textarea",
    "button"
})  # fmt: skip
_FRAME = frozenset({"nav", "footer", "aside", "form", "menu", "dialog"})
_MAIN = ("article", "main")
_CHROME_RE = re.compile(
    r"(?:^|[\s_-])(?:nav|menu|sidebar|footer|cookie|consent|share|sharing|social|related|newsletter|breadcrumbs?|comments?"
    r"|promo|advert|ads?|banner|subscribe)(?:$|[\s_-])",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Block:
    pieces: list[tuple[int, str]] = field(default_factory=list)
    linked: int = 0  # letters within links
    heading: bool = False
    within: tuple[int, ...] = ()  # the <article> and <main> elements around it

    @property
    def size(self) -> int:
        return sum(len(piece) for _, piece in self.pieces)

    @property
    def menu(self) -> bool:
        """Tell whether it is links and no more."""
        return not self.heading and self.linked > 0.6 * self.size


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks = [_Block()]
        self.open: list[tuple[str, bool]] = []  # elements, and whether what is in them is no text
        self.mains: list[int] = []
        self.main_count = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self._next(tag)
        if tag in _VOID:
            return
        if tag == "p" and self.open and self.open[-1][0] == "p":
            self.open.pop()
        given = dict(attrs)
        names = f"{given.get('class') or ''} {given.get('id') or ''}"
        hidden = "hidden" in given or given.get("aria-hidden") == "true"
        chrome = tag in ("div", "section", "ul", "ol", "header", "p", "span") and bool(_CHROME_RE.search(names))
        self.open.append((tag, tag in _SILENT or tag in _FRAME or hidden or chrome))
        if tag in _MAIN:
            self.main_count += 1
            self.mains.append(self.main_count)
            self._next(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self._next(tag)

    def handle_endtag(self, tag: str) -> None:
        if any(name == tag for name, _ in self.open):
            while self.open.pop()[0] != tag:
                pass
            if tag in _MAIN and self.mains:
                self.mains.pop()
            if tag in _BLOCKS:
                self._next("")

    def handle_data(self, data: str) -> None:
        if any(silent for _, silent in self.open):
            return
        line = self.getpos()[0]
        block = self.blocks[-1]
        for offset, row in enumerate(data.split("\n")):
            text = re.sub(r"[ \t\r\f\v]+", " ", row)
            if offset:
                text = " " + text.lstrip()
            if text:
                block.pieces.append((line + offset, text))
        if any(name == "a" for name, _ in self.open):
            block.linked += len(data.strip())

    def _next(self, tag: str) -> None:
        if self.blocks[-1].pieces:
            self.blocks.append(_Block())
        self.blocks[-1].heading = tag in ("h1", "h2", "h3", "h4", "h5", "h6")
        self.blocks[-1].within = tuple(self.mains)


def blocks(html: str) -> Iterator[list[tuple[int, str]]]:
    """Yield the blocks of the main text as lists of (line, text).

    The main text is the `<article>` or `<main>` that holds the most, else the page without its menus.
    """
    page = _Page()
    page.feed(html)
    page.close()
    found = [block for block in page.blocks if any(text.strip() for _, text in block.pieces)]
    mains = {number for block in found for number in block.within}
    if mains:
        text = {number: sum(b.size for b in found if number in b.within and not b.menu) for number in mains}
        chosen = max(sorted(text), key=lambda number: text[number])
        # one article of many on a page is no page of one article
        if 2 * text[chosen] > sum(block.size for block in found if not block.menu):
            headings = [block for block in found if block.heading and not mains.intersection(block.within)][:1]
            found = [block for block in found if chosen in block.within or block in headings]
    for block in found:
        if not block.menu:
            yield list(_tidy(block.pieces))


def _tidy(pieces: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Yield the pieces with single spaces between them, and none at the ends."""
    blank = True
    last = max(index for index, (_, text) in enumerate(pieces) if text.strip())
    for index, (line, text) in enumerate(pieces[: last + 1]):
        if blank:
            text = text.lstrip(" ")
        if index == last:
            text = text.rstrip(" ")
        if text:
            blank = text.endswith(" ")
            yield line, text

"""Articles as they stand in text, Markdown and HTML files: paragraphs, and the line that each place is on."""

from __future__ import annotations

import gzip
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, pairwise
from pathlib import Path, PurePath

from tqcheck.readers import STDIN
from tqcheck.readers._lines import lines

Stretch = tuple[int, int]

HTML = (".html", ".htm", ".xhtml")
MARKDOWN = (".md", ".markdown")


@dataclass(frozen=True, slots=True)
class Page:
    """One article: its text, where its paragraphs stand in it, and on which lines of the file.

    A plain text is the file's own, character by character (line ends apart). `places` are (offset, line) pairs: from
    that offset on, the text is on that line.
    """

    path: str
    text: str
    paragraphs: tuple[Stretch, ...]
    places: tuple[tuple[int, int], ...]

    def line(self, offset: int) -> int:
        """Return the line of the file that a place of the text is on."""
        return self.places[max(0, bisect_right(self.places, (offset, 1 << 60)) - 1)][1] if self.places else 1


def page_of(path: str, encoding: str = "utf-8") -> Page:
    """Return the article in a file; the extension says how to read it.

    Raises InputError for a file that cannot be read.
    """
    suffix = PurePath(path.removesuffix(".gz").lower()).suffix
    rows = list(lines(path, encoding))
    if suffix in HTML:
        from tqcheck.readers._article_html import blocks

        return composed(path, blocks("\n".join(text for _, text in rows)))
    if suffix in MARKDOWN:
        return composed(path, _markdown(rows))
    return _plain(path, [text for _, text in rows])


def composed(path: str, blocks: Iterable[list[tuple[int, str]]]) -> Page:
    """Return a page of blocks, each a list of (line, text) whose texts follow one another."""
    pieces: list[str] = []
    paragraphs: list[Stretch] = []
    places: list[tuple[int, int]] = []
    offset = 0
    for block in blocks:
        if pieces:
            pieces.append("\n\n")
            offset += 2
        start = offset
        for line, piece in block:
            places.append((offset, line))
            pieces.append(piece)
            offset += len(piece)
        paragraphs.append((start, offset))
    return Page(path, "".join(pieces), tuple(paragraphs), tuple(places))


def _plain(path: str, rows: list[str]) -> Page:
    places, offset = [], 0
    for number, row in enumerate(rows, 1):
        places.append((offset, number))
        offset += len(row) + 1
    text = "\n".join(rows)
    wrapped = _wrapped(rows)
    paragraphs: list[Stretch] = []
    for (start, _), row in zip(places, rows, strict=True):
        if not row.strip():
            continue
        if wrapped and paragraphs and text[paragraphs[-1][1] : start] == "\n":
            paragraphs[-1] = (paragraphs[-1][0], start + len(row))
        else:
            paragraphs.append((start, start + len(row)))
    return Page(path, text, tuple(paragraphs), tuple(places))


_WRAP = range(50, 121)
"""Widths at which people and programs wrap lines."""
_ENDS_RE = re.compile(r"""[.!?…:。！？।؟۔"'”’»」)\]]\s*$""")


def _wrapped(rows: list[str]) -> bool:
    """Tell whether line ends are a matter of width: blank lines part paragraphs, and lines break off mid-sentence."""
    inner = [row for row, after in pairwise(rows) if row.strip() and after.strip()]
    if not inner or max(map(len, rows)) not in _WRAP:
        return False
    return sum(not _ENDS_RE.search(row) for row in inner) > len(inner) / 2


_FENCE_RE = re.compile(r"^ {0,3}(```|~~~)")
_RULE_RE = re.compile(r"^\s*([-*_=])(\s*\1){2,}\s*$|^[\s|:-]*\|[\s|:-]*$")
_PREFIX_RE = re.compile(r"^\s*(?:>\s?)*\s*(?:#{1,6}\s+|[-*+]\s+|\d{1,3}[.)]\s+)?")
_INLINE = (
    (re.compile(r"!\[([^\]]*)\]\([^)]*\)"), r"\1"),  # ![caption](image)
    (re.compile(r"\[([^\]]+)\]\([^)]*\)"), r"\1"),  # [words](address)
    (re.compile(r"\[([^\]]+)\]\[[^\]]*\]"), r"\1"),  # [words][label]
    (re.compile(r"<(https?://[^>\s]+)>"), r"\1"),
    (re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])([*_])(?=\S)(.+?)(?<=\S)\1(?![\w*])"), r"\2"),
    (re.compile(r"`([^`]+)`"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!>-])"), r"\1"),
    (re.compile(r"\s+#+\s*$|\s{2,}$|\\$"), ""),  # the end of a heading; a forced line break
)
_BLOCK_RE = re.compile(r"^\s*(?:#{1,6}\s|[-*+]\s|\d{1,3}[.)]\s|>)")


def _markdown(rows: list[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    """Yield the blocks of a Markdown text without their marks; front matter, code and rules are left out."""
    block: list[tuple[int, str]] = []
    fence, matter = "", False
    for number, row in rows:
        if number == 1 and row.strip() == "---":
            matter = True
            continue
        if matter:
            matter = row.strip() not in ("---", "...")
            continue
        mark = _FENCE_RE.match(row)
        if mark or fence:
            fence = ("" if fence == mark[1] else fence or mark[1]) if mark else fence
            row = ""
        text = _unmarked(row)
        if block and (not text or _BLOCK_RE.match(row)):
            yield block
            block = []
        if text:
            block.append((number, (" " if block else "") + text))
            if row.lstrip().startswith("#"):
                yield block
                block = []
    if block:
        yield block


def _unmarked(row: str) -> str:
    if _RULE_RE.match(row):
        return ""
    text = _PREFIX_RE.sub("", row, count=1)
    for pattern, instead in _INLINE:
        text = pattern.sub(instead, text)
    return text.strip()


def line_count(path: str) -> int | None:
    """Return how many lines a file has; None for one that cannot be opened (its reader will say so)."""
    if path == STDIN:
        return None
    try:
        with gzip.open(path, "rb") if path.endswith(".gz") else Path(path).open("rb") as stream:
            count, last = 0, b""
            while chunk := stream.read(1 << 20):
                count, last = count + chunk.count(b"\n"), chunk[-1:]
            return count + (last not in (b"", b"\n"))
    except (OSError, EOFError):
        return None


def looks_like_article(path: str, encoding: str) -> bool:
    """Tell whether a text has paragraphs: several sentences a line, or blank lines between them."""
    rows = [text.strip() for _, text in islice(lines(path, encoding), 400)]
    while rows and not rows[-1]:
        rows.pop()
    full = [row for row in rows if row]
    if not full:
        return False
    stops = sum(len(_STOP_RE.findall(row)) for row in full)
    return len(full) <= 0.85 * len(rows) or stops >= 0.5 * len(full)


_STOP_RE = re.compile(r"[.!?…][\"'”’»)]*\s+(?=\S)|[。！？][”」』]?(?=.)")
"""The end of a sentence that is not the end of its line."""

"""Text for a terminal: colours, excerpts with the place marked, and nothing that could act on it."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable
from typing import TextIO

from tqcheck.model import Flag

_COLOURS = {
    "critical": "35;1",
    "major": "31",
    "minor": "33",
    "neutral": "2",
    "fail": "31",
    "review": "33",
    "pass": "32",
}

Paint = Callable[[str, str], str]


def painter(out: TextIO) -> Paint:
    """Return what colours text: on a terminal, unless NO_COLOR is set."""
    colour = out.isatty() and not os.environ.get("NO_COLOR")
    return lambda kind, text: f"\x1b[{_COLOURS[kind]}m{text}\x1b[0m" if colour else text


def excerpt(text: str, flag: Flag, width: int, paint: Paint) -> str:
    """Return the text around a flag, its place in ⟦ ⟧, cut to about `width` characters."""
    start, end = flag.place.start, flag.place.end
    if end - start > width:
        end = start + width
    room = max(10, (width - (end - start)) // 2)
    left, right = max(0, start - room), min(len(text), end + room)
    before = ("…" if left else "") + one_line(text[left:start])
    after = one_line(text[end:right]) + ("…" if right < len(text) else "")
    return before + paint(str(flag.severity), f"⟦{one_line(text[start:end])}⟧") + after


def one_line(text: str) -> str:
    """Show control, bidi and other invisible characters by code, so that they cannot act on the terminal."""
    return "".join(
        f"<U+{ord(c):04X}>" if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") else c for c in text
    )


def printable(line: str) -> str:
    """Return the line with an escape for what UTF-8 cannot hold."""
    return line.encode("utf-8", "backslashreplace").decode()
